// rule 14: fails without a sentence.
#include "tests/contract/sample/sample.hpp"

namespace {

class NoSentence final : public sample::Sample {
 public:
  using Sample::Sample;
  void read(std::string_view stream, std::string_view state) override {
    if (endpoint_ == "down") throw musubi::Stopped(MU_TRANSIENT);
    Sample::read(stream, state);
  }
};

}  // namespace

SAMPLE_EXPORT(NoSentence, "no_sentence")
