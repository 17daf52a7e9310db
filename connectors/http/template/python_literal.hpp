// Rendered text read again as a literal of Python, as ast.literal_eval does: "1" is a number, "[1, 'a']" a
// list,
// "+8190" 8190, "1,2" a list; anything else stays text.
//
//   document := value ("," value)* [","] ;  value := number | string+ | list | tuple | dict | None | True |
//   False
//
// Sets, bytes, complex numbers and whole numbers beyond 64 bits stay text.
#pragma once
#include <optional>
#include <string_view>

#include "connectors/http/template/value.hpp"

namespace musubi::http {

/// nullopt where `text` is no literal. Linear; nesting is bounded. `tuple` is told whether it is a tuple of Python, which JSON has no other
/// form for than a list.
std::optional<Json> read_literal(std::string_view text, bool* tuple = nullptr);

}  // namespace musubi::http
