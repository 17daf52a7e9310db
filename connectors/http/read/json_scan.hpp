// Walking valid JSON texts without a tree: pieces are views into the text. The text must have passed a check.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

namespace musubi::http {

struct JsonMember {
  std::string_view name;  // as it is written, without quotes
  std::string_view value;
  size_t begin = 0, end = 0;  // of the member in the object's text, without commas
};

/// The whole value that begins at or behind `at`.
std::string_view json_value_at(std::string_view text, size_t at);
std::vector<JsonMember> json_members(std::string_view object);
/// The same into a vector whose memory is used again.
void json_members(std::string_view object, std::vector<JsonMember>& out);
std::vector<std::string_view> json_elements(std::string_view array);
/// The first member of that name; nullopt where there is none. What stands behind it is not looked at.
std::optional<std::string_view> json_member(std::string_view object, std::string_view name);
/// The first letter of the value: { [ " t f n - 0.
char json_kind(std::string_view text);

}  // namespace musubi::http
