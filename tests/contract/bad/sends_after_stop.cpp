// rule 13: goes on sending when the host has said STOPPED.
#include "tests/contract/sample/sample.hpp"

namespace {

class SendsAfterStop final : public sample::Sample {
 public:
  using Sample::Sample;

 protected:
  void send(std::string_view stream, const sample::Row& r, int64_t row) override {
    try {
      Sample::send(stream, r, row);
    } catch (const musubi::Stopped&) {
      Sample::send(stream, r, row);
    }
  }
};

}  // namespace

SAMPLE_EXPORT(SendsAfterStop, "sends_after_stop")
