// Who is connected: how many of one address, and whether others wait for a worker.
#pragma once
#include <atomic>
#include <mutex>
#include <string>
#include <unordered_map>

#include "core/settings/networks.hpp"

namespace musubi {

/// Counts the connections of each address. Thread-safe.
class Seats {
 public:
  /// `most` of one address at once (of IPv6: of one network of 64 bits); those of `proxies`, which
  /// speak for many, are not counted.
  Seats(size_t most, Networks proxies) : most_(most), proxies_(std::move(proxies)) {}

  /// One connection's place while it lasts.
  class Seat {
   public:
    Seat(Seats& seats, const std::string& address);
    ~Seat();
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    /// False where its address had too many already.
    bool taken() const { return place_ < seats_.most_; }
    /// False where not even a refusal should cost time: it is for an eighth more than may sit.
    bool told() const { return place_ < seats_.most_ + seats_.most_ / 8 + 1; }

   private:
    Seats& seats_;
    std::string address_;  // "" = not counted
    size_t place_ = 0;     // how many of its address there were
  };

 private:
  const size_t most_;
  const Networks proxies_;
  std::mutex mutex_;
  std::unordered_map<std::string, size_t> of_address_;
};

/// Workers and who waits for them. Thread-safe.
class Crowd {
 public:
  explicit Crowd(size_t workers) : workers_(workers) {}
  /// False where four times as many as there are workers wait already, and all of those are busy.
  bool came() {
    if (++waiting_ + busy_ <= 5 * workers_) return true;
    --waiting_;
    return false;
  }
  void begun() { --waiting_, ++busy_; }
  void ended() { --busy_; }
  /// True while all workers are busy and somebody waits.
  bool waits() const { return waiting_ > 0 && busy_ >= workers_; }

 private:
  const size_t workers_;
  std::atomic<size_t> waiting_ = 0, busy_ = 0;
};

}  // namespace musubi
