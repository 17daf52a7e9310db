// HTTP by libcurl: connections are kept, HTTP/2 where the server has it, compressed answers are unpacked,
// redirects are followed without credentials to other hosts. Several requests may be on their way at once, all in
// the one thread that uses the client.
#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/sdk/connector.hpp"

namespace musubi::http {

struct HttpSettings {
  std::string ca_file;  // "" = the system's authorities
  std::string proxy;    // "" = as the environment says
  std::string proxy_user, proxy_password;
  int timeout = 60;     // seconds without progress
  size_t largest_body = 256 * 1024 * 1024;
};

struct HttpRequest {
  std::string method = "GET", url;
  Pairs headers;
  std::string body;
  bool has_body = false;
  int connecting = 0, silence = 0;  // seconds that are borne at least, beyond what the settings say
};

/// Leaves out the headers that another host must not see: only those that describe the request itself are kept.
void drop_credentials(HttpRequest& request);

struct HttpAnswer {
  long status = 0;
  Pairs headers;  // names in lower case, in the order they came
  std::string body, url;
  std::string sent_on = {};  // what was asked where a redirect to another host left the credentials behind; else ""
  std::string posted_to = {};  // what was posted to where a redirect (301, 302) made the request a GET; else ""
  long turned_by = 0;          // that redirect's status

  /// The last value of a header by its name in lower case; "" where there is none.
  std::string_view header(std::string_view name) const;
  /// All values of a header that may come again, as one: parted by ", " (RFC 9110, 5.3).
  std::string joined_header(std::string_view name) const;
  bool is_good() const { return status >= 200 && status < 400; }
};

/// The server could not be reached, or the connection broke. May pass by itself.
struct Unreachable : Failure {
  using Failure::Failure;
};

struct CurlHandles;

/// One request on its way, redirects included. Given up where it is destroyed before its end; its client
/// outlives it.
class Transfer {
 public:
  ~Transfer();
  Transfer(const Transfer&) = delete;
  /// Whether it has ended; HttpClient::drive brings it there.
  bool done() const;
  /// The answer of one that has ended, once. Throws Unreachable, Failure MU_CONFIG (certificate, address) and
  /// MU_DATA (a body beyond the limit).
  HttpAnswer take();
  /// The answer of one that has not ended, as far as it has arrived, once it is a good one (2xx) with at least `least` bytes of
  /// body; else null. Its body may be taken out.
  HttpAnswer* arriving(size_t least);

 private:
  friend class HttpClient;
  struct Flight;
  explicit Transfer(std::unique_ptr<Flight> flight);
  std::unique_ptr<Flight> flight_;
};

class HttpClient {
 public:
  HttpClient(const Host& host, const HttpSettings& settings);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;

  /// One request to its end; others that were started go on beside it. Throws as Transfer::take, and Stopped
  /// within 200 ms of the host's wish.
  HttpAnswer send(const HttpRequest& request);
  /// Puts a request on its way. Throws Failure MU_CONFIG for an address that is none, Stopped.
  std::unique_ptr<Transfer> start(HttpRequest request);
  /// Moves everything that is on its way, until something has ended or `longest` (at most 100 ms) is over.
  /// Throws Stopped.
  void drive(std::chrono::milliseconds longest);
  /// The memory of a body that is no longer needed, for the next answer's.
  void take_back(std::string&& body);

 private:
  bool end_flights();

  const Host& host_;
  const HttpSettings& settings_;
  std::unique_ptr<CurlHandles> handles_;
};

}  // namespace musubi::http
