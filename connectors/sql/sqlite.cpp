#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "connectors/sql/database.hpp"

namespace musubi::sql {
namespace {

using namespace sqlite_api;  // into which SOCI puts sqlite3.h

class Sqlite final : public Database {
 public:
  Sqlite(const Host& host, const Settings& settings) : Database(host, settings) {
    const std::string& file = settings.endpoint.database;
    std::error_code none;
    if (!std::filesystem::is_regular_file(file, none))
      throw server_failure(MU_CONFIG, "no_file", settings, "");
    try {
      opened(std::make_unique<soci::session>(
          *soci::factory_sqlite3(),
          "dbname=\"" + file + "\" readonly=1"));
    } catch (const std::exception& e) {
      throw failure(e);
    }
    sqlite3_busy_handler(connection(), &Sqlite::waits, this);
  }

  std::vector<Column> describe(const std::string& select) override {
    std::vector<Column> out;
    watched([&] {
      sqlite3_stmt* prepared = nullptr;
      int result = sqlite3_prepare_v2(connection(), select.data(), static_cast<int>(select.size()), &prepared,
                                      nullptr);
      std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(prepared, sqlite3_finalize);
      if (result != SQLITE_OK) throw soci::sqlite3_soci_error(sqlite3_errmsg(connection()), result);
      for (int i = 0; i < sqlite3_column_count(prepared); ++i)
        out.push_back({sqlite3_column_name(prepared, i), Kind::tagged});
    });
    return out;
  }

  std::vector<std::string> primary_key(const std::string& table) override {
    return names("SELECT name FROM pragma_table_info(" + literal(Kind::text, "t" + table) +
                 ") WHERE pk > 0 ORDER BY pk");
  }

  std::vector<std::string> tables() override {
    return names(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER "
        "BY 1");
  }

  std::string quoted(const std::string& name) const override {
    std::string out = "\"";
    for (char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + "\"";
  }

  std::string as_text(const std::string& column, Kind) const override {
    const std::string& c = column;
    return "CASE typeof(" + c + ") WHEN 'null' THEN NULL WHEN 'integer' THEN 'i' || " + c +
           " WHEN 'real' THEN 'r' || CASE WHEN CAST(printf('%!.15g', " + c + ") AS REAL) = " + c +
           " THEN printf('%!.15g', " + c + ") ELSE printf('%!.17g', " + c +
           ") END WHEN 'blob' THEN 'x' || hex(" + c + ") ELSE CASE WHEN instr(" + c +
           ", char(0)) THEN 'h' || hex(CAST(" + c + " AS BLOB)) ELSE 't' || " + c + " END END";
  }

  std::string literal(Kind, const std::string& text) const override {
    if (text.empty()) return "''";
    std::string value = text.substr(1);
    switch (text[0]) {
      case 'i':
      case 'r':
        return value.find_first_not_of("0123456789+-.eE") == value.npos ? value : "''";
      case 'x':
        return "X'" + to_hex(from_hex(value)) + "'";
      case 'h':
        return "CAST(X'" + to_hex(from_hex(value)) + "' AS TEXT)";
      default:
        break;
    }
    std::string out = "'";
    for (char c : value) out += c == '\'' ? "''" : std::string(1, c);
    return out + "'";
  }

 private:
  sqlite3* connection() {
    return reinterpret_cast<sqlite3*>(
        static_cast<soci::sqlite3_session_backend*>(session().get_backend())->conn_);
  }

  void interrupt() override { sqlite3_interrupt(connection()); }

  /// Called again and again while another program has locked the file. 0 gives up.
  static int waits(void* self, int times) {
    auto& own = *static_cast<Sqlite*>(self);
    auto now = std::chrono::steady_clock::now();
    if (times == 0) own.patience_ = now + std::chrono::seconds(own.settings_.timeout);
    if (own.stopping() || now >= own.patience_) return 0;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return 1;
  }

  Failure failure(const std::exception& e) const override {
    std::string said = e.what();
    auto says = [&](const char* words) { return said.find(words) != said.npos; };
    auto* error = dynamic_cast<const soci::sqlite3_soci_error*>(&e);
    int result = error ? error->result() & 255 : SQLITE_ERROR;
    if (result == SQLITE_BUSY || result == SQLITE_LOCKED)
      return server_failure(MU_TRANSIENT, "too_slow", settings_, "");
    if (result == SQLITE_NOTADB || result == SQLITE_CORRUPT)
      return server_failure(MU_DATA, "damaged_file", settings_, "");
    if (result == SQLITE_CANTOPEN || result == SQLITE_PERM || result == SQLITE_AUTH)
      return server_failure(MU_CONFIG, "cannot_open", settings_, said);
    if (says("no such table")) return server_failure(MU_CONFIG, "no_table", settings_, said);
    return server_failure(MU_CONFIG, "bad_query", settings_, said);
  }

  std::chrono::steady_clock::time_point patience_;
};

}  // namespace

std::unique_ptr<Database> connect_sqlite(const Host& host, const Settings& settings) {
  return std::make_unique<Sqlite>(host, settings);
}

}  // namespace musubi::sql
