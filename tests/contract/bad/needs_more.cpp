// rule 3: needs a setting that its schema neither requires nor fills in.
#include <stdexcept>

#include "tests/contract/sample/sample.hpp"

namespace {

constexpr char schema[] = R"({
  "type": "object", "additionalProperties": false, "required": ["endpoint", "auth"],
  "properties": {
    "endpoint": {"type": "string", "minLength": 1},
    "page_size": {"type": "integer", "minimum": 1},
    "auth": {"type": "object", "additionalProperties": false, "required": ["token"],
             "properties": {"token": {"type": "string", "x-secret": true}}}
  }
})";

class NeedsMore final : public sample::Sample {
 public:
  NeedsMore(musubi::Host host, std::string_view config) : Sample(host, config) {
    if (config.find("page_size") == config.npos) throw std::out_of_range("page_size");
  }
};

}  // namespace

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<NeedsMore>("needs_more", "1.0.0", schema, sample::messages);
}
