// rule 11: resumes with > and so loses what has the same cursor.
#include "tests/contract/sample/sample.hpp"

namespace {

class LosesTies final : public sample::Sample {
 public:
  using Sample::Sample;
  void read(std::string_view stream, std::string_view state) override {
    last_.clear();
    Sample::read(stream, state);
    if (!last_.empty()) host_.checkpoint(stream, state_after(last_ + "+"));
  }
};

}  // namespace

SAMPLE_EXPORT(LosesTies, "loses_ties")
