#include "core/store/columns.hpp"

#include <fmt/format.h>

namespace musubi::store {

bool never_null(const Column& c) {
  return c.type == ColumnType::integer || c.name == "connection" || c.name == "stream" ||
         c.name == "record_key";
}

std::string full_name(const Table& t) {
  return fmt::format("{}.{}", t.schema, t.name);
}

std::string_view sql_type(ColumnType type) {
  switch (type) {
    case ColumnType::text:
      return "text";
    case ColumnType::texts:
      return "text[]";
    case ColumnType::integer:
      return "bigint";
    case ColumnType::integers:
      return "bigint[]";
    case ColumnType::number:
      return "numeric";
    case ColumnType::yes_no:
      return "boolean";
    case ColumnType::date:
      return "date";
    case ColumnType::time:
      return "timestamptz";
    case ColumnType::json:
      return "json";
  }
  return "text";
}

std::string column_list(const Table& t, std::string_view prefix) {
  std::string out;
  for (const Column& c : t.columns) out += fmt::format("{}{}\"{}\"", out.empty() ? "" : ", ", prefix, c.name);
  return out;
}

std::string typed(const Column& c) {
  return fmt::format("v.\"{}\"::{}", c.name, sql_type(c.type));
}

std::string same_key(const Table& t) {
  std::string out;
  for (size_t i = 0; i < t.key_size; ++i) {
    const Column& c = t.columns[i];
    out += fmt::format("{}t.\"{}\" {} {}", i ? " and " : "", c.name,
                       never_null(c) ? "=" : "is not distinct from", typed(c));
  }
  return out;
}

std::string unnested(const Table& t, size_t count) {
  std::string arrays, names;
  for (size_t i = 0; i < count; ++i) {
    arrays += fmt::format("{}${}::text[]", i ? ", " : "", i + 1);
    names += fmt::format("{}\"{}\"", i ? ", " : "", t.columns[i].name);
  }
  return fmt::format("unnest({}) v ({})", arrays, names);
}

}  // namespace musubi::store
