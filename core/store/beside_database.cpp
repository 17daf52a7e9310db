#include "core/store/beside_database.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "core/base/error.hpp"

namespace musubi::store {

namespace fs = std::filesystem;

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

}  // namespace musubi::store
