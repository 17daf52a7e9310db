// Records out of documents: the value at a path, a list's elements each by itself. "*" stands for every
// member or element.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/template/value.hpp"

namespace musubi::http {

/// Appends the records of `document` (valid JSON) to `out`; they borrow from it.
void extract_records(std::string_view document, const std::vector<std::string>& path,
                     std::vector<std::string_view>& out);

/// Where the way along a path ends before its last step: what stands there, and how many steps were taken.
struct DeadEnd {
  std::string_view value;
  size_t steps = 0;
};
/// Nothing where the path leads somewhere, or has a "*".
std::optional<DeadEnd> dead_end(std::string_view document, const std::vector<std::string>& path);

/// What stands at a path in a value, with `from_end` counted from the end of a list where an index is negative; null where nothing does.
const Json* value_at(const Json& in, const std::vector<std::string>& path, bool from_end = false);

}  // namespace musubi::http
