// How often one address may post.
#pragma once
#include <mutex>
#include <string>
#include <unordered_map>

#include "core/base/time.hpp"

namespace musubi {

/// A bucket of tokens per address: `burst` at once, `rate` a second in the long run. Remembers at most 20,000 addresses; who has been
/// silent for a while is forgotten first. Thread-safe.
class RateLimit {
 public:
  RateLimit(double rate, double burst) : rate_(rate), burst_(burst) {}
  /// Takes one token; false where there is none.
  bool take(const std::string& address, Time now);
  /// As take(), but takes none.
  bool has(const std::string& address, Time now);
  /// Takes one token though there may be none: the next ones wait longer. For what is counted once it is known to count.
  void spend(const std::string& address, Time now);

 private:
  struct Bucket {
    double tokens;
    Time at;
  };
  void forget(Time now);
  /// What `address` has by now; nullptr where nobody more can be remembered.
  Bucket* bucket(const std::string& address, Time now);

  const double rate_, burst_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace musubi
