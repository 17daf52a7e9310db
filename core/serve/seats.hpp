// Who is connected: how many of one address, and whether others wait for a worker.
#pragma once
#include <atomic>
#include <mutex>
#include <string>
#include <unordered_map>

namespace musubi {

/// Counts the connections of each address. Thread-safe.
class Seats {
 public:
  /// `most` of one address at once; the machine's own addresses, at which a proxy speaks for many, are not counted.
  explicit Seats(size_t most) : most_(most) {}

  /// One connection's place while it lasts.
  class Seat {
   public:
    Seat(Seats& seats, std::string address);
    ~Seat();
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    /// False where its address had too many already.
    bool taken() const { return taken_; }

   private:
    Seats& seats_;
    std::string address_;  // "" = not counted
    bool taken_ = true;
  };

 private:
  const size_t most_;
  std::mutex mutex_;
  std::unordered_map<std::string, size_t> of_address_;
};

/// Workers and who waits for them. Thread-safe.
class Crowd {
 public:
  explicit Crowd(size_t workers) : workers_(workers) {}
  void came() { ++waiting_; }
  void begun() { --waiting_, ++busy_; }
  void ended() { --busy_; }
  /// True while all workers are busy and somebody waits.
  bool waits() const { return waiting_ > 0 && busy_ >= workers_; }

 private:
  const size_t workers_;
  std::atomic<size_t> waiting_ = 0, busy_ = 0;
};

}  // namespace musubi
