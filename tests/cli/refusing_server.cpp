#include "tests/cli/refusing_server.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>
#include <string>

namespace musubi::cli {
namespace {

std::string int32(uint32_t n) {
  n = htonl(n);
  return {reinterpret_cast<const char*>(&n), 4};
}

std::string packet(char type, const std::string& body) {
  return std::string(1, type) + int32(uint32_t(body.size()) + 4) + body;
}

void say(int client, const std::string& text) {
  [[maybe_unused]] ssize_t n = send(client, text.data(), text.size(), MSG_NOSIGNAL);
}

void refuse(int client) {
  char buffer[4096];
  ssize_t n = recv(client, buffer, sizeof buffer, 0);
  uint32_t code = 0;
  if (n >= 8) std::memcpy(&code, buffer + 4, 4);
  if (uint32_t asked = ntohl(code);
      n == 8 && (asked == 80877103 || asked == 80877104)) {  // TLS or GSS first?
    say(client, "N");
    return refuse(client);
  }
  say(client, packet('R', int32(3)));
  recv(client, buffer, sizeof buffer, 0);
  std::string fields =
      std::string("SFATAL\0VFATAL\0C28P01\0", 21) + std::string("Mpassword authentication failed\0\0", 34);
  say(client, packet('E', fields));
}

}  // namespace

RefusingServer::RefusingServer() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* general = reinterpret_cast<sockaddr*>(&address);
  if (bind(socket_, general, size) || listen(socket_, 8) || getsockname(socket_, general, &size))
    throw std::runtime_error("no port");
  port_ = ntohs(address.sin_port);
  thread_ = std::jthread([this] {
    for (int client; (client = accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0; close(client))
      refuse(client);
  });
}

RefusingServer::~RefusingServer() {
  shutdown(socket_, SHUT_RDWR);
  thread_.join();
  close(socket_);
}

}  // namespace musubi::cli
