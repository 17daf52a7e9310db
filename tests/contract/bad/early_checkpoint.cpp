// rule 10: its checkpoint covers a record that it sends afterwards.
#include "tests/contract/sample/sample.hpp"

namespace {

class EarlyCheckpoint final : public sample::Sample {
 public:
  using Sample::Sample;

 protected:
  void send(std::string_view stream, const sample::Row& r, int64_t row) override {
    if (r.key == "4") host_.checkpoint(stream, R"({"v":1,"since":"2026-01-04"})");
    Sample::send(stream, r, row);
  }
};

}  // namespace

SAMPLE_EXPORT(EarlyCheckpoint, "early_checkpoint")
