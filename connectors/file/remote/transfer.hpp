// One request after another by libcurl, over connections that are kept. Used by one thread.
#pragma once
#include <curl/curl.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "connectors/file/remote/remote.hpp"

namespace musubi::file {

/// What came back. `code`: how libcurl ended.
struct Reply {
  CURLcode code = CURLE_OK;
  long status = 0;       // of HTTP or FTP
  Pairs headers;         // names in lower case
  std::string trouble;   // the body of an answer of 400 and more, its beginning
  int64_t size = -1;     // announced; -1: not told
  int64_t modified = 0;  // seconds since 1970; 0: not told

  std::string_view header(std::string_view name) const;
};

class Transfer {
 public:
  Transfer(const Host& host, const RemoteSettings& settings);
  ~Transfer();
  Transfer(const Transfer&) = delete;

  /// The handle with what all requests have in common set; `protocols` as in CURLOPT_PROTOCOLS_STR.
  CURL* fresh(const std::string& url, const char* protocols);
  /// Goes. The body of a good answer goes to `take`, which may throw. Throws Stopped within 200 ms of the
  /// host's wish.
  Reply go(const std::function<void(std::string_view)>& take);
  /// Bytes of the body of the request that goes, or went last, as they came, before they were unpacked.
  int64_t received() const;
  /// Throws the Failure that `reply.code` means; `where`: the address, for people. Nothing for CURLE_OK.
  void judge(const Reply& reply, const std::string& where) const;
  /// A socket that is connected to the address of fresh(); its owner is the caller.
  int connect(const std::string& where);

 private:
  const Host& host_;
  const RemoteSettings& settings_;
  CURL* easy_;
  CURLM* multi_;
  char error_[CURL_ERROR_SIZE] = "";
};

/// Bytes as they may stand in an address, "/" too where `slashes`.
std::string escaped(std::string_view bytes, bool slashes);

/// Lines for CURLOPT_HTTPHEADER, gone with this object.
struct HeaderLines {
  curl_slist* list = nullptr;
  HeaderLines() = default;
  ~HeaderLines() { curl_slist_free_all(list); }
  HeaderLines(const HeaderLines&) = delete;
  void add(const std::string& line) { list = curl_slist_append(list, line.c_str()); }
};

/// Throws what an HTTP answer of 400 and more means, whatever was asked of whom: RATE and TRANSIENT.
void judge_status(const Reply& reply, const std::string& where);

}  // namespace musubi::file
