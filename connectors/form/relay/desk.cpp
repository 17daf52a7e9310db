#include "connectors/form/relay/desk.hpp"

#include <curl/curl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <mutex>
#include <nlohmann/json.hpp>

#include "connectors/form/relay/sealed.hpp"
#include "core/text/hex.hpp"

namespace musubi::form {
namespace {

using Json = nlohmann::json;

constexpr size_t longest_answer = 16'000'000, longest_id = 64;  // relay.php's LARGEST keeps to the first
constexpr size_t most_removed = 500;                            // by one request: relay.php reads up to MOST_REQUEST of it

[[noreturn]] void fail(int32_t code, const char* id, Pairs args) { throw Failure(code, id, std::move(args)); }

std::string signature(const std::string& word, const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  HMAC(EVP_sha256(), word.data(), static_cast<int>(word.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), out.data(), &size);
  return text::hex(std::string_view(reinterpret_cast<const char*>(out.data()), size));
}

size_t keep(char* bytes, size_t size, size_t count, void* self) {
  auto& out = *static_cast<std::string*>(self);
  if (out.size() + size * count > longest_answer) return 0;
  out.append(bytes, size * count);
  return size * count;
}

/// The page is there, but is none of ours.
[[noreturn]] void no_relay(const std::string& endpoint) { fail(MU_CONFIG, "no_relay", {{"endpoint", endpoint}, {"status", "200"}}); }

/// Whether a line that is cut off may have been one of ours.
bool is_begun(std::string_view line) {
  for (std::string_view begin : {"{\"id\":", "{\"end\":"})
    if (line.substr(0, begin.size()) == begin.substr(0, line.size())) return true;
  return false;
}

/// Seconds that the page's clock is ahead of ours.
std::string ahead(const std::string& answer) {
  Json said = Json::parse(answer, nullptr, false);
  bool told = said.is_object() && said.contains("time") && said["time"].is_number_integer();
  return told ? std::to_string(said["time"].get<int64_t>() - std::time(nullptr)) : "?";
}

bool is_true(const Json& in, const char* name) { return in.contains(name) && in[name] == true; }

/// As relay.php names its posts; nothing else becomes a key or a part of a message.
bool is_id(const Json& value) {
  if (!value.is_string()) return false;
  const std::string& text = value.get_ref<const std::string&>();
  return !text.empty() && text.size() <= longest_id && text.find_first_not_of("0123456789abcdef-") == text.npos;
}

/// Throws what a status other than 200 means.
void judge(long status, const std::string& answer, const std::string& endpoint) {
  Pairs args = {{"endpoint", endpoint}, {"status", std::to_string(status)}};
  if (status == 200) return;
  if (status == 401 || status == 403) fail(MU_AUTH, "relay_refused", args);
  if (status == 409) fail(MU_CONFIG, "relay_clock", {{"endpoint", endpoint}, {"seconds", ahead(answer)}});
  if (status == 429) fail(MU_RATE, "relay_down", args);
  if (status == 408 || status >= 500) fail(MU_TRANSIENT, "relay_down", args);
  fail(MU_CONFIG, "no_relay", args);
}

/// Throws what a call that brought no answer means.
void judge(CURLcode code, const char* said, const RelaySettings& settings) {
  Pairs args = {{"endpoint", settings.endpoint}, {"reason", *said ? said : curl_easy_strerror(code)}};
  if (code == CURLE_OK) return;
  if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE) fail(MU_CONFIG, "relay_certificate", args);
  if (code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL) fail(MU_CONFIG, "bad_value", {{"setting", "endpoint"}});
  if (code == CURLE_WRITE_ERROR) no_relay(settings.endpoint);
  fail(MU_TRANSIENT, "relay_unreachable", args);
}

}  // namespace

/// A connection that is kept from one request to the next.
struct RelayDesk::Line {
  CURL* easy;
  CURLM* multi;
  curl_slist* headers = nullptr;
  Line() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    easy = curl_easy_init();
    multi = curl_multi_init();
  }
  ~Line() {
    curl_easy_cleanup(easy);
    curl_multi_cleanup(multi);
    curl_slist_free_all(headers);
  }
  void head(const std::string& line) { headers = curl_slist_append(headers, line.c_str()); }

  /// Until it is over, or the host wants to stop.
  CURLcode go(const Host& host) {
    CURLcode code = CURLE_OK;
    curl_multi_add_handle(multi, easy);
    bool stopped = false;
    for (int running = 1; running && !(stopped = host.stopping());) {
      curl_multi_perform(multi, &running);
      if (running) curl_multi_poll(multi, nullptr, 0, 100, nullptr);
    }
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi, &left))
      if (message->msg == CURLMSG_DONE) code = message->data.result;
    curl_multi_remove_handle(multi, easy);
    if (stopped) throw Stopped(MU_STOPPED);
    return code;
  }
};

RelayDesk::RelayDesk(const Host& host, const RelaySettings& settings, std::string word)
    : host_(host), settings_(settings), word_(std::move(word)), line_(new Line) {}
RelayDesk::~RelayDesk() { delete line_; }

std::string RelayDesk::asked(const std::string& body) {
  std::string answer, time = std::to_string(std::time(nullptr));
  std::array<char, CURL_ERROR_SIZE> said{};
  curl_slist_free_all(std::exchange(line_->headers, nullptr));
  line_->head("Content-Type: application/json");
  line_->head("X-Musubi-Time: " + time);
  line_->head("X-Musubi-Signature: " + signature(word_, time + "\n" + body));
  CURL* easy = line_->easy;
  curl_easy_reset(easy);
  curl_easy_setopt(easy, CURLOPT_URL, settings_.endpoint.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https,http");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, said.data());
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, std::min(20L, static_cast<long>(settings_.timeout)));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(settings_.timeout));
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "musubi/1.0");
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, line_->headers);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body.data());
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &answer);
  if (!settings_.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, settings_.ca_file.c_str());
  CURLcode code = line_->go(host_);
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_reset(easy);  // what it points to ends here
  judge(code, said.data(), settings_);
  judge(status, answer, settings_.endpoint);
  return answer;
}

PostList RelayDesk::list(std::string_view after) { return read_list(asked(Json{{"after", after}}.dump()), settings_.endpoint); }

void RelayDesk::remove(const std::vector<std::string>& ids) {
  for (size_t at = 0; at < ids.size(); at += most_removed) {
    const auto first = ids.begin() + std::ptrdiff_t(at);
    const std::vector<std::string> batch(first, first + std::ptrdiff_t(std::min(most_removed, ids.size() - at)));
    read_list(asked(Json{{"remove", batch}}.dump()), settings_.endpoint);
  }
}

PostList read_list(std::string_view answer, const std::string& endpoint) {
  PostList out;
  while (!answer.empty()) {
    size_t end = answer.find('\n');
    if (end == answer.npos) break;
    Json line = Json::parse(answer.substr(0, end), nullptr, false);
    answer.remove_prefix(end + 1);
    if (!line.is_object()) no_relay(endpoint);
    if (is_true(line, "end")) {
      out.more = is_true(line, "more");
      return out;
    }
    auto id = line.find("id"), sealed = line.find("sealed");
    if (id == line.end() || !is_id(*id) || sealed == line.end() || !sealed->is_string()) no_relay(endpoint);
    out.posts.push_back({id->get<std::string>(), from_base64(sealed->get_ref<const std::string&>()).value_or("")});
  }
  if (out.posts.empty() && !is_begun(answer)) no_relay(endpoint);
  fail(MU_TRANSIENT, "relay_cut_off", {});
}

}  // namespace musubi::form
