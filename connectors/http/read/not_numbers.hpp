// NaN, Infinity and -Infinity, which JSON has not and programs in Python write all the same.
#pragma once
#include <cstddef>
#include <string>

namespace musubi::http {

/// Puts null in place of each that stands where a value may stand; how many there were. Strings stay as they
/// are. `json` may be several documents, a line each. Linear; without any, nothing is copied.
size_t null_not_numbers(std::string& json);

}  // namespace musubi::http
