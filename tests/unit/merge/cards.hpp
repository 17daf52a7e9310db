// Members for tests.
#pragma once
#include <string>
#include <vector>

#include "core/merge/merge.hpp"

namespace musubi::testing {

/// Starts a profile: id, who entered it, and the source's own date ("" none).
inline Member member(int64_t id, EnteredBy by, const std::string& updated = "",
                     const std::string& connection = "shop") {
  Member m;
  m.now.id = id;
  m.now.key = {{connection, "people", std::to_string(1000 + id)}, "person"};
  m.now.entered_by = by;
  if (!updated.empty()) m.now.updated_at = parse_time(updated, "Asia/Tokyo");
  return m;
}

inline Stated stated(Field f, std::vector<std::string> parts) {
  std::string key;
  for (const std::string& p : parts) key += p;
  return {f, std::move(parts), key, ""};
}

inline Member with(Member m, Field f, std::vector<std::string> parts) {
  m.now.values.push_back(stated(f, std::move(parts)));
  return m;
}

inline Member gone(Member m) {
  m.now.gone = true;
  return m;
}

/// The shown golden value; "" where there is none.
inline std::string golden(const Customer& c, Field f) {
  for (const Golden& g : c.values)
    if (g.value.field == f) return shown(g.value);
  return "";
}

inline const std::string& column(const Row& row, TableId id, std::string_view name) {
  static const std::string null = "NULL";
  const auto& c = row.cells.at(table(id).at(name));
  return c ? *c : null;
}

}  // namespace musubi::testing
