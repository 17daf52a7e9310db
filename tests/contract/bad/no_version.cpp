// rule 1: its version is a word.
#include "tests/contract/sample/sample.hpp"

namespace {

using Bad = sample::Sample;

}  // namespace

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<Bad>("no_version", "newest", sample::schema, sample::messages);
}
