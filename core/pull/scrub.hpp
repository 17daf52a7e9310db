// Keeps secrets out of what people read.
#pragma once
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace musubi {

/// Replaces secrets, as they are and as they stand in URLs, JSON and Basic authentication, by ***, and of a secret
/// of several lines each longer line by itself; the longest first, so that a secret which holds another leaves no
/// rest. Thread-safe.
class Scrubber {
 public:
  /// An empty secret is none.
  void add(std::string_view secret);
  std::string clean(std::string_view text) const;

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> forms_;  // longest first
};

}  // namespace musubi
