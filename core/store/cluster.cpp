#include "core/store/cluster.hpp"

#include <libpq-fe.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <thread>

#include "core/base/disk_room.hpp"
#include "core/base/error.hpp"
#include "core/store/postmaster.hpp"
#include "core/store/reader_access.hpp"

namespace musubi::store {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

/// No message of the server may carry a customer's value, hence no errors of statements, which quote what was wrong with them, and
/// nothing but the first sentence of the rest.
constexpr const char* settings = R"(# Written at every start by Musubi.
unix_socket_permissions = 0700
max_connections = 40
shared_buffers = 512MB
work_mem = 32MB
maintenance_work_mem = 256MB
wal_level = minimal
wal_recycle = off
max_wal_senders = 0
max_wal_size = 4GB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
max_parallel_workers_per_gather = 0
timezone = 'UTC'
log_timezone = 'UTC'
log_error_verbosity = terse
log_min_messages = log
log_min_error_statement = panic
log_checkpoints = off
)";

struct CloseConnection {
  void operator()(PGconn* c) const { PQfinish(c); }
};

[[noreturn]] void fail(const ClusterPlace& place, const char* what) {
  if (has_no_room(place.home)) throw Error("store.disk_full");
  throw Error("store.cluster_failed", {{"what", what}, {"log", place.log().string()}});
}

}  // namespace

Cluster::Cluster(const fs::path& data, const ReaderSettings& readers)
    : place_(place_cluster(data)), readers_(readers), door_(place_.data / "cluster.lock"), users_(place_.data / "users.lock") {
  door_.lock();
  users_.lock_shared();
  programs_ = find_programs(cluster_major(place_.pg()));
  create();
  check_version();
  make_sockets(place_);
  ensure_running();
  url_ = cluster_url(place_, port());
  ensure_database();
  door_.unlock();
}

Cluster::~Cluster() {
  door_.lock();
  has_ended(server_);  // a dead child keeps its number until it is asked for
  if (users_.try_lock()) {
    if (postmaster_runs(place_.pg())) stop();
    std::error_code none;
    fs::remove(place_.sockets, none);
  }
  has_ended(server_);
}

/// A server that runs keeps the port it was started with.
int Cluster::port() const {
  int running = postmaster_runs(place_.pg()) ? postmaster_port(place_.pg()) : 0;
  return running ? running : readers_.port;
}

int Cluster::ping() const {
  return PQping((cluster_url(place_, port()) + "?dbname=postgres&connect_timeout=5").c_str());
}

void Cluster::stop() const {
  run_program({(programs_.folder / "pg_ctl").string(), "stop", "-s", "-D", place_.pg().string(), "-m", "fast",
               "-w", "-t", "60"},
              place_.account, place_.log());
}

/// Made beside its place and then renamed, so that a kill in the middle leaves nothing half.
void Cluster::create() {
  if (cluster_major(place_.pg())) return;
  fs::path draft = place_.home / "pg.new";
  std::error_code failed;
  fs::remove_all(draft, failed);
  if (mkdir(draft.c_str(), 0700) != 0 ||
      (place_.account && chown(draft.c_str(), place_.account->uid, place_.account->gid) != 0))
    throw Error("store.place", {{"where", draft.string()}, {"reason", "cannot be created"}});
  int code = run_program({(programs_.folder / "initdb").string(), "-D", draft.string(), "--no-sync", "-U",
                          "musubi", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"},
                         place_.account, place_.log());
  if (code != 0) fail(place_, "initdb");
  std::ofstream(draft / "postgresql.conf", std::ios::app) << "\ninclude_if_exists = 'musubi.conf'\n";
  fs::rename(draft, place_.pg(), failed);
  if (failed) throw Error("store.place", {{"where", place_.pg().string()}, {"reason", failed.message()}});
}

void Cluster::check_version() const {
  if (int major = cluster_major(place_.pg()); major != programs_.major)
    throw Error("store.other_major", {{"where", place_.pg().string()},
                                      {"cluster", std::to_string(major)},
                                      {"installed", std::to_string(programs_.major)}});
}

void Cluster::ensure_running() {
  auto silent_until = SteadyClock::now() + 3s;
  auto give_up = SteadyClock::now() + 120s;  // recovery after a kill may take its time
  int starts = 0;
  for (; SteadyClock::now() < give_up; std::this_thread::sleep_for(20ms)) {
    int answer = ping();
    if (answer == PQPING_OK) return;
    if (answer == PQPING_NO_ATTEMPT) fail(place_, "connect");
    if (answer == PQPING_REJECT || !has_ended(server_)) continue;
    if (!postmaster_runs(place_.pg())) {
      if (starts++ == 3) fail(place_, "start");
      clear_remains(place_.pg());
      // A lock of a killed server whose number still stands (a zombie's, or used again) would refuse the new one.
      std::error_code none;
      std::string socket = ".s.PGSQL." + std::to_string(readers_.port);
      for (const std::string& left : {socket, socket + ".lock"}) fs::remove(place_.sockets / left, none);
      start();
    } else if (SteadyClock::now() > silent_until) {
      stop();  // it runs and says nothing: its socket was swept away
      silent_until = SteadyClock::now() + 3s;
    }
  }
  fail(place_, "start");
}

void Cluster::start() {
  std::error_code none;
  if (fs::file_size(place_.log(), none) > 10'000'000 && !none)
    fs::rename(place_.log(), place_.home / "log.1", none);
  fs::path conf = place_.pg() / "musubi.conf";
  std::ofstream(conf) << settings << network_settings(readers_, place_);
  std::ofstream(place_.pg() / "pg_hba.conf") << access_rules(readers_);
  copy_certificate(readers_, place_);
  std::ofstream(place_.log(), std::ios::app).flush();
  if (place_.account)
    for (const fs::path& file : {conf, place_.log()})
      if (chown(file.c_str(), place_.account->uid, place_.account->gid) != 0) fail(place_, "chown");
  server_ = start_program({(programs_.folder / "postgres").string(), "-D", place_.pg().string()},
                          place_.account, place_.log());
}

void Cluster::ensure_database() {
  using Handle = std::unique_ptr<PGconn, CloseConnection>;
  if (Handle there(PQconnectdb(url_.c_str())); PQstatus(there.get()) == CONNECTION_OK) return;
  Handle first(PQconnectdb((url_ + "?dbname=postgres").c_str()));
  PQclear(PQexec(
      first.get(),
      "create database musubi template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'"));
  if (Handle there(PQconnectdb(url_.c_str())); PQstatus(there.get()) != CONNECTION_OK)
    fail(place_, "create database");
}

}  // namespace musubi::store
