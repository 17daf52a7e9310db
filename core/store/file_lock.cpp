#include "core/store/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "core/base/error.hpp"
#include "core/store/beside_database.hpp"

namespace musubi::store {
namespace {

void take(int file, int how) {
  while (flock(file, how) < 0 && errno == EINTR) {
  }
}

}  // namespace

FileLock::FileLock(const std::filesystem::path& path) {
  file_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) throw Error("store.place", {{"where", path.string()}, {"reason", std::strerror(errno)}});
  if (!give_to_owner_of_folder(file_, path))
    throw Error("store.place", {{"where", path.string()}, {"reason", std::strerror(errno)}});
}

FileLock::~FileLock() {
  if (file_ >= 0) close(file_);
}

FileLock::FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
void FileLock::lock() {
  take(file_, LOCK_EX);
}
void FileLock::lock_shared() {
  take(file_, LOCK_SH);
}
bool FileLock::try_lock() {
  return flock(file_, LOCK_EX | LOCK_NB) == 0;
}
void FileLock::unlock() {
  take(file_, LOCK_UN);
}

}  // namespace musubi::store
