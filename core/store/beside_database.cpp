#include "core/store/beside_database.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>

#include "core/base/error.hpp"
#include "core/settings/cipher.hpp"

namespace musubi::store {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const fs::path& file) { throw Error("store.place", {{"where", file.string()}, {"reason", "cannot be written"}}); }

void write_durably(const fs::path& file, int flags, const std::string& text) {
  int out = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);
  if (out < 0) refuse(file);
  bool good = give_to_owner_of_folder(out, file) && write(out, text.data(), text.size()) == ssize_t(text.size()) && fsync(out) == 0;
  close(out);
  if (!good) refuse(file);
}

void make_durable(const fs::path& folder) {
  int handle = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool good = handle >= 0 && fsync(handle) == 0;
  if (handle >= 0) close(handle);
  if (!good) refuse(folder);
}

}  // namespace

void make_private_folder(const fs::path& folder) {
  std::error_code bad;
  if (fs::create_directories(folder, bad)) fs::permissions(folder, fs::perms::owner_all, bad);
  if (bad) throw Error("store.place", {{"where", folder.string()}, {"reason", bad.message()}});
}

bool give_to_owner_of_folder(int file, const fs::path& path) {
  if (geteuid() != 0) return true;
  struct stat folder{};
  return stat(path.parent_path().c_str(), &folder) == 0 && fchown(file, folder.st_uid, folder.st_gid) == 0;
}

std::string read_beside_database(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void append_beside_database(const fs::path& file, const std::string& text) {
  make_private_folder(file.parent_path());
  write_durably(file, O_APPEND, text);
}

/// Made beside its name and linked there, so that nobody reads half a key.
std::string key_beside_database(const fs::path& file) {
  if (std::string known = read_beside_database(file); !known.empty()) return known;
  make_private_folder(file.parent_path());
  fs::path part = file.string() + "." + std::to_string(getpid());
  write_durably(part, O_EXCL, random_bytes(cipher_key_size));
  bool linked = link(part.c_str(), file.c_str()) == 0 || errno == EEXIST;
  unlink(part.c_str());
  if (!linked) refuse(file);
  make_durable(file.parent_path());
  return read_beside_database(file);
}

}  // namespace musubi::store
