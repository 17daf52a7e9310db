// The embedded cluster: a private PostgreSQL that lives in the data directory, starts with the first command,
// is shared by commands that run at once, and is stopped by the last to leave.
//
//   <data>/cluster.lock  flock, exclusive: held while starting, joining, leaving, stopping
//   <data>/users.lock    flock, shared: held by every process that uses the cluster; who gets it exclusively
//   is the last
// Both go with their process, so a killed command leaves no count behind.
#pragma once
#include <filesystem>
#include <string>

#include "core/settings/settings.hpp"
#include "core/store/cluster_place.hpp"
#include "core/store/file_lock.hpp"
#include "core/store/programs.hpp"

namespace musubi::store {

class Cluster {
 public:
  /// Creates, recovers, starts or joins it. From an empty directory within seconds. Throws Error
  /// "store.place", "store.no_postgres", "store.other_major", "store.cluster_failed".
  /// `readers` holds from its next start.
  explicit Cluster(const std::filesystem::path& data, const ReaderSettings& readers);
  /// Leaves; the last one stops it (fast shutdown, waits). Close all connections before.
  ~Cluster();
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;
  const std::string& url() const { return url_; }
  const ClusterPlace& place() const { return place_; }

 private:
  int port() const;
  int ping() const;  // a PGPing
  void create();
  void check_version() const;
  void ensure_running();
  void start();
  void ensure_database();
  void stop() const;

  ClusterPlace place_;
  ReaderSettings readers_;
  FileLock door_, users_;
  Programs programs_;
  std::string url_;
  pid_t server_ = -1;  // the server, if we started it
};

}  // namespace musubi::store
