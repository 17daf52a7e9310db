#include "core/resolve/blocks_in_memory.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "core/base/parallel.hpp"

namespace musubi::resolving {
namespace {

constexpr size_t rows_a_piece = 4096;
// The keys are taken in this many shares by their highest bits, so that only one share of them is ever sorted at a time.
constexpr unsigned shares = 16;

}  // namespace

BlocksInMemory::BlocksInMemory(const FeatureSet& features, const Model& model, unsigned threads) {
  using Shares = std::array<Part, shares>;
  std::vector<Shares> parts((features.size() + rows_a_piece - 1) / rows_a_piece);
  in_pieces(features.size(), rows_a_piece, threads, [&](size_t from, size_t to) {
    Shares& mine = parts[from / rows_a_piece];
    for (size_t i = from; i < to; ++i)
      for (uint64_t key : blocking_keys(features.at(i), model))
        mine[key >> 60].push_back({uint32_t(key >> 32), uint32_t(key), uint32_t(i)});
    for (Part& part : mine) part.shrink_to_fit();
  });
  Shares sorted;
  in_pieces(shares, 1, threads, [&](size_t share, size_t) {
    Part& all = sorted[share];
    size_t size = 0;
    for (const Shares& p : parts) size += p[share].size();
    all.reserve(size);
    for (Shares& p : parts) {
      all.insert(all.end(), p[share].begin(), p[share].end());
      p[share] = {};
    }
    std::sort(all.begin(), all.end(), [](const Held& l, const Held& r) {
      return l.key() != r.key() ? l.key() < r.key() : l.place < r.place;
    });
  });
  for (Part& share : sorted) {
    take(share, features, model);
    share = {};
  }
  index(features.size());
}

void BlocksInMemory::take(const Part& held, const FeatureSet& features, const Model& model) {
  for (size_t from = 0, to; from < held.size(); from = to) {
    for (to = from + 1; to < held.size() && held[to].key() == held[from].key();) ++to;
    if (to - from > 1) add(held[from].key(), {held.data() + from, to - from}, features, model);
  }
}

void BlocksInMemory::add(uint64_t key, std::span<const Held> holders, const FeatureSet& features,
                         const Model& model) {
  BlockShape shape = block_shape(key, holders.size(), model);
  if (shape == BlockShape::none) return;
  Block block{uint32_t(holders_.size()), uint32_t(holders.size()), uint32_t(holders.size())};
  for (const Held& h : holders) holders_.push_back(h.place);
  if (shape == BlockShape::hubs) {
    std::vector<Holder> ranked;
    for (const Held& h : holders) ranked.push_back({features.content(h.place), int64_t(h.place)});
    std::vector<int64_t> chosen = hubs(std::move(ranked));
    std::unordered_set<int64_t> leading(chosen.begin(), chosen.end());
    std::stable_partition(holders_.begin() + block.from, holders_.end(), [&](uint32_t p) { return leading.contains(p); });
    block.leading = uint32_t(leading.size());
  }
  blocks_.push_back(block);
}

void BlocksInMemory::index(size_t places) {
  starts_.assign(places + 1, 0);
  for (uint32_t p : holders_) ++starts_[p + 1];
  for (size_t i = 0; i < places; ++i) starts_[i + 1] += starts_[i];
  of_place_.resize(holders_.size());
  std::vector<uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (uint32_t b = 0; b < blocks_.size(); ++b)
    for (uint32_t i = 0; i < blocks_[b].size; ++i) of_place_[next[holders_[blocks_[b].from + i]]++] = b;
}

void BlocksInMemory::partners(uint32_t place, std::vector<uint32_t>& out) const {
  out.clear();
  for (uint32_t at = starts_[place]; at < starts_[place + 1]; ++at) {
    const Block& block = blocks_[of_place_[at]];
    auto first = holders_.begin() + block.from, leading_end = first + block.leading, end = first + block.size;
    bool leads = std::binary_search(first, leading_end, place);
    out.insert(out.end(), std::upper_bound(first, leading_end, place), leading_end);
    if (leads) out.insert(out.end(), std::upper_bound(leading_end, end, place), end);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace musubi::resolving
