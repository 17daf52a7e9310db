#include "connectors/http/read/paged_twice.hpp"

#include <algorithm>
#include <utility>

namespace musubi::http {
namespace {

constexpr size_t kRemembered = 131'072;

}  // namespace

/// How many records at the page's front are the end of the page before.
size_t PagedTwice::moved_down() const {
  if (page_.empty()) return 0;
  const auto from = std::ranges::find(before_, page_.front());
  const auto size = static_cast<size_t>(before_.end() - from);
  return size <= page_.size() && std::equal(from, before_.end(), page_.begin()) ? size : 0;
}

void PagedTwice::turn() {
  auto came = [&](uint64_t name) { return seen_[0].contains(name) || seen_[1].contains(name); };
  const auto again = static_cast<size_t>(std::count_if(page_.begin() + static_cast<std::ptrdiff_t>(moved_down()), page_.end(), came));
  if (again < page_.size()) count_ += again;
  if (seen_[0].size() >= kRemembered) {
    std::swap(seen_[0], seen_[1]);
    seen_[0].clear();
  }
  seen_[0].insert(page_.begin(), page_.end());
  std::swap(before_, page_);
  page_.clear();
}

void PagedTwice::begin_anew() {
  *this = PagedTwice();
}

}  // namespace musubi::http
