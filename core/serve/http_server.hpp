// The socket side of the hub: listens, reads requests, hands them on, writes answers.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "core/serve/http.hpp"
#include "core/settings/networks.hpp"

namespace musubi {

struct Listen {
  std::string address = "127.0.0.1";
  int port = 8088;                         // 0: any that is free
  std::filesystem::path certificate, key;  // PEM; both "" = without TLS; taken anew when they are renewed on disk (certificate.hpp)
  size_t threads = 32;                     // requests that are answered at once
  size_t connections = 160;                // at once; four times as many wait for one that is idle, slow, or done; what comes beyond is refused (503)
  size_t connections_per_address = 64;     // more are refused (503)
  Networks proxies = Networks::this_machine();  // whose connections are not counted, as they speak for many
};

class HttpServer {
 public:
  using Handler = std::function<HttpResponse(const HttpRequest&)>;
  /// Asked with the head of each request before its body is read; what it answers is the answer, and no body is waited for.
  using Gate = std::function<std::optional<HttpResponse>(const HttpRequest& head)>;
  /// Binds; nothing is answered before run(). Throws Error "serve.port_in_use", "serve.bad_certificate", "serve.no_such_address".
  /// `handler` and `gate` are called from many threads and must not throw.
  HttpServer(const Listen& listen, Handler handler, Gate gate = {});
  ~HttpServer();
  int port() const;
  /// Answers until stopped; requests that are being answered end first. Blocks. A connection that is kept open, or sends slowly
  /// (line.hpp), gives way when others wait; a body that ends too early is refused (408) and never handed on.
  void run(std::stop_token stop);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// True for an address that only this machine can reach.
bool is_loopback(const std::string& address);

}  // namespace musubi
