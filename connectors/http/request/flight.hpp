// What libcurl is told of one request, and what it tells back. Only for http_client.cpp and flight.cpp.
#pragma once
#include <curl/curl.h>

#include <exception>

#include "connectors/http/request/http_client.hpp"

namespace musubi::http {

/// The handles of one client: all transfers at once, and those of transfers that have ended, for the next.
struct CurlHandles {
  CURLM* multi;
  std::vector<CURL*> idle;
  std::vector<std::string> spares;  // memory of bodies that are no longer needed
  CurlHandles();
  ~CurlHandles();
  CURL* take();
};

struct HeaderList {
  curl_slist* list = nullptr;
  HeaderList() = default;
  ~HeaderList() { curl_slist_free_all(list); }
  HeaderList& operator=(HeaderList&& other) noexcept {
    std::swap(list, other.list);
    return *this;
  }
  void add(const std::string& line) { list = curl_slist_append(list, line.c_str()); }
};

/// What libcurl writes into while an answer arrives.
struct Arrival {
  HttpAnswer* answer;
  size_t largest;
  bool too_large = false;
};

struct Transfer::Flight {
  CurlHandles& handles;
  const HttpSettings& settings;
  HttpRequest request;
  std::string first_url, url;
  std::string left_by;  // what was asked when a redirect first left for another host
  std::string posted_to;  // where a redirect turned a POST into a GET,
  long turned_by = 0;     // and its status; not of 303, which means that
  int redirects = 0;
  CURL* easy;
  HeaderList headers;
  char said[CURL_ERROR_SIZE] = "";  // by libcurl, of a failure
  HttpAnswer answer;
  Arrival arrival{&answer, settings.largest_body};
  bool in_air = false, done = false;
  std::exception_ptr failure;

  Flight(CurlHandles& h, const HttpSettings& s, HttpRequest r);
  ~Flight();
  /// Throws Failure MU_CONFIG for an address that is none.
  void take_off();
  /// The answer as far as it has arrived; null where it is no good one.
  HttpAnswer* under_way();
  /// Takes what became of it: the answer, a failure, or the way to where it is redirected.
  void ended(CURLcode code);

 private:
  void land();
  void set_options();
  void judge(CURLcode code);
  bool redirected();
  [[noreturn]] void fail(CURLcode code) const;
  void fail_by_proxy(long status) const;
  bool is_connected() const;
  int silence() const;
  int connecting() const;
};

}  // namespace musubi::http
