#include "connectors/mail/imap/token.hpp"

#include <curl/curl.h>

#include <nlohmann/json.hpp>

#include "connectors/mail/fail.hpp"
#include "connectors/mail/imap/connection.hpp"

namespace musubi::mail {
namespace {

using Json = nlohmann::json;

constexpr size_t kLargestAnswer = 256 * 1024;

struct Handles {
  CURL* easy = curl_easy_init();
  CURLM* multi = curl_multi_init();
  ~Handles() {
    curl_multi_remove_handle(multi, easy);
    curl_easy_cleanup(easy);
    curl_multi_cleanup(multi);
  }
};

size_t take(char* bytes, size_t size, size_t count, void* to) {
  auto& out = *static_cast<std::string*>(to);
  if (out.size() + size * count > kLargestAnswer) return 0;
  out.append(bytes, size * count);
  return size * count;
}

/// Host and path may be shown; a query or a user may hold more.
std::string shown(const std::string& url) {
  size_t at = url.find('@'), scheme = url.find("://");
  std::string out = at == url.npos || scheme == url.npos ? url : url.substr(0, scheme + 3) + url.substr(at + 1);
  return out.substr(0, out.find_first_of("?#"));
}

bool may_be_asked(const std::string& url) {
  if (url.starts_with("https://")) return true;
  std::string_view host = std::string_view(url).substr(std::min<size_t>(7, url.size()));
  return url.starts_with("http://") && is_loopback(host.substr(0, host.find_first_of(":/")));
}

/// Posts the form; the status. Throws MU_TRANSIENT, MU_CONFIG, Stopped.
long post(const Host& host, const Account& account, Handles& handles, const std::string& form, std::string& answer) {
  CURL* easy = handles.easy;
  curl_easy_setopt(easy, CURLOPT_URL, account.token_endpoint.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT, static_cast<long>(account.timeout));
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, form.c_str());
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(form.size()));
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &answer);
  if (!account.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, account.ca_file.c_str());
  curl_multi_add_handle(handles.multi, easy);
  for (int running = 1; running;) {
    curl_multi_perform(handles.multi, &running);
    if (host.stopping()) throw Stopped(MU_STOPPED);
    if (running) curl_multi_poll(handles.multi, nullptr, 0, 100, nullptr);
  }
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(handles.multi, &left)) {
    if (message->msg != CURLMSG_DONE || message->data.result == CURLE_OK) continue;
    Pairs args = {{"endpoint", shown(account.token_endpoint)}, {"reason", curl_easy_strerror(message->data.result)}};
    if (message->data.result == CURLE_PEER_FAILED_VERIFICATION) config_failure("bad_certificate", args);
    transient_failure("cannot_reach", args);
  }
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

std::string text_in(const Json& object, const char* name) {
  return object.is_object() && object.contains(name) && object[name].is_string() ? object[name].get<std::string>() : "";
}

std::string asked_for(const Host& host, const Account& account) {
  const std::string refresh = host.secret("auth/refresh_token").value_or("");
  const bool by_login = !account.consent.endpoint.empty();
  if (refresh.empty() && by_login) auth_failure("login_first");
  TokenAnswer answer = ask_for_token(host, account, {{"grant_type", refresh.empty() ? "client_credentials" : "refresh_token"}, {"refresh_token", refresh}, {"scope", account.scope}});
  if (!answer.given()) auth_failure(by_login ? "login_over" : "no_token", answer.args);
  if (!refresh.empty() && !answer.refresh_token.empty() && answer.refresh_token != refresh) host.keep_secret("auth/refresh_token", answer.refresh_token);
  return answer.access_token;
}

}  // namespace

std::string form_of(const Pairs& values) {
  std::string out;
  for (const auto& [name, value] : values) {
    if (value.empty()) continue;
    char* escaped = curl_easy_escape(nullptr, value.data(), static_cast<int>(value.size()));
    if (!out.empty()) out += '&';
    out.append(name).append("=").append(escaped ? escaped : "");
    curl_free(escaped);
  }
  return out;
}

TokenAnswer ask_for_token(const Host& host, const Account& account, Pairs form) {
  if (!may_be_asked(account.token_endpoint)) config_failure("bad_value", {{"setting", "auth/token_endpoint"}});
  start_curl();
  Handles handles;
  form.emplace_back("client_id", account.client_id);
  form.emplace_back("client_secret", host.secret("auth/client_secret").value_or(""));
  std::string body;
  TokenAnswer out;
  out.status = post(host, account, handles, form_of(form), body);
  out.args = {{"endpoint", shown(account.token_endpoint)}, {"status", std::to_string(out.status)}};
  if (out.status == 429) throw Failure(MU_RATE, "token_failed", out.args);
  if (out.status >= 500) transient_failure("token_failed", out.args);
  const Json json = Json::parse(body, nullptr, false);
  out.access_token = text_in(json, "access_token");
  out.refresh_token = text_in(json, "refresh_token");
  return out;
}

std::string access_token(const Host& host, const Account& account) {
  if (!account.token_endpoint.empty()) return asked_for(host, account);
  auto token = host.secret("auth/token");
  if (!token || token->empty()) config_failure("missing_setting", {{"setting", "auth/token"}});
  return *token;
}

}  // namespace musubi::mail
