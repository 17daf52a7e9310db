// What stands behind Session and Store; for the sources of this room alone.
#pragma once
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/store/cluster.hpp"
#include "core/store/connection.hpp"
#include "core/store/delivered.hpp"
#include "core/store/erasure_book.hpp"
#include "core/store/staging.hpp"
#include "core/store/store.hpp"
#include "core/store/unwritten.hpp"

namespace musubi::store {

/// Idle connections. Thread-safe. Grows as needed, never shrinks: a run's lock lives on the connection that
/// began it.
class Pool {
 public:
  explicit Pool(std::string url) : url_(std::move(url)) {}
  /// An idle connection, or a new one. Where connecting took its time and failed, it is not tried again for a second, and who asks
  /// meanwhile is told at once: requests that wait one behind another would otherwise wait that time each.
  std::unique_ptr<Connection> take();
  /// Broken connections are dropped, with the idle ones, which are older; open transactions rolled back.
  void give_back(std::unique_ptr<Connection> connection);

 private:
  std::unique_ptr<Connection> connected();
  std::unique_ptr<Connection> idle_one();

  std::string url_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::optional<Message> failure_;  // of the last slow attempt to connect
  std::chrono::steady_clock::time_point failed_{};
};

/// Shared by a store and its sessions.
struct Shared {
  Shared(std::string url, std::filesystem::path data) : pool(std::move(url)), erasures(std::move(data)) {}
  Pool pool;
  ErasureBook erasures;
  Deliveries deliveries;
};

/// A message as text[]: the id, then names and values by turns.
std::string written(const Message& message);
Message message_of(std::string_view cell);

/// A digest as PostgreSQL prints a uuid, and back.
std::string written(const Digest& digest);
Digest digest_of(std::string_view text);

std::optional<std::string> cell_of(const std::optional<Time>& time);

/// Columns that a RawRecord fills but for id, in the order of raw_record().
extern const std::string raw_columns;
std::string raw_columns_of(const std::string& alias);
/// Reads a RawRecord from columns `from`… of a row selected with raw_columns.
RawRecord raw_record(const Reply& reply, int row, int from);

}  // namespace musubi::store

namespace musubi {

struct Session::Impl {
  std::shared_ptr<store::Shared> shared;
  std::unique_ptr<store::Connection> connection;
  bool publishing = false;  // has the publishing lock
  bool staged = false;      // writes to tables of its own (staging.hpp)
  bool marked = false;
  store::UnwrittenStubs stubs;
  store::Deliveries own_deliveries;  // of a staged session
  store::Reply query(const std::string& sql, const store::Arguments& arguments = {}) {
    return connection->query(staged ? store::staged(sql) : sql, arguments);
  }
  /// What rows of `table` are copied into.
  std::string target(const std::string& table) const { return staged ? store::staged_target(table) : table; }
  store::Deliveries& deliveries() { return staged ? own_deliveries : shared->deliveries; }
  void write_stubs();
  /// For functions of this room that are no members.
  static Impl& of(Session& session) { return *session.impl_; }
};

struct Store::Impl {
  std::unique_ptr<store::Cluster> cluster;  // outlives the connections
  std::shared_ptr<store::Shared> shared;
  std::string url;
};

}  // namespace musubi
