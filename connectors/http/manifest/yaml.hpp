// YAML as PyYAML's safe loader reads it (YAML 1.1): yes, no, on and off are booleans, 010 is eight, 1:30 is
// ninety, 0x10 sixteen; quoted scalars are texts; merge keys (<<), anchors and aliases count. Dates stay
// texts.
#pragma once
#include <string>
#include <string_view>

#include "connectors/http/template/trouble.hpp"
#include "connectors/http/template/value.hpp"

namespace musubi::http {

/// Where a text is no YAML, from 1; what() is the reader's word on it.
struct YamlTrouble : Trouble {
  int line, column;
  YamlTrouble(const std::string& word, int at_line, int at_column) : Trouble(Kind::other, word), line(at_line), column(at_column) {}
};

/// Throws YamlTrouble. Bounded: aliases cannot multiply without end.
Json read_yaml(std::string_view text);

/// What a plain scalar means.
Json yaml_scalar(std::string_view text);

/// The same of words in any case, and of y and n, which YAML 1.1 has and PyYAML has not.
Json yaml_word(std::string_view text);

}  // namespace musubi::http
