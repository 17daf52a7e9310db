#include "tests/contract/kit/network.hpp"

#include <dlfcn.h>
#include <netdb.h>
#include <sys/socket.h>

#include <atomic>

namespace {

std::atomic<size_t> calls;

template <class Function>
Function real(const char* name) {
  ++calls;
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

__attribute__((visibility("default"))) int connect(int fd, const sockaddr* to, socklen_t size) {
  return real<int (*)(int, const sockaddr*, socklen_t)>("connect")(fd, to, size);
}

__attribute__((visibility("default"))) int getaddrinfo(const char* node, const char* service,
                                                       const addrinfo* hints, addrinfo** out) {
  using Function = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
  return real<Function>("getaddrinfo")(node, service, hints, out);
}

}  // extern "C"

namespace contract {

size_t network_calls() {
  return calls;
}

}  // namespace contract
