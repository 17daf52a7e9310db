// A server to talk to, and a client that keeps no rules. For the tests of core/serve.
#pragma once
#include <gtest/gtest.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <string>
#include <thread>

#include "core/serve/http_server.hpp"

namespace musubi {

/// Any free port of this machine, four requests answered at once.
inline Listen on_this_machine(size_t connections) { return {"127.0.0.1", 0, {}, {}, 4, connections}; }

inline constexpr const char* whole_request = "GET /idle HTTP/1.1\r\nHost: a\r\n\r\n";

/// A server that tells what it was asked.
class Echo {
 public:
  explicit Echo(Listen listen = on_this_machine(160)) : server_(listen, [this](const HttpRequest& r) {
      ++asked;
      HttpResponse out;
      out.status = r.too_large ? 413 : 200;
      out.body = r.method + " " + r.target + " " + r.header("content-type") + " " + std::to_string(r.body.size()) + " " + r.body.substr(0, 60);
      return out;
    }, [](const HttpRequest& head) -> std::optional<HttpResponse> {
      if (head.header("X-Fast").empty()) return {};
      return HttpResponse{429, {}, "text/plain", "too fast"};
    }), thread_([this](std::stop_token stop) { server_.run(stop); }) {}
  int port() const { return server_.port(); }
  std::atomic<int> asked = 0;
  httplib::Client client() const { return httplib::Client("127.0.0.1", port()); }

 private:
  HttpServer server_;
  std::jthread thread_;
};

/// A client that sends what it likes when it likes.
class Link {
 public:
  explicit Link(int port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(uint16_t(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval patience{0, 300'000};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    EXPECT_EQ(connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to), 0);
  }
  ~Link() { close(socket_); }
  Link(const Link&) = delete;
  void say(const std::string& bytes) { EXPECT_GT(send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL), 0); }
  void say_no_more() { shutdown(socket_, SHUT_WR); }
  /// Sends what the other side may not wait for.
  void push(const std::string& bytes) { send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT); }
  /// True once the other side has closed, within two seconds.
  bool ended() {
    char byte;
    auto until = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    for (ssize_t n = 1; std::chrono::steady_clock::now() < until;)
      if ((n = recv(socket_, &byte, 1, 0)) == 0 || (n < 0 && errno != EAGAIN)) return true;
    return false;
  }
  /// Whatever comes until nothing does for a while.
  std::string hear() {
    std::string out;
    char bytes[500];
    for (ssize_t n; (n = read(socket_, bytes, sizeof bytes)) > 0;) out.append(bytes, size_t(n));
    return out;
  }

 private:
  int socket_;
};

/// What a server answers to bytes.
inline std::string told(int port, const std::string& bytes) {
  Link link(port);
  link.say(bytes);
  return link.hear();
}

}  // namespace musubi
