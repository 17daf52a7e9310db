// What a run costs: peak memory of this program and of the PostgreSQL server beside it.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

namespace musubi::bench {

/// Peak resident memory of this process so far, in bytes.
int64_t own_peak();

/// Processor time of this process so far, and of the server's processes that still run.
double own_processor_seconds();
double server_processor_seconds(int64_t postmaster);

/// Adds up, every second, the memory of a PostgreSQL server's processes (what they share counted once) and
/// keeps the most. 0 where the system does not let us see it.
class ServerMemory {
 public:
  explicit ServerMemory(int64_t postmaster);
  ~ServerMemory();
  int64_t peak() const { return peak_; }

 private:
  void sample();
  int64_t postmaster_;
  std::atomic<int64_t> peak_ = 0;
  std::jthread thread_;
};

}  // namespace musubi::bench
