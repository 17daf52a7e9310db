#include "core/store/secrets.hpp"

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "core/settings/cipher.hpp"
#include "core/store/beside_database.hpp"
#include "core/text/hex.hpp"

namespace musubi {
namespace {

/// The length stands before the first name, so that no two pairs read alike.
std::string whose(const std::string& connection, const std::string& name) { return fmt::format("{} {} {}", connection.size(), connection, name); }

std::string hash_of(const std::string& key, const std::string& whose_value, const std::string& configured) {
  return keyed_hash(key, fmt::format("configured {} {} {}", whose_value.size(), whose_value, configured));
}

constexpr const char* key_name = "secrets.key";

}  // namespace

KeptSecrets::KeptSecrets(Store& store, std::filesystem::path data, std::string connection, std::map<std::string, std::string> configured)
    : store_(store), key_file_(std::move(data) / key_name), connection_(std::move(connection)), configured_(std::move(configured)) {}

std::map<std::string, std::string> KeptSecrets::lent() {
  std::map<std::string, std::string> out = configured_;
  Session session = store_.begin();
  auto kept = session.select(
      "select name, encode(nonce, 'hex'), encode(sealed, 'hex'), encode(configured, 'hex') from hub.secret where connection = $1", {connection_});
  if (kept.rows.empty()) return out;
  std::string key = store::read_beside_database(key_file_);
  for (const auto& row : kept.rows) {
    const std::string& name = *row[0];
    std::string about = whose(connection_, name);
    auto value = decrypted(key, *text::unhex(*row[1]), about, *text::unhex(*row[2]));
    if (!value) throw Error("store.secret_key_lost", {{"connection", connection_}, {"file", key_file_.string()}});
    if (text::hex(hash_of(key, about, configured_[name])) == *row[3]) out[name] = std::move(*value);
  }
  return out;
}

void KeptSecrets::keep(const std::string& name, const std::string& value, Time at) {
  std::string key = store::key_beside_database(key_file_);
  if (key.size() != cipher_key_size) throw Error("store.secret_key_lost", {{"connection", connection_}, {"file", key_file_.string()}});
  std::string about = whose(connection_, name), nonce = random_bytes(cipher_nonce_size);
  Session session = store_.begin();
  session.select(
      "insert into hub.secret (connection, name, nonce, sealed, configured, at) values"
      " ($1, $2, decode($3, 'hex'), decode($4, 'hex'), decode($5, 'hex'), $6::timestamptz)"
      " on conflict (connection, name) do update set nonce = excluded.nonce, sealed = excluded.sealed, configured = excluded.configured, at = excluded.at",
      {connection_, name, text::hex(nonce), text::hex(encrypted(key, nonce, about, value)), text::hex(hash_of(key, about, configured_[name])), cell(at)});
  session.commit();
}

std::optional<Session> KeptSecrets::hold(const std::function<bool()>& stopping) {
  constexpr std::chrono::milliseconds pause{100}, longest{120'000};
  for (std::chrono::milliseconds waited{0}; waited < longest; waited += pause) {
    if (stopping()) return std::nullopt;
    Session session = store_.begin();
    if (session.select("select pg_try_advisory_xact_lock(19824, hashtext($1))", {connection_}).rows[0][0] == "t") return session;
    std::this_thread::sleep_for(pause);
  }
  throw Error("store.secret_held", {{"connection", connection_}});
}

bool secrets_were_kept(const std::filesystem::path& data) {
  std::error_code none;
  return std::filesystem::exists(data / key_name, none);
}

size_t forget_secrets(Store& store, const std::string& connection) {
  Session session = store.begin();
  size_t out = session.select("delete from hub.secret where connection = $1 returning name", {connection}).rows.size();
  session.commit();
  return out;
}

}  // namespace musubi
