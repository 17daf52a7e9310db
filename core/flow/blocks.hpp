// Who shares a key: blocks of profiles around those that a resolution touches.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/resolve/resolve.hpp"
#include "core/store/store.hpp"

namespace musubi {

using Ids = std::unordered_set<int64_t>;
/// A key and one who holds it.
using HeldKey = std::pair<uint64_t, int64_t>;
/// rank_of() profiles, by their ids.
using Ranks = std::unordered_map<int64_t, uint64_t>;

/// Blocks of two or more holders. How many of a block are compared with whom is block_shape()'s to say.
class Blocks {
 public:
  /// What these profiles state, each as FeatureSet::content().
  using Contents = std::function<std::vector<uint64_t>(const std::vector<int64_t>& ids)>;

  Blocks(Session& session, const Model& model, Contents contents) : session_(session), model_(model), contents_(std::move(contents)) {}

  /// Takes the keys that touched profiles hold `now` and those they held `before`; `touched` with their
  /// ranks. Answers who else shares a key whose block took another shape, or other hubs: their pairs have to be
  /// compared anew. `lone`: the lone keys (resolve.hpp) of the touched profiles' values.
  Ids fill(std::vector<HeldKey> now, const std::vector<HeldKey>& before,
           const Ranks& touched, std::vector<uint64_t> lone);
  /// Takes stored keys of others, and the lone keys of their values, those asked for before left out.
  void widen(std::vector<uint64_t> hashes, std::vector<uint64_t> lone);
  /// Pairs that share a key, of whom one is in `touched`; ascending, each once.
  std::vector<std::pair<int64_t, int64_t>> candidates(const Ids& touched) const;

 private:
  /// Holders of one key; each of the first `leading` is compared with all behind it.
  struct Open {
    std::vector<int64_t> holders;
    size_t leading;
  };
  std::vector<HeldKey> stored(const std::vector<uint64_t>& hashes, size_t more) const;
  std::vector<int64_t> untouched(const std::vector<int64_t>& ids) const;
  std::vector<HeldKey> whole(std::vector<HeldKey> part, size_t limit) const;
  size_t different(const std::vector<int64_t>& ids) const;
  bool alike(const std::vector<int64_t>& ids) const;
  std::optional<bool> were_alike(const std::vector<int64_t>& before, const std::vector<int64_t>& untouched) const;
  void know_large(std::vector<HeldKey>& there, const std::vector<HeldKey>& now, size_t touched);
  void rank_stored(const std::vector<int64_t>& ids);
  static std::vector<int64_t> hubs_of(BlockShape shape, const std::vector<int64_t>& holders, const Ranks& ranks);
  void add(BlockShape shape, const std::vector<int64_t>& holders, std::vector<int64_t> hubs);
  void add_led(std::vector<int64_t> leaders, const std::vector<int64_t>& rest);
  std::vector<HeldKey> all_stored(const std::vector<uint64_t>& hashes, size_t more) const;
  std::vector<int64_t> leaders_of(const std::vector<int64_t>& lone, size_t common, bool alike, const Ranks& ranks) const;
  Ids meet_lone(std::vector<uint64_t> lone, const std::vector<HeldKey>& now, size_t touched);

  Session& session_;
  const Model& model_;
  Contents contents_;
  Ids touched_;
  Ranks ranks_, ranks_before_;  // as profiles are now, and as they are stored
  std::vector<uint64_t> asked_, asked_lone_;  // sorted
  std::vector<Open> open_;
};

}  // namespace musubi
