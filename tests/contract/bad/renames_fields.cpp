// rule 9: renames the fields of its source.
#include "tests/contract/sample/sample.hpp"

namespace {

class RenamesFields final : public sample::Sample {
 public:
  using Sample::Sample;

 protected:
  void send(std::string_view stream, const sample::Row& r, int64_t row) override {
    sample::Row renamed = r;
    size_t at = renamed.json.find("\"name\"");
    if (at != std::string::npos) renamed.json.replace(at, 6, "\"full_name\"");
    Sample::send(stream, renamed, row);
  }
};

}  // namespace

SAMPLE_EXPORT(RenamesFields, "renames_fields")
