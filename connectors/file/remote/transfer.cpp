#include "connectors/file/remote/transfer.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <mutex>

#include "connectors/file/fail.hpp"

namespace musubi::file {
namespace {

constexpr size_t kTrouble = 64 * 1024;
constexpr int kConnect = 20;  // seconds

void start_library() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

/// What libcurl writes into while an answer arrives.
struct Arrival {
  CURL* easy;
  Reply* reply;
  const std::function<void(std::string_view)>* take;
  std::exception_ptr thrown;  // by take
};

size_t take_body(char* bytes, size_t size, size_t count, void* self) {
  auto& arrival = *static_cast<Arrival*>(self);
  long status = 0;
  curl_easy_getinfo(arrival.easy, CURLINFO_RESPONSE_CODE, &status);
  try {
    if (status >= 400)
      arrival.reply->trouble.append(
          bytes, std::min(size * count, kTrouble - std::min(kTrouble, arrival.reply->trouble.size())));
    else
      (*arrival.take)({bytes, size * count});
    return size * count;
  } catch (...) {
    arrival.thrown = std::current_exception();
    return 0;
  }
}

size_t take_header(char* bytes, size_t size, size_t count, void* self) {
  auto& headers = static_cast<Arrival*>(self)->reply->headers;
  std::string_view line(bytes, size * count);
  if (line.starts_with("HTTP/")) headers.clear();  // an answer before this one
  size_t colon = line.find(':');
  if (colon == line.npos) return size * count;
  std::string name(line.substr(0, colon));
  std::transform(name.begin(), name.end(), name.begin(), sdk::lower);
  std::string_view value = line.substr(colon + 1);
  size_t first = value.find_first_not_of(" \t"), last = value.find_last_not_of(" \r\n\t");
  headers.emplace_back(std::move(name),
                       first == value.npos ? std::string_view() : value.substr(first, last - first + 1));
  return size * count;
}

}  // namespace

std::string_view Reply::header(std::string_view name) const {
  for (auto at = headers.rbegin(); at != headers.rend(); ++at)
    if (at->first == name) return at->second;
  return {};
}

Transfer::Transfer(const Host& host, const RemoteSettings& settings) : host_(host), settings_(settings) {
  start_library();
  easy_ = curl_easy_init();
  multi_ = curl_multi_init();
}

Transfer::~Transfer() {
  curl_easy_cleanup(easy_);
  curl_multi_cleanup(multi_);
}

CURL* Transfer::fresh(const std::string& url, const char* protocols) {
  error_[0] = 0;
  curl_easy_reset(easy_);
  curl_easy_setopt(easy_, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, protocols);
  curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, error_);
  curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT, static_cast<long>(std::min(settings_.timeout, kConnect)));
  curl_easy_setopt(easy_, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(settings_.timeout));
  curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_TIME, static_cast<long>(settings_.timeout));
  curl_easy_setopt(easy_, CURLOPT_BUFFERSIZE, 256L * 1024);
  curl_easy_setopt(easy_, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(easy_, CURLOPT_FILETIME, 1L);
  curl_easy_setopt(easy_, CURLOPT_USERAGENT, "musubi/1.0");
  if (!settings_.ca_file.empty()) curl_easy_setopt(easy_, CURLOPT_CAINFO, settings_.ca_file.c_str());
  return easy_;
}

Reply Transfer::go(const std::function<void(std::string_view)>& take) {
  if (host_.stopping()) throw Stopped(MU_STOPPED);
  Reply reply;
  Arrival arrival{easy_, &reply, &take, nullptr};
  curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(easy_, CURLOPT_WRITEDATA, &arrival);
  curl_easy_setopt(easy_, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(easy_, CURLOPT_HEADERDATA, &arrival);
  struct Added {
    CURLM* multi;
    CURL* easy;
    Added(CURLM* m, CURL* e) : multi(m), easy(e) { curl_multi_add_handle(multi, easy); }
    ~Added() { curl_multi_remove_handle(multi, easy); }
  } added(multi_, easy_);
  for (int running = 1; running;) {
    curl_multi_perform(multi_, &running);
    if (host_.stopping()) throw Stopped(MU_STOPPED);
    if (running) curl_multi_poll(multi_, nullptr, 0, 100, nullptr);
  }
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(multi_, &left))
    if (message->msg == CURLMSG_DONE) reply.code = message->data.result;
  if (arrival.thrown) std::rethrow_exception(arrival.thrown);
  curl_off_t number = 0;
  curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &reply.status);
  if (curl_easy_getinfo(easy_, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &number) == CURLE_OK) reply.size = number;
  if (curl_easy_getinfo(easy_, CURLINFO_FILETIME_T, &number) == CURLE_OK && number > 0)
    reply.modified = number;
  return reply;
}

