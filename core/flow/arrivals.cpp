#include "core/flow/arrivals.hpp"

#include <algorithm>

namespace musubi {

void Arrivals::landed(int64_t records) {
  std::lock_guard lock(mutex_);
  waiting_ += records;
  if (waiting_ >= worth_publishing) changed_.notify_all();
}

void Arrivals::published(int64_t records) {
  std::lock_guard lock(mutex_);
  waiting_ = std::max<int64_t>(0, waiting_ - records);
}

void Arrivals::none_left() {
  std::lock_guard lock(mutex_);
  waiting_ = 0;
}

void Arrivals::keep_for_the_end(const StreamName& stream) {
  std::lock_guard lock(mutex_);
  kept_.push_back(stream);
}

std::vector<StreamName> Arrivals::kept_for_the_end() const {
  std::lock_guard lock(mutex_);
  return kept_;
}

void Arrivals::end() {
  std::lock_guard lock(mutex_);
  ended_ = true;
  changed_.notify_all();
}

void Arrivals::give_up() {
  std::lock_guard lock(mutex_);
  ended_ = given_up_ = true;
  changed_.notify_all();
}

Arrivals::Next Arrivals::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return ended_ || waiting_ >= worth_publishing; });
  if (given_up_) return Next::nothing;
  return ended_ ? Next::rest : Next::bulk;
}

bool Arrivals::ended() const {
  std::lock_guard lock(mutex_);
  return ended_;
}

}  // namespace musubi
