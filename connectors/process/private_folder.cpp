#include "connectors/process/private_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "connectors/process/fail.hpp"
#include "connectors/process/strays.hpp"

namespace musubi::process {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "musubi-process-";

[[noreturn]] void no_folder(const std::string& path) {
  transient_failure("no_folder", {{"path", path}, {"reason", std::strerror(errno)}});
}

int locked(const fs::path& folder) {
  int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return -1;
  if (flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  close(fd);
  return -1;
}

/// Folders of hubs that were killed: nobody holds their lock, and what their programs started may go on.
/// Young ones may be just being made.
void remove_left(const fs::path& temporary) {
  std::error_code wrong;
  for (const auto& entry : fs::directory_iterator(temporary, wrong)) {
    struct stat is{};
    bool ours = entry.path().filename().string().starts_with(kPrefix) && lstat(entry.path().c_str(), &is) == 0 &&
                S_ISDIR(is.st_mode) && is.st_uid == geteuid() && is.st_mtime + 60 < std::time(nullptr);
    if (!ours) continue;
    int lock = locked(entry.path());
    if (lock < 0) continue;
    end_strays(mark_of(entry.path().string()));
    fs::remove_all(entry.path(), wrong);
    close(lock);
  }
}

}  // namespace

PrivateFolder::PrivateFolder() {
  std::error_code wrong;
  fs::path temporary = fs::temp_directory_path(wrong);
  if (wrong) temporary = "/tmp";
  remove_left(temporary);
  std::string pattern = (temporary / (std::string(kPrefix) + "XXXXXX")).string();
  if (!mkdtemp(pattern.data())) no_folder(temporary.string());
  path_ = pattern;
  lock_ = locked(path_);
}

PrivateFolder::~PrivateFolder() {
  std::error_code wrong;
  fs::remove_all(path_, wrong);
  if (lock_ >= 0) close(lock_);
}

std::string PrivateFolder::write(const std::string& name, std::string_view text) const {
  std::string path = path_ + "/" + name;
  unlink(path.c_str());
  int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) no_folder(path);
  while (!text.empty()) {
    ssize_t wrote = ::write(fd, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) {
      close(fd);
      no_folder(path);
    }
    text.remove_prefix(static_cast<size_t>(wrote));
  }
  close(fd);
  return path;
}

std::string PrivateFolder::read(const std::string& name) const {
  std::ifstream in(path_ + "/" + name, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace musubi::process
