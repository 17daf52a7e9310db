// rule 8: says where it read a record, but not at its front.
#include "tests/contract/sample/sample.hpp"

namespace {

class PlaceAtTheEnd final : public sample::Sample {
 public:
  using Sample::Sample;

 protected:
  void send(std::string_view stream, const sample::Row& r, int64_t row) override {
    if (r.key != "1") return Sample::send(stream, r, row);
    host_.record(stream, r.key, r.json.substr(0, r.json.size() - 1) + ",\"_row\":1}");
  }
};

}  // namespace

SAMPLE_EXPORT(PlaceAtTheEnd, "place_at_the_end")
