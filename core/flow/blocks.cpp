#include "core/flow/blocks.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace musubi {
namespace {

void sort_once(auto& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

/// The part of a sorted list that holds `hash`, which stands no earlier than `from`; moves `from` behind it.
std::span<const HeldKey> part(const std::vector<HeldKey>& list, size_t& from, uint64_t hash) {
  while (from < list.size() && list[from].first < hash) ++from;
  size_t begin = from;
  while (from < list.size() && list[from].first == hash) ++from;
  return std::span(list).subspan(begin, from - begin);
}

std::vector<HeldKey> sorted(const std::vector<Session::Holder>& holders) {
  std::vector<HeldKey> out;
  out.reserve(holders.size());
  for (const Session::Holder& h : holders) out.emplace_back(h.hash, h.profile_id);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

Ids Blocks::fill(std::vector<HeldKey> now, const std::vector<HeldKey>& before, const Ids& touched) {
  std::sort(now.begin(), now.end());
  for (const std::vector<HeldKey>* list : {&std::as_const(now), &before})
    for (const auto& [hash, id] : *list) asked_.push_back(hash);
  sort_once(asked_);
  std::vector<HeldKey> there = stored(before, touched.size());
  Ids crossed;
  size_t in_there = 0, in_now = 0;
  for (uint64_t hash : asked_) {
    std::span<const HeldKey> old = part(there, in_there, hash), fresh = part(now, in_now, hash);
    std::vector<int64_t> holders;
    for (const auto& [same, id] : old)
      if (!touched.contains(id)) holders.push_back(id);
    size_t others = holders.size();
    for (const auto& [same, id] : fresh) holders.push_back(id);
    bool opened_or_closed = (holders.size() <= limit_) != (old.size() <= limit_);
    if (opened_or_closed) crossed.insert(holders.begin(), holders.begin() + std::ptrdiff_t(others));
    add(std::move(holders));
  }
  return crossed;
}

/// A key that touched profiles held needs so many more answers that those who are not touched are surely
/// among them.
std::vector<HeldKey> Blocks::stored(const std::vector<HeldKey>& before, size_t touched) const {
  std::vector<uint64_t> left, few;
  for (const auto& [hash, id] : before) left.push_back(hash);
  sort_once(left);
  std::set_difference(asked_.begin(), asked_.end(), left.begin(), left.end(), std::back_inserter(few));
  std::vector<Session::Holder> all = session_.holders(few, limit_ + 1),
                               more = session_.holders(left, limit_ + 1 + touched);
  all.insert(all.end(), more.begin(), more.end());
  return sorted(all);
}

void Blocks::widen(std::vector<uint64_t> hashes) {
  sort_once(hashes);
  std::vector<uint64_t> unknown;
  std::set_difference(hashes.begin(), hashes.end(), asked_.begin(), asked_.end(),
                      std::back_inserter(unknown));
  std::vector<HeldKey> there = sorted(session_.holders(unknown, limit_ + 1));
  size_t at = 0;
  for (uint64_t hash : unknown) {
    std::vector<int64_t> holders;
    for (const auto& [same, id] : part(there, at, hash)) holders.push_back(id);
    add(std::move(holders));
  }
  asked_.insert(asked_.end(), unknown.begin(), unknown.end());
  std::sort(asked_.begin(), asked_.end());
}

void Blocks::add(std::vector<int64_t> holders) {
  if (holders.size() > 1 && holders.size() <= limit_) open_.push_back(std::move(holders));
}

std::vector<std::pair<int64_t, int64_t>> Blocks::candidates(const Ids& touched) const {
  std::vector<std::pair<int64_t, int64_t>> out;
  for (const std::vector<int64_t>& holders : open_)
    for (size_t i = 0; i < holders.size(); ++i) {
      bool one = touched.contains(holders[i]);
      for (size_t k = i + 1; k < holders.size(); ++k)
        if (holders[i] != holders[k] && (one || touched.contains(holders[k])))
          out.push_back(std::minmax(holders[i], holders[k]));
    }
  sort_once(out);
  return out;
}

}  // namespace musubi
