// An end for what may hang: a stop token that is also pulled when its time is over. Private to flow.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace musubi {

/// Lasts `time` from when it is made. Cost: one thread that sleeps.
class TimeLimit {
 public:
  TimeLimit(std::stop_token stop, std::chrono::milliseconds time)
      : forward_(std::move(stop), [this] { stop_.request_stop(); }), clock_([this, time](std::stop_token over) {
          std::unique_lock lock(mutex_);
          bell_.wait_for(lock, over, time, [] { return false; });
          if (over.stop_requested()) return;
          over_ = true;
          stop_.request_stop();
        }) {}
  TimeLimit(const TimeLimit&) = delete;

  /// Pulled when the time is over, or with the token that was given.
  std::stop_token token() const { return stop_.get_token(); }
  bool over() const { return over_; }

 private:
  std::stop_source stop_;
  std::atomic<bool> over_ = false;
  std::mutex mutex_;
  std::condition_variable_any bell_;
  std::stop_callback<std::function<void()>> forward_;
  std::jthread clock_;
};

}  // namespace musubi
