// Where the embedded cluster of a data directory lives, and as whom it runs.
#pragma once
#include <filesystem>
#include <optional>

#include "core/store/child.hpp"

namespace musubi::store {

/// `home` is the data directory itself, or what the text file <data>/cluster names. In it: pg (PostgreSQL's
/// own directory), log. `sockets`: <home>/socket, or a private directory under /run or /tmp where that path
/// would be too long for a socket.
struct ClusterPlace {
  std::filesystem::path data, home, sockets;
  std::optional<Account> account;  // nullopt: ours
  bool taken_up = false;  // a data directory of the same path, which is no more, has left its cluster there
  std::filesystem::path pg() const { return home / "pg"; }
  std::filesystem::path log() const { return home / "log"; }
};

/// Finds the place and makes its directories (0700) where they are missing, but for `sockets`. Started by
/// root, the cluster belongs to the owner of the data directory, or where that is root to `postgres`, else
/// `nobody`; if that user cannot come so far, it is put under `fallback`. Throws Error "store.place",
/// "store.no_account".
ClusterPlace place_cluster(const std::filesystem::path& data,
                           const std::filesystem::path& fallback = "/var/lib/musubi");

/// Makes the directory for sockets, or checks that the one that is there belongs to the cluster's account
/// alone. Throws Error "store.place".
void make_sockets(const ClusterPlace& place);

/// The libpq URL of the cluster there; `port` only names its socket.
std::string cluster_url(const ClusterPlace& place, int port);

}  // namespace musubi::store
