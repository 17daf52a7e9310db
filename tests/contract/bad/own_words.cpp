// rule 4: has its own word for what everyone calls page_size.
#include "tests/contract/sample/sample.hpp"

namespace {

constexpr char schema[] = R"({
  "type": "object", "additionalProperties": false, "required": ["endpoint", "auth"],
  "properties": {
    "endpoint": {"type": "string", "minLength": 1},
    "page_size": {"type": "integer", "minimum": 1, "default": 2},
    "per_page": {"type": "integer", "minimum": 1, "default": 2},
    "auth": {"type": "object", "additionalProperties": false, "required": ["token"],
             "properties": {"token": {"type": "string", "x-secret": true}}}
  }
})";

}  // namespace

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<sample::Sample>("own_words", "1.0.0", schema, sample::messages);
}
