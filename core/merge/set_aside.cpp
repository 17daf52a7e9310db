#include "core/merge/set_aside.hpp"

#include <algorithm>

#include "core/merge/one_kanji.hpp"

namespace musubi::merging {
namespace {

bool some_part(const Candidate& c, bool (*says)(std::string_view)) { return std::any_of(c.value->parts.begin(), c.value->parts.end(), says); }

/// Takes out whom another one of them outdoes.
template <class Outdone>
void set_aside(std::vector<Candidate>& all, Outdone outdone) {
  std::vector<Candidate> left;
  for (const Candidate& c : all) {
    auto by = [&](const Candidate& other) { return &other != &c && outdone(c, other); };
    if (std::none_of(all.begin(), all.end(), by)) left.push_back(c);
  }
  all = std::move(left);
}

bool is_reading_of(const Candidate& kana, const Candidate& written, const ReadsAs& reads) {
  if (kana.clears() || some_part(kana, has_kanji) || !some_part(written, has_kanji)) return false;
  const Stated* own = written.profile->value(Field::kana);
  return (own && reads(*own, *kana.value)) || reads(*written.value, *kana.value);
}

enum Part : size_t { postal_code, prefecture, city, town, street, building, count };

bool says_only_code(const std::vector<std::string>& parts) {
  return !parts[postal_code].empty() && std::all_of(parts.begin() + 1, parts.end(), [](const std::string& part) { return part.empty(); });
}

/// Whether `some` says nothing that `whole` does not. Keys of addresses go from the large to the small, numbers last.
bool is_within(const Stated& some, const Stated& whole) {
  const std::vector<std::string>&a = some.parts, &b = whole.parts;
  if (a.size() != count || b.size() != count || a == b) return false;
  if (says_only_code(a)) return a[postal_code] == b[postal_code];
  if (some.key.empty() || !whole.key.starts_with(some.key) || (!a[building].empty() && a[building] != b[building])) return false;
  if (some.key == whole.key) return a[building].empty() && !b[building].empty();
  const char next = whole.key[some.key.size()];
  return next == '|' || next == '-' || (a[street].empty() && (a[town].empty() || a[town] == b[town]));
}

}  // namespace

void set_aside_spellings(std::vector<Candidate>& names, const ReadsAs& reads) {
  if (std::none_of(names.begin(), names.end(), [](const Candidate& c) { return some_part(c, has_kanji); })) return;
  std::erase_if(names, [](const Candidate& c) { return !c.clears() && !some_part(c, has_japanese); });
  if (reads) set_aside(names, [&](const Candidate& c, const Candidate& written) { return is_reading_of(c, written, reads); });
}

void set_aside_misspellings(std::vector<Candidate>& names, const Rules& rules, std::vector<Warning>& warnings) {
  // Heard in the order of trust, so that a misspelling that was set aside accuses nobody.
  std::vector<const Candidate*> by_trust, kept;
  for (const Candidate& c : names) by_trust.push_back(&c);
  std::stable_sort(by_trust.begin(), by_trust.end(),
                   [&](auto* a, auto* b) { return more_trusted(*a->profile, *b->profile, rules); });
  for (const Candidate* c : by_trust) {
    auto same = [&](const Candidate* k) { return identity(*k->value) == identity(*c->value); };
    auto accuses = [&](const Candidate* k) {
      return more_trusted(*k->profile, *c->profile, rules) &&
             one_kanji_apart(identity(*k->value), identity(*c->value));
    };
    auto trusted = std::find_if(kept.begin(), kept.end(), accuses);
    if (trusted == kept.end() || std::any_of(kept.begin(), kept.end(), same))
      kept.push_back(c);
    else
      warnings.push_back(
          {Field::name, "merge.one_kanji", c->profile->id, shown(*(*trusted)->value), shown(*c->value)});
  }
  std::vector<Candidate> left;
  for (const Candidate& c : names)
    if (std::find(kept.begin(), kept.end(), &c) != kept.end()) left.push_back(c);
  names = std::move(left);
}

void set_aside_vague(std::vector<Candidate>& addresses) {
  set_aside(addresses, [](const Candidate& c, const Candidate& other) { return is_within(*c.value, *other.value); });
}

}  // namespace musubi::merging
