// What is told of records that land to the thread that publishes them meanwhile.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <vector>

#include "core/record/source.hpp"

namespace musubi {

/// Thread-safe.
class Arrivals {
 public:
  /// Fewer are not worth a transaction while more may come: they wait until all have landed, as does all of a run of so few.
  static constexpr int64_t worth_publishing = 5'000;

  /// So many more have landed.
  void landed(int64_t records);
  /// So many of them are published, or those there were before, or there are none left.
  void published(int64_t records);
  void none_left();
  /// What of these waits is to be published at the end alone: half of such a list would stand next to the one before. Told before it lands.
  void keep_for_the_end(const StreamName& stream);
  std::vector<StreamName> kept_for_the_end() const;
  /// No more will come.
  void end();
  /// No more will come, and what is not published stays so: something is wrong.
  void give_up();

  enum class Next { bulk, rest, nothing };
  /// Waits until enough have landed (bulk), no more will come (rest), or it is over (nothing).
  Next wait();
  bool ended() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  int64_t waiting_ = 0;
  std::vector<StreamName> kept_;
  bool ended_ = false, given_up_ = false;
};

}  // namespace musubi
