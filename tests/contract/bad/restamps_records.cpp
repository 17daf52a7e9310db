// rule 12: a second read brings an old record with a new time.
#include "tests/contract/sample/sample.hpp"

namespace {

class RestampsRecords final : public sample::Sample {
 public:
  using Sample::Sample;
  void read(std::string_view stream, std::string_view state) override {
    finished_ = state.find("2026-01-03") != state.npos;
    Sample::read(stream, state);
  }

 protected:
  void send(std::string_view stream, const sample::Row& r, int64_t row) override {
    Sample::send(stream, r, row);
    if (finished_ && r.key == "4")
      Sample::send(stream, {r.key, R"({"id":"4","read":"now"})", r.updated}, row);
  }

 private:
  bool finished_ = false;
};

}  // namespace

SAMPLE_EXPORT(RestampsRecords, "restamps_records")
