#include "core/store/cluster_place.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "core/base/error.hpp"

namespace musubi::store {
namespace {

namespace fs = std::filesystem;
constexpr size_t longest_socket = 100;  // sun_path holds 107 bytes
constexpr std::string_view socket_file = "/socket/.s.PGSQL.65535";

[[noreturn]] void refuse(const fs::path& where, const std::string& reason) {
  throw Error("store.place", {{"where", where.string()}, {"reason", reason}});
}

struct stat look(const fs::path& path) {
  struct stat s {};
  if (lstat(path.c_str(), &s) != 0) refuse(path, std::strerror(errno));
  return s;
}

void give(const fs::path& path, const std::optional<Account>& account) {
  if (account && lchown(path.c_str(), account->uid, account->gid) != 0) refuse(path, std::strerror(errno));
}

void make_directory(const fs::path& path, mode_t mode, const std::optional<Account>& account) {
  if (mkdir(path.c_str(), mode) == 0) return give(path, account);
  if (errno != EEXIST) refuse(path, std::strerror(errno));
}

std::string short_hash(const fs::path& path) {
  uint64_t hash = 14695981039346656037U;
  for (unsigned char c : path.string()) hash = (hash ^ c) * 1099511628211U;
  return fmt::format("{:016x}", hash);
}

bool reaches(const Account& account, const fs::path& path) {
  return run_program({"/usr/bin/test", "-x", path.string()}, account, {}) == 0;
}

Account account_for(const fs::path& owned) {
  if (uid_t owner = look(owned).st_uid)
    if (auto account = account_of(owner)) return *account;
  for (const char* name : {"postgres", "nobody"})
    if (auto account = account_named(name)) return *account;
  throw Error("store.no_account");
}

fs::path named_home(const fs::path& data) {
  std::ifstream in(data / "cluster");
  std::string line;
  std::getline(in, line);
  return line;
}

fs::path move_away(const fs::path& data, const fs::path& fallback, const Account& account) {
  make_directory(fallback, 0711, {});
  fs::path home = fallback / short_hash(data);
  make_directory(home, 0700, account);
  fs::path draft = data / fmt::format("cluster.{}", getpid());
  std::ofstream(draft) << home.string() << "\n";
  std::error_code failed;
  fs::rename(draft, data / "cluster", failed);
  if (failed) refuse(data / "cluster", failed.message());
  return home;
}

/// As root, chooses the account; gives it the data directory where it only lacks that last step.
void settle_as_root(ClusterPlace& place, const fs::path& fallback) {
  if (!place.home.empty()) {
    place.account = account_for(place.home);
    return;
  }
  place.account = account_for(place.data);
  bool near = reaches(*place.account, place.data.parent_path());
  if (near && look(place.data).st_uid == 0 && !reaches(*place.account, place.data))
    give(place.data, place.account);
  if (near && reaches(*place.account, place.data)) {
    place.home = place.data;
    return;
  }
  place.home = move_away(place.data, fallback, *place.account);
  std::error_code none;
  place.taken_up = fs::exists(place.pg() / "PG_VERSION", none);
}

fs::path socket_directory(const fs::path& home) {
  if (home.string().size() + socket_file.size() <= longest_socket) return home / "socket";
  return fs::path(geteuid() == 0 ? "/run" : "/tmp") / ("musubi-" + short_hash(home));
}

}  // namespace

ClusterPlace place_cluster(const fs::path& data, const fs::path& fallback) {
  ClusterPlace place;
  std::error_code failed;
  place.data = fs::weakly_canonical(fs::absolute(data), failed);
  if (place.data.filename().empty()) place.data = place.data.parent_path();
  fs::create_directories(place.data.parent_path(), failed);
  if (failed) refuse(place.data, failed.message());
  make_directory(place.data, 0700, {});
  if (fs::is_empty(place.data, failed)) fs::permissions(place.data, fs::perms(0700), failed);
  place.home = named_home(place.data);
  if (geteuid() == 0) settle_as_root(place, fallback);
  if (place.home.empty()) place.home = place.data;
  look(place.home);
  place.sockets = socket_directory(place.home);
  return place;
}

void make_sockets(const ClusterPlace& place) {
  make_directory(place.sockets, 0700, place.account);
  struct stat s = look(place.sockets);
  uid_t owner = place.account ? place.account->uid : geteuid();
  if (!S_ISDIR(s.st_mode) || s.st_uid != owner || (s.st_mode & 0077))
    refuse(place.sockets, "not a private directory of ours");
}

std::string cluster_url(const ClusterPlace& place, int port) {
  std::string host;
  for (unsigned char c : place.sockets.string()) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                 c == '_' || c == '.';
    host += plain ? std::string(1, char(c)) : fmt::format("%{:02X}", c);
  }
  return fmt::format("postgresql://musubi@{}:{}/musubi", host, port);
}

}  // namespace musubi::store
