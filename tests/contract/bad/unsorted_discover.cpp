// rule 7: its streams are not sorted.
#include "tests/contract/sample/sample.hpp"

namespace {

class UnsortedDiscover final : public sample::Sample {
 public:
  using Sample::Sample;
  std::string discover() override {
    std::string orders = R"({"name":"orders","key":["id"],"schema":{"type":"object"}})";
    std::string people = R"({"name":"people","key":["id"],"cursor":"updated","schema":{"type":"object"}})";
    return "{\"streams\":[" + people + "," + orders + "]}";
  }
};

}  // namespace

SAMPLE_EXPORT(UnsortedDiscover, "unsorted_discover")
