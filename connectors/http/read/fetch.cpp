#include "connectors/http/read/fetch.hpp"

#include <algorithm>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/delivery.hpp"
#include "connectors/http/read/turns.hpp"
#include "core/sdk/key.hpp"

namespace musubi::http {
namespace {

/// What of one key has come.
struct Answered {
  std::string key;
  bool found = false, other = false;
};

/// In an address an empty part, "." and ".." would name another place.
bool can_be_asked(const SingleKey& key, size_t columns) {
  return key.parts.size() == columns && std::ranges::none_of(key.parts, [](const std::string& part) {
           return part.empty() || part == "." || part == "..";
         });
}

class Fetch {
 public:
  Fetch(Session& session, const Stream& single)
      : session_(session),
        stream_(single),
        reader_(session, single),
        delivery_(session.host(), single),
        turns_(session, session.at_once()) {}

  void ask(std::string_view key) {
    Slice slice;
    slice.key = SingleKey{std::string(key), key_parts(key, stream_.key.size())};
    if (!can_be_asked(*slice.key, stream_.key.size())) return session_.host().deleted(stream_.name, key);
    auto answered = std::make_shared<Answered>(Answered{std::string(key)});
    auto each = [this, answered](Record& record) {
      if (record.is_object() && delivery_.key_of(record) != answered->key) {
        answered->other = true;
        return;
      }
      answered->found = true;
      delivery_.deliver(record);
    };
    turns_.begin(std::make_unique<SliceRead>(reader_, std::move(slice), nullptr, std::move(each),
                                             [](const Json&) { return true; }),
                 [this, answered] { settle(*answered); });
  }

  void finish() { turns_.finish(); }

 private:
  void settle(const Answered& answered) const {
    if (answered.found) return;
    if (answered.other) data_failure("fetched_other", {{"stream", stream_.name}});
    session_.host().deleted(stream_.name, answered.key);
  }

  Session& session_;
  const Stream& stream_;
  Reader reader_;
  Delivery delivery_;
  Turns turns_;
};

}  // namespace

void fetch_records(Session& session, const Stream& stream, std::span<const std::string_view> keys) {
  if (!stream.single) config_failure("no_fetch", {{"stream", stream.name}});
  Fetch fetch(session, *stream.single);
  for (std::string_view key : keys) fetch.ask(key);
  fetch.finish();
}

}  // namespace musubi::http
