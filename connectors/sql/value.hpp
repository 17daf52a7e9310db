// Values of a database on their way to JSON, and back into the conditions of a query. Pure.
//
// Everything travels as text made by the database itself, so that no digit of a decimal and no microsecond is
// lost.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace musubi::sql {

/// How a column's text is to be read.
enum class Kind {
  text,
  integer,
  real,
  decimal,
  boolean,    // true, false
  bytes,      // hex digits
  bits,       // as a number
  date_time,  // of no zone
  instant,    // in UTC
  json,
  tagged,  // SQLite, whose values have types, not its columns: i, r, t, h (text as hex digits), x (bytes),
           // then the value
};

/// One value as the database gave it; nullopt = NULL.
using Text = std::optional<std::string>;

/// Appends the value as JSON: integers and reals as numbers, decimals as texts (readers make doubles of
/// numbers), times in ISO 8601, bytes as hex digits. False where a text is not UTF-8 (then it has U+FFFD).
bool append_json(std::string& out, Kind kind, const Text& value);

/// The value as a text, for keys; "" for NULL.
std::string plain_text(Kind kind, const Text& value);

/// The type in JSON Schema: "integer", "string" …; "" where values differ.
std::string_view schema_type(Kind kind);

/// Hex digits → bytes.
std::string from_hex(std::string_view digits);
std::string to_hex(std::string_view bytes);

}  // namespace musubi::sql
