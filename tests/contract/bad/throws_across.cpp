// rule 14: throws across the border when its source answers nonsense.
#include <stdexcept>

#include "tests/contract/sample/sample.hpp"

namespace {

int32_t throwing_read(void* self, mu_text stream, mu_text state) {
  int32_t result = musubi::sdk::read<sample::Sample>(self, stream, state);
  if (result == MU_DATA) throw std::runtime_error("nonsense");
  return result;
}

}  // namespace

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  static const mu_connector table = [] {
    mu_connector t =
        *musubi::connector_table<sample::Sample>("throws_across", "1.0.0", sample::schema, sample::messages);
    t.read = throwing_read;
    return t;
  }();
  return &table;
}
