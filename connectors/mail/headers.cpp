#include "connectors/mail/headers.hpp"

#include <algorithm>
#include <map>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/charset.hpp"

namespace musubi::mail {
namespace {

std::string_view line_at(std::string_view bytes, size_t at, size_t& next) {
  size_t end = bytes.find('\n', at);
  next = end == bytes.npos ? bytes.size() : end + 1;
  std::string_view line = bytes.substr(at, (end == bytes.npos ? bytes.size() : end) - at);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

size_t name_size(std::string_view line) {
  for (size_t i = 0; i < line.size() && i < 200; ++i) {
    if (line[i] == ':') return i;
    if (line[i] <= ' ' || static_cast<unsigned char>(line[i]) >= 0x7F) {
      size_t colon = line.find_first_not_of(" \t", i);  // "Subject : x"
      return i && colon != line.npos && line[colon] == ':' ? i : 0;
    }
  }
  return 0;
}

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low >= 0) {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::vector<Header> read_headers(std::string_view bytes, size_t* end) {
  std::vector<Header> out;
  size_t at = 0, next = 0;
  if (bytes.starts_with("\xEF\xBB\xBF")) at = 3;
  if (bytes.substr(at).starts_with("From ") || bytes.substr(at).starts_with(">From ")) line_at(bytes, at, next), at = next;
  while (at < bytes.size()) {
    std::string_view line = line_at(bytes, at, next);
    if (line.empty()) {
      at = next;
      break;
    }
    if ((line[0] == ' ' || line[0] == '\t') && !out.empty()) {
      if (std::string& raw = out.back().raw; raw.size() < kLongestField) raw.append(" ").append(trimmed(line).substr(0, kLongestField - raw.size()));
    } else if (size_t size = name_size(line)) {
      out.push_back({std::string(line.substr(0, size)), std::string(trimmed(line.substr(line.find(':', size) + 1)).substr(0, kLongestField))});
    } else {
      break;
    }
    at = next;
  }
  if (end) *end = at;
  return out;
}

std::string_view header(const std::vector<Header>& headers, std::string_view name) {
  for (const Header& h : headers)
    if (same(h.name, name)) return h.raw;
  return {};
}

std::string from_base64(std::string_view text) {
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (char c : text) {
    int v = c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26 : is_digit(c) ? c - '0' + 52 : c == '+' ? 62 : c == '/' ? 63 : -1;
    if (c == '=') {
      bits = 0, count = 0;  // joined pieces each end with their own padding
      continue;
    }
    if (v < 0) continue;
    bits = bits << 6 | static_cast<uint32_t>(v);
    if ((count += 6) >= 8) out += static_cast<char>(bits >> (count -= 8) & 0xFF);
  }
  return out;
}

std::string from_quoted(std::string_view text, bool underscore_is_space) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    int high = text[i] == '=' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low >= 0) {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else if (text[i] == '_' && underscore_is_space) {
      out += ' ';
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string parameter(std::string_view raw, std::string_view name) {
  std::map<int, std::string> pieces;
  std::string label;
  bool extended = false;
  for (size_t at = raw.find(';'); at < raw.size();) {
    size_t equals = raw.find('=', at + 1);
    if (equals == raw.npos) break;
    std::string key = lower(trimmed(raw.substr(at + 1, equals - at - 1)));
    std::string value;
    size_t end = raw.find_first_not_of(" \t", equals + 1);
    if (end != raw.npos && raw[end] == '"') {
      for (++end; end < raw.size() && raw[end] != '"'; ++end) {
        if (raw[end] == '\\' && end + 1 < raw.size() && raw[end + 1] < 0x7F && raw[end + 1] > ' ') ++end;
        value += raw[end];
      }
    } else if (end != raw.npos) {
      size_t stop = std::min(raw.find(';', end), raw.size());
      value = trimmed(raw.substr(end, stop - end));
      end = stop;
    }
    at = end == raw.npos ? raw.size() : std::min(raw.find(';', end), raw.size());
    if (!key.starts_with(name)) continue;
    std::string_view rest = std::string_view(key).substr(name.size());
    bool percent = rest.ends_with('*');
    if (percent) rest.remove_suffix(1);
    if (rest.empty() && !percent) return header_text(value);
    if (!rest.empty() && rest[0] != '*') continue;
    int number = rest.size() > 1 && rest.size() < 6 ? std::atoi(std::string(rest.substr(1)).c_str()) : 0;
    if (percent && number == 0 && std::count(value.begin(), value.end(), '\'') >= 2) {
      label = value.substr(0, value.find('\''));
      value.erase(0, value.find('\'', label.size() + 1) + 1);
      extended = true;
    }
    pieces[number] = percent ? percent_decoded(value) : value;
  }
  std::string whole;
  for (const auto& [number, piece] : pieces) whole += piece;
  return extended ? decoded(whole, label) : header_text(whole);
}

}  // namespace musubi::mail
