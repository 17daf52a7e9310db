// The keys of a stream's records.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/process/ordinals.hpp"

namespace musubi::process {

/// One per read: records without key fields are told apart by their content and, among equals, by their
/// order; for that it remembers a digest of each (ordinals.hpp).
class RecordKeys {
 public:
  explicit RecordKeys(std::vector<std::vector<std::string>> paths) : paths_(std::move(paths)) {}

  /// Key fields that the program names only now, a JSON array of texts; taken where none are known.
  void propose(std::string_view names);
  bool by_content() const { return paths_.empty(); }
  /// "" where all the fields are empty.
  std::string of(std::string_view record);
  /// Their names, for people.
  std::string fields() const;

 private:
  std::vector<std::vector<std::string>> paths_;
  Ordinals equals_;
};

}  // namespace musubi::process
