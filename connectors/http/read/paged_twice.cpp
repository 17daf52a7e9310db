#include "connectors/http/read/paged_twice.hpp"

#include <algorithm>
#include <utility>

namespace musubi::http {
namespace {

constexpr size_t kRemembered = 32'768, kFirstSlots = 256;

}  // namespace

/// Where it stands, or is to stand.
size_t HashesSeen::place_of(uint64_t hash) const {
  size_t at = (hash >> 1) & (slots_.size() - 1);  // the lowest bit says that it is taken
  while (slots_[at] != 0 && slots_[at] != hash) at = (at + 1) & (slots_.size() - 1);
  return at;
}

bool HashesSeen::contains(uint64_t hash) const {
  return !slots_.empty() && slots_[place_of(hash)] != 0;
}

void HashesSeen::insert(uint64_t hash) {
  if (2 * (size_ + 1) > slots_.size()) grow();
  uint64_t& slot = slots_[place_of(hash)];
  if (slot == 0) ++size_;
  slot = hash;
}

void HashesSeen::grow() {
  const std::vector<uint64_t> before = std::exchange(slots_, std::vector<uint64_t>(std::max(kFirstSlots, 2 * slots_.size())));
  for (uint64_t hash : before)
    if (hash != 0) slots_[place_of(hash)] = hash;
}

/// How many records at the page's front are the end of the page before.
size_t PagedTwice::moved_down() const {
  if (page_.empty()) return 0;
  const auto from = std::ranges::find(before_, page_.front());
  const auto size = static_cast<size_t>(before_.end() - from);
  return size <= page_.size() && std::equal(from, before_.end(), page_.begin()) ? size : 0;
}

size_t PagedTwice::turn() {
  if (seen_[0].size() >= kRemembered) {
    seen_[1] = std::move(seen_[0]);
    seen_[0] = HashesSeen();
  }
  for (uint64_t name : before_) seen_[0].insert(name);
  auto came = [&](uint64_t name) { return seen_[0].contains(name) || seen_[1].contains(name); };
  const auto again = static_cast<size_t>(std::count_if(page_.begin() + static_cast<std::ptrdiff_t>(moved_down()), page_.end(), came));
  const size_t told = again < page_.size() ? again : 0;
  std::swap(before_, page_);
  page_.clear();
  return told;
}

void PagedTwice::begin_anew() {
  *this = PagedTwice();
}

}  // namespace musubi::http
