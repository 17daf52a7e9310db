// Letter case of Unicode texts, as Python's str has it.
#pragma once
#include <string>
#include <string_view>

namespace musubi::http {

std::string upper_case(std::string_view text);
std::string lower_case(std::string_view text);
/// The first letter upper, the others lower.
std::string capitalized(std::string_view text);
/// str.title(): the first letter of each run of letters upper, the others lower.
std::string title_case(std::string_view text);
/// Jinja's title: the first letter behind each blank, "-" and opening bracket upper, the others lower.
std::string title_words(std::string_view text);
bool is_lower(std::string_view text);
bool is_upper(std::string_view text);

}  // namespace musubi::http
