// rule 18: its state is not UTF-8.
#include "tests/contract/sample/sample.hpp"

namespace {

class BytesAsState final : public sample::Sample {
 public:
  using Sample::Sample;
  void read(std::string_view stream, std::string_view state) override {
    if (!state.empty()) state.remove_prefix(1);
    Sample::read(stream, state);
  }

 protected:
  void close_page(std::string_view stream) override { host_.checkpoint(stream, "\xff" + state_after(last_)); }
};

}  // namespace

SAMPLE_EXPORT(BytesAsState, "bytes_as_state")
