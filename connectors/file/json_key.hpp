// Names and values of members of a JSON object, as they are written. For texts that check_json has found
// right; other texts give something, never a fault.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::file {

/// Calls `take` with each member's name (unescaped) and value (as written) until it returns false. What is no
/// object has none.
void each_member(std::string_view object,
                 const std::function<bool(std::string_view name, std::string_view value)>& take);

/// The value at `path` as a text: texts unescaped, numbers as written, true and false; "" where it is absent,
/// null, a list or an object. `path`: a member's name, inner ones behind a dot ("customer.id"); a name that
/// holds the dot itself goes first.
std::string value_at(std::string_view object, std::string_view path);

/// The key of a record by its key members (joined_key); nullopt where all are blank.
std::optional<std::string> json_key(std::string_view object, const std::vector<std::string>& paths);

/// The same names for people: "id, date".
std::string key_names(const std::vector<std::string>& paths);

}  // namespace musubi::file
