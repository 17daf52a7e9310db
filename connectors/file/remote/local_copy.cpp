#include "connectors/file/remote/local_copy.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "connectors/file/fail.hpp"

namespace musubi::file {

namespace fs = std::filesystem;

LocalCopy::~LocalCopy() {
  drop();
  std::error_code error;
  if (!folder_.empty()) fs::remove(folder_, error);
}

void LocalCopy::fail(int error) const {
  std::error_code none;
  fs::path folder = folder_.empty() ? fs::temp_directory_path(none) : folder_.parent_path();
  transient_failure("no_room",
                    {{"file", name_}, {"folder", folder.string()}, {"reason", std::strerror(error)}});
}

void LocalCopy::begin(const std::string& name) {
  drop();
  name_ = name;
  if (folder_.empty()) {
    std::error_code error;
    std::string made = (fs::temp_directory_path(error) / "musubi-file-XXXXXX").string();
    if (error || !mkdtemp(made.data())) fail(error ? error.value() : errno);
    folder_ = made;
  }
  out_ = open((folder_ / "copy").c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (out_ < 0) fail(errno);
}

void LocalCopy::write(std::string_view bytes) {
  if (wanted_) bytes = bytes.substr(0, static_cast<size_t>(wanted_ - size_));
  size_ += static_cast<int64_t>(bytes.size());
  while (!bytes.empty()) {
    ssize_t written = ::write(out_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(errno);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  if (wanted_ && size_ >= wanted_) throw Enough();
}

fs::path LocalCopy::finish() {
  if (close(std::exchange(out_, -1)) != 0) fail(errno);
  return folder_ / "copy";
}

void LocalCopy::must_hold(int64_t told, const std::string& where) const {
  if (told < 0 || size_ == told) return;
  transient_failure("broken_off", {{"server", where}, {"reason", std::to_string(size_) + " / " + std::to_string(told)}});
}

void LocalCopy::drop() noexcept {
  if (out_ >= 0) close(std::exchange(out_, -1));
  size_ = 0;
  if (!folder_.empty()) unlink((folder_ / "copy").c_str());
}

}  // namespace musubi::file
