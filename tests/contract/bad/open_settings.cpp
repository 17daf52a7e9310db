// rule 4: accepts settings that it does not know.
#include "tests/contract/sample/sample.hpp"

namespace {

constexpr char schema[] = R"({
  "type": "object", "required": ["endpoint", "auth"],
  "properties": {
    "endpoint": {"type": "string", "minLength": 1},
    "page_size": {"type": "integer", "minimum": 1, "default": 2},
    "auth": {"type": "object", "additionalProperties": false, "required": ["token"],
             "properties": {"token": {"type": "string", "x-secret": true}}}
  }
})";

}  // namespace

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<sample::Sample>("open_settings", "1.0.0", schema, sample::messages);
}
