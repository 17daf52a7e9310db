// Who shares a key: blocks of profiles around those that a resolution touches.
#pragma once
#include <cstdint>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

using Ids = std::unordered_set<int64_t>;
/// A key and one who holds it.
using HeldKey = std::pair<uint64_t, int64_t>;

/// Blocks of two or more holders, few enough to yield candidates. A key with more than `limit` holders yields
/// none.
class Blocks {
 public:
  Blocks(Session& session, size_t limit) : session_(session), limit_(limit) {}

  /// Takes the keys that touched profiles hold `now` and those they held `before`. Answers who else shares a
  /// key that just came to have too many holders, or few enough again: their pairs have to be compared anew.
  Ids fill(std::vector<HeldKey> now, const std::vector<HeldKey>& before, const Ids& touched);
  /// Takes stored keys of others, those asked for before left out.
  void widen(std::vector<uint64_t> hashes);
  /// Pairs that share a key, of whom one is in `touched`; ascending, each once.
  std::vector<std::pair<int64_t, int64_t>> candidates(const Ids& touched) const;

 private:
  std::vector<HeldKey> stored(const std::vector<HeldKey>& before, size_t touched) const;
  void add(std::vector<int64_t> holders);

  Session& session_;
  size_t limit_;
  std::vector<uint64_t> asked_;  // sorted
  std::vector<std::vector<int64_t>> open_;
};

}  // namespace musubi
