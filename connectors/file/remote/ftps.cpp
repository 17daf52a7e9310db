// Files by FTP under TLS, data too; never without. Listed are bare names (NLST), which all servers spell
// alike; size and time come from SIZE and MDTM.
#include "connectors/file/fail.hpp"
#include "connectors/file/remote/transfer.hpp"

namespace musubi::file {
namespace {

constexpr int kImplicitPort = 990;

class Ftps final : public Remote {
 public:
  Ftps(const Host& host, const RemoteSettings& settings, const Address& address)
      : settings_(settings), address_(address), transfer_(host, settings) {}

  std::optional<std::vector<RemoteFile>> list(const std::string& folder) override {
    CURL* easy = ready(folder.empty() ? "" : folder + "/");
    curl_easy_setopt(easy, CURLOPT_DIRLISTONLY, 1L);
    std::string names;
    Reply reply = transfer_.go([&](std::string_view bytes) { names += bytes; });
    if (reply.code == CURLE_REMOTE_ACCESS_DENIED || reply.code == CURLE_REMOTE_FILE_NOT_FOUND)
      return std::nullopt;
    // what some servers say of a folder with nothing in it
    bool nothing = reply.code == CURLE_FTP_COULDNT_RETR_FILE && (reply.status == 550 || reply.status == 450);
    if (!nothing) transfer_.judge(reply, address_.server());
    std::vector<RemoteFile> out;
    for (size_t at = 0; at < names.size();) {
      size_t end = std::min(names.find('\n', at), names.size());
      std::string name = names.substr(at, end - at);
      if (name.ends_with('\r')) name.pop_back();
      name.erase(0, name.rfind('/') + 1);
      if (!name.empty() && name != "." && name != "..")
        out.push_back({folder.empty() ? name : folder + "/" + name, shown_name(name),
                       RemoteFile::Kind::unknown, -1, 0, ""});
      at = end + 1;
    }
    return out;
  }

  bool complete(RemoteFile& file) override {
    CURL* easy = ready(file.path);
    curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    Reply reply = transfer_.go([](std::string_view) {});
    if (reply.code == CURLE_REMOTE_FILE_NOT_FOUND || reply.code == CURLE_REMOTE_ACCESS_DENIED) return false;
    transfer_.judge(reply, address_.server());
    file.size = reply.size;
    file.modified = reply.modified;
    return true;
  }

  bool shows_unfinished() const override { return true; }

  Fetched fetch(RemoteFile& file, const std::string&, LocalCopy& to) override {
    std::string where = address_.shown(file.path);
    ready(file.path);
    to.begin(file.name);
    Reply reply = transfer_.go([&](std::string_view bytes) { to.write(bytes); });
    if (reply.code == CURLE_REMOTE_FILE_NOT_FOUND) transient_failure("file_gone", {{"file", file.name}});
    if (reply.code == CURLE_REMOTE_ACCESS_DENIED || reply.code == CURLE_FTP_COULDNT_RETR_FILE)
      config_failure("no_right_to_read", {{"path", where}});
    transfer_.judge(reply, where);
    RemoteFile after = file;
    if (!complete(after)) transient_failure("file_gone", {{"file", file.name}});
    if (after.size != file.size || after.modified != file.modified) return Fetched::growing;
    to.must_hold(file.size, where);
    file.size = to.size();
    return Fetched::here;
  }

 private:
  CURL* ready(const std::string& path) {
    bool first = settings_.tls == RemoteSettings::Tls::first ||
                 (settings_.tls == RemoteSettings::Tls::automatic && address_.port == kImplicitPort);
    // a path from the top begins with %2F in the addresses of FTP
    std::string place = path.starts_with('/') ? "%2F" + escaped(path.substr(1), true) : escaped(path, true);
    CURL* easy = transfer_.fresh(
        (first ? "ftps://" : "ftp://") + address_.host + ":" + std::to_string(address_.port) + "/" + place,
        "ftp,ftps");
    curl_easy_setopt(easy, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    curl_easy_setopt(easy, CURLOPT_FTPSSLAUTH, static_cast<long>(CURLFTPAUTH_TLS));
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_USERNAME, settings_.user.c_str());
    curl_easy_setopt(easy, CURLOPT_PASSWORD, settings_.password.c_str());
    return easy;
  }

  const RemoteSettings& settings_;
  Address address_;
  Transfer transfer_;
};

}  // namespace

std::unique_ptr<Remote> open_ftps(const Host& host, const RemoteSettings& settings, const Address& address) {
  return std::make_unique<Ftps>(host, settings, address);
}

}  // namespace musubi::file
