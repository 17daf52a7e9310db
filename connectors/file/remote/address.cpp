#include "connectors/file/remote/address.hpp"

#include <array>
#include <cstdlib>

#include "connectors/file/fail.hpp"
#include "connectors/file/hash.hpp"
#include "core/sdk/nearest.hpp"
#include "core/text/encoding.hpp"
#include "core/text/utf8.hpp"

namespace musubi::file {
namespace {

struct Known {
  std::string_view name;
  int port;
};
constexpr std::array<Known, 4> kSchemes{{{"sftp", 22}, {"ftps", 21}, {"https", 443}, {"s3", 0}}};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low >= 0 && high + low > 0) {
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string_view scheme_of(std::string_view text) {
  size_t end = text.find("://");
  if (end == text.npos || end < 2) return {};
  for (char c : text.substr(0, end))
    if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '+') return {};
  return text.substr(0, end);
}

void take_port(Address& out, const std::string& address) {
  size_t colon = out.host.rfind(':');
  if (colon == out.host.npos || out.host.find(']', colon) != out.host.npos) return;
  char* end = nullptr;
  long port = std::strtol(out.host.c_str() + colon + 1, &end, 10);
  if (*end || port < 1 || port > 65535) config_failure("bad_address", {{"path", address}});
  out.port = static_cast<int>(port);
  out.host.erase(colon);
}

}  // namespace

bool is_address(std::string_view text) {
  return !scheme_of(text).empty();
}

Address read_address(const std::string& text) {
  std::string_view scheme = scheme_of(text);
  size_t kind = 0;
  while (kind < kSchemes.size() && kSchemes[kind].name != scheme) ++kind;
  if (kind == kSchemes.size()) config_failure("bad_scheme", {{"scheme", std::string(scheme)}});
  Address out;
  out.scheme = static_cast<Scheme>(kind);
  out.port = kSchemes[kind].port;
  std::string_view rest = std::string_view(text).substr(scheme.size() + 3);
  size_t end = std::min(rest.find_first_of("/?#"), rest.size());
  std::string_view authority = rest.substr(0, end);
  if (size_t at = authority.rfind('@'); at != authority.npos) {
    std::string_view user = authority.substr(0, at);
    if (user.find(':') != user.npos)
      config_failure("password_in_address", {{"server", std::string(authority.substr(at + 1))}});
    out.user = unescaped(user);
    authority.remove_prefix(at + 1);
  }
  out.host = authority;
  if (out.scheme != Scheme::s3) take_port(out, text);
  std::string_view path = rest.substr(end);
  if (!path.empty() && path[0] == '/') path.remove_prefix(1);
  out.path = out.scheme == Scheme::https ? std::string(path.substr(0, path.find('#'))) : unescaped(path);
  if (out.host.empty() || (out.path.empty() && out.scheme != Scheme::https))
    config_failure("bad_address", {{"path", text}});
  return out;
}

std::string Address::server() const {
  const Known& known = kSchemes[static_cast<size_t>(scheme)];
  return std::string(known.name) + "://" + host + (port == known.port ? "" : ":" + std::to_string(port));
}

std::string Address::shown(std::string_view other) const {
  size_t query = scheme == Scheme::https ? other.find('?') : other.npos;
  std::string out = server() + "/" + shown_name(other.substr(0, query));
  if (query != other.npos) out += "?" + hash_of(other.substr(query)).substr(0, 8);
  return out;
}

std::string shown_name(std::string_view bytes) {
  if (text::is_valid_utf8(bytes)) return std::string(bytes);
  text::Decoded read = text::decode(bytes, text::detect(bytes).encoding);
  return read.bad ? text::replace_invalid(bytes) : read.text;
}

}  // namespace musubi::file
