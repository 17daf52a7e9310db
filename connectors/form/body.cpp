#include "connectors/form/body.hpp"

#include <algorithm>

namespace musubi::form {
namespace {

using sdk::trimmed;

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
    if (colon != line.npos && sdk::same_word(trimmed(line.substr(0, colon)), "content-disposition")) out.disposition = trimmed(line.substr(colon + 1));
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

RawForm read_urlencoded(std::string_view body) {
  auto fields = urlencoded(body, kMostFields);
  if (!fields) return {{}, "too_many_fields"};
  return {std::move(*fields), nullptr};
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
    std::optional<std::string> file = find_header_parameter(read.disposition, "filename");
    if (!file) file = find_header_parameter(read.disposition, "filename*");
    out.fields.push_back({name, file ? *file : std::string(read.value)});
    at = next;
  }
}

}  // namespace musubi::form
