// rule 15: names the token in a sentence.
#include "tests/contract/sample/sample.hpp"

namespace {

class LeaksInSentence final : public sample::Sample {
 public:
  using Sample::Sample;
  void check() override {
    if (token() == "wrong-token-9") throw musubi::Failure(MU_AUTH, "token", {{"token", token()}});
    Sample::check();
  }
};

}  // namespace

SAMPLE_EXPORT(LeaksInSentence, "leaks_in_sentence")
