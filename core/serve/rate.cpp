#include "core/serve/rate.hpp"

#include <algorithm>

namespace musubi {

void RateLimit::forget(Time now) {
  auto full_again = std::chrono::duration_cast<Time::duration>(std::chrono::duration<double>(burst_ / rate_));
  std::erase_if(buckets_, [&](const auto& one) { return now - one.second.at > full_again; });
}

bool RateLimit::take(const std::string& address, Time now) {
  constexpr size_t most = 20'000;
  std::lock_guard lock(mutex_);
  if (buckets_.size() >= most) forget(now);
  if (buckets_.size() >= most && !buckets_.contains(address)) return false;
  Bucket& bucket = buckets_.try_emplace(address, Bucket{burst_, now}).first->second;
  double passed = std::max(0.0, std::chrono::duration<double>(now - bucket.at).count());
  bucket.tokens = std::min(burst_, bucket.tokens + passed * rate_);
  bucket.at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

}  // namespace musubi
