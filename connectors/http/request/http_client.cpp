#include "connectors/http/request/http_client.hpp"

#include <curl/curl.h>

#include <mutex>

#include "connectors/http/fail.hpp"
#include "connectors/http/request/url.hpp"

namespace musubi::http {
namespace {

constexpr int kRedirects = 10;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// What libcurl writes into while an answer arrives.
struct Arrival {
  HttpAnswer* answer;
  size_t largest;
  bool too_large = false;
};

size_t take_body(char* bytes, size_t size, size_t count, void* self) {
  auto& arrival = *static_cast<Arrival*>(self);
  if (arrival.answer->body.size() + size * count > arrival.largest) {
    arrival.too_large = true;
    return 0;
  }
  arrival.answer->body.append(bytes, size * count);
  return size * count;
}

size_t take_header(char* bytes, size_t size, size_t count, void* self) {
  auto& answer = *static_cast<Arrival*>(self)->answer;
  std::string_view line(bytes, size * count);
  if (line.starts_with("HTTP/")) {  // an interim answer was none
    answer.headers.clear();
    return size * count;
  }
  size_t colon = line.find(':');
  if (colon == line.npos) return size * count;
  std::string name;
  for (char c : line.substr(0, colon)) name += lower(c);
  std::string_view value = line.substr(colon + 1);
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == '\r' || value.back() == '\n' || value.back() == ' '))
    value.remove_suffix(1);
  answer.headers.emplace_back(std::move(name), value);
  return size * count;
}

void start_library() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

struct HeaderList {
  curl_slist* list = nullptr;
  ~HeaderList() { curl_slist_free_all(list); }
  void add(const std::string& line) { list = curl_slist_append(list, line.c_str()); }
};

/// Leaves out what another host must not see: only what describes the request itself is kept.
void drop_credentials(HttpRequest& request) {
  Pairs kept;
  for (auto& [name, value] : request.headers) {
    std::string low;
    for (char c : name) low += lower(c);
    if (low == "accept" || low == "content-type" || low == "user-agent" || low == "accept-language")
      kept.emplace_back(name, value);
  }
  request.headers = std::move(kept);
}

}  // namespace

std::string_view HttpAnswer::header(std::string_view name) const {
  for (auto at = headers.rbegin(); at != headers.rend(); ++at)
    if (at->first == name) return at->second;
  return {};
}

struct HttpClient::Handles {
  CURL* easy;
  CURLM* multi;
  Handles() {
    start_library();
    easy = curl_easy_init();
    multi = curl_multi_init();
  }
  ~Handles() {
    curl_easy_cleanup(easy);
    curl_multi_cleanup(multi);
  }
};

HttpClient::HttpClient(const Host& host, const HttpSettings& settings)
    : host_(host), settings_(settings), handles_(std::make_unique<Handles>()) {}
HttpClient::~HttpClient() = default;

HttpAnswer HttpClient::send(const HttpRequest& request) {
  HttpRequest now = request;
  for (int i = 0;; ++i) {
    HttpAnswer answer = once(now);
    bool redirect = answer.status == 301 || answer.status == 302 || answer.status == 303 ||
                    answer.status == 307 || answer.status == 308;
    std::string_view location = answer.header("location");
    if (!redirect || location.empty()) return answer;
    if (i >= kRedirects) data_failure("too_many_redirects", {{"endpoint", shown_url(request.url)}});
    std::string next = joined_url(now.url.substr(0, now.url.find_first_of("?#")), location);
    if (origin_of(next).empty()) data_failure("bad_redirect", {{"endpoint", shown_url(now.url)}});
    bool elsewhere = origin_of(next) != origin_of(now.url);
    if (elsewhere) drop_credentials(now);
    if (answer.status == 303 || (answer.status <= 302 && now.method == "POST")) {
      now.method = "GET";
      now.body.clear();
      now.has_body = false;
    }
    if (elsewhere && now.has_body)  // which may hold credentials too
      config_failure("body_elsewhere", {{"endpoint", shown_url(now.url)}, {"to", origin_of(next)}});
    now.url = next;
  }
}

HttpAnswer HttpClient::once(const HttpRequest& request) {
  if (host_.stopping()) throw Stopped(MU_STOPPED);
  HttpAnswer answer;
  answer.body = std::move(spare_);
  answer.body.clear();
  Arrival arrival{&answer, settings_.largest_body};
  CURL* easy = handles_->easy;
  std::string url = safe_url(request.url);
  if (origin_of(url).empty()) config_failure("no_url", {{"endpoint", shown_url(url)}});
  curl_easy_reset(easy);
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "musubi/1.0");
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, static_cast<long>(std::min(settings_.timeout, 30)));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(settings_.timeout));
  curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 512L * 1024);
  curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  if (!settings_.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, settings_.ca_file.c_str());
  if (!settings_.proxy.empty()) curl_easy_setopt(easy, CURLOPT_PROXY, settings_.proxy.c_str());
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &arrival);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &arrival);
  if (request.has_body) {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.c_str());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  }
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  HeaderList headers;
  for (const auto& [name, value] : request.headers)
    headers.add(value.empty() ? name + ";" : name + ": " + value);
  headers.add("Expect:");
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.list);
  try {
    wait(url);
  } catch (const Failure&) {
    if (arrival.too_large)
      data_failure("body_too_large", {{"endpoint", shown_url(url)},
                                      {"megabytes", std::to_string(settings_.largest_body >> 20)}});
    throw;
  }
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &answer.status);
  answer.url = url;
  return answer;
}

/// Drives the transfer to its end; asks the host every 100 ms whether to stop.
void HttpClient::wait(const std::string& url) {
  struct Added {
    CURLM* multi;
    CURL* easy;
    Added(CURLM* m, CURL* e) : multi(m), easy(e) { curl_multi_add_handle(multi, easy); }
    ~Added() { curl_multi_remove_handle(multi, easy); }
  } added(handles_->multi, handles_->easy);
  for (int running = 1; running;) {
    curl_multi_perform(handles_->multi, &running);
    if (host_.stopping()) throw Stopped(MU_STOPPED);
    if (running) curl_multi_poll(handles_->multi, nullptr, 0, 100, nullptr);
  }
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(handles_->multi, &left))
    if (message->msg == CURLMSG_DONE && message->data.result != CURLE_OK) fail(message->data.result, url);
}

void HttpClient::fail(int code, const std::string& url) const {
  std::string where = shown_url(url), reason = curl_easy_strerror(static_cast<CURLcode>(code));
  Pairs args = {{"endpoint", where}, {"reason", reason}};
  switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
      throw Failure(MU_CONFIG, "bad_certificate", args);
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      config_failure("no_url", args);
    case CURLE_BAD_CONTENT_ENCODING:
      data_failure("bad_compression", args);
    case CURLE_OPERATION_TIMEDOUT:
      throw Unreachable(MU_TRANSIENT, "too_slow",
                        {{"endpoint", where}, {"timeout", std::to_string(settings_.timeout)}});
    case CURLE_COULDNT_RESOLVE_HOST:
      throw Unreachable(MU_TRANSIENT, "unknown_host", args);
    case CURLE_COULDNT_RESOLVE_PROXY:
      throw Unreachable(MU_TRANSIENT, "unknown_proxy", args);
    default:
      throw Unreachable(MU_TRANSIENT, "cannot_reach", args);
  }
}

}  // namespace musubi::http
