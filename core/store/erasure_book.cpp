#include "core/store/erasure_book.hpp"

#include <fmt/format.h>

#include <fstream>

#include "core/base/error.hpp"
#include "core/settings/cipher.hpp"
#include "core/store/beside_database.hpp"
#include "core/text/hex.hpp"

namespace musubi::store {
namespace {

namespace fs = std::filesystem;

constexpr size_t key_size = cipher_key_size;

/// Lengths stand before the texts, so that no two records read alike.
std::string text_of(const RecordKey& r) {
  return fmt::format("record {} {} {} {} {}", r.connection.size(), r.connection, r.stream.size(), r.stream, r.key);
}

std::string text_of_email(std::string_view key) { return fmt::format("email {}", key); }

}  // namespace

bool ErasureBook::empty() {
  std::lock_guard lock(mutex_);
  look_again();
  return hashes_.empty();
}

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
  append_beside_database(folder_ / "erasures", lines);
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
  std::string lines = read_beside_database(erasures), others = read_beside_database(key);
  if (lines.empty() || others.size() % key_size != 0) return;
  key_ = read_beside_database(folder_ / "erasures.key");
  for (size_t at = 0; at < others.size(); at += key_size)
    if (std::string one = others.substr(at, key_size); key_.find(one) == std::string::npos) {
      append_beside_database(folder_ / "erasures.key", one);
      key_ += one;
    }
  append_beside_database(folder_ / "erasures", lines);
  look_again();
}

/// Another process may have added lines.
void ErasureBook::look_again() {
  std::error_code none;
  uintmax_t size = fs::file_size(folder_ / "erasures", none);
  if (none || size == read_) return;
  key_ = read_beside_database(folder_ / "erasures.key");
  std::ifstream in(folder_ / "erasures");
  for (std::string line; std::getline(in, line);) hashes_.insert(line);
  read_ = size;
}

std::string ErasureBook::hash(const std::string& text, size_t key) const {
  return text::hex(keyed_hash(key_.substr(key * key_size, key_size), text).substr(0, 16));
}

void ErasureBook::make_key() {
  fs::path file = folder_ / "erasures.key";
  if (key_.size() < key_size) key_ = key_beside_database(file);
  if (key_.size() < key_size) throw Error("store.place", {{"where", file.string()}, {"reason", "is cut off"}});
}

}  // namespace musubi::store
