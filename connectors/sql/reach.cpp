#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>

#include "connectors/sql/database.hpp"

namespace musubi::sql {
namespace {

using Clock = std::chrono::steady_clock;

struct Socket {
  int fd;
  ~Socket() {
    if (fd >= 0) ::close(fd);
  }
};

/// True once the socket is ready for `event`, false when the time is over.
bool ready(const Host& host, const Socket& socket, short event, Clock::time_point end) {
  while (Clock::now() < end) {
    if (host.stopping()) throw Stopped(MU_STOPPED);
    pollfd wait{socket.fd, event, 0};
    if (::poll(&wait, 1, 100) > 0) return true;
  }
  return false;
}

/// False where this address refuses or the time is over.
bool connects(const Host& host, const Socket& socket, const addrinfo& address, Clock::time_point end) {
  if (socket.fd < 0) return false;
  if (::connect(socket.fd, address.ai_addr, address.ai_addrlen) == 0) return true;
  if (errno != EINPROGRESS || !ready(host, socket, POLLOUT, end)) return false;
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(socket.fd, SOL_SOCKET, SO_ERROR, &error, &size);
  return error == 0;
}

/// A server of MySQL speaks first; one of PostgreSQL answers the question whether it speaks TLS, and may be left then.
bool speaks(const Host& host, const Socket& socket, System system, Clock::time_point end) {
  constexpr unsigned char tls_request[] = {0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F};
  if (system == System::postgresql && ::send(socket.fd, tls_request, sizeof tls_request, MSG_NOSIGNAL) != sizeof tls_request) return false;
  char word[512];  // taken, so that the server sees an end and not a reset
  return ready(host, socket, POLLIN, end) && ::recv(socket.fd, word, sizeof word, 0) > 0;
}

}  // namespace

void reach(const Host& host, const Settings& settings) {
  const Endpoint& endpoint = settings.endpoint;
  if (endpoint.host.empty()) return;
  addrinfo hints{}, *found = nullptr;
  hints.ai_socktype = SOCK_STREAM;
  if (::getaddrinfo(endpoint.host.c_str(), std::to_string(endpoint.port).c_str(), &hints, &found) != 0)
    throw server_failure(MU_TRANSIENT, "unknown_host", settings, "");
  std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses(found, ::freeaddrinfo);
  auto end = Clock::now() + std::chrono::seconds(settings.timeout);
  for (const addrinfo* address = found; address; address = address->ai_next) {
    Socket socket{::socket(address->ai_family, address->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address->ai_protocol)};
    if (connects(host, socket, *address, end) && speaks(host, socket, endpoint.system, end)) return;
  }
  throw server_failure(MU_TRANSIENT, "cannot_reach", settings, "");
}

}  // namespace musubi::sql
