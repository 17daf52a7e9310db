// rule 14: calls a source that is down a fault of its own.
#include "tests/contract/sample/sample.hpp"

namespace {

class CallsDownABug final : public sample::Sample {
 public:
  using Sample::Sample;
  void read(std::string_view stream, std::string_view state) override {
    if (endpoint_ == "down") throw musubi::Failure(MU_BUG, "down", {{"endpoint", endpoint_}});
    Sample::read(stream, state);
  }
};

}  // namespace

SAMPLE_EXPORT(CallsDownABug, "calls_down_a_bug")
