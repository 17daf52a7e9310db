#include <soci/mysql/soci-mysql.h>
#include <soci/soci.h>
#include <sys/socket.h>

#include "connectors/sql/database.hpp"

namespace musubi::sql {
namespace {

constexpr unsigned kBinary = 63;  // the character set of bytes

Kind kind_of(const MYSQL_FIELD& field) {
  switch (field.type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
      return field.flags & ZEROFILL_FLAG ? Kind::text : Kind::integer;
    case MYSQL_TYPE_YEAR:
      return Kind::integer;
    case MYSQL_TYPE_FLOAT:
    case MYSQL_TYPE_DOUBLE:
      return Kind::real;
    case MYSQL_TYPE_DECIMAL:
    case MYSQL_TYPE_NEWDECIMAL:
      return Kind::decimal;
    case MYSQL_TYPE_TIMESTAMP:
      return Kind::instant;
    case MYSQL_TYPE_DATETIME:
      return Kind::date_time;
    case MYSQL_TYPE_JSON:
      return Kind::json;
    case MYSQL_TYPE_BIT:
      return Kind::bits;
    case MYSQL_TYPE_GEOMETRY:
      return Kind::bytes;
    case MYSQL_TYPE_TINY_BLOB:
    case MYSQL_TYPE_MEDIUM_BLOB:
    case MYSQL_TYPE_LONG_BLOB:
    case MYSQL_TYPE_BLOB:
    case MYSQL_TYPE_VAR_STRING:
    case MYSQL_TYPE_STRING:
      return field.charsetnr == kBinary ? Kind::bytes : Kind::text;
    default:
      return Kind::text;
  }
}

/// SOCI's own syntax.
std::string connection_value(const std::string& value) {
  std::string out = "'";
  for (char c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

bool is_plain(const std::string& text) {
  return text.find_first_not_of("0123456789+-.: eE") == text.npos;
}

class Mysql final : public Database {
 public:
  Mysql(const Host& host, const Settings& settings, const std::string& password) : Database(host, settings) {
    const Endpoint& e = settings.endpoint;
    std::string timeout = std::to_string(settings.timeout);
    std::string line = "db=" + connection_value(e.database) + " charset=utf8mb4 connect_timeout=" + timeout +
                       " read_timeout=" + timeout + " write_timeout=" + timeout;
    if (!e.host.empty()) line += " host=" + connection_value(e.host) + " port=" + std::to_string(e.port);
    if (!settings.user.empty()) line += " user=" + connection_value(settings.user);
    if (!password.empty()) line += " password=" + connection_value(password);
    if (!settings.ca_file.empty()) line += " sslca=" + connection_value(settings.ca_file);
    try {
      opened(std::make_unique<soci::session>(*soci::factory_mysql(), line));
    } catch (const soci::soci_error& error) {
      throw failure(error);
    }
    watched([&] {
      session() << "SET NAMES utf8mb4";
      session() << "SET SESSION time_zone='+00:00'";
      session() << "SET SESSION TRANSACTION READ ONLY";
    });
  }

  std::vector<Column> describe(const std::string& select) override {
    std::vector<Column> out;
    watched([&] {
      std::string query = select + " LIMIT 0";
      std::unique_ptr<MYSQL_RES, void (*)(MYSQL_RES*)> result(nullptr, mysql_free_result);
      if (mysql_real_query(connection(), query.data(), query.size()) == 0)
        result.reset(mysql_store_result(connection()));
      if (!result)
        throw soci::mysql_soci_error(mysql_error(connection()), static_cast<int>(mysql_errno(connection())));
      for (unsigned i = 0; i < mysql_num_fields(result.get()); ++i) {
        const MYSQL_FIELD& field = *mysql_fetch_field_direct(result.get(), i);
        out.push_back({std::string(field.name, field.name_length), kind_of(field)});
      }
    });
    return out;
  }

  std::vector<std::string> primary_key(const std::string& table) override {
    size_t dot = table.find('.');
    std::string schema = dot == table.npos ? "DATABASE()" : literal(Kind::text, table.substr(0, dot));
    return names(
        "SELECT column_name FROM information_schema.key_column_usage WHERE constraint_name = 'PRIMARY' AND "
        "table_schema = " +
        schema +
        " AND table_name = " + literal(Kind::text, dot == table.npos ? table : table.substr(dot + 1)) +
        " ORDER BY ordinal_position");
  }

  std::vector<std::string> tables() override {
    return names(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1");
  }

  std::string quoted(const std::string& name) const override {
    std::string out = "`";
    for (char c : name) out += c == '`' ? "``" : std::string(1, c);
    return out + "`";
  }

  std::string as_text(const std::string& column, Kind kind) const override {
    if (kind == Kind::bits) return "CAST(" + column + " AS UNSIGNED)";
    return kind == Kind::bytes ? "HEX(" + column + ")" : column;
  }

  std::string literal(Kind kind, const std::string& text) const override {
    if (kind == Kind::bytes) return "X'" + to_hex(from_hex(text)) + "'";
    bool number = kind == Kind::integer || kind == Kind::bits || kind == Kind::real || kind == Kind::decimal;
    if (number && is_plain(text)) return text;
    return is_plain(text) ? "'" + text + "'" : "_utf8mb4 X'" + to_hex(text) + "'";
  }

 private:
  MYSQL* connection() { return static_cast<soci::mysql_session_backend*>(session().get_backend())->conn_; }

  void interrupt() override { ::shutdown(static_cast<int>(mysql_get_socket(connection())), SHUT_RDWR); }

  Failure failure(const std::exception& e) const override {
    auto* error = dynamic_cast<const soci::mysql_soci_error*>(&e);
    if (!error) return server_failure(MU_CONFIG, "bad_query", settings_, e.what());
    switch (error->err_num_) {
      case 1044:
        return server_failure(MU_AUTH, "database_denied", settings_, "");
      case 1045:  // wrong password
      case 1698:
        return server_failure(MU_AUTH, "login_refused", settings_, "");
      case 1142:
      case 1143:
      case 1370:
        return server_failure(MU_AUTH, "no_right", settings_, error->what());
      case 1049:
        return server_failure(MU_CONFIG, "no_database", settings_, "");
      case 1146:
        return server_failure(MU_CONFIG, "no_table", settings_, error->what());
      case 2026:
        return server_failure(MU_CONFIG, "tls_failed", settings_, error->what());
      case 2002:
      case 2003:
      case 2005:
        return server_failure(MU_TRANSIENT, "cannot_reach", settings_, "");
      case 1969:
      case 3024:
        return server_failure(MU_TRANSIENT, "too_slow", settings_, "");
      case 1040:  // too many connections
      case 1053:  // shutting down
      case 1205:  // lock wait
      case 1213:  // deadlock
      case 1927:  // killed
      case 2006:
      case 2013:
      case 2027:
      case 2055:
        return server_failure(MU_TRANSIENT, "connection_lost", settings_, "");
      default:
        return server_failure(MU_CONFIG, "bad_query", settings_, error->what());
    }
  }
};

}  // namespace

std::unique_ptr<Database> connect_mysql(const Host& host, const Settings& settings,
                                        const std::string& password) {
  return std::make_unique<Mysql>(host, settings, password);
}

}  // namespace musubi::sql
