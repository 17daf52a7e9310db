// What the bodies of posted forms, query strings and headers with parameters have in common. Header only, std
// only; pure, any bytes.
//
//   urlencoded   pair *("&" pair); pair = name ["=" value]; "+" is a blank, %XX a byte; a broken escape stays
//                as it stands
//   parameter    value *(";" name "=" (text | '"' text '"')), as in Content-Type. Browsers write a quotation mark in a
//                name as %22 and never a backslash before it, which in CP932 is the second byte of 能 or 表; other programs
//                write \" for it. So \" ends the text where a ";" or nothing follows, and is a quotation mark elsewhere.
#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host.hpp"

namespace musubi {

struct FormField {
  std::string name, value;
};

namespace sdk {

inline bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

inline std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

inline int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// `plus`: what a "+" stands for, a blank as in forms, or itself as elsewhere in URLs.
inline std::string unescaped(std::string_view in, char plus = ' ') {
  std::string out;
  out.reserve(in.size());
  for (size_t i = 0; i < in.size(); ++i) {
    int high = in[i] == '%' && i + 2 < in.size() ? hex_digit(in[i + 1]) : -1;
    int low = high >= 0 ? hex_digit(in[i + 2]) : -1;
    if (low >= 0) {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += in[i] == '+' ? plus : in[i];
    }
  }
  return out;
}

/// Where the text in quotes that begins at header[begin] ends: at its last quotation mark, or behind it all.
inline size_t quoted_end(std::string_view header, size_t begin) {
  for (size_t at = begin;; ++at) {
    at = std::min(header.find('"', at), header.size());
    if (at == header.size() || at == begin || header[at - 1] != '\\') return at;
    std::string_view behind = trimmed(header.substr(at + 1));
    if (behind.empty() || behind.front() == ';') return at;
  }
}

/// The text between the quotes, its escapes taken off. A backslash behind a byte that is no ASCII may be half a character.
inline std::string unquoted(std::string_view in) {
  std::string out;
  for (size_t i = 0; i < in.size(); ++i) {
    bool quote = in.substr(i, 2) == "\\\"";
    bool backslash = in.substr(i, 2) == "\\\\" && (i == 0 || static_cast<unsigned char>(in[i - 1]) < 0x80);
    if (quote || backslash) ++i;
    out += in[i];
  }
  return out;
}

}  // namespace sdk

/// A parameter of a header's value ("charset", "boundary"), quotes taken off; nullopt where there is none.
inline std::optional<std::string> find_header_parameter(std::string_view header, std::string_view name) {
  for (size_t at = header.find(';'); at != header.npos;) {
    std::string_view rest = header.substr(at + 1);
    size_t equals = rest.find('=');
    if (equals == rest.npos) return std::nullopt;
    std::string_view found = sdk::trimmed(rest.substr(0, equals));
    size_t begin = equals + 1;
    std::string value;
    size_t end = begin;
    if (begin < rest.size() && rest[begin] == '"') {
      end = sdk::quoted_end(rest, begin + 1);
      value = sdk::unquoted(rest.substr(begin + 1, end - begin - 1));
    } else {
      end = std::min(rest.find(';', begin), rest.size());
      value = sdk::trimmed(rest.substr(begin, end - begin));
    }
    if (sdk::same_word(found, name)) return value;
    size_t next = rest.find(';', std::min(end, rest.size()));
    at = next == rest.npos ? header.npos : at + 1 + next;
  }
  return std::nullopt;
}

/// The same, "" where there is none.
inline std::string header_parameter(std::string_view header, std::string_view name) {
  return find_header_parameter(header, name).value_or("");
}

/// Whether a content type is `type`, whatever its parameters and letter case.
inline bool is_type(std::string_view header, std::string_view type) {
  return sdk::same_word(sdk::trimmed(header.substr(0, header.find(';'))), type);
}

/// The fields of a body or a query, in the order they were sent; nullopt where there are more than `most`.
inline std::optional<std::vector<FormField>> urlencoded(std::string_view body, size_t most) {
  std::vector<FormField> out;
  while (!body.empty()) {
    size_t end = std::min(body.find('&'), body.size());
    std::string_view pair = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (pair.empty()) continue;
    if (out.size() == most) return std::nullopt;
    size_t equals = std::min(pair.find('='), pair.size());
    std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
    out.push_back({sdk::unescaped(pair.substr(0, equals)), sdk::unescaped(value)});
  }
  return out;
}

}  // namespace musubi
