// Files by HTTPS. The version is the ETag, else the time of the last change as the server spells it; with it
// an unchanged file is asked for, but not sent.
#include "connectors/file/fail.hpp"
#include "connectors/file/remote/transfer.hpp"

namespace musubi::file {
namespace {

constexpr long kRedirects = 10;
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
      : settings_(settings), address_(address), transfer_(host, settings) {}

  std::optional<std::vector<RemoteFile>> list(const std::string&) override { return std::nullopt; }
  bool complete(RemoteFile&) override { return true; }
  bool shows_unfinished() const override { return false; }

  Fetched fetch(RemoteFile& file, const std::string& known, LocalCopy& to) override {
    std::string where = address_.shown(file.path);
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
    to.begin(file.name);
    Reply reply = transfer_.go([&](std::string_view bytes) { to.write(bytes); });
    transfer_.judge(reply, where);
    if (reply.status == 304) return Fetched::unchanged;
    judge(reply, where);
    file.version = version_of(reply);
    file.modified = reply.modified;
    file.size = to.size();
    return Fetched::here;
  }

 private:
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

  const RemoteSettings& settings_;
  Address address_;
  Transfer transfer_;
};

}  // namespace

std::unique_ptr<Remote> open_https(const Host& host, const RemoteSettings& settings, const Address& address) {
  return std::make_unique<Https>(host, settings, address);
}

}  // namespace musubi::file
