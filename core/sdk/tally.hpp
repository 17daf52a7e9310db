// What happens often and is said seldom: counted, and logged once a minute with the count. std only.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "host.hpp"

namespace musubi {

/// One thing that a connector counts. One thread at a time.
class Tally {
 public:
  /// Counts one more. The first, and then at most one a minute, logs (MU_LOG_WARN) the sentence `id` of the connector's messages with `args` and
  /// {count}: how many since it was said last. What is counted behind it waits for the next.
  void add(const Host& host, std::string_view id, Pairs args = {}) {
    ++count_;
    auto now = std::chrono::steady_clock::now();
    if (said_ && now - *said_ < std::chrono::minutes(1)) return;
    args.emplace_back("count", std::to_string(count_));
    host.note(MU_LOG_WARN, id, args);
    said_ = now;
    count_ = 0;
  }

 private:
  int64_t count_ = 0;
  std::optional<std::chrono::steady_clock::time_point> said_;
};

}  // namespace musubi
