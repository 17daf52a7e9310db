#include "core/store/erasure_book.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <iterator>

#include "core/base/error.hpp"
#include "core/store/beside_database.hpp"

namespace musubi::store {
namespace {

namespace fs = std::filesystem;

constexpr size_t key_size = 32;

[[noreturn]] void refuse(const fs::path& file) { throw Error("store.place", {{"where", file.string()}, {"reason", "cannot be written"}}); }

/// Appends and makes it durable; others see whole lines only.
void append(const fs::path& file, const std::string& text, int flags) {
  make_private_folder(file.parent_path());
  int out = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);
  if (out < 0) refuse(file);
  bool good = give_to_owner_of_folder(out, file) && write(out, text.data(), text.size()) == ssize_t(text.size()) && fsync(out) == 0;
  close(out);
  if (!good) refuse(file);
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Lengths stand before the texts, so that no two records read alike.
std::string text_of(const RecordKey& r) {
  return fmt::format("record {} {} {} {} {}", r.connection.size(), r.connection, r.stream.size(), r.stream, r.key);
}

std::string text_of_email(std::string_view key) { return fmt::format("email {}", key); }

}  // namespace

bool ErasureBook::holds_record(const RecordKey& record) { return holds(text_of(record)); }

bool ErasureBook::holds_email(std::string_view email_key) { return holds(text_of_email(email_key)); }

std::string ErasureBook::hash_of(const RecordKey& record) {
  std::lock_guard lock(mutex_);
  make_key();
  return hash(text_of(record));
}

void ErasureBook::add(const std::vector<RecordKey>& records, const std::vector<std::string>& email_keys) {
  std::lock_guard lock(mutex_);
  make_key();
  std::string lines;
  for (const RecordKey& record : records) lines += hash(text_of(record)) + "\n";
  for (const std::string& email : email_keys) lines += hash(text_of_email(email)) + "\n";
  append(folder_ / "erasures", lines, O_APPEND);
  look_again();
}

bool ErasureBook::holds(const std::string& text) {
  std::lock_guard lock(mutex_);
  look_again();
  if (hashes_.empty()) return false;
  for (size_t key = 0; key < key_.size() / key_size; ++key)
    if (hashes_.contains(hash(text, key))) return true;
  return false;
}

void ErasureBook::take_in(const fs::path& erasures, const fs::path& key) {
  std::lock_guard lock(mutex_);
  std::string lines = bytes_of(erasures), others = bytes_of(key);
  if (lines.empty() || others.size() % key_size != 0) return;
  key_ = bytes_of(folder_ / "erasures.key");
  for (size_t at = 0; at < others.size(); at += key_size)
    if (std::string one = others.substr(at, key_size); key_.find(one) == std::string::npos) {
      append(folder_ / "erasures.key", one, O_APPEND);
      key_ += one;
    }
  append(folder_ / "erasures", lines, O_APPEND);
  look_again();
}

/// Another process may have added lines.
void ErasureBook::look_again() {
  std::error_code none;
  uintmax_t size = fs::file_size(folder_ / "erasures", none);
  if (none || size == read_) return;
  key_ = bytes_of(folder_ / "erasures.key");
  std::ifstream in(folder_ / "erasures");
  for (std::string line; std::getline(in, line);) hashes_.insert(line);
  read_ = size;
}

std::string ErasureBook::hash(const std::string& text, size_t key) const {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  HMAC(EVP_sha256(), key_.data() + key * key_size, int(key_size), reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &length);
  std::string out;
  for (unsigned i = 0; i < 16; ++i) out += fmt::format("{:02x}", digest[i]);
  return out;
}

void ErasureBook::make_key() {
  fs::path file = folder_ / "erasures.key";
  if (key_.empty()) key_ = bytes_of(file);
  if (key_.size() >= key_size) return;
  std::string fresh(key_size, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(fresh.data()), int(key_size)) != 1) refuse(file);
  append(file, fresh, O_EXCL);
  key_ = fresh;
}

}  // namespace musubi::store
