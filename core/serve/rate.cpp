#include "core/serve/rate.hpp"

#include <algorithm>

namespace musubi {

void RateLimit::forget(Time now) {
  auto full_again = std::chrono::duration_cast<Time::duration>(std::chrono::duration<double>(burst_ / rate_));
  std::erase_if(buckets_, [&](const auto& one) { return now - one.second.at > full_again; });
}

RateLimit::Bucket* RateLimit::bucket(const std::string& address, Time now) {
  constexpr size_t most = 20'000;
  if (buckets_.size() >= most) forget(now);
  if (buckets_.size() >= most && !buckets_.contains(address)) return nullptr;
  Bucket& bucket = buckets_.try_emplace(address, Bucket{burst_, now}).first->second;
  double passed = std::max(0.0, std::chrono::duration<double>(now - bucket.at).count());
  bucket.tokens = std::min(burst_, bucket.tokens + passed * rate_);
  bucket.at = now;
  return &bucket;
}

bool RateLimit::take(const std::string& address, Time now) {
  std::lock_guard lock(mutex_);
  Bucket* one = bucket(address, now);
  if (!one || one->tokens < 1) return false;
  one->tokens -= 1;
  return true;
}

bool RateLimit::has(const std::string& address, Time now) {
  std::lock_guard lock(mutex_);
  Bucket* one = bucket(address, now);
  return one && one->tokens >= 1;
}

void RateLimit::spend(const std::string& address, Time now) {
  std::lock_guard lock(mutex_);
  if (Bucket* one = bucket(address, now)) one->tokens -= 1;
}

}  // namespace musubi
