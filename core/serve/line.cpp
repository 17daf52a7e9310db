#include "core/serve/line.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

namespace musubi {
namespace {

using namespace std::chrono_literals;

constexpr auto slice = 50ms;

}  // namespace

Line::Line(int socket, ssl_ctx_st* tls, Patience patience, std::function<bool()> crowded, std::function<bool()> closing)
    : socket_(socket), tls_(tls), patience_(patience), crowded_(std::move(crowded)), closing_(std::move(closing)), began_(Clock::now()) {
  fcntl(socket_, F_SETFL, fcntl(socket_, F_GETFL) | O_NONBLOCK);
}

Line::~Line() {
  if (ssl_) {
    if (!broken_) SSL_shutdown(ssl_);
    SSL_free(ssl_);
  }
  ::shutdown(socket_, SHUT_RDWR);
  ::close(socket_);
}

bool Line::begin() {
  if (!tls_) return true;
  ssl_ = SSL_new(tls_);
  if (!ssl_ || SSL_set_fd(ssl_, socket_) != 1) return false;
  SSL_set_mode(ssl_, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  for (auto until = Clock::now() + patience_.silence;;) {
    ERR_clear_error();
    int result = SSL_accept(ssl_);
    if (result == 1) return true;
    int why = SSL_get_error(ssl_, result);
    bool goes_on = why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE;
    if (!goes_on || !wait(why == SSL_ERROR_WANT_READ ? Want::read : Want::write, until, Amid::request)) return broken_ = true, false;
  }
}

bool Line::readable() const {
  if (at_ < buffer_.size() || (ssl_ && SSL_pending(ssl_) > 0)) return true;
  pollfd one{socket_, POLLIN, 0};
  return poll(&one, 1, 0) > 0;
}

bool Line::wait(Want want, Clock::time_point until, Amid amid) {
  for (;;) {
    pollfd one{socket_, short(want == Want::read ? POLLIN : POLLOUT), 0};
    auto now = Clock::now();
    if (amid == Amid::request) until = std::min(until, began_ + (crowded_() ? patience_.request_while_crowded : patience_.request));
    auto left = std::chrono::duration_cast<std::chrono::milliseconds>(std::min<Clock::duration>(slice, until - now));
    int ready = poll(&one, 1, int(std::max<int64_t>(left.count(), 0)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
    if (Clock::now() >= until || (amid == Amid::nothing && (closing_() || (kept_ && crowded_())))) return false;
  }
}

bool Line::next_request() {
  began_ = Clock::now();
  bool ready = at_ < buffer_.size() || (ssl_ && SSL_pending(ssl_) > 0) ||
               wait(Want::read, began_ + (crowded_() ? std::min(patience_.between_requests, patience_.request_while_crowded) : patience_.between_requests), Amid::nothing);
  began_ = Clock::now();
  kept_ = true;
  return ready;
}

/// -1 with want_ where it would wait; -2 where it is broken.
long Line::receive(char* into, size_t size) {
  if (!ssl_) {
    ssize_t n = ::recv(socket_, into, size, 0);
    want_ = Want::read;
    return n >= 0 ? n : errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? -1 : -2;
  }
  ERR_clear_error();
  int n = SSL_read(ssl_, into, int(std::min<size_t>(size, 1 << 20)));
  if (n > 0) return n;
  int why = SSL_get_error(ssl_, n);
  want_ = why == SSL_ERROR_WANT_WRITE ? Want::write : Want::read;
  if (why == SSL_ERROR_ZERO_RETURN) return 0;
  return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? -1 : -2;
}

long Line::send(std::string_view bytes) {
  if (!ssl_) {
    ssize_t n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    want_ = Want::write;
    return n >= 0 ? n : errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? -1 : -2;
  }
  ERR_clear_error();
  int n = SSL_write(ssl_, bytes.data(), int(std::min<size_t>(bytes.size(), 1 << 20)));
  if (n > 0) return n;
  int why = SSL_get_error(ssl_, n);
  want_ = why == SSL_ERROR_WANT_READ ? Want::read : Want::write;
  return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? -1 : -2;
}

/// Adds to what has not been read yet. False at the end, where it breaks, and where patience is over.
bool Line::more() {
  buffer_.erase(0, at_);
  at_ = 0;
  const size_t kept = buffer_.size();
  buffer_.resize(kept + 16'384);
  long n = -1;
  for (auto until = Clock::now() + patience_.silence; n == -1;) {
    n = receive(buffer_.data() + kept, buffer_.size() - kept);
    if (n == -1 && !wait(want_, until, Amid::request)) n = -2;
  }
  buffer_.resize(kept + size_t(std::max(n, 0L)));
  broken_ |= n == -2;
  return n > 0;
}

std::optional<std::string_view> Line::ahead(std::string_view end, size_t most) {
  for (size_t searched = 0;;) {
    std::string_view seen = std::string_view(buffer_).substr(at_);
    size_t at = seen.find(end, searched);
    if (at != seen.npos && at + end.size() <= most) return seen.substr(0, at + end.size());
    if (seen.size() >= most) return std::string_view();
    searched = seen.size() - std::min(seen.size(), end.size() - 1);
    if (!more()) return {};
  }
}

long Line::read(char* into, size_t size) {
  if (at_ >= buffer_.size() && !more()) return broken_ ? -1 : 0;
  size_t n = std::min(size, buffer_.size() - at_);
  std::copy_n(buffer_.data() + at_, n, into);
  at_ += n;
  return long(n);
}

bool Line::write(std::string_view bytes) {
  while (!bytes.empty()) {
    long n = send(bytes);
    if (n >= 0) bytes.remove_prefix(size_t(n));
    else if (n == -2 || !wait(want_, Clock::now() + patience_.silence, Amid::answer)) return broken_ = true, false;
  }
  return true;
}

void Line::linger() {
  if (ssl_ && !broken_) SSL_shutdown(ssl_);
  broken_ = true;
  ::shutdown(socket_, SHUT_WR);
  char bytes[16'384];
  for (auto until = Clock::now() + 1s; Clock::now() < until && wait(Want::read, until, Amid::nothing);) {
    ssize_t n = ::recv(socket_, bytes, sizeof bytes, 0);
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) return;
  }
}

std::string address_of(int socket, bool other_side, int& port) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  auto* at = reinterpret_cast<sockaddr*>(&address);
  char host[NI_MAXHOST] = "", service[NI_MAXSERV] = "";
  if ((other_side ? getpeername(socket, at, &size) : getsockname(socket, at, &size)) != 0 ||
      getnameinfo(at, size, host, sizeof host, service, sizeof service, NI_NUMERICHOST | NI_NUMERICSERV) != 0)
    return {};
  port = std::atoi(service);
  return host;
}

}  // namespace musubi
