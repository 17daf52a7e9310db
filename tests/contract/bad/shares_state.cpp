// rule 16: the state of one stream covers another.
#include "tests/contract/sample/sample.hpp"

namespace {

class SharesState final : public sample::Sample {
 public:
  using Sample::Sample;

 protected:
  bool newer(const sample::Row& r, const std::string& since) const override {
    return Sample::newer(r, since) && !(done_ && r.key == "1");
  }
  void close_page(std::string_view stream) override {
    done_ = done_ || stream == "orders";
    Sample::close_page(stream);
  }

 private:
  bool done_ = false;
};

}  // namespace

SAMPLE_EXPORT(SharesState, "shares_state")
