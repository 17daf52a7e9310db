// rule 6: check says OK whatever the token.
#include "tests/contract/sample/sample.hpp"

namespace {

class CheckSeesNothing final : public sample::Sample {
 public:
  using Sample::Sample;
  void check() override {}
};

}  // namespace

SAMPLE_EXPORT(CheckSeesNothing, "check_sees_nothing")
