#include "core/flow/posted.hpp"

#include <map>
#include <memory>

namespace musubi {
namespace {

/// One transaction that its owner commits.
class Within final : public Transactions {
 public:
  explicit Within(Session& session) : session_(session) {}
  Session& open() override { return session_; }
  void finish() override {}
  void forget() override {}

 private:
  Session& session_;
};

}  // namespace

int64_t Posted::land(Session& session, const Rules& rules, const Clock& clock,
                     const std::string& connection) {
  int64_t run = session.start_run(connection, clock.now());
  Within transaction(session);
  std::map<std::string, std::unique_ptr<Landing>> streams;
  auto landing = [&](const std::string& stream) -> Landing& {
    auto& one = streams[stream];
    if (!one)
      one = std::make_unique<Landing>(transaction, rules, clock, StreamName{connection, stream}, run,
                                      1'000'000);
    return *one;
  };
  for (RawRecord& record : records) {
    Landing& into = landing(record.id.stream);
    into.record(std::move(record));
  }
  for (auto& [row, reason] : held) {
    Landing& into = landing(row.id.stream);
    into.unreadable(std::move(row), reason);
  }
  records.clear();
  held.clear();
  for (auto& [name, one] : streams) one->flush(false);
  return run;
}

}  // namespace musubi
