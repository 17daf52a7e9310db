// Members of JSON text without a tree, so that a record passes on as it was written. All texts here must have
// passed text::check_json; the functions are pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace musubi::process {

/// The value of a member as it is written; "" where `object` is none or has no such member. Of two with one
/// name the last, as Python reads them.
std::string_view member(std::string_view object, std::string_view name);

/// A text without its quotes and escapes, a number, true or false as written; "" for null. Objects and arrays as
/// they are written.
std::string plain(std::string_view value);

/// The text of a member: plain(member(object, name)).
inline std::string text_of(std::string_view object, std::string_view name) {
  return plain(member(object, name));
}

inline bool is_object(std::string_view value) {
  return value.starts_with('{');
}

/// The elements of a short array, each as JSON; none where it is no array.
std::vector<std::string> elements(std::string_view array);

/// The name of an object's first member; "" where it has none.
std::string first_name(std::string_view object);

}  // namespace musubi::process
