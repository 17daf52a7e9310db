// Which profiles are one customer? Candidates by key, a Fellegi–Sunter weight per pair, clusters with vetoes.
// All functions are pure; their results depend on the profiles, the model and the decisions alone, never on
// order.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/message.hpp"
#include "core/record/link.hpp"

namespace musubi {

/// A match model: m and u probabilities per comparison level, term frequencies, bands. Immutable, cheap to
/// copy.
class Model {
 public:
  struct Impl;
  explicit Model(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  const Impl& impl() const { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

/// The model that ships with Musubi. `matching_yaml` ("" = none): config/matching.yaml, which may set the
/// bands' limits, schemes of ids (identifies, one per party), shared values and the block limit. Throws Error
/// naming the line.
Model load_model(std::string_view matching_yaml, const std::string& file);

/// A profile made ready for comparison: hashes and short texts only (about 200 bytes). `id` may be any number
/// that is unique in the call. Keeps nothing of the profile.
struct Features;
class FeatureSet {  // owns features; move-only handle keeps Features incomplete here
 public:
  FeatureSet();
  FeatureSet(FeatureSet&&) noexcept;
  FeatureSet& operator=(FeatureSet&&) noexcept;
  ~FeatureSet();
  /// Adds one profile; its index is size()-1. Stubs and gone profiles may be added: stubs get no keys.
  void add(const Profile& profile, const Model& model);
  /// Of `size` profiles that are asked for one by one: `profile_of(index)` is called once for each index, in any order,
  /// from up to `threads` threads.
  FeatureSet(size_t size, const std::function<Profile(size_t index)>& profile_of, const Model& model, unsigned threads);
  size_t size() const;
  int64_t id(size_t index) const;
  const Features& at(size_t index) const;
  /// A hash of all that the profile states: profiles with the same content compare alike with anybody. Never 0.
  uint64_t content(size_t index) const;

 private:
  struct Held;
  std::unique_ptr<Held> held_;
};

/// Blocking keys, each selective enough to be looked up: who shares one becomes a candidate as block_shape() says.
std::vector<uint64_t> blocking_keys(const Features& features, const Model& model);

/// How those who hold one key become candidates.
enum class BlockShape : uint8_t {
  every_pair,  // few holders
  hubs,        // many: each against the hubs alone
  none         // a value shared by so many says nothing of who they are
};
/// A key that by itself says little (a phone, an e-mail, a name) yields every pair up to the model's `block_limit`
/// and none beyond: its second keys (phone and name, name and town …) split the block. A key that says much (an id
/// that identifies, a second key) goes on with hubs up to 100 times that limit, and beyond if its holders are alike, so that
/// one person with very many records does not fall apart.
BlockShape block_shape(uint64_t key, size_t holders, bool alike, const Model& model);
size_t block_limit(const Model& model);
/// The most holders of which any block yields candidates, whether they are alike or not.
size_t largest_block(const Model& model);
/// Whether holders are alike who state `contents` different things (FeatureSet::content()): no more than the block limit.
bool are_alike(size_t contents, const Model& model);
/// Those of `holders` that the rest is compared with: the few of the lowest rank. Cost: linear.
struct Holder {
  uint64_t rank = 0;  // rank_of() its party, so that no order of arrival matters
  int64_t id = 0;
  friend auto operator<=>(const Holder&, const Holder&) = default;
};
std::vector<int64_t> hubs(std::vector<Holder> holders);
/// Who used a device ranks behind all who did not: what is known by the device (a browser) leads its block and is compared with each of
/// its users, however many they are.
uint64_t rank_of(const PartyKey& key, bool used_a_device);
/// The same for a rank of any other kind.
uint64_t behind(uint64_t rank, bool used_a_device);

/// Who is known by one phone number or e-mail address alone holds a key of its own: the lone key beside the common one, under which the
/// value's other holders stand. So that none of these is crowded out, or overlooked, a few who are known by the value alone are
/// compared with all others who hold it. lone_key() of a common key, and back.
uint64_t lone_key(uint64_t common);
uint64_t common_key(uint64_t lone);
/// The lone keys of all phone numbers and e-mail addresses of a person; of organisations none.
std::vector<uint64_t> lone_keys(const Features& features);
/// Those of the holders of a lone key that are compared with the `common` holders of the common one: the few of the lowest rank. None
/// where those are too many and not `alike`; how many hold the lone key does not matter.
std::vector<int64_t> lone_leaders(std::vector<Holder> lone, size_t common, bool alike, const Model& model);

/// Compares two profiles. `a`/`b` of the result are ordered by id.
Pair compare(const Features& x, const Features& y, const Model& model);

/// A group of profiles (ids) that are one customer; ids ascending.
using Cluster = std::vector<int64_t>;

/// What cluster() needs to know of one profile beside the pairs. `content`: FeatureSet::content(), so that equals are
/// compared once; 0: unlike all others.
struct Node {
  int64_t id = 0;
  PartyKey key;  // breaks ties
  uint64_t content = 0;
};

/// Joins one connected component into customers: decisions first (same joins, different separates, the last
/// word wins, household separates), then match pairs from the heaviest to the lightest, each join refused
/// where a veto stands between any two members or where the joined cluster is not cohesive; last, what is known by a
/// device alone, to those who used it, and by one contact alone, to those who have it, if they are one customer, else to nobody. `pairs` holds the
/// pairs that may join; `between` compares two nodes (by id) that are no such pair, since vetoes and
/// contradictions count also between those who share no key; without it they say nothing. Pairs with a profile
/// that is no node are left out. Several components at once give what each gives alone. Deterministic for any
/// order of the inputs; ids break no tie. Cost: at most one comparison per two different contents that may join.
using Between = std::function<Pair(int64_t a, int64_t b)>;
struct Clustering {
  std::vector<Cluster> clusters;  // every node in exactly one; sorted
  std::vector<Pair> review;       // what a steward should see: review band or refused joins, heaviest first;
                                  // not what a steward has parted already
};
Clustering cluster(std::vector<Node> nodes, std::vector<Pair> pairs, const std::vector<Decision>& decisions,
                   const Between& between = {});

/// The reason of a pair in one sentence: which fields agree, what spoke against, the band, in either
/// language; values are not named. E.g.
/// 「電話番号とフリガナが一致し、住所は異なるが、同じ人と判断しました（重み 14.2）。」
std::string reason(const Pair& pair, Lang lang);

}  // namespace musubi
