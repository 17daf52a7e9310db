#include "core/flow/blocks.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/store/devices.hpp"

namespace musubi {
namespace {

void sort_once(auto& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

/// The part of a sorted list that holds `hash`, which stands no earlier than `from`; moves `from` behind it.
std::vector<int64_t> holders_of(uint64_t hash, const std::vector<HeldKey>& list, size_t& from) {
  while (from < list.size() && list[from].first < hash) ++from;
  std::vector<int64_t> out;
  for (; from < list.size() && list[from].first == hash; ++from) out.push_back(list[from].second);
  return out;
}

std::vector<uint64_t> without(const std::vector<uint64_t>& all, const std::vector<uint64_t>& some) {
  std::vector<uint64_t> out;
  std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::back_inserter(out));
  return out;
}

}  // namespace

Ids Blocks::fill(std::vector<HeldKey> now, const std::vector<HeldKey>& before,
                 const Ranks& touched, std::vector<uint64_t> lone) {
  std::sort(now.begin(), now.end());
  std::vector<uint64_t> left;
  for (const auto& [hash, id] : before) left.push_back(hash);
  sort_once(left);
  asked_ = left;
  for (const auto& [hash, id] : now) asked_.push_back(hash);
  sort_once(asked_);
  // A key that touched profiles held needs so many more answers that others are surely among them.
  std::vector<HeldKey> there = stored(without(asked_, left), 0), more = stored(left, touched.size());
  there.insert(there.end(), more.begin(), more.end());
  ranks_ = touched;
  for (const auto& [id, rank] : touched) touched_.insert(id);
  ranks_before_.clear();
  know_large(there, now, touched.size());
  Ids crossed;
  size_t in_there = 0, in_now = 0;
  for (uint64_t hash : asked_) {
    std::vector<int64_t> old = holders_of(hash, there, in_there), fresh = holders_of(hash, now, in_now), others = untouched(old), holders = others;
    holders.insert(holders.end(), fresh.begin(), fresh.end());
    bool goes_on = block_shape(hash, largest_block(model_) + 1, true, model_) == BlockShape::hubs;
    std::optional<bool> were = goes_on ? were_alike(old, others) : false;
    BlockShape was = block_shape(hash, old.size(), were.value_or(true), model_), is = block_shape(hash, holders.size(), goes_on && alike(holders), model_);
    std::vector<int64_t> hubs = hubs_of(is, holders, ranks_);
    if (!were || was != is || hubs != hubs_of(was, old, ranks_before_)) crossed.insert(others.begin(), others.end());
    add(is, holders, std::move(hubs));
  }
  for (const HeldKey& held : before)
    if (!std::binary_search(now.begin(), now.end(), held)) lone.push_back(lone_key(held.first));
  crossed.merge(meet_lone(std::move(lone), now, touched.size()));
  return crossed;
}

/// Blocks of those who are known by a value alone and of its other holders. Answers whose pairs have to be compared anew, since others
/// lead now.
Ids Blocks::meet_lone(std::vector<uint64_t> lone, const std::vector<HeldKey>& now, size_t touched) {
  sort_once(lone);
  std::vector<uint64_t> unknown = without(lone, asked_lone_), common;
  asked_lone_.insert(asked_lone_.end(), unknown.begin(), unknown.end());
  std::sort(asked_lone_.begin(), asked_lone_.end());
  const std::vector<HeldKey> there = all_stored(unknown, touched);
  std::vector<int64_t> unranked;
  for (const auto& [hash, id] : there) {
    common.push_back(common_key(hash));
    if (!ranks_before_.contains(id)) unranked.push_back(id);
  }
  sort_once(unranked);
  rank_stored(unranked);
  for (const auto& [hash, id] : now)
    if (std::binary_search(unknown.begin(), unknown.end(), hash)) common.push_back(common_key(hash));
  sort_once(common);
  const std::vector<HeldKey> others = all_stored(common, touched);
  auto before_and_now = [&](uint64_t key, const std::vector<HeldKey>& stored) {
    size_t in_stored = 0, in_now = 0;
    std::vector<int64_t> old = holders_of(key, stored, in_stored), is = holders_of(key, now, in_now);
    for (int64_t id : untouched(old)) is.push_back(id);
    return std::pair(std::move(old), std::move(is));
  };
  Ids crossed;
  for (uint64_t hash : common) {
    auto alone = before_and_now(lone_key(hash), there), beside = before_and_now(hash, others);
    std::vector<int64_t> leaders = leaders_of(alone.second, beside.second.size(), alike(beside.second), ranks_);
    std::optional<bool> were = were_alike(beside.first, untouched(beside.first));
    if (!were || leaders != leaders_of(alone.first, beside.first.size(), *were, ranks_before_))
      for (const auto* list : {&alone.second, &beside.second})
        for (int64_t id : untouched(*list)) crossed.insert(id);
    add_led(std::move(leaders), beside.second);
  }
  return crossed;
}

std::vector<int64_t> Blocks::leaders_of(const std::vector<int64_t>& lone, size_t common, bool alike, const Ranks& ranks) const {
  std::vector<Holder> ranked;
  for (int64_t id : lone) ranked.push_back({ranks.at(id), id});
  return lone_leaders(std::move(ranked), common, alike, model_);
}

std::vector<int64_t> Blocks::untouched(const std::vector<int64_t>& ids) const {
  std::vector<int64_t> out;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(out), [&](int64_t id) { return !touched_.contains(id); });
  return out;
}

