#include "core/serve/framing.hpp"

#include <algorithm>
#include <charconv>

#include "core/serve/http.hpp"

namespace musubi {
namespace {

constexpr size_t longest_line = 4096, longest_trailer = 64 * 1024, most_digits = 10;
constexpr uint64_t longest_body = uint64_t(1) << 62;

bool is_token(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || std::string_view("!#$%&'*+-.^_`|~").find(char(c)) != std::string_view::npos;
  });
}

std::string_view trimmed(std::string_view text) {
  size_t first = text.find_first_not_of(" \t");
  return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

/// Takes the next line off the front of `rest`; nullopt where it does not end with CRLF or holds another CR, LF or NUL.
std::optional<std::string_view> next_line(std::string_view& rest) {
  size_t end = rest.find_first_of(std::string_view("\r\n\0", 3));
  if (end == rest.npos || rest.substr(end, 2) != "\r\n") return {};
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 2);
  return line;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

std::optional<Framing> framing_of(std::string_view head) {
  auto first = next_line(head);
  if (!first) return {};
  Framing out;
  out.method = first->substr(0, first->find(' '));
  bool has_length = false;
  for (auto line = next_line(head);; line = next_line(head)) {
    if (!line) return {};
    if (line->empty()) break;
    size_t colon = line->find(':');
    if (colon == line->npos || !is_token(line->substr(0, colon))) return {};
    std::string_view name = line->substr(0, colon), value = trimmed(line->substr(colon + 1));
    if (is_named(name, "Content-Length")) {
      auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), out.length);
      if (has_length || fault != std::errc() || end != value.data() + value.size() || out.length > longest_body) return {};
      has_length = true;
    } else if (is_named(name, "Transfer-Encoding")) {
      if (out.chunked || !is_named(value, "chunked")) return {};
      out.chunked = true;
    }
  }
  bool old = !first->ends_with(" HTTP/1.1");
  if (!head.empty() || (out.chunked && (has_length || old))) return {};
  return out;
}

ChunkWatch::At ChunkWatch::line_ended() const {
  if (digits_ == 0) return At::fault;
  return left_ > 0 ? At::bytes : At::trailer;
}

ChunkWatch::At ChunkWatch::after(char c) {
  switch (at_) {
    case At::size:
      if (int digit = hex(c); digit >= 0) {
        left_ = left_ * 16 + uint64_t(digit);
        return ++digits_ > most_digits ? At::fault : At::size;
      }
      return digits_ == 0 ? At::fault : c == ';' ? At::extension : c == '\r' ? At::size_end : At::fault;
    case At::extension: return c == '\r' ? At::size_end : c == '\n' || c == '\0' ? At::fault : At::extension;
    case At::size_end: return c == '\n' ? line_ended() : At::fault;
    case At::bytes_end: return c == '\r' ? At::bytes_end_2 : At::fault;
    case At::bytes_end_2: return c == '\n' ? At::size : At::fault;
    case At::trailer: return c == '\r' ? At::trailer_end : c == '\n' || c == '\0' ? At::fault : At::trailer;
    case At::trailer_end: return c != '\n' ? At::fault : line_ == 2 ? At::end : At::trailer;
    default: return At::fault;
  }
}

bool ChunkWatch::take(std::string_view bytes) {
  while (!bytes.empty() && at_ != At::fault) {
    if (at_ == At::bytes) {
      size_t n = size_t(std::min<uint64_t>(left_, bytes.size()));
      bytes.remove_prefix(n);
      left_ -= n;
      if (left_ == 0) at_ = At::bytes_end, digits_ = 0;
      continue;
    }
    bool in_trailer = at_ == At::trailer || at_ == At::trailer_end;
    at_ = ++line_ > longest_line || (in_trailer && ++trailers_ > longest_trailer) ? At::fault : after(bytes.front());
    if (bytes.front() == '\n') line_ = 0;
    bytes.remove_prefix(1);
  }
  return at_ != At::fault;
}

}  // namespace musubi
