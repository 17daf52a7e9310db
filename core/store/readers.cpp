#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <memory>

#include "core/settings/cipher.hpp"
#include "core/store/reader_access.hpp"
#include "core/store/session.hpp"

namespace musubi {
namespace store {
namespace {

void check_name(const std::string& name) {
  bool plain = !name.empty() && name.size() <= 40 && name[0] >= 'a' && name[0] <= 'z' &&
               std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  if (!plain || name.starts_with("pg_") || name == "musubi" || name == reader_group) throw Error("store.bad_reader", {{"name", name}});
}

bool role_exists(Session::Impl& session, const std::string& name) {
  return session.query("select from pg_roles where rolname = $1", {name}).rows() > 0;
}

bool is_reader(Session::Impl& session, const std::string& name) {
  return session
             .query("select from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles r on r.oid = m.member"
                    " where g.rolname = $1 and r.rolname = $2",
                    {std::string(reader_group), name})
             .rows() > 0;
}

/// 24 letters and digits: 142 bits.
std::string new_password() {
  constexpr std::string_view letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
  std::string out;
  while (out.size() < 24)
    for (char c : random_bytes(32))
      if (auto byte = static_cast<unsigned char>(c); byte < letters.size() * 4 && out.size() < 24) out += letters[byte % letters.size()];
  return out;
}

/// The server gets only what proves that it knows the password.
std::string verifier(Session::Impl& session, const std::string& name, const std::string& password) {
  std::unique_ptr<char, decltype(&PQfreemem)> made(PQencryptPasswordConn(session.connection->native(), password.c_str(), name.c_str(), "scram-sha-256"), &PQfreemem);
  if (!made) throw Error("store.may_not_grant", {{"name", name}});
  return made.get();
}

void make_group(Session::Impl& session) {
  if (!role_exists(session, reader_group)) session.query(fmt::format("create role {} nologin", reader_group));
  std::string database = session.query("select quote_ident(current_database())").cell(0, 0).value();
  session.connection->run(fmt::format(
      "revoke all on database {0} from public; grant connect on database {0} to {1}; revoke all on schema public from public;"
      " grant usage on schema api, api_ja to {1}; grant select on all tables in schema api, api_ja to {1};"
      " alter default privileges in schema api, api_ja grant select on tables to {1}",
      database, reader_group));
}

}  // namespace
}  // namespace store

std::string Session::add_reader(const std::string& name) {
  store::check_name(name);
  if (impl_->query("select rolcreaterole or rolsuper from pg_roles where rolname = current_user").cell(0, 0) != "t")
    throw Error("store.may_not_grant", {{"name", name}});
  store::make_group(*impl_);
  std::string password = store::new_password();
  if (!store::role_exists(*impl_, name)) {
    impl_->connection->run(fmt::format("create role \"{0}\" in role {1}; alter role \"{0}\" set default_transaction_read_only = on;"
                                       " alter role \"{0}\" set statement_timeout = '60s'; alter role \"{0}\" connection limit 10",
                                       name, store::reader_group));
  } else if (!store::is_reader(*impl_, name)) {
    throw Error("store.bad_reader", {{"name", name}});
  }
  impl_->connection->run(fmt::format("alter role \"{}\" login password '{}'", name, store::verifier(*impl_, name, password)));
  return password;
}

void Session::drop_reader(const std::string& name) {
  store::check_name(name);
  if (!store::is_reader(*impl_, name)) throw Error("store.no_reader", {{"name", name}});
  impl_->connection->run(fmt::format("drop role \"{}\"", name));
}

}  // namespace musubi
