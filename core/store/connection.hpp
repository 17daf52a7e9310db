// One connection to PostgreSQL: a SOCI session that owns it, and statements through its native handle. SOCI's
// own statements would put bound values into exception texts and lose microseconds.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

struct pg_conn;
struct pg_result;

namespace musubi::store {

/// `$1…` of a statement, as texts; nullopt is NULL.
using Arguments = std::vector<std::optional<std::string>>;

/// The rows that a statement answered with.
class Reply {
 public:
  /// Takes `result` over. Throws Error (see Connection) where it is a failure; null is one.
  Reply(pg_conn* connection, pg_result* result);
  int rows() const;
  int columns() const;
  std::string name(int column) const;
  bool null(int row, int column) const;
  std::string_view text(int row, int column) const;  // "" for NULL; lives as long as the reply
  std::optional<std::string> cell(int row, int column) const;
  int64_t integer(int row, int column) const;
  bool yes(int row, int column) const;
  /// Rows inserted, updated or deleted.
  int64_t affected() const;
  /// "COMMIT", "ROLLBACK" …
  std::string_view tag() const;

 private:
  struct Clear {
    void operator()(pg_result* result) const;
  };
  std::unique_ptr<pg_result, Clear> result_;
};

/// Every failure is an Error: "store.gone" where the connection broke, else "store.refused" with SQLSTATE and
/// the primary message, stripped of quoted values. One thread at a time.
class Connection {
 public:
  /// Throws Error "store.down", "store.old_server". The session speaks UTF-8, ISO dates and UTC.
  explicit Connection(const std::string& url);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// One or more statements without arguments.
  void run(const std::string& sql);
  Reply query(const std::string& sql, const Arguments& arguments = {});
  /// False when the connection is known to be broken.
  bool alive() const;
  bool in_transaction() const;
  pg_conn* native() const { return native_; }

 private:
  struct Soci;
  std::unique_ptr<Soci> soci_;
  pg_conn* native_ = nullptr;
};

}  // namespace musubi::store
