// rule 22: fetch says nothing of a key that the source does not have.
#include "tests/contract/sample/sample.hpp"

namespace {

class FetchSkips final : public sample::Sample {
 public:
  using Sample::Sample;

 protected:
  void fetch_one(std::string_view stream, std::string_view key) override {
    if (key != "nobody") Sample::fetch_one(stream, key);
  }
};

}  // namespace

SAMPLE_EXPORT(FetchSkips, "fetch_skips")
