// rule 9: leaves out a record.
#include "tests/contract/sample/sample.hpp"

namespace {

class DropsARecord final : public sample::Sample {
 public:
  using Sample::Sample;

 protected:
  void send(std::string_view stream, const sample::Row& r, int64_t row) override {
    if (r.key != "3") Sample::send(stream, r, row);
  }
};

}  // namespace

SAMPLE_EXPORT(DropsARecord, "drops_a_record")
