// A connected database: what the three systems have in common, and where they differ.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "connectors/sql/settings.hpp"
#include "connectors/sql/value.hpp"
#include "core/sdk/connector.hpp"

namespace soci {
class session;
}

namespace musubi::sql {

struct Column {
  std::string name;
  Kind kind;
};

/// Used by one thread. All functions throw Failure (what the server says, by who must act) and Stopped; after
/// either the object can only be destroyed.
class Database {
 public:
  /// Connects; takes at most the timeout, or 100 ms once the host wants to stop. The session is told to
  /// change nothing.
  static std::unique_ptr<Database> connect(const Host& host, const Settings& settings);
  virtual ~Database();

  /// The columns of a SELECT, without running it.
  virtual std::vector<Column> describe(const std::string& select) = 0;
  /// The columns of a table's primary key, in its order; empty if it has none.
  virtual std::vector<std::string> primary_key(const std::string& table) = 0;
  /// Tables and views, by name.
  virtual std::vector<std::string> tables() = 0;

  /// A name as the system quotes it; a table's with each of its parts quoted.
  virtual std::string quoted(const std::string& name) const = 0;
  std::string quoted_table(const std::string& name) const;
  /// An expression that gives a column as text, as Kind says.
  virtual std::string as_text(const std::string& column, Kind kind) const = 0;
  /// A text that as_text gave, as a literal to compare the column with. No value can end the literal.
  virtual std::string literal(Kind kind, const std::string& text) const = 0;

  /// Runs a SELECT of `columns` texts and hands over its rows.
  void rows(const std::string& select, size_t columns,
            const std::function<void(const std::vector<Text>&)>& take);

 protected:
  Database(const Host& host, const Settings& settings);
  /// Ends the wait for an answer: called by another thread when the host wants to stop.
  virtual void interrupt() = 0;
  /// What an exception of the system means.
  virtual Failure failure(const std::exception& e) const = 0;
  /// Runs `body` while another thread looks out for the host's wish to stop; turns what it throws into
  /// Failure or Stopped.
  void watched(const std::function<void()>& body);
  bool stopping() const { return host_.stopping(); }
  void opened(std::unique_ptr<soci::session> session);
  soci::session& session() { return *session_; }
  std::vector<std::string> names(const std::string& select);

  const Settings& settings_;

 private:
  Host host_;
  std::unique_ptr<soci::session> session_;
};

std::unique_ptr<Database> connect_postgresql(const Host& host, const Settings& settings,
                                             const std::string& password);
std::unique_ptr<Database> connect_mysql(const Host& host, const Settings& settings,
                                        const std::string& password);
std::unique_ptr<Database> connect_sqlite(const Host& host, const Settings& settings);

/// A failure whose sentence names the endpoint and, shortened to a line, what the server said.
Failure server_failure(int32_t code, const char* id, const Settings& settings, const std::string& said);

/// Whether a server listens at host and port and says its first word within the timeout: one that hangs would hold the
/// system's own login up, which nobody can interrupt. Throws Failure MU_TRANSIENT and Stopped.
void reach(const Host& host, const Settings& settings);

}  // namespace musubi::sql
