#include "core/store/connection.hpp"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <charconv>
#include <stdexcept>

#include "core/store/connection_string.hpp"

namespace musubi::store {
namespace {

constexpr int oldest_server = 130000;
constexpr const char* manners =
    "set client_encoding = 'UTF8'; set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set bytea_output = "
    "'hex';"
    "set standard_conforming_strings = on; set client_min_messages = 'warning'; set jit = off; set "
    "search_path = pg_catalog";

/// Data exceptions (class 22) quote the value that was wrong; nothing else does in its primary message.
std::string without_values(std::string_view state, std::string_view message) {
  if (!state.starts_with("22")) return std::string(message);
  std::string out;
  bool quoted = false;
  for (char c : message) {
    if (c == '"') {
      quoted = !quoted;
      out += quoted ? "\"…" : "\"";
    } else if (!quoted) {
      out += c;
    }
  }
  return out;
}

bool breaks_connection(std::string_view state) {
  return state.starts_with("08") || state == "57P01" || state == "57P02" || state == "57P03";
}

/// SOCI does not export the type information that a sanitizer would check the cast by.
__attribute__((no_sanitize("vptr"))) PGconn* native_of(soci::session& session) {
  return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

std::string_view field(const PGresult* result, int code) {
  const char* text = result ? PQresultErrorField(result, code) : nullptr;
  return text ? text : "";
}

[[noreturn]] void throw_failure(PGconn* connection, const PGresult* result) {
  std::string_view state = field(result, PG_DIAG_SQLSTATE);
  if (state.empty() || breaks_connection(state) || PQstatus(connection) != CONNECTION_OK)
    throw Error("store.gone", {{"reason", std::string(first_line(PQerrorMessage(connection)))}});
  if (state == "53100") throw Error("store.disk_full");
  if (state.starts_with("53")) throw Error("store.scarce", {{"reason", without_values(state, field(result, PG_DIAG_MESSAGE_PRIMARY))}});
  throw Error("store.refused", {{"state", std::string(state)},
                                {"reason", without_values(state, field(result, PG_DIAG_MESSAGE_PRIMARY))}});
}

}  // namespace

Reply::Reply(PGconn* connection, PGresult* result) : result_(result) {
  switch (PQresultStatus(result)) {
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
    case PGRES_COPY_IN:
      return;
    default:
      throw_failure(connection, result);
  }
}
void Reply::Clear::operator()(PGresult* result) const {
  PQclear(result);
}
int Reply::rows() const {
  return PQntuples(result_.get());
}
int Reply::columns() const {
  return PQnfields(result_.get());
}
std::string Reply::name(int column) const {
  return PQfname(result_.get(), column);
}
bool Reply::null(int row, int column) const {
  return PQgetisnull(result_.get(), row, column) != 0;
}
std::string_view Reply::text(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column), size_t(PQgetlength(result_.get(), row, column))};
}
std::optional<std::string> Reply::cell(int row, int column) const {
  if (null(row, column)) return {};
  return std::string(text(row, column));
}
int64_t Reply::integer(int row, int column) const {
  std::string_view in = text(row, column);
  int64_t value = 0;
  std::from_chars(in.data(), in.data() + in.size(), value);
  return value;
}
bool Reply::yes(int row, int column) const {
  return text(row, column) == "t";
}
int64_t Reply::affected() const {
  std::string_view in = PQcmdTuples(result_.get());
  int64_t value = 0;
  std::from_chars(in.data(), in.data() + in.size(), value);
  return value;
}

std::string_view Reply::tag() const {
  return PQcmdStatus(result_.get());
}

struct Connection::Soci {
  explicit Soci(const std::string& url) : session(soci::postgresql, connection_string(url)) {}
  soci::session session;
};

Connection::Connection(const std::string& url) {
  try {
    soci_ = std::make_unique<Soci>(url);
  } catch (const soci::soci_error& e) {
    std::string_view text = e.what();
    if (size_t colon = text.find(".\n"); colon != std::string_view::npos) text.remove_prefix(colon + 2);
    throw Error("store.down", {{"reason", std::string(first_line(text))}});
  }
  native_ = native_of(soci_->session);
  PQsetNoticeReceiver(
      native_, [](void*, const PGresult*) {}, nullptr);
  if (int version = PQserverVersion(native_); version < oldest_server)
    throw Error("store.old_server", {{"version", std::to_string(version / 10000)}});
  run(manners);
}

Connection::~Connection() = default;

void Connection::run(const std::string& sql) {
  Reply(native_, PQexec(native_, sql.c_str()));
}

Reply Connection::query(const std::string& sql, const Arguments& arguments) {
  std::vector<const char*> values;
  values.reserve(arguments.size());
  for (const auto& a : arguments) values.push_back(a ? a->c_str() : nullptr);
  return {native_, PQexecParams(native_, sql.c_str(), int(values.size()), nullptr, values.data(), nullptr,
                                nullptr, 0)};
}

bool Connection::alive() const {
  return PQstatus(native_) == CONNECTION_OK;
}
bool Connection::in_transaction() const {
  return PQtransactionStatus(native_) != PQTRANS_IDLE;
}

}  // namespace musubi::store
