// rule 17: keeps what belongs to an instance in a global.
#include <atomic>

#include "tests/contract/sample/sample.hpp"

namespace {

std::atomic<int> open_instances;

class OneAtATime final : public sample::Sample {
 public:
  OneAtATime(musubi::Host host, std::string_view config) : Sample(host, config) { ++open_instances; }
  ~OneAtATime() override { --open_instances; }
  void read(std::string_view stream, std::string_view state) override {
    if (open_instances == 1) Sample::read(stream, state);
  }
};

}  // namespace

SAMPLE_EXPORT(OneAtATime, "one_at_a_time")
