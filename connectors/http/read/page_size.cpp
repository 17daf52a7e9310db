#include "connectors/http/read/page_size.hpp"

#include <algorithm>
#include <cmath>

#include "connectors/http/fail.hpp"

namespace musubi::http {
namespace {

using std::chrono::milliseconds;

constexpr double kLongestPause = 600;  // seconds; longer ones are the host's

}  // namespace

std::string said_behind(const std::string& said, const std::string& advice) {
  std::string out = said + (said.empty() || advice.empty() ? "" : " ") + advice;
  while (out.ends_with('.') || out.ends_with(' ')) out.pop_back();
  return out.empty() ? out : ": " + out;
}

milliseconds PageSize::reduce(const std::string& said) {
  if (!now()) config_failure("no_page_size", {{"stream", stream_}});
  const int64_t size = *now();
  const int64_t next = std::max(by_.smallest, static_cast<int64_t>(std::floor(static_cast<double>(size) / by_.factor)));
  if (next >= size) return again_unchanged(size, said);
  if (++in_a_row_ > by_.most) give_up(size, said);
  smaller_ = next;
  return wait(in_a_row_);
}

milliseconds PageSize::again_unchanged(int64_t size, const std::string& said) {
  if (unchanged_ < by_.unchanged) return wait(++unchanged_);
  if (!smaller_ && by_.smallest > 1)
    config_failure("page_size_at_floor", {{"stream", stream_}, {"size", std::to_string(size)}, {"least", std::to_string(by_.smallest)}});
  give_up(size, said);
}

milliseconds PageSize::wait(int64_t times) const {
  const double seconds = by_.seconds * static_cast<double>(times);
  const milliseconds time(static_cast<int64_t>(std::min(seconds, 1e9) * 1000));
  if (seconds <= kLongestPause) return time;
  Failure failure(MU_RATE, "wait_too_long", {{"seconds", std::to_string(time.count() / 1000)}});
  failure.retry_after = time;
  throw failure;
}

void PageSize::give_up(int64_t size, const std::string& said) const {
  throw Failure(MU_TRANSIENT, "page_refused", {{"stream", stream_}, {"size", std::to_string(size)}, {"said", said_behind(said, by_.advice)}});
}

void PageSize::took_page() {
  in_a_row_ = unchanged_ = 0;
  if (by_.restores) smaller_.reset();
}

}  // namespace musubi::http
