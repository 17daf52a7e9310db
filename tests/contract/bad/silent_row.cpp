// rule 20: holds a row without saying why.
#include "tests/contract/sample/sample.hpp"

namespace {

class SilentRow final : public sample::Sample {
 public:
  using Sample::Sample;

 protected:
  void send(std::string_view stream, const sample::Row& r, int64_t row) override {
    if (r.json.empty()) return host_.unreadable(stream, r.key, "o2;\"torn", "");
    Sample::send(stream, r, row);
  }
};

}  // namespace

SAMPLE_EXPORT(SilentRow, "silent_row")
