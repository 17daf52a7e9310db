#include "connectors/http/request/flight.hpp"

#include <algorithm>
#include <mutex>

#include "connectors/http/fail.hpp"
#include "connectors/http/request/url.hpp"

namespace musubi::http {
namespace {

constexpr int kRedirects = 10;
constexpr int kConnecting = 30;  // seconds at most
constexpr long kProxyAsksWho = 407;

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
  std::string_view value = line.substr(colon + 1);
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == '\r' || value.back() == '\n' || value.back() == ' '))
    value.remove_suffix(1);
  answer.headers.emplace_back(lowered(line.substr(0, colon)), value);
  return size * count;
}

void start_library() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

bool says_type(const Pairs& headers) {
  return std::any_of(headers.begin(), headers.end(), [](const auto& header) { return lowered(header.first) == "content-type"; });
}

}  // namespace

void drop_credentials(HttpRequest& request) {
  Pairs kept;
  for (auto& [name, value] : request.headers) {
    const std::string low = lowered(name);
    if (low == "accept" || low == "content-type" || low == "user-agent" || low == "accept-language")
      kept.emplace_back(name, value);
  }
  request.headers = std::move(kept);
}

CurlHandles::CurlHandles() {
  start_library();
  multi = curl_multi_init();
}

CurlHandles::~CurlHandles() {
  for (CURL* easy : idle) curl_easy_cleanup(easy);
  curl_multi_cleanup(multi);
}

CURL* CurlHandles::take() {
  if (idle.empty()) return curl_easy_init();
  CURL* out = idle.back();
  idle.pop_back();
  return out;
}

Transfer::Flight::Flight(CurlHandles& h, const HttpSettings& s, HttpRequest r)
    : handles(h), settings(s), request(std::move(r)), first_url(request.url), easy(h.take()) {}

Transfer::Flight::~Flight() {
  land();
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, nullptr);
  handles.idle.push_back(easy);
}

void Transfer::Flight::land() {
  if (in_air) curl_multi_remove_handle(handles.multi, easy);
  in_air = false;
}

void Transfer::Flight::take_off() {
  url = safe_url(request.url);
  if (origin_of(url).empty()) config_failure("no_url", {{"endpoint", shown_url(url)}});
  answer = HttpAnswer();
  if (!handles.spares.empty()) {
    answer.body = std::move(handles.spares.back());
    handles.spares.pop_back();
    answer.body.clear();
  }
  headers = HeaderList();
  for (const auto& [name, value] : request.headers)
    headers.add(value.empty() ? name + ";" : name + ": " + value);
  headers.add("Expect:");
  if (request.has_body && !says_type(request.headers)) headers.add("Content-Type:");  // else libcurl calls it a form
  set_options();
  curl_multi_add_handle(handles.multi, easy);
  in_air = true;
}

void Transfer::Flight::set_options() {
  curl_easy_reset(easy);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
  said[0] = '\0';
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, said);
  curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "musubi/1.0");
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, static_cast<long>(connecting()));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(silence()));
  curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 512L * 1024);
  curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  if (!settings.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, settings.ca_file.c_str());
  if (!settings.proxy.empty()) curl_easy_setopt(easy, CURLOPT_PROXY, settings.proxy.c_str());
  if (!settings.proxy_user.empty()) {
    curl_easy_setopt(easy, CURLOPT_PROXYUSERNAME, settings.proxy_user.c_str());
    curl_easy_setopt(easy, CURLOPT_PROXYPASSWORD, settings.proxy_password.c_str());
  }
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &arrival);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &arrival);
  if (request.has_body) {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.c_str());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  }
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.list);
}

void Transfer::Flight::ended(CURLcode code) {
  land();
  try {
    judge(code);
    if (!redirected())
      done = true;
    else
      take_off();
  } catch (const Failure&) {
    failure = std::current_exception();
    done = true;
  }
}

