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
  size_t size() const;
  int64_t id(size_t index) const;
  const Features& at(size_t index) const;

 private:
  struct Held;
  std::unique_ptr<Held> held_;
};

/// Blocking keys: two profiles are candidates when they share one. Each is selective enough to be looked up;
/// a key that more than `block_limit(model)` profiles hold yields no candidates by itself (its second keys
/// do).
std::vector<uint64_t> blocking_keys(const Features& features, const Model& model);
size_t block_limit(const Model& model);

/// Compares two profiles. `a`/`b` of the result are ordered by id.
Pair compare(const Features& x, const Features& y, const Model& model);

/// A group of profiles (ids) that are one customer; ids ascending.
using Cluster = std::vector<int64_t>;

/// What cluster() needs to know of one profile beside the pairs.
struct Node {
  int64_t id = 0;
  PartyKey key;  // breaks ties
};

/// Joins one connected component into customers: decisions first (same joins, different separates, the last
/// word wins, household separates), then match pairs from the heaviest to the lightest, each join refused
/// where a veto stands between any two members or where the joined cluster is not cohesive. `pairs` should
/// hold every pair of the component, also those that share no key: a veto or a contradiction that was never
/// compared cannot be heard. Pairs with a profile that is no node are left out. Several components at once
/// give what each gives alone. Deterministic for any order of the inputs; ids break no tie.
struct Clustering {
  std::vector<Cluster> clusters;  // every node in exactly one; sorted
  std::vector<Pair> review;       // what a steward should see: review band or refused joins, heaviest first;
                                  // not what a steward has parted already
};
Clustering cluster(std::vector<Node> nodes, std::vector<Pair> pairs, const std::vector<Decision>& decisions,
                   const Model& model);

/// The reason of a pair in one sentence: which fields agree, what spoke against, the band, in either
/// language; values are not named. E.g.
/// 「電話番号とフリガナが一致し、住所は異なるが、同じ人と判断しました（重み 14.2）。」
std::string reason(const Pair& pair, Lang lang);

}  // namespace musubi
