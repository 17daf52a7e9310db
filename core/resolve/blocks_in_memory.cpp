#include "core/resolve/blocks_in_memory.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "core/base/parallel.hpp"
#include "core/resolve/features.hpp"

namespace musubi::resolving {
namespace {

constexpr size_t rows_a_piece = 4096;
// The keys are taken in this many shares by their highest bits, so that only a few of them are ever sorted at a time.
constexpr unsigned shares = 16;
// Each share is laid out in so many buckets by its next bits; one of them is sorted within the processor's cache.
constexpr unsigned buckets = 1024;

// Who holds a key, in 12 bytes.
struct Held {
  uint32_t high, low, place;
  uint64_t key() const { return uint64_t(high) << 32 | low; }
  unsigned share() const { return high >> 28; }
  unsigned bucket() const { return high >> 18 & (buckets - 1); }
};
using Part = std::vector<Held>;
using Shares = std::array<Part, shares>;

std::vector<Shares> keys_of(const FeatureSet& features, const Model& model, unsigned threads) {
  std::vector<Shares> out((features.size() + rows_a_piece - 1) / rows_a_piece);
  in_pieces(features.size(), rows_a_piece, threads, [&](size_t from, size_t to) {
    Shares& mine = out[from / rows_a_piece];
    for (size_t i = from; i < to; ++i)
      for (uint64_t key : blocking_keys(features.at(i), model)) {
        Held held{uint32_t(key >> 32), uint32_t(key), uint32_t(i)};
        mine[held.share()].push_back(held);
      }
    for (Part& part : mine) part.shrink_to_fit();
  });
  return out;
}

// The keys of one share, which is taken out of `parts`, ascending; those of one key by place.
Part sorted(std::vector<Shares>& parts, size_t share) {
  std::array<size_t, buckets + 1> starts{};
  for (const Shares& p : parts)
    for (const Held& held : p[share]) ++starts[held.bucket() + 1];
  for (unsigned i = 0; i < buckets; ++i) starts[i + 1] += starts[i];
  Part out(starts[buckets]);
  std::array<size_t, buckets> next;
  std::copy_n(starts.begin(), buckets, next.begin());
  for (Shares& p : parts) {
    for (const Held& held : p[share]) out[next[held.bucket()]++] = held;
    p[share] = {};
  }
  auto less = [](const Held& l, const Held& r) { return l.key() != r.key() ? l.key() < r.key() : l.place < r.place; };
  for (unsigned i = 0; i < buckets; ++i) std::sort(out.data() + starts[i], out.data() + starts[i + 1], less);
  return out;
}

std::vector<Holder> ranked(std::span<const uint32_t> places, const FeatureSet& features) {
  std::vector<Holder> out;
  for (uint32_t place : places) out.push_back({behind(features.content(place), features.at(place).used_a_device()), int64_t(place)});
  return out;
}

// Asked only of more than any block may have else.
bool too_many_but_alike(std::span<const uint32_t> places, const FeatureSet& features, const Model& model) {
  if (places.size() <= largest_block(model)) return false;
  std::unordered_set<uint64_t> contents;
  for (uint32_t place : places)
    if (contents.insert(features.content(place)).second && !are_alike(contents.size(), model)) return false;
  return true;
}

}  // namespace

BlocksInMemory::BlocksInMemory(const FeatureSet& features, const Model& model, unsigned threads) {
  std::vector<Shares> parts = keys_of(features, model, threads);
  std::vector<Blocks> found(shares);
  in_pieces(shares, 1, threads, [&](size_t share, size_t) {
    Part held = sorted(parts, share);
    std::vector<uint32_t> before, places;
    uint64_t key_before = 0;
    for (size_t from = 0, to; from < held.size(); from = to) {
      uint64_t key = held[from].key();
      for (to = from + 1; to < held.size() && held[to].key() == key;) ++to;
      places.clear();
      for (size_t i = from; i < to; ++i) places.push_back(held[i].place);
      if (places.size() > 1) found[share].add(key, places, features, model);
      // A common key and its lone key stand one behind the other.
      if (key == lone_key(key) && from > 0 && key_before == common_key(key)) found[share].add_lone(places, before, features, model);
      std::swap(before, places);
      key_before = key;
    }
  });
  put_together(std::move(found), threads);
  index(features.size(), threads);
}

void BlocksInMemory::Blocks::add(uint64_t key, std::span<const uint32_t> places, const FeatureSet& features,
                                 const Model& model) {
  BlockShape shape = block_shape(key, places.size(), too_many_but_alike(places, features, model), model);
  if (shape == BlockShape::none) return;
  Block block{uint32_t(holders.size()), uint32_t(places.size()), uint32_t(places.size())};
  holders.insert(holders.end(), places.begin(), places.end());
  if (shape == BlockShape::hubs) {
    std::vector<int64_t> chosen = hubs(ranked(places, features));
    std::unordered_set<int64_t> leading(chosen.begin(), chosen.end());
    std::stable_partition(holders.begin() + block.from, holders.end(), [&](uint32_t p) { return leading.contains(p); });
    block.leading = uint32_t(leading.size());
  }
  blocks.push_back(block);
}

void BlocksInMemory::Blocks::add_lone(std::span<const uint32_t> lone, std::span<const uint32_t> common, const FeatureSet& features,
                                      const Model& model) {
  std::vector<int64_t> leaders = lone_leaders(ranked(lone, features), common.size(), too_many_but_alike(common, features, model), model);
  if (leaders.empty()) return;
  std::sort(leaders.begin(), leaders.end());
  blocks.push_back({uint32_t(holders.size()), uint32_t(leaders.size() + common.size()), uint32_t(leaders.size())});
  holders.insert(holders.end(), leaders.begin(), leaders.end());
  holders.insert(holders.end(), common.begin(), common.end());
}

void BlocksInMemory::put_together(std::vector<Blocks> parts, unsigned threads) {
  std::vector<std::pair<size_t, size_t>> starts;
  size_t holders = 0, blocks = 0;
  for (const Blocks& part : parts) {
    starts.emplace_back(holders, blocks);
    holders += part.holders.size();
    blocks += part.blocks.size();
  }
  all_.holders.resize(holders);
  all_.blocks.resize(blocks);
  in_pieces(parts.size(), 1, threads, [&](size_t i, size_t) {
    auto [first_holder, first_block] = starts[i];
    std::copy(parts[i].holders.begin(), parts[i].holders.end(), all_.holders.begin() + std::ptrdiff_t(first_holder));
    for (Block block : parts[i].blocks) {
      block.from += uint32_t(first_holder);
      all_.blocks[first_block++] = block;
    }
    parts[i] = {};
  });
}

// Each thread counts and writes for places of its own.
void BlocksInMemory::index(size_t places, unsigned threads) {
  size_t places_a_piece = places / std::max(threads, 1u) + 1;
  starts_.assign(places + 1, 0);
  in_pieces(places, places_a_piece, threads, [&](size_t from, size_t to) {
    for (uint32_t p : all_.holders)
      if (p >= from && p < to) ++starts_[p + 1];
  });
  for (size_t i = 0; i < places; ++i) starts_[i + 1] += starts_[i];
  of_place_.resize(all_.holders.size());
  std::vector<uint32_t> next(starts_.begin(), starts_.end() - 1);
  in_pieces(places, places_a_piece, threads, [&](size_t from, size_t to) {
    for (uint32_t b = 0; b < all_.blocks.size(); ++b)
      for (uint32_t i = 0; i < all_.blocks[b].size; ++i)
        if (uint32_t p = all_.holders[all_.blocks[b].from + i]; p >= from && p < to) of_place_[next[p]++] = b;
  });
}

void BlocksInMemory::partners(uint32_t place, std::vector<uint32_t>& out) const {
  out.clear();
  for (uint32_t at = starts_[place]; at < starts_[place + 1]; ++at) {
    const Block& block = all_.blocks[of_place_[at]];
    auto first = all_.holders.begin() + block.from, leading_end = first + block.leading, end = first + block.size;
    bool leads = std::binary_search(first, leading_end, place);
    out.insert(out.end(), std::upper_bound(first, leading_end, place), leading_end);
    if (leads) out.insert(out.end(), std::upper_bound(leading_end, end, place), end);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace musubi::resolving