/// All holders up to what a block may have, and `more`, or all that there are where they are alike; sorted.
std::vector<HeldKey> Blocks::all_stored(const std::vector<uint64_t>& hashes, size_t more) const {
  std::vector<HeldKey> out;
  size_t limit = largest_block(model_) + 1 + more;
  for (const Session::Holder& h : session_.holders(hashes, limit)) out.emplace_back(h.hash, h.profile_id);
  std::sort(out.begin(), out.end());
  return whole(std::move(out), limit);
}

/// Sorted holders, at most `limit` of each key: where so many were found and the untouched of them are alike, the rest of them, too.
std::vector<HeldKey> Blocks::whole(std::vector<HeldKey> part, size_t limit) const {
  std::vector<HeldKey> out;
  for (size_t at = 0; at < part.size();) {
    uint64_t hash = part[at].first;
    std::vector<int64_t> ids = holders_of(hash, part, at);
    for (size_t asked = limit; ids.size() == asked && alike(untouched(ids));) {
      ids.clear();
      for (const Session::Holder& h : session_.holders({hash}, asked *= 4)) ids.push_back(h.profile_id);
    }
    for (int64_t id : ids) out.emplace_back(hash, id);
  }
  return out;
}

/// How many different things they state, if it is no more than are_alike() allows; else more than that. Asked portion by portion, so that
/// many who differ are told soon.
size_t Blocks::different(const std::vector<int64_t>& ids) const {
  std::unordered_set<uint64_t> seen;
  size_t portion = 256;
  for (size_t from = 0; from < ids.size() && are_alike(seen.size(), model_); from += portion, portion *= 4) {
    auto first = ids.begin() + std::ptrdiff_t(from);
    for (uint64_t content : contents_({first, first + std::ptrdiff_t(std::min(portion, ids.size() - from))})) seen.insert(content);
  }
  return seen.size();
}

/// Looked at only where they are more than a block may have else.
bool Blocks::alike(const std::vector<int64_t>& ids) const {
  return ids.size() > largest_block(model_) && are_alike(different(ids), model_);
}

/// The same of stored holders. What touched ones stated before is not known: nothing where it depends on them.
std::optional<bool> Blocks::were_alike(const std::vector<int64_t>& before, const std::vector<int64_t>& untouched) const {
  if (before.size() <= largest_block(model_)) return false;
  size_t contents = different(untouched);
  if (!are_alike(contents, model_)) return false;
  return are_alike(contents + before.size() - untouched.size(), model_) ? std::optional(true) : std::nullopt;
}

/// Up to as many holders of each key as tell that its block is not small, and `more`.
std::vector<HeldKey> Blocks::stored(const std::vector<uint64_t>& hashes, size_t more) const {
  std::vector<HeldKey> out;
  for (const Session::Holder& h : session_.holders(hashes, block_limit(model_) + 1 + more)) out.emplace_back(h.hash, h.profile_id);
  return out;
}

