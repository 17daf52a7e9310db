#include "connectors/mail/imap/connection.hpp"

#include <curl/curl.h>
#include <poll.h>

#include <chrono>
#include <mutex>

#include "connectors/mail/fail.hpp"

namespace musubi::mail {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kPause = 100;  // ms between two looks at whether to stop
constexpr size_t kBlock = 64 * 1024;

}  // namespace

void start_curl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

struct Connection::Handles {
  CURL* easy;
  CURLM* multi;
  curl_socket_t socket = CURL_SOCKET_BAD;
  char said[CURL_ERROR_SIZE] = {};
  std::string greeting;  // its beginning

  Handles() {
    start_curl();
    easy = curl_easy_init();
    multi = curl_multi_init();
  }
  ~Handles() {
    curl_multi_remove_handle(multi, easy);
    curl_easy_cleanup(easy);
    curl_multi_cleanup(multi);
  }

  bool greets() const { return greeting.empty() || greeting.starts_with("* "); }

  static size_t take_line(char* bytes, size_t size, size_t count, void* self) {
    auto& handles = *static_cast<Handles*>(self);
    if (handles.greeting.empty()) handles.greeting.assign(bytes, std::min<size_t>(size * count, 100));
    return handles.greets() ? size * count : 0;
  }
};

Connection::Connection(const Host& host, const Account& account)
    : host_(host), account_(account), handles_(std::make_unique<Handles>()), block_(kBlock, '\0') {
  if (host_.stopping()) throw Stopped(MU_STOPPED);
  set_up();
  open();
}

Connection::~Connection() = default;

void Connection::set_up() {
  CURL* easy = handles_->easy;
  curl_easy_setopt(easy, CURLOPT_URL, account_.endpoint().c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "imap,imaps");
  curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // a name that is being looked up does not hold us
  curl_easy_setopt(easy, CURLOPT_USE_SSL, static_cast<long>(account_.plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, static_cast<long>(account_.timeout));
  curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, handles_->said);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, Handles::take_line);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, handles_.get());
  if (!account_.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, account_.ca_file.c_str());
}

/// The handle stays in its multi handle: libcurl finds its connection there.
void Connection::open() {
  curl_multi_add_handle(handles_->multi, handles_->easy);
  for (int running = 1; running;) {
    curl_multi_perform(handles_->multi, &running);
    if (host_.stopping()) throw Stopped(MU_STOPPED);
    if (running) curl_multi_poll(handles_->multi, nullptr, 0, kPause, nullptr);
  }
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(handles_->multi, &left))
    if (message->msg == CURLMSG_DONE && message->data.result != CURLE_OK) fail(message->data.result);
  curl_easy_getinfo(handles_->easy, CURLINFO_ACTIVESOCKET, &handles_->socket);
  if (handles_->socket == CURL_SOCKET_BAD) fail(CURLE_COULDNT_CONNECT);
}

void Connection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    size_t sent = 0;
    CURLcode code = curl_easy_send(handles_->easy, bytes.data(), bytes.size(), &sent);
    if (code != CURLE_OK && code != CURLE_AGAIN) fail(code);
    bytes.remove_prefix(sent);
    if (code == CURLE_AGAIN) wait(POLLOUT);
  }
}

std::string_view Connection::receive() {
  for (;;) {
    if (host_.stopping()) throw Stopped(MU_STOPPED);
    size_t got = 0;
    CURLcode code = curl_easy_recv(handles_->easy, block_.data(), block_.size(), &got);
    if (code == CURLE_OK && got) return std::string_view(block_).substr(0, got);
    if (code == CURLE_OK) transient_failure("hung_up", where());
    if (code != CURLE_AGAIN) fail(code);
    wait(POLLIN);
  }
}

void Connection::wait(short events) {
  auto end = Clock::now() + std::chrono::seconds(account_.timeout);
  pollfd one{handles_->socket, events, 0};
  while (poll(&one, 1, kPause) <= 0) {
    if (host_.stopping()) throw Stopped(MU_STOPPED);
    if (Clock::now() >= end) fail(CURLE_OPERATION_TIMEDOUT);
  }
}

Pairs Connection::where(std::string reason) const {
  Pairs out = {{"endpoint", account_.endpoint()}};
  if (!reason.empty()) out.emplace_back("reason", std::move(reason));
  return out;
}

void Connection::fail(int code) const {
  std::string reason = curl_easy_strerror(static_cast<CURLcode>(code));
  std::string_view said = handles_->said;
  switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
      config_failure("bad_certificate", where(reason));
    case CURLE_USE_SSL_FAILED:
      config_failure("no_starttls", where());
    case CURLE_SSL_CONNECT_ERROR:
      if (said.find("wrong version number") != said.npos) config_failure("no_tls_here", where());
      break;
    case CURLE_WRITE_ERROR:
    case CURLE_WEIRD_SERVER_REPLY:
      if (!handles_->greets()) config_failure("not_imap", where());
      if (handles_->greeting.starts_with("* BYE")) transient_failure("server_bye", where());
      break;
    case CURLE_OPERATION_TIMEDOUT:
      transient_failure("too_slow", {{"endpoint", account_.endpoint()}, {"timeout", std::to_string(account_.timeout)}});
    case CURLE_COULDNT_RESOLVE_HOST:
      transient_failure("unknown_host", where());
    default:
      break;
  }
  transient_failure("cannot_reach", where(reason));
}

}  // namespace musubi::mail
