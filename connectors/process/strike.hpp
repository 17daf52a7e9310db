// Striking secrets out of what the program says before anyone reads it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace musubi::process {

/// Replaces secrets, as they are and as they stand in JSON and in URLs, by ***, and of a secret of several lines
/// each longer line by itself; the longest first, so that one that holds another leaves no rest.
class Strike {
 public:
  /// An empty secret is none.
  void add(std::string_view secret);
  std::string out_of(std::string_view text) const;

 private:
  std::vector<std::string> forms_;  // longest first
};

}  // namespace musubi::process
