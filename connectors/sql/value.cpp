#include "connectors/sql/value.hpp"

#include <algorithm>

#include "core/text/json.hpp"
#include "core/text/utf8.hpp"

namespace musubi::sql {
namespace {

bool is_whole(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  bool digits = !text.empty() && text.size() <= 18 && text.find_first_not_of("0123456789") == text.npos;
  return digits && (text.size() == 1 || text[0] != '0');
}

/// "2026-01-31 09:00:00.5+00" → "2026-01-31T09:00:00.5+00:00"
std::string iso_time(std::string_view text, bool in_utc) {
  std::string out(text);
  if (out.size() > 10 && out[10] == ' ') out[10] = 'T';
  if (!in_utc || out.size() <= 10) return out;
  if (out.ends_with("+00")) out.resize(out.size() - 3);
  return out + "+00:00";
}

Kind kind_of_tag(char tag) {
  switch (tag) {
    case 'i':
      return Kind::integer;
    case 'r':
      return Kind::real;
    case 'x':
      return Kind::bytes;
    default:
      return Kind::text;
  }
}

/// What stands behind the tag.
std::string untagged(std::string_view value) {
  if (value.empty()) return "";
  return value[0] == 'h' ? from_hex(value.substr(1)) : std::string(value.substr(1));
}

}  // namespace

bool append_json(std::string& out, Kind kind, const Text& value) {
  if (!value) {
    out += "null";
    return true;
  }
  std::string text = plain_text(kind, value);
  if (kind == Kind::tagged) kind = kind_of_tag(value->empty() ? 't' : value->front());
  bool number = kind == Kind::integer || kind == Kind::bits ? is_whole(text)
                                                            : kind == Kind::real && !text::check_json(text);
  if (number || (kind == Kind::json && !text::check_json(text)) ||
      (kind == Kind::boolean && (text == "true" || text == "false"))) {
    out += text;
    return true;
  }
  text::append_json_string(out, text);
  return text::is_valid_utf8(text);
}

std::string plain_text(Kind kind, const Text& value) {
  if (!value) return "";
  switch (kind) {
    case Kind::tagged:
      return untagged(*value);
    case Kind::date_time:
      return iso_time(*value, false);
    case Kind::instant:
      return iso_time(*value, true);
    default:
      return *value;
  }
}

std::string_view schema_type(Kind kind) {
  switch (kind) {
    case Kind::bits:
    case Kind::integer:
      return "integer";
    case Kind::real:
      return "number";
    case Kind::boolean:
      return "boolean";
    case Kind::json:
    case Kind::tagged:
      return "";
    default:
      return "string";
  }
}

std::string from_hex(std::string_view digits) {
  auto value = [](char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; };
  std::string out;
  for (size_t at = 0; at + 1 < digits.size(); at += 2)
    out += static_cast<char>(value(digits[at]) * 16 + value(digits[at + 1]));
  return out;
}

std::string to_hex(std::string_view bytes) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : bytes) {
    out += digits[c >> 4];
    out += digits[c & 15];
  }
  return out;
}

}  // namespace musubi::sql
