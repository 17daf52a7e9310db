// rule 8: one record has no key.
#include "tests/contract/sample/sample.hpp"

namespace {

class EmptyKey final : public sample::Sample {
 public:
  using Sample::Sample;

 protected:
  void send(std::string_view stream, const sample::Row& r, int64_t row) override {
    Sample::send(stream, {r.key == "1" ? "" : r.key, r.json, r.updated}, row);
  }
};

}  // namespace

SAMPLE_EXPORT(EmptyKey, "empty_key")
