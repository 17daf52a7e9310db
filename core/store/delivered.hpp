// What a run has delivered so far, by key: needed to tell a key that stands twice in one file from a record
// that changed, and to infer deletions. Kept in memory, 24 bytes a key, because a run never outlives its
// process.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/record/source.hpp"

namespace musubi::store {

/// The keys of one stream in one run. One thread at a time.
class DeliveredKeys {
 public:
  /// Where a key was delivered; file 0 is none.
  struct Place {
    uint32_t file = 0;
    int64_t row = 0;
  };
  bool contains(std::string_view key) const { return find(key) != nullptr; }
  const Place* find(std::string_view key) const;
  void put(std::string_view key, Place place);
  /// The files of which something was delivered, each with the first row of it.
  std::vector<std::pair<std::string, int64_t>> first_rows() const;
  /// A small number for a file's name, the same each time.
  uint32_t number_of(const std::string& file);

  /// Known after the first batch: the stream had no records when the run began, so what is not here is not
  /// stored either.
  enum class Before { unknown, empty, some } before = Before::unknown;

 private:
  struct Entry {
    uint64_t hash = 0;
    Place place;
  };
  size_t slot(uint64_t hash) const;
  void grow();
  std::vector<Entry> entries_;
  size_t used_ = 0;
  std::vector<std::string> files_;
  std::vector<int64_t> first_rows_;  // by the files' numbers less one
};

/// All runs of a process. Thread-safe.
class Deliveries {
 public:
  DeliveredKeys& of(int64_t run, const StreamName& stream);
  void begin(int64_t run);
  void end(int64_t run);
  /// True while the run is one of this process.
  bool ours(int64_t run) const;

 private:
  mutable std::mutex mutex_;
  std::set<int64_t> running_;
  std::map<std::pair<int64_t, StreamName>, std::unique_ptr<DeliveredKeys>> keys_;
};

}  // namespace musubi::store
