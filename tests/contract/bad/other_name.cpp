// rule 1: calls itself otherwise than its file.
#include "tests/contract/sample/sample.hpp"

namespace {

using Bad = sample::Sample;

}  // namespace

SAMPLE_EXPORT(Bad, "another")
