// What the tests of mapping files share: a mapping from its text, one record through it.
#pragma once
#include <gtest/gtest.h>

#include <string>

#include "core/base/error.hpp"
#include "core/map/map.hpp"

namespace musubi::map_test {

inline RawRecord record(const std::string& json, const std::string& key = "K1") {
  RawRecord out;
  out.id = {"pos", "members", key};
  out.json = json;
  return out;
}

inline Mapped mapped(const std::string& yaml, const std::string& json, const MapContext& context = {}) {
  return map_record(read_mapping(yaml, "test.yaml"), record(json), context);
}

/// A mapping of one person with the given lines (each "field: value") and an id, so that it is always stated.
inline std::string person(const std::string& lines) {
  std::string out = "source: pos.members\nparties:\n  member:\n    kind: person\n";
  for (size_t at = 0; at < lines.size();) {
    size_t end = std::min(lines.find('\n', at), lines.size());
    out += "    " + lines.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return out;
}

/// The shown values of a field of the first party, joined with "|"; "-" if the record has no party.
inline std::string values(const Mapped& mapped, Field field) {
  if (mapped.profiles.empty()) return "-";
  std::string out;
  for (const Stated& s : mapped.profiles[0].values) {
    if (s.field != field) continue;
    if (!out.empty()) out += "|";
    out += shown(s);
  }
  return out;
}

/// The cell of a fact's column, "-" for NULL.
inline std::string cell_of(const Fact& fact, std::string_view column) {
  for (size_t i = 0; i < fact.kind->columns.size(); ++i)
    if (fact.kind->columns[i].name == column) return fact.cells[i].value_or("-");
  return "no such column";
}

/// The ids of the notes, in order.
inline std::string note_ids(const Mapped& mapped) {
  std::string out;
  for (const Note& note : mapped.notes) out += (out.empty() ? "" : " ") + note.message.id + "@" + note.field;
  return out;
}

/// "id" of the Error that reading throws, with line; "" if it is read.
inline Message fault_of(const std::string& yaml) {
  try {
    read_mapping(yaml, "test.yaml");
  } catch (const Error& e) {
    return e.message();
  }
  return {};
}

inline std::string argument(const Message& m, std::string_view name) {
  for (const auto& [key, value] : m.args)
    if (key == name) return value;
  return {};
}

}  // namespace musubi::map_test
