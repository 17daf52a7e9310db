// rule 15: writes its token into the log.
#include "tests/contract/sample/sample.hpp"

namespace {

class LeaksSecret final : public sample::Sample {
 public:
  using Sample::Sample;

 protected:
  void log_in() override {
    host_.log(MU_LOG_DEBUG, "with token " + token());
    Sample::log_in();
  }
};

}  // namespace

SAMPLE_EXPORT(LeaksSecret, "leaks_secret")
