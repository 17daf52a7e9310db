#include "core/merge/candidate.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/merge/one_kanji.hpp"

namespace musubi::merging {
namespace {

size_t rank_of(EnteredBy who, const Rules& rules) {
  return size_t(std::find(rules.entered_by.begin(), rules.entered_by.end(), who) - rules.entered_by.begin());
}

size_t source_rank(const Profile& p, const Rules& rules) {
  const RecordKey& r = p.key.record;
  auto at = std::find_if(rules.sources.begin(), rules.sources.end(), [&](const std::string& name) {
    return name == r.connection || name == r.connection + "." + r.stream;
  });
  return size_t(at - rules.sources.begin());
}

bool is_employment(Field f) {
  return f == Field::company || f == Field::department || f == Field::title;
}

// For employment the day from which it holds counts, where the source says it. Without any time: older than
// everything.
Time recency(const Candidate& c) {
  if (is_employment(c.value->field) && !c.profile->valid_since.empty())
    if (auto since = parse_time(c.profile->valid_since, "UTC")) return *since;
  return c.profile->updated_at.value_or(Time::min());
}

std::pair<size_t, size_t> completeness(const Stated& s) {
  size_t filled = 0, bytes = 0;
  for (const std::string& part : s.parts) filled += !part.empty(), bytes += part.size();
  return {filled, bytes};
}

// A name written out in kanji says more than its reading typed into the same field, however new that is.
bool written_out(const Stated& s) {
  return std::any_of(s.parts.begin(), s.parts.end(), has_kanji);
}

// Negative: a before b.
int compare_by(Criterion by, const Candidate& a, const Candidate& b, const Rules& rules) {
  auto order = [](const auto& first, const auto& second) {
    return first == second ? 0 : first < second ? -1 : 1;
  };
  switch (by) {
    case Criterion::entered_by:
      return order(rank_of(a.profile->entered_by, rules), rank_of(b.profile->entered_by, rules));
    case Criterion::source:
      return order(source_rank(*a.profile, rules), source_rank(*b.profile, rules));
    case Criterion::recency:
      if (a.value->field == Field::name && written_out(*a.value) != written_out(*b.value))
        return written_out(*a.value) ? -1 : 1;
      return order(recency(b), recency(a));
    case Criterion::agreement:
      return order(b.agreeing, a.agreeing);
    case Criterion::completeness:
      return order(completeness(*b.value), completeness(*a.value));
  }
  return 0;
}

bool before(const Candidate& a, const Candidate& b, const Rules& rules) {
  for (Criterion by : rules.order)
    if (int order = compare_by(by, a, b, rules)) return order < 0;
  return a.profile->key < b.profile->key;
}

// Profiles by the first value that each states, so that no second value stands between them: three would else go round in a circle. The
// values of one profile keep the order in which it states them.
std::vector<Candidate> in_order(const std::vector<Candidate>& all, const Rules& rules) {
  std::vector<std::vector<Candidate>> of_profiles;
  for (const Candidate& c : all) {
    if (of_profiles.empty() || of_profiles.back()[0].profile != c.profile) of_profiles.emplace_back();
    of_profiles.back().push_back(c);
  }
  std::sort(of_profiles.begin(), of_profiles.end(), [&](const auto& a, const auto& b) { return before(a[0], b[0], rules); });
  std::vector<Candidate> out;
  for (const auto& values : of_profiles) out.insert(out.end(), values.begin(), values.end());
  return out;
}

}  // namespace

bool Candidate::clears() const {
  return std::all_of(value->parts.begin(), value->parts.end(),
                     [](const std::string& part) { return part.empty(); });
}

std::vector<std::pair<const Pin*, const Member*>> pins_on(const std::vector<Member>& members, Field f) {
  std::vector<std::pair<const Pin*, const Member*>> out;
  for (const Member& m : members)
    for (const Pin& pin : m.pins)
      if (pin.value.field == f) out.emplace_back(&pin, &m);
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::tie(b.first->event, a.second->now.key) < std::tie(a.first->event, b.second->now.key);
  });
  return out;
}

std::string identity(const Stated& value) {
  return value.key.empty() ? shown(value) : value.key;
}

bool more_trusted(const Profile& a, const Profile& b, const Rules& rules) {
  return rank_of(a.entered_by, rules) < rank_of(b.entered_by, rules);
}

std::vector<Candidate> candidates(const std::vector<Member>& members, Field f, const Rules& rules) {
  std::vector<Candidate> active, gone;
  for (const Member& m : members)
    for (const Stated& s : m.now.values)
      if (s.field == f) (m.now.gone ? gone : active).push_back({&s, &m.now, 1});
  std::vector<Candidate> out = active.empty() ? std::move(gone) : std::move(active);
  if (out.size() < 2) return out;
  std::map<std::string, std::set<PartyKey>> stating;
  for (const Candidate& c : out) stating[identity(*c.value)].insert(c.profile->key);
  for (Candidate& c : out) c.agreeing = stating[identity(*c.value)].size();
  out = in_order(out, rules);
  std::stable_partition(out.begin(), out.end(), [](const Candidate& c) { return !c.value->made_up; });
  return out;
}

}  // namespace musubi::merging
