// Files by HTTPS. The version is the ETag, else the time of the last change as the server spells it; with it
// an unchanged file is asked for, but not sent.
#include <chrono>
#include <ctime>
#include <functional>

#include "connectors/file/fail.hpp"
#include "connectors/file/remote/transfer.hpp"

namespace musubi::file {
namespace {

constexpr long kRedirects = 10;
constexpr int kSettle = 10;  // seconds
constexpr int64_t kNeverTooBig = 64 << 20, kMostUnpacked = 300;  // as of what is inside a zip
constexpr int64_t kUncounted = 256 << 10;  // libcurl counts what it has received a buffer later
constexpr std::string_view kTag = "tag ", kTime = "time ";

std::string version_of(const Reply& reply) {
  if (auto tag = reply.header("etag"); !tag.empty()) return std::string(kTag) + std::string(tag);
  if (auto time = reply.header("last-modified"); !time.empty()) return std::string(kTime) + std::string(time);
  return "";
}

/// Spaces and letters beyond ASCII as an address has them; what is escaped stays.
std::string safe(std::string_view path) {
  std::string out;
  for (char c : path) out += c > ' ' && c < 0x7f ? std::string(1, c) : escaped({&c, 1}, false);
  return out;
}

class Https final : public Remote {
 public:
  Https(const Host& host, const RemoteSettings& settings, const Address& address)
      : host_(host), settings_(settings), address_(address), transfer_(host, settings) {}

  std::optional<std::vector<RemoteFile>> list(const std::string&) override { return std::nullopt; }
  bool complete(RemoteFile&) override { return true; }
  bool shows_unfinished() const override { return false; }

  Fetched fetch(RemoteFile& file, const std::string& known, LocalCopy& to) override {
    to.begin(file.name);
    Reply reply = ask(file, known, [&](std::string_view bytes) {
      if (to.size() > kNeverTooBig && to.size() > kMostUnpacked * (transfer_.received() + kUncounted)) data_failure("answer_too_big", {{"path", address_.shown(file.path)}});
      to.write(bytes);
    });
    if (reply.status == 304) return Fetched::unchanged;
    judge(reply, address_.shown(file.path));
    file.version = version_of(reply);
    file.modified = reply.modified;
    file.size = to.size();
    return is_fresh(reply) && grows(file) ? Fetched::growing : Fetched::here;
  }

 private:
  /// Throws Failure for what is no answer.
  Reply ask(const RemoteFile& file, const std::string& known, const std::function<void(std::string_view)>& take) {
    CURL* easy = transfer_.fresh(address_.server() + "/" + safe(file.path), "https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(easy, CURLOPT_MAXREDIRS, kRedirects);
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    HeaderLines lines;
    if (known.starts_with(kTag)) lines.add("If-None-Match: " + known.substr(kTag.size()));
    if (known.starts_with(kTime)) lines.add("If-Modified-Since: " + known.substr(kTime.size()));
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, lines.list);
    log_in(easy);
    Reply reply = transfer_.go(take);
    transfer_.judge(reply, address_.shown(file.path));
    return reply;
  }

  /// Changed shortly before it was sent, by the server's own clock.
  bool is_fresh(const Reply& reply) const {
    std::time_t sent = curl_getdate(std::string(reply.header("date")).c_str(), nullptr);
    int settle = settings_.settle < 0 ? kSettle : settings_.settle;
    return reply.modified && sent != -1 && sent - reply.modified < settle;
  }

  /// Whether it has another size a moment later. One that is made anew for each request keeps its size.
  bool grows(const RemoteFile& file) {
    host_.wait(std::chrono::seconds(1));
    int64_t size = 0;
    Reply again = ask(file, file.version, [&](std::string_view bytes) { size += int64_t(bytes.size()); });
    return again.status != 304 && size != file.size;
  }

  /// libcurl keeps these from other hosts that the server may send us to.
  void log_in(CURL* easy) const {
    if (!settings_.token.empty()) {
      curl_easy_setopt(easy, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
      curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, settings_.token.c_str());
    } else if (!settings_.user.empty()) {
      curl_easy_setopt(easy, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
      curl_easy_setopt(easy, CURLOPT_USERNAME, settings_.user.c_str());
      curl_easy_setopt(easy, CURLOPT_PASSWORD, settings_.password.c_str());
    }
  }

  static void judge(const Reply& reply, const std::string& where) {
    if (reply.status < 300) return;
    judge_status(reply, where);
    if (reply.status == 401 || reply.status == 403) throw Failure(MU_AUTH, "not_let_in", {{"server", where}});
    if (reply.status == 404 || reply.status == 410) config_failure("not_at_address", {{"path", where}});
    config_failure("odd_status", {{"server", where}, {"status", std::to_string(reply.status)}});
  }

  const Host& host_;
  const RemoteSettings& settings_;
  Address address_;
  Transfer transfer_;
};

}  // namespace

std::unique_ptr<Remote> open_https(const Host& host, const RemoteSettings& settings, const Address& address) {
  return std::make_unique<Https>(host, settings, address);
}

}  // namespace musubi::file
