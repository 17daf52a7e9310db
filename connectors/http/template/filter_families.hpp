// The filters by family, and what functions and methods share with them.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "connectors/http/template/builtins.hpp"

namespace musubi::http {

using Filter = Value (*)(const Value& input, const Arguments& arguments);
using Filters = std::map<std::string_view, Filter>;

const Filters& text_filters();    // lower, replace, urlencode …
const Filters& list_filters();    // first, join, map …
const Filters& number_filters();  // int, float, abs, round
const Filters& code_filters();    // hash, base64encode, tojson …

/// RFC 3986 percent-encoding of UTF-8; letters, digits, "_.-~" and those of `safe` stay. `plus`: a space
/// becomes "+".
std::string percent_encoded(std::string_view text, std::string_view safe, bool plus);
std::string hex_of(std::string_view bytes);
std::string base64_of(std::string_view bytes);
/// Throws Trouble (other) for what is no base64.
std::string bytes_of_base64(std::string_view text);
/// json.dumps with Python's separators, everything beyond ASCII escaped; `sorted`: keys in order.
std::string python_json(const Json& json, bool sorted);
/// The text of a value for filters that take any value (soft_str).
std::string soft_text(const Value& value);
/// Text with every `from` replaced, at most `count` times (negative: all).
std::string replaced(const std::string& text, const std::string& from, const std::string& to, int64_t count);
std::string stripped(const std::string& text, const Value* letters, bool left, bool right);

}  // namespace musubi::http
