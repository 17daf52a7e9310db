#include "connectors/process/ordinals.hpp"

#include <algorithm>
#include <utility>

namespace musubi::process {
namespace {

constexpr uint8_t kMany = 255;

}  // namespace

size_t Ordinals::Part::place_of(uint64_t digest) const {
  // Its last 56 bits as a fraction of the table: the first eight have chosen the part.
  auto at = static_cast<size_t>((static_cast<unsigned __int128>(digest << 8) * digests.size()) >> 64);
  while (digests[at] && digests[at] != digest) at = at + 1 == digests.size() ? 0 : at + 1;
  return at;
}

void Ordinals::Part::grow() {
  Part next;
  const size_t size = std::max<size_t>(digests.size() + digests.size() / 2, 7);
  next.digests.resize(size);
  next.counts.resize(size);
  next.used = used;
  for (size_t at = 0; at < digests.size(); ++at) {
    if (!digests[at]) continue;
    const size_t to = next.place_of(digests[at]);
    next.digests[to] = digests[at];
    next.counts[to] = counts[at];
  }
  *this = std::move(next);
}

uint32_t Ordinals::next(uint64_t digest) {
  digest += !digest;
  Part& part = parts_[digest >> 56];
  if ((part.used + 1) * 5 > part.digests.size() * 4) part.grow();
  const size_t at = part.place_of(digest);
  if (!part.digests[at]) {
    part.digests[at] = digest;
    ++part.used;
  }
  if (part.counts[at] < kMany) ++part.counts[at];
  if (part.counts[at] < kMany) return part.counts[at];
  return many_.try_emplace(digest, kMany - 1).first->second += 1;
}

size_t Ordinals::memory() const {
  size_t out = sizeof *this;
  for (const Part& part : parts_) out += part.digests.capacity() * sizeof(uint64_t) + part.counts.capacity();
  return out + many_.size() * 64;
}

}  // namespace musubi::process