HttpAnswer* Transfer::Flight::under_way() {
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &answer.status);
  answer.url = url;
  return answer.status >= 200 && answer.status < 300 ? &answer : nullptr;
}

void Transfer::Flight::judge(CURLcode code) {
  if (arrival.too_large)
    data_failure("body_too_large", {{"endpoint", shown_url(url)},
                                    {"megabytes", std::to_string(settings.largest_body >> 20)}});
  if (code != CURLE_OK) fail(code);
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &answer.status);
  if (answer.status == kProxyAsksWho) fail_by_proxy(answer.status);
  answer.url = url;
  answer.sent_on = left_by;
  answer.posted_to = posted_to;
  answer.turned_by = turned_by;
}

/// Whether the answer sends us elsewhere; then `request` is the one to make there.
bool Transfer::Flight::redirected() {
  bool redirect = answer.status == 301 || answer.status == 302 || answer.status == 303 ||
                  answer.status == 307 || answer.status == 308;
  std::string_view location = answer.header("location");
  if (!redirect || location.empty()) return false;
  if (redirects++ >= kRedirects) data_failure("too_many_redirects", {{"endpoint", shown_url(first_url)}});
  std::string next = joined_url(request.url.substr(0, request.url.find_first_of("?#")), location);
  if (origin_of(next).empty()) data_failure("bad_redirect", {{"endpoint", shown_url(request.url)}});
  bool elsewhere = !keeps_to_host(request.url, next);
  if (elsewhere) {
    drop_credentials(request);
    if (left_by.empty()) left_by = request.url;
  }
  if (answer.status == 303 || (answer.status <= 302 && request.method == "POST")) {
    if (answer.status != 303 && posted_to.empty()) posted_to = request.url, turned_by = answer.status;
    request.method = "GET";
    request.body.clear();
    request.has_body = false;
  }
  if (elsewhere && request.has_body)  // which may hold credentials too
    config_failure("body_elsewhere", {{"endpoint", shown_url(request.url)}, {"to", origin_of(next)}});
  request.url = next;
  return true;
}

int Transfer::Flight::silence() const {
  return std::max(settings.timeout, request.silence);
}

int Transfer::Flight::connecting() const {
  return std::max(std::min(settings.timeout, kConnecting), request.connecting);
}

/// TLS and a proxy's tunnel included.
bool Transfer::Flight::is_connected() const {
  curl_off_t before_sending = 0;
  curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &before_sending);
  return before_sending > 0;
}

/// What a proxy answers in place of a way through, where it is no way through.
void Transfer::Flight::fail_by_proxy(long status) const {
  const Pairs args = {{"endpoint", shown_url(url)}, {"status", std::to_string(status)}};
  if (status == kProxyAsksWho) throw Failure(MU_AUTH, "proxy_asks_who", args);
  if (status >= 500) throw Unreachable(MU_TRANSIENT, "proxy_cannot_reach", args);
  if (status >= 300) config_failure("proxy_refuses", args);
}

void Transfer::Flight::fail(CURLcode code) const {
  long tunnel = 0;
  curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &tunnel);
  if (code != CURLE_OPERATION_TIMEDOUT) fail_by_proxy(tunnel);
  std::string where = shown_url(url), reason = said[0] ? said : curl_easy_strerror(code);
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
      if (!is_connected())
        throw Unreachable(MU_TRANSIENT, "no_connection",
                          {{"endpoint", where}, {"seconds", std::to_string(connecting())}});
      throw Unreachable(MU_TRANSIENT, "too_slow",
                        {{"endpoint", where}, {"timeout", std::to_string(silence())}});
    case CURLE_COULDNT_RESOLVE_HOST:
      throw Unreachable(MU_TRANSIENT, "unknown_host", args);
    case CURLE_COULDNT_RESOLVE_PROXY:
      throw Unreachable(MU_TRANSIENT, "unknown_proxy", args);
    default:
      throw Unreachable(MU_TRANSIENT, "cannot_reach", args);
  }
}

}  // namespace musubi::http
