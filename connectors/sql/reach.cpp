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

/// True once connected, false where this address refuses or the time is over.
bool connects(const Host& host, const addrinfo& address, Clock::time_point end) {
  Socket socket{
      ::socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address.ai_protocol)};
  if (socket.fd < 0) return false;
  if (::connect(socket.fd, address.ai_addr, address.ai_addrlen) == 0) return true;
  if (errno != EINPROGRESS) return false;
  while (Clock::now() < end) {
    if (host.stopping()) throw Stopped(MU_STOPPED);
    pollfd wait{socket.fd, POLLOUT, 0};
    if (::poll(&wait, 1, 100) <= 0) continue;
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(socket.fd, SOL_SOCKET, SO_ERROR, &error, &size);
    return error == 0;
  }
  return false;
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
  for (const addrinfo* address = found; address; address = address->ai_next)
    if (connects(host, *address, end)) return;
  throw server_failure(MU_TRANSIENT, "cannot_reach", settings, "");
}

}  // namespace musubi::sql
