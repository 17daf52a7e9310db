// rule 21: lands a request that it answers with 401.
#include "tests/contract/sample/sample.hpp"

namespace {

class LandsWhatItRefuses final : public sample::Sample {
 public:
  using Sample::Sample;
  musubi::Answer receive(const musubi::Request& request) override {
    host_.record("orders", "o9", R"({"id":"o9","buyer":"德川"})");
    return request.header("x-token").empty() ? musubi::Answer{401, {}, ""} : Sample::receive(request);
  }
};

}  // namespace

SAMPLE_EXPORT(LandsWhatItRefuses, "lands_what_it_refuses")
