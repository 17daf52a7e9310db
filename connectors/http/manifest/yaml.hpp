// YAML as PyYAML's safe loader reads it (YAML 1.1): yes, no, on and off are booleans, 010 is eight, 1:30 is
// ninety, 0x10 sixteen; quoted scalars are texts; merge keys (<<), anchors and aliases count. Dates stay
// texts.
#pragma once
#include <string>
#include <string_view>

#include "connectors/http/template/value.hpp"

namespace musubi::http {

/// Throws Trouble (other) with line and column. Bounded: aliases cannot multiply without end.
Json read_yaml(std::string_view text);

/// What a plain scalar means.
Json yaml_scalar(std::string_view text);

/// The same of words in any case, and of y and n, which YAML 1.1 has and PyYAML has not.
Json yaml_word(std::string_view text);

}  // namespace musubi::http
