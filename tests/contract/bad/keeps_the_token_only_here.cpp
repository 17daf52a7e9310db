// rule 23: uses a rotated token although the host could not keep it.
#include "tests/contract/sample/sample.hpp"

namespace {

class KeepsTheTokenOnlyHere final : public sample::Sample {
 public:
  using Sample::Sample;

 protected:
  std::string token() const override { return old_ ? "good-token-123" : Sample::token(); }
  void log_in() override {
    try {
      Sample::log_in();
    } catch (const musubi::Stopped&) {
      old_ = true;
      Sample::log_in();
    }
  }

 private:
  bool old_ = false;
};

}  // namespace

SAMPLE_EXPORT(KeepsTheTokenOnlyHere, "keeps_the_token_only_here")
