// HTTP by libcurl: connections are kept, HTTP/2 where the server has it, compressed answers are unpacked,
// redirects are followed without credentials to other hosts. One client is used by one thread at a time.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/sdk/connector.hpp"

namespace musubi::http {

struct HttpSettings {
  std::string ca_file;  // "" = the system's authorities
  std::string proxy;    // "" = as the environment says
  int timeout = 60;     // seconds without progress
  size_t largest_body = 256 * 1024 * 1024;
};

struct HttpRequest {
  std::string method = "GET", url;
  Pairs headers;
  std::string body;
  bool has_body = false;
};

struct HttpAnswer {
  long status = 0;
  Pairs headers;  // names in lower case, in the order they came
  std::string body, url;

  /// The value of a header by its name in lower case; "" where there is none.
  std::string_view header(std::string_view name) const;
  bool is_good() const { return status >= 200 && status < 400; }
};

/// The server could not be reached, or the connection broke. May pass by itself.
struct Unreachable : Failure {
  using Failure::Failure;
};

class HttpClient {
 public:
  HttpClient(const Host& host, const HttpSettings& settings);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;

  /// Throws Unreachable, Failure MU_CONFIG (certificate, address), MU_DATA (a body beyond the limit) and
  /// Stopped within 200 ms of the host's wish.
  HttpAnswer send(const HttpRequest& request);
  /// The memory of a body that is no longer needed, for the next answer's.
  void take_back(std::string&& body) { spare_ = std::move(body); }

 private:
  HttpAnswer once(const HttpRequest& request);
  void wait(const std::string& url);
  [[noreturn]] void fail(int code, const std::string& url) const;

  const Host& host_;
  const HttpSettings& settings_;
  std::string spare_;
  struct Handles;
  std::unique_ptr<Handles> handles_;
};

}  // namespace musubi::http
