#include "core/store/secrets.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>

#include "core/store/beside_database.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

constexpr size_t key_size = 32, nonce_size = 12, tag_size = 16;
using Bytes = std::string;

unsigned char* raw(Bytes& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
const unsigned char* raw(const Bytes& bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

Bytes random_bytes(size_t size) {
  Bytes out(size, '\0');
  if (RAND_bytes(raw(out), int(size)) != 1) throw Error("store.place", {{"where", "/dev/urandom"}, {"reason", "no random numbers"}});
  return out;
}

Bytes read_key(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

[[noreturn]] void refuse(const fs::path& file) { throw Error("store.place", {{"where", file.string()}, {"reason", "cannot be written"}}); }

void make_durable(const fs::path& folder) {
  int handle = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool good = handle >= 0 && fsync(handle) == 0;
  if (handle >= 0) close(handle);
  if (!good) refuse(folder);
}

/// Made beside its name and linked there, so that nobody reads half a key; where another process was first, its key counts.
Bytes make_key(const fs::path& file) {
  store::make_private_folder(file.parent_path());
  Bytes fresh = random_bytes(key_size);
  fs::path part = file.string() + "." + std::to_string(getpid());
  int out = open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (out < 0) refuse(part);
  bool good = store::give_to_owner_of_folder(out, part) && write(out, fresh.data(), fresh.size()) == ssize_t(fresh.size()) && fsync(out) == 0;
  close(out);
  good = good && (link(part.c_str(), file.c_str()) == 0 || errno == EEXIST);
  unlink(part.c_str());
  if (!good) refuse(file);
  make_durable(file.parent_path());
  return read_key(file);
}

std::string hex(const Bytes& bytes) {
  std::string out;
  for (unsigned char byte : bytes) out += fmt::format("{:02x}", byte);
  return out;
}

Bytes from_hex(std::string_view digits) {
  Bytes out;
  for (size_t i = 0; i + 1 < digits.size(); i += 2) out += char(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  return out;
}

/// The length stands before the first name, so that no two pairs read alike.
Bytes whose(const std::string& connection, const std::string& name) { return fmt::format("{} {} {}", connection.size(), connection, name); }

Bytes hash_of(const Bytes& key, const Bytes& whose_value, const std::string& configured) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  Bytes text = fmt::format("configured {} {} {}", whose_value.size(), whose_value, configured);
  HMAC(EVP_sha256(), key.data(), int(key.size()), raw(text), text.size(), digest.data(), &length);
  return {reinterpret_cast<const char*>(digest.data()), length};
}

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

Cipher begun(const Bytes& key, const Bytes& nonce, const Bytes& associated, bool sealing) {
  Cipher out(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  int written = 0;
  EVP_CipherInit_ex(out.get(), EVP_aes_256_gcm(), nullptr, raw(key), raw(nonce), sealing);
  EVP_CipherUpdate(out.get(), nullptr, &written, raw(associated), int(associated.size()));
  return out;
}

Bytes sealed(const Bytes& key, const Bytes& nonce, const Bytes& associated, const Bytes& plain) {
  Cipher cipher = begun(key, nonce, associated, true);
  Bytes out(plain.size() + tag_size, '\0');
  int written = 0;
  EVP_CipherUpdate(cipher.get(), raw(out), &written, raw(plain), int(plain.size()));
  EVP_CipherFinal_ex(cipher.get(), raw(out) + written, &written);
  EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_size, raw(out) + plain.size());
  return out;
}

/// nullopt where key, associated data or bytes are others than when it was sealed.
std::optional<Bytes> unsealed(const Bytes& key, const Bytes& nonce, const Bytes& associated, Bytes bytes) {
  if (key.size() != key_size || nonce.size() != nonce_size || bytes.size() < tag_size) return {};
  Cipher cipher = begun(key, nonce, associated, false);
  Bytes tag = bytes.substr(bytes.size() - tag_size);
  bytes.resize(bytes.size() - tag_size);
  Bytes out(bytes.size(), '\0');
  int written = 0;
  EVP_CipherUpdate(cipher.get(), raw(out), &written, raw(bytes), int(bytes.size()));
  EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_size, raw(tag));
  if (EVP_CipherFinal_ex(cipher.get(), raw(out) + written, &written) != 1) return {};
  return out;
}

}  // namespace

KeptSecrets::KeptSecrets(Store& store, fs::path data, std::string connection, std::map<std::string, std::string> configured)
    : store_(store), key_file_(std::move(data) / "secrets.key"), connection_(std::move(connection)), configured_(std::move(configured)) {}

std::map<std::string, std::string> KeptSecrets::lent() {
  std::map<std::string, std::string> out = configured_;
  Session session = store_.begin();
  auto kept = session.select(
      "select name, encode(nonce, 'hex'), encode(sealed, 'hex'), encode(configured, 'hex') from hub.secret where connection = $1", {connection_});
  if (kept.rows.empty()) return out;
  Bytes key = read_key(key_file_);
  for (const auto& row : kept.rows) {
    const std::string& name = *row[0];
    Bytes about = whose(connection_, name);
    auto value = unsealed(key, from_hex(*row[1]), about, from_hex(*row[2]));
    if (!value) throw Error("store.secret_key_lost", {{"connection", connection_}, {"file", key_file_.string()}});
    if (hex(hash_of(key, about, configured_[name])) == *row[3]) out[name] = std::move(*value);
  }
  return out;
}

void KeptSecrets::keep(const std::string& name, const std::string& value, Time at) {
  Bytes key = read_key(key_file_);
  if (key.empty()) key = make_key(key_file_);
  if (key.size() != key_size) throw Error("store.secret_key_lost", {{"connection", connection_}, {"file", key_file_.string()}});
  Bytes about = whose(connection_, name), nonce = random_bytes(nonce_size);
  Session session = store_.begin();
  session.select(
      "insert into hub.secret (connection, name, nonce, sealed, configured, at) values"
      " ($1, $2, decode($3, 'hex'), decode($4, 'hex'), decode($5, 'hex'), $6::timestamptz)"
      " on conflict (connection, name) do update set nonce = excluded.nonce, sealed = excluded.sealed, configured = excluded.configured, at = excluded.at",
      {connection_, name, hex(nonce), hex(sealed(key, nonce, about, value)), hex(hash_of(key, about, configured_[name])), cell(at)});
  session.commit();
}

size_t forget_secrets(Store& store, const std::string& connection) {
  Session session = store.begin();
  size_t out = session.select("delete from hub.secret where connection = $1 returning name", {connection}).rows.size();
  session.commit();
  return out;
}

}  // namespace musubi
