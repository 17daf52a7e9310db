#include "core/app/redirect.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>

namespace musubi {
namespace {

constexpr size_t largest_request = 64 * 1024;
constexpr int patience_ms = 5000;  // for one caller to say what it wants

struct Place {
  std::string origin, host, path;
  uint16_t port = 0;
};

std::optional<Place> place_of(const std::string& redirect) {
  constexpr std::string_view scheme = "http://";
  if (!redirect.starts_with(scheme)) return std::nullopt;
  size_t slash = std::min(redirect.find('/', scheme.size()), redirect.size());
  Place out{redirect.substr(0, slash), redirect.substr(scheme.size(), slash - scheme.size()), redirect.substr(slash), 80};
  out.path = out.path.substr(0, out.path.find_first_of("?#"));
  size_t colon = out.host.rfind(':'), bracket = out.host.rfind(']');
  if (colon != out.host.npos && (bracket == out.host.npos || colon > bracket)) {
    auto [end, error] = std::from_chars(out.host.data() + colon + 1, out.host.data() + out.host.size(), out.port);
    if (error != std::errc() || end != out.host.data() + out.host.size()) return std::nullopt;
    out.host.resize(colon);
  }
  return out;
}

int listener_at(const Place& place) {
  bool six = place.host == "[::1]";
  if (!six && place.host != "127.0.0.1" && place.host != "localhost") return -1;
  int out = socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (out < 0) return -1;
  int yes = 1;
  setsockopt(out, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = htons(place.port);
  v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(place.port);
  v6.sin6_addr = in6addr_loopback;
  auto* address = six ? reinterpret_cast<sockaddr*>(&v6) : reinterpret_cast<sockaddr*>(&v4);
  if (bind(out, address, six ? sizeof v6 : sizeof v4) == 0 && listen(out, 8) == 0) return out;
  close(out);
  return -1;
}

/// "/callback?code=…" of a request's first line; "" where there is none in time. Its headers are read to their end: a connection closed
/// before that is reset, and the answer lost.
std::string asked_of(int caller) {
  std::string request;
  pollfd waiting{caller, POLLIN, 0};
  while (request.find("\r\n\r\n") == request.npos && request.size() < largest_request) {
    char bytes[4096];
    if (poll(&waiting, 1, patience_ms) <= 0) return "";
    ssize_t got = recv(caller, bytes, sizeof bytes, 0);
    if (got <= 0) return "";
    request.append(bytes, static_cast<size_t>(got));
  }
  size_t begin = request.find(' ') + 1, end = request.find(' ', begin);
  return request.starts_with("GET ") && end != request.npos ? request.substr(begin, end - begin) : "";
}

void answer(int caller, const char* status, const std::string& page) {
  std::string out = std::string("HTTP/1.1 ") + status + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + std::to_string(page.size()) +
                    "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n" + page;
  for (size_t sent = 0; sent < out.size();) {
    ssize_t now = send(caller, out.data() + sent, out.size() - sent, MSG_NOSIGNAL);
    if (now <= 0) return;
    sent += static_cast<size_t>(now);
  }
}

/// A line of standard input, byte by byte: what is behind it is not ours.
std::string typed_line() {
  std::string out;
  for (char c = 0; read(STDIN_FILENO, &c, 1) == 1 && c != '\n';) out += c;
  return out;
}

}  // namespace

RedirectPort::RedirectPort(const std::string& redirect) {
  auto place = place_of(redirect);
  if (!place) return;
  origin_ = place->origin;
  path_ = place->path.empty() ? "/" : place->path;
  listener_ = listener_at(*place);
}

RedirectPort::~RedirectPort() {
  if (listener_ >= 0) close(listener_);
}

std::optional<std::string> RedirectPort::called(const std::string& page) const {
  int caller = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (caller < 0) return std::nullopt;
  std::string target = asked_of(caller);
  bool ours = target.substr(0, target.find('?')) == path_ && target.find('?') != target.npos;
  answer(caller, ours ? "200 OK" : "404 Not Found", ours ? page : "");
  close(caller);
  return ours ? std::optional(origin_ + target) : std::nullopt;
}

std::optional<std::string> RedirectPort::wait(const std::string& page, std::stop_token stop) {
  pollfd from[] = {{STDIN_FILENO, POLLIN, 0}, {listener_, POLLIN, 0}};
  while (!stop.stop_requested()) {
    if (poll(from, 2, 200) <= 0) continue;
    if (from[1].revents)
      if (auto address = called(page)) return address;
    if (!from[0].revents) continue;
    std::string line = typed_line();
    if (!line.empty() || !open()) return line;
    from[0].fd = -1;  // nobody types here any more: the browser may still come
  }
  return std::nullopt;
}

}  // namespace musubi
