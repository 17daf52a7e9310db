// rule 13: sleeps without asking whether to stop.
#include "tests/contract/sample/sample.hpp"

namespace {

class IgnoresStop final : public sample::Sample {
 public:
  using Sample::Sample;

 protected:
  void log_in() override {
    Sample::log_in();
    if (endpoint_ == "slow") std::this_thread::sleep_for(std::chrono::milliseconds(2500));
  }
};

}  // namespace

SAMPLE_EXPORT(IgnoresStop, "ignores_stop")