int Transfer::connect(const std::string& where) {
  curl_easy_setopt(easy_, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(easy_, CURLOPT_PROXY, "");
  curl_multi_add_handle(multi_, easy_);
  Reply reply;
  int running = 1;
  while (running && !host_.stopping()) {
    curl_multi_perform(multi_, &running);
    if (running) curl_multi_poll(multi_, nullptr, 0, 100, nullptr);
  }
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(multi_, &left))
    if (message->msg == CURLMSG_DONE) reply.code = message->data.result;
  curl_socket_t socket = CURL_SOCKET_BAD;
  if (!running && reply.code == CURLE_OK) curl_easy_getinfo(easy_, CURLINFO_ACTIVESOCKET, &socket);
  int own = socket == CURL_SOCKET_BAD ? -1 : fcntl(socket, F_DUPFD_CLOEXEC, 0);
  int error = errno;
  curl_multi_remove_handle(multi_, easy_);
  if (running) throw Stopped(MU_STOPPED);
  judge(reply, where);
  if (own < 0) transient_failure("remote_down", {{"server", where}, {"reason", std::strerror(error)}});
  return own;
}

int64_t Transfer::received() const {
  curl_off_t bytes = 0;
  curl_easy_getinfo(easy_, CURLINFO_SIZE_DOWNLOAD_T, &bytes);
  return bytes;
}

void Transfer::judge(const Reply& reply, const std::string& where) const {
  if (reply.code == CURLE_OK) return;
  std::string reason = error_[0] ? error_ : curl_easy_strerror(reply.code);
  Pairs args = {{"server", where}, {"reason", reason}};
  switch (reply.code) {
    case CURLE_LOGIN_DENIED:
      throw Failure(MU_AUTH, "not_let_in", {{"server", where}});
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
      config_failure("untrusted_certificate", args);
    case CURLE_SSL_CACERT_BADFILE:
      config_failure("no_ca_file", {{"file", settings_.ca_file}});
    case CURLE_SSL_CONNECT_ERROR:
      if (reason.find("Connection") != reason.npos || reason.find("SYSCALL") != reason.npos)
        transient_failure("remote_down", args);
      config_failure("no_tls_there", args);
    case CURLE_USE_SSL_FAILED:
      config_failure("no_tls_there", args);
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      config_failure("bad_address", {{"path", where}});
    case CURLE_TOO_MANY_REDIRECTS:
      config_failure("redirected_too_often", args);
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
      transient_failure("broken_off", args);
    case CURLE_OPERATION_TIMEDOUT:
      transient_failure("remote_slow", {{"server", where}, {"timeout", std::to_string(settings_.timeout)}});
    default:
      transient_failure("remote_down", args);
  }
}

std::string escaped(std::string_view bytes, bool slashes) {
  constexpr char digits[] = "0123456789ABCDEF";
  constexpr std::string_view plain = "-_.~";
  std::string out;
  for (char c : bytes) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || plain.find(c) != plain.npos || (slashes && c == '/')) {
      out += c;
    } else {
      out += '%';
      out += digits[static_cast<unsigned char>(c) >> 4];
      out += digits[c & 15];
    }
  }
  return out;
}

void judge_status(const Reply& reply, const std::string& where) {
  Pairs args = {{"server", where}, {"status", std::to_string(reply.status)}};
  bool passing = reply.status == 408 || reply.status == 429 || reply.status >= 500;
  if (!passing) return;
  Failure failure(reply.status == 429 ? MU_RATE : MU_TRANSIENT,
                  reply.status == 429 ? "too_fast" : "server_trouble", args);
  if (int seconds = std::atoi(std::string(reply.header("retry-after")).c_str()); seconds > 0)
    failure.retry_after = std::chrono::seconds(std::min(seconds, 3600));
  throw failure;
}

}  // namespace musubi::file
