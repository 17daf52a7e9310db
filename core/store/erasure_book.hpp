// Whom we were told to forget: keyed hashes of source keys and personal e-mail addresses, in the data directory and not in
// the database, so that no restored backup forgets them.
//
//   <data>/erasures      one line a hash, appended and never rewritten
//   <data>/erasures.key  32 random bytes, made with the first erasure; without it the hashes say nothing. A book that was taken in
//                        from a backup brings its own key, which stands behind
#pragma once
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/record/source.hpp"

namespace musubi::store {

/// Thread-safe; several processes may share the files. Costs one stat() a question.
class ErasureBook {
 public:
  explicit ErasureBook(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Nobody was erased so far: asked once, it saves asking for each record of a batch.
  bool empty();
  bool holds_record(const RecordKey& record);
  bool holds_email(std::string_view email_key);
  /// The hash that stands for a record, as hexadecimal digits. Makes the key where there is none yet.
  std::string hash_of(const RecordKey& record);
  /// Durable when it returns. Throws Error "store.place" where the files cannot be written.
  void add(const std::vector<RecordKey>& records, const std::vector<std::string>& email_keys);
  /// Takes in a book of a backup (either file may be missing): what either forgot stays forgotten.
  void take_in(const std::filesystem::path& erasures, const std::filesystem::path& key);

 private:
  void look_again();
  bool holds(const std::string& text);
  std::string hash(const std::string& text, size_t key = 0) const;
  void make_key();

  std::filesystem::path folder_;
  std::mutex mutex_;
  std::string key_;
  uintmax_t read_ = 0;
  std::unordered_set<std::string> hashes_;
};

}  // namespace musubi::store
