// Files by SFTP. A path is one from the top, "~/…" one from the user's own folder.
#include <libssh2_sftp.h>

#include "connectors/file/fail.hpp"
#include "connectors/file/remote/ssh_session.hpp"

namespace musubi::file {
namespace {

constexpr size_t kChunk = 256 * 1024;  // libssh2 asks for four times as much ahead
constexpr size_t kSmallChunk = 8 * 1024;

std::string on_server(const std::string& path) {
  if (path == "~") return ".";
  return path.starts_with("~/") ? path.substr(2) : "/" + path;
}

/// An open file or folder.
class Handle {
 public:
  Handle(SshSession& session, LIBSSH2_SFTP_HANDLE* handle) : session_(session), handle_(handle) {}
  ~Handle() {
    if (!handle_) return;
    libssh2_session_set_blocking(session_.get(), 1);
    libssh2_session_set_timeout(session_.get(), session_.is_broken() ? 1 : 300);
    libssh2_sftp_close_handle(handle_);
    libssh2_session_set_blocking(session_.get(), 0);
  }
  Handle(const Handle&) = delete;
  LIBSSH2_SFTP_HANDLE* get() const { return handle_; }

 private:
  SshSession& session_;
  LIBSSH2_SFTP_HANDLE* handle_;
};

class Sftp final : public Remote {
 public:
  Sftp(const Host& host, const RemoteSettings& settings, const Address& address)
      : host_(host), settings_(settings), address_(address) {}
  ~Sftp() override {
    if (!sftp_) return;
    libssh2_session_set_blocking(session_->get(), 1);
    libssh2_session_set_timeout(session_->get(), session_->is_broken() ? 1 : 300);
    libssh2_sftp_shutdown(sftp_);
  }

  std::optional<std::vector<RemoteFile>> list(const std::string& folder) override {
    log_in();
    Handle handle(*session_, opened(on_server(folder), 0, LIBSSH2_SFTP_OPENDIR));
    if (!handle.get()) return missing(folder);
    std::vector<RemoteFile> out;
    std::vector<char> name(4096);
    LIBSSH2_SFTP_ATTRIBUTES about{};
    for (;;) {
      long size = session_->until_done([&] {
        return long{libssh2_sftp_readdir_ex(handle.get(), name.data(), name.size(), nullptr, 0, &about)};
      });
      if (size == 0) return out;
      if (size < 0 && tells_of_no_folder()) return std::nullopt;  // said late by some servers
      if (size < 0) session_->lost();
      std::string one(name.data(), static_cast<size_t>(size));
      if (one == "." || one == "..") continue;
      RemoteFile file{
          folder.empty() ? one : folder + "/" + one, shown_name(one), RemoteFile::Kind::file, -1, 0, ""};
      describe(file, about);
      if (file.kind != RemoteFile::Kind::unknown || complete(file)) out.push_back(std::move(file));
    }
  }

  bool complete(RemoteFile& file) override {
    if (file.kind != RemoteFile::Kind::unknown) return true;
    LIBSSH2_SFTP_ATTRIBUTES about{};
    std::string path = on_server(file.path);
    long result = session_->until_done([&] {
      return long{libssh2_sftp_stat_ex(sftp_, path.data(), static_cast<unsigned>(path.size()),
                                       LIBSSH2_SFTP_STAT, &about)};
    });
    if (result != 0) return false;
    describe(file, about);
    return file.kind != RemoteFile::Kind::unknown;
  }

  bool shows_unfinished() const override { return true; }

  Fetched fetch(RemoteFile& file, const std::string&, LocalCopy& to) override {
    log_in();
    std::string where = address_.shown(file.path);
    Handle handle(*session_, opened(on_server(file.path), LIBSSH2_FXF_READ, LIBSSH2_SFTP_OPENFILE));
    if (!handle.get() && !missing(file.path)) transient_failure("file_gone", {{"file", file.name}});
    to.begin(file.name);
    std::vector<char> chunk(to.wanted() ? kSmallChunk : kChunk);
    for (;;) {
      long size = session_->until_done(
          [&] { return long{libssh2_sftp_read(handle.get(), chunk.data(), chunk.size())}; });
      if (size < 0) session_->lost();
      if (size == 0) break;
      to.write({chunk.data(), static_cast<size_t>(size)});
      session_->stop_if_asked();
    }
    LIBSSH2_SFTP_ATTRIBUTES about{};
    if (session_->until_done([&] { return long{libssh2_sftp_fstat_ex(handle.get(), &about, 0)}; }) != 0)
      session_->lost();
    RemoteFile after = file;
    describe(after, about);
    if (after.size != file.size || after.modified != file.modified) return Fetched::growing;
    to.must_hold(file.size, where);
    file.size = to.size();
    return Fetched::here;
  }

 private:
  void log_in() {
    if (session_) return;
    session_ = std::make_unique<SshSession>(host_, settings_, address_);
    sftp_ = session_->until_done([&] { return libssh2_sftp_init(session_->get()); });
    if (!sftp_) config_failure("no_sftp_there", {{"server", address_.server()}});
  }

  LIBSSH2_SFTP_HANDLE* opened(const std::string& path, unsigned long how, int kind) {
    return session_->until_done([&] {
      return libssh2_sftp_open_ex(sftp_, path.data(), static_cast<unsigned>(path.size()), how, 0, kind);
    });
  }

  /// Nullopt where the server says that there is no such thing; throws for other reasons.
  std::optional<std::vector<RemoteFile>> missing(const std::string& path) {
    if (libssh2_session_last_errno(session_->get()) != LIBSSH2_ERROR_SFTP_PROTOCOL) session_->lost();
    unsigned long why = libssh2_sftp_last_error(sftp_);
    if (why == LIBSSH2_FX_PERMISSION_DENIED)
      config_failure("no_right_to_read", {{"path", address_.shown(path)}});
    if (why == LIBSSH2_FX_CONNECTION_LOST || why == LIBSSH2_FX_NO_CONNECTION) session_->lost();
    return std::nullopt;
  }

  bool tells_of_no_folder() const {
    if (libssh2_session_last_errno(session_->get()) != LIBSSH2_ERROR_SFTP_PROTOCOL) return false;
    unsigned long why = libssh2_sftp_last_error(sftp_);
    return why == LIBSSH2_FX_NO_SUCH_FILE || why == LIBSSH2_FX_NO_SUCH_PATH ||
           why == LIBSSH2_FX_NOT_A_DIRECTORY;
  }

  static void describe(RemoteFile& file, const LIBSSH2_SFTP_ATTRIBUTES& about) {
    if (about.flags & LIBSSH2_SFTP_ATTR_SIZE) file.size = static_cast<int64_t>(about.filesize);
    if (about.flags & LIBSSH2_SFTP_ATTR_ACMODTIME) file.modified = static_cast<int64_t>(about.mtime);
    if (!(about.flags & LIBSSH2_SFTP_ATTR_PERMISSIONS)) return;
    file.kind = LIBSSH2_SFTP_S_ISDIR(about.permissions)   ? RemoteFile::Kind::folder
                : LIBSSH2_SFTP_S_ISREG(about.permissions) ? RemoteFile::Kind::file
                                                          : RemoteFile::Kind::unknown;
  }

  const Host& host_;
  const RemoteSettings& settings_;
  Address address_;
  std::unique_ptr<SshSession> session_;
  LIBSSH2_SFTP* sftp_ = nullptr;
};

}  // namespace

std::unique_ptr<Remote> open_sftp(const Host& host, const RemoteSettings& settings, const Address& address) {
  return std::make_unique<Sftp>(host, settings, address);
}

}  // namespace musubi::file
