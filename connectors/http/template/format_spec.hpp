// Python's format specifications: "{:>8.2f}", "{:,}", "{:%Y-%m-%d}".
//
//   spec := [[fill] ("<" | ">" | "^" | "=")] ["+" | "-" | " "] ["#"] ["0"] [width] ["," | "_"] ["." precision] [type]
//   type := s | b c d o x X n | e E f F g G %            of a time: a format of strftime instead
#pragma once
#include <string>
#include <string_view>

#include "connectors/http/template/value.hpp"

namespace musubi::http {

/// format(value, spec). Throws Trouble: (type) for a value that takes no specification, (other) for a
/// specification that is none or does not fit the value.
std::string format_by_spec(const Value& value, std::string_view spec);

}  // namespace musubi::http