/// Hubs can be told only when all holders and their ranks are known. Leaves `there` sorted.
void Blocks::know_large(std::vector<HeldKey>& there, const std::vector<HeldKey>& now, size_t touched) {
  std::vector<uint64_t> all, large;
  all.reserve(there.size() + now.size());
  for (const auto* list : std::array{&std::as_const(there), &now})
    for (const auto& [hash, id] : *list) all.push_back(hash);
  std::sort(all.begin(), all.end());
  size_t few = block_limit(model_);
  for (auto at = all.begin(); at != all.end();) {
    auto behind = std::find_if(at, all.end(), [&](uint64_t hash) { return hash != *at; });
    if (size_t(behind - at) > few && block_shape(*at, few + 1, false, model_) == BlockShape::hubs) large.push_back(*at);
    at = behind;
  }
  std::erase_if(there, [&](const HeldKey& k) { return std::binary_search(large.begin(), large.end(), k.first); });
  std::vector<int64_t> unranked;
  for (const HeldKey& held : all_stored(large, touched)) {
    there.push_back(held);
    if (!ranks_before_.contains(held.second)) unranked.push_back(held.second);
  }
  std::sort(there.begin(), there.end());
  sort_once(unranked);
  rank_stored(unranked);
}

/// What touched profiles say now has its rank already; here it is as before.
void Blocks::rank_stored(const std::vector<int64_t>& ids) {
  if (ids.empty()) return;
  std::vector<PartyKey> keys = session_.party_keys(ids);
  std::vector<int64_t> users = users_of_devices(session_, ids);
  for (size_t i = 0; i < ids.size(); ++i) {
    uint64_t rank = rank_of(keys[i], std::binary_search(users.begin(), users.end(), ids[i]));
    ranks_before_[ids[i]] = rank;
    ranks_.try_emplace(ids[i], rank);
  }
}

std::vector<int64_t> Blocks::hubs_of(BlockShape shape, const std::vector<int64_t>& holders, const Ranks& ranks) {
  if (shape != BlockShape::hubs) return {};
  std::vector<Holder> ranked;
  for (int64_t id : holders) ranked.push_back({ranks.at(id), id});
  return hubs(std::move(ranked));
}

void Blocks::add(BlockShape shape, const std::vector<int64_t>& holders, std::vector<int64_t> hubs) {
  if (holders.size() < 2 || shape == BlockShape::none) return;
  if (shape == BlockShape::every_pair) return open_.push_back({holders, holders.size()});
  add_led(std::move(hubs), holders);
}

void Blocks::add_led(std::vector<int64_t> leaders, const std::vector<int64_t>& rest) {
  Open block{std::move(leaders), 0};
  block.leading = block.holders.size();
  Ids leading(block.holders.begin(), block.holders.end());
  for (int64_t id : rest)
    if (!leading.contains(id)) block.holders.push_back(id);
  if (block.leading > 0) open_.push_back(std::move(block));
}

void Blocks::widen(std::vector<uint64_t> hashes, std::vector<uint64_t> lone) {
  meet_lone(std::move(lone), {}, 0);
  sort_once(hashes);
  std::vector<uint64_t> unknown = without(hashes, asked_);
  std::vector<HeldKey> there = stored(unknown, 0);
  know_large(there, {}, 0);
  size_t at = 0;
  for (uint64_t hash : unknown) {
    std::vector<int64_t> holders = holders_of(hash, there, at);
    BlockShape shape = block_shape(hash, holders.size(), alike(holders), model_);
    add(shape, holders, hubs_of(shape, holders, ranks_));
  }
  asked_.insert(asked_.end(), unknown.begin(), unknown.end());
  std::sort(asked_.begin(), asked_.end());
}

std::vector<std::pair<int64_t, int64_t>> Blocks::candidates(const Ids& touched) const {
  std::vector<std::pair<int64_t, int64_t>> out;
  for (const Open& block : open_)
    for (size_t i = 0; i < block.leading; ++i) {
      bool one = touched.contains(block.holders[i]);
      for (size_t k = i + 1; k < block.holders.size(); ++k)
        if (block.holders[i] != block.holders[k] && (one || touched.contains(block.holders[k])))
          out.push_back(std::minmax(block.holders[i], block.holders[k]));
    }
  sort_once(out);
  return out;
}

}  // namespace musubi
