// rule 10: ends a read without a checkpoint.
#include "tests/contract/sample/sample.hpp"

namespace {

class NoLastCheckpoint final : public sample::Sample {
 public:
  using Sample::Sample;

 protected:
  void close_page(std::string_view stream) override {
    if (last_ != "2026-01-03" && last_ != "3") Sample::close_page(stream);
  }
};

}  // namespace

SAMPLE_EXPORT(NoLastCheckpoint, "no_last_checkpoint")
