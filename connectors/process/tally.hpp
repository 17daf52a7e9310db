// What an Airbyte source says that it has sent, against what came.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace musubi::process {

/// Counts the records between two states of a stream.
class Tally {
 public:
  struct Count {
    uint64_t said, came;
  };
  /// A record; `ours`: of the stream that is read.
  void came(bool ours) { ++(ours ? ours_ : others_); }
  /// A line that may have been one.
  void unsure() { ++unsure_; }
  /// Begins anew. What `state` (Airbyte's, the stream's or of all) tells in sourceStats and what came, where they are not the
  /// same, but for lines that may have been records; else nothing.
  std::optional<Count> at_state(std::string_view state);

 private:
  uint64_t ours_ = 0, others_ = 0, unsure_ = 0;
};

}  // namespace musubi::process
