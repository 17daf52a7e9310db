#include "core/pull/raw.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <charconv>
#include <cstring>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"

namespace musubi {
namespace {

/// A place in a JSON text; each function moves on only where it succeeds.
struct Cursor {
  std::string_view text;
  size_t at = 0;

  void blanks() {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r'))
      ++at;
  }
  bool skip(std::string_view what) {
    size_t start = at;
    blanks();
    if (text.substr(at, what.size()) == what) return at += what.size(), true;
    at = start;
    return false;
  }
  /// `"name" :`
  bool member(std::string_view name) {
    size_t start = at;
    if (skip(name) && skip(":")) return blanks(), true;
    at = start;
    return false;
  }
  bool value(int64_t& out) {
    auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), out);
    if (error != std::errc()) return false;
    at = static_cast<size_t>(end - text.data());
    return true;
  }
  bool value(std::string& out) {
    if (at >= text.size() || text[at] != '"') return false;
    size_t end = at + 1;
    bool escaped = false;
    for (; end < text.size() && text[end] != '"'; ++end) {
      if (text[end] == '\\') escaped = true, ++end;
    }
    if (end >= text.size()) return false;
    std::string_view token = text.substr(at, end + 1 - at);
    if (escaped) {
      auto parsed = nlohmann::json::parse(token, nullptr, false);
      if (!parsed.is_string()) return false;
      out = parsed.get<std::string>();
    } else {
      out = token.substr(1, token.size() - 2);
    }
    at = end + 1;
    return true;
  }
  /// After a value: the comma before the next member, or the closing brace, which stays.
  bool next() {
    if (skip(",")) return true;
    blanks();
    return at < text.size() && text[at] == '}';
  }
};

/// Reads the next member into `out` if it has that name and type; else nothing has moved.
template <class Value>
bool take(Cursor& c, std::string_view quoted_name, Value& out) {
  Cursor tried = c;
  Value value{};
  if (!tried.member(quoted_name) || !tried.value(value) || !tried.next()) return false;
  c = tried;
  out = std::move(value);
  return true;
}

bool is_deletion(std::string_view json) {
  Cursor c{json};
  return c.skip("{") && c.member("\"_deleted\"") && c.skip("true") && c.skip("}") &&
         (c.blanks(), c.at == json.size());
}

}  // namespace

Digest digest_of(std::string_view payload) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(payload.data(), payload.size()));
  Digest digest;
  static_assert(sizeof digest == sizeof canonical.digest);
  std::memcpy(digest.data(), canonical.digest, sizeof digest);
  return digest;
}

RawRecord RecordReader::read(std::string_view json) {
  RawRecord out;
  Cursor c{json};
  bool taken = false;
  if (c.skip("{")) {
    std::string date;
    taken |= take(c, "\"_row\"", out.row);
    taken |= take(c, "\"_file\"", out.file);
    taken |= take(c, "\"_file_date\"", date);
    if (!date.empty() && date != last_text_) {
      last_date_ = parse_time(date, zone_);
      last_text_ = date;
    }
    if (!date.empty()) out.file_date = last_date_;
  }
  if (taken) {
    c.blanks();
    out.json = "{";
    out.json += json.substr(c.at);
  } else {
    out.json = json;
  }
  out.digest = digest_of(out.json);
  out.deleted = is_deletion(out.json);
  return out;
}

}  // namespace musubi
