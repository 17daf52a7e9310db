#include "tests/contract/sample/sample.hpp"

SAMPLE_EXPORT(sample::Sample, "sample")
