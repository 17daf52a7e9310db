// rule 2: is linked without the version script and exports a second symbol.
#include "tests/contract/sample/sample.hpp"

namespace {

using Bad = sample::Sample;

}  // namespace

extern "C" MUSUBI_EXPORT int a_second_symbol();
int a_second_symbol() {
  return 2;
}

SAMPLE_EXPORT(Bad, "two_symbols")
