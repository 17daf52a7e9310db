#include "connectors/form/body.hpp"

#include <algorithm>

namespace musubi::form {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string unescaped(std::string_view in) {
  std::string out;
  out.reserve(in.size());
  for (size_t i = 0; i < in.size(); ++i) {
    int high = in[i] == '%' && i + 2 < in.size() ? hex(in[i + 1]) : -1, low = high >= 0 ? hex(in[i + 2]) : -1;
    if (low >= 0) {
      out += char(high * 16 + low);
      i += 2;
    } else {
      out += in[i] == '+' ? ' ' : in[i];
    }
  }
  return out;
}

/// The lines of a part's head; what stands behind the empty line is its value.
struct Part {
  std::string disposition;
  std::string_view value;
  bool whole = false;
};

Part read_part(std::string_view part) {
  Part out;
  for (;;) {
    size_t end = part.find('\n');
    if (end == part.npos) return out;
    std::string_view line = trimmed(part.substr(0, end));
    part.remove_prefix(end + 1);
    if (line.empty()) break;
    size_t colon = line.find(':');
    if (colon != line.npos && same(trimmed(line.substr(0, colon)), "content-disposition")) out.disposition = trimmed(line.substr(colon + 1));
  }
  out.value = part;
  out.whole = true;
  return out;
}

/// Where the next line "--boundary" begins, at or behind `from`.
size_t find_delimiter(std::string_view body, const std::string& delimiter, size_t from) {
  for (size_t at = from; (at = body.find(delimiter, at)) != body.npos; ++at)
    if (at == 0 || body[at - 1] == '\n') return at;
  return body.npos;
}

}  // namespace

std::string header_parameter(std::string_view header, std::string_view name) {
  for (size_t at = header.find(';'); at != header.npos;) {
    std::string_view rest = header.substr(at + 1);
    size_t equals = rest.find('=');
    if (equals == rest.npos) return {};
    std::string_view found = trimmed(rest.substr(0, equals));
    size_t begin = equals + 1;
    std::string value;
    size_t end = begin;
    if (begin < rest.size() && rest[begin] == '"') {
      for (end = begin + 1; end < rest.size() && rest[end] != '"'; ++end) {
        if (rest[end] == '\\' && end + 1 < rest.size() && (rest[end + 1] == '"' || rest[end + 1] == '\\')) ++end;
        value += rest[end];
      }
    } else {
      end = std::min(rest.find(';', begin), rest.size());
      value = trimmed(rest.substr(begin, end - begin));
    }
    if (same(found, name)) return value;
    size_t next = rest.find(';', std::min(end, rest.size()));
    at = next == rest.npos ? header.npos : at + 1 + next;
  }
  return {};
}

bool is_type(std::string_view header, std::string_view type) { return same(trimmed(header.substr(0, header.find(';'))), type); }

RawForm read_urlencoded(std::string_view body) {
  RawForm out;
  while (!body.empty()) {
    size_t end = std::min(body.find('&'), body.size());
    std::string_view pair = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (pair.empty()) continue;
    if (out.fields.size() == kMostFields) return {{}, "too_many_fields"};
    size_t equals = std::min(pair.find('='), pair.size());
    out.fields.push_back({unescaped(pair.substr(0, equals)), unescaped(pair.substr(std::min(equals + 1, pair.size())))});
  }
  return out;
}

RawForm read_multipart(std::string_view body, std::string_view content_type) {
  std::string boundary = header_parameter(content_type, "boundary");
  if (boundary.empty() || boundary.size() > 200) return {{}, "no_boundary"};
  const std::string delimiter = "--" + boundary;
  RawForm out;
  size_t at = find_delimiter(body, delimiter, 0);
  if (at == body.npos) return {{}, "cut_off"};
  for (;;) {
    size_t begin = at + delimiter.size();
    if (body.substr(begin, 2) == "--") return out;
    begin = body.find('\n', begin);
    size_t next = begin == body.npos ? begin : find_delimiter(body, delimiter, begin + 1);
    if (next == body.npos) return {{}, "cut_off"};
    std::string_view part = next < begin + 2 ? std::string_view() : body.substr(begin + 1, next - begin - 2);
    if (!part.empty() && part.back() == '\r') part.remove_suffix(1);
    Part read = read_part(part);
    std::string name = header_parameter(read.disposition, "name");
    if (!read.whole || read.disposition.empty()) return {{}, "cut_off"};
    if (out.fields.size() == kMostFields) return {{}, "too_many_fields"};
    bool is_file = read.disposition.find("filename") != std::string::npos;
    out.fields.push_back({name, is_file ? header_parameter(read.disposition, "filename") : std::string(read.value)});
    at = next;
  }
}

}  // namespace musubi::form
