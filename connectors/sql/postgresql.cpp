#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <sys/socket.h>

#include "connectors/sql/database.hpp"

namespace musubi::sql {
namespace {

/// Object ids of built-in types, which never change (pg_type.dat).
Kind kind_of(Oid type) {
  switch (type) {
    case 16:
      return Kind::boolean;
    case 17:
      return Kind::bytes;
    case 20:
    case 21:
    case 23:
    case 26:
      return Kind::integer;
    case 700:
    case 701:
      return Kind::real;
    case 1700:
      return Kind::decimal;
    case 1114:
      return Kind::date_time;
    case 1184:
      return Kind::instant;
    case 114:
    case 3802:
      return Kind::json;
    default:
      return Kind::text;
  }
}

/// Everything but letters and digits as %XX. (SOCI takes key=value lines apart itself, and stumbles over
/// quotes in them.)
std::string in_uri(std::string_view value) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : value) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
      out += static_cast<char>(c);
    else
      (((out += '%') += digits[c >> 4]) += digits[c & 15]);
  }
  return out;
}

std::string connection_uri(const Settings& settings, const std::string& password) {
  const Endpoint& e = settings.endpoint;
  std::string out = "postgresql://" + in_uri(settings.user);
  if (!password.empty()) out += ":" + in_uri(password);
  if (out.back() != '/') out += "@";
  bool ipv6 = e.host.find(':') != e.host.npos;
  if (!e.host.empty()) out += (ipv6 ? "[" + e.host + "]" : in_uri(e.host)) + ":" + std::to_string(e.port);
  out += "/" + in_uri(e.database) + "?client_encoding=UTF8&application_name=musubi&connect_timeout=" +
         std::to_string(std::max(2, settings.timeout));
  if (!settings.ca_file.empty()) out += "&sslmode=verify-full&sslrootcert=" + in_uri(settings.ca_file);
  return out;
}

class Postgresql final : public Database {
 public:
  Postgresql(const Host& host, const Settings& settings, const std::string& password)
      : Database(host, settings) {
    try {
      opened(
          std::make_unique<soci::session>(*soci::factory_postgresql(), connection_uri(settings, password)));
    } catch (const soci::soci_error& error) {
      throw login_failure(error);
    }
    watched([&] {
      for (const std::string& set :
           {std::string("datestyle=ISO"), std::string("timezone='UTC'"), std::string("bytea_output=hex"),
            std::string("standard_conforming_strings=on"), std::string("default_transaction_read_only=on"),
            "statement_timeout=" + std::to_string(settings.timeout * 1000)})
        session() << "SET " + set;
    });
  }

  std::vector<Column> describe(const std::string& select) override {
    std::vector<Column> out;
    watched([&] {
      std::unique_ptr<PGresult, void (*)(PGresult*)> result(
          PQexec(connection(), (select + " LIMIT 0").c_str()), PQclear);
      if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) {
        const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
        throw soci::postgresql_soci_error(PQerrorMessage(connection()), state ? state : "08006");
      }
      for (int i = 0; i < PQnfields(result.get()); ++i)
        out.push_back({PQfname(result.get(), i), kind_of(PQftype(result.get(), i))});
    });
    return out;
  }

  std::vector<std::string> primary_key(const std::string& table) override {
    return names(
        "SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum "
        "= ANY(i.indkey)"
        " WHERE i.indisprimary AND i.indrelid = to_regclass(" +
        literal(Kind::text, quoted_table(table)) + ") ORDER BY array_position(i.indkey::int2[], a.attnum)");
  }

  std::vector<std::string> tables() override {
    return names(
        "SELECT CASE WHEN table_schema = ANY(current_schemas(false)) THEN '' ELSE table_schema || '.' END || "
        "table_name"
        " FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema') "
        "ORDER BY 1");
  }

  std::string quoted(const std::string& name) const override {
    std::string out = "\"";
    for (char c : name) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + "\"";
  }

  std::string as_text(const std::string& column, Kind kind) const override {
    return kind == Kind::bytes ? "encode(" + column + ", 'hex')" : "CAST(" + column + " AS text)";
  }

  std::string literal(Kind kind, const std::string& text) const override {
    if (kind == Kind::bytes) return "decode('" + to_hex(from_hex(text)) + "', 'hex')";
    std::string out = "'";
    for (char c : text) out += c == '\'' ? "''" : std::string(1, c);
    return out + "'";
  }

 private:
  PGconn* connection() {
    return static_cast<soci::postgresql_session_backend*>(session().get_backend())->conn_;
  }

  void interrupt() override { ::shutdown(PQsocket(connection()), SHUT_RDWR); }

  Failure login_failure(const soci::soci_error& error) const {
    std::string said = error.what();
    auto says = [&](const char* words) { return said.find(words) != said.npos; };
    if (says("authentication failed") || says("no password supplied") || says("no pg_hba.conf entry") ||
        says("role \""))
      return server_failure(MU_AUTH, "login_refused", settings_, "");
    if (says("database \"")) return server_failure(MU_CONFIG, "no_database", settings_, "");
    if (says("certificate") || says("SSL")) return server_failure(MU_CONFIG, "tls_failed", settings_, said);
    return server_failure(MU_TRANSIENT, "cannot_reach", settings_, "");
  }

  Failure failure(const std::exception& e) const override {
    auto* error = dynamic_cast<const soci::postgresql_soci_error*>(&e);
    if (!error) return server_failure(MU_CONFIG, "bad_query", settings_, e.what());
    std::string state = error->sqlstate(), said = error->what();
    if (state == "42P01" || state == "3F000") return server_failure(MU_CONFIG, "no_table", settings_, said);
    if (state == "42501") return server_failure(MU_AUTH, "no_right", settings_, said);
    if (state == "57014") return server_failure(MU_TRANSIENT, "too_slow", settings_, "");
    if (state == "22021" || state == "22P05") return server_failure(MU_DATA, "bad_encoding", settings_, "");
    std::string kind = state.substr(0, 2);
    if (kind == "08" || kind == "57" || kind == "53" || kind == "40" ||
        state.find_first_not_of(" \0") == state.npos)
      return server_failure(MU_TRANSIENT, "connection_lost", settings_, "");
    return server_failure(MU_CONFIG, "bad_query", settings_, said);
  }
};

}  // namespace

std::unique_ptr<Database> connect_postgresql(const Host& host, const Settings& settings,
                                             const std::string& password) {
  return std::make_unique<Postgresql>(host, settings, password);
}

}  // namespace musubi::sql
