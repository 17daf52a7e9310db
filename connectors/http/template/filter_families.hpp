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
const Filters& layout_filters();  // indent, center, striptags …
const Filters& list_filters();    // first, join, map …
const Filters& group_filters();   // batch, slice, groupby
const Filters& number_filters();  // int, float, abs, round
const Filters& code_filters();    // hash, base64encode, tojson …
const Filters& regex_filters();   // regex_search, regex_replace

/// Whether a text can be read as a regular expression here, which is not all that Python has.
bool is_regex(const std::string& text);
/// x.y.0 of a value, as filters name attributes.
Value attribute_path(Value value, const std::string& path);
/// The value by which filters sort and compare: of the named attribute (null: itself); texts without their case
/// unless `sensitive`.
Value compared_by(const Value& value, const Value* attribute_name, bool sensitive);

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
