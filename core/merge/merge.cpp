#include <algorithm>
#include <set>

#include "core/merge/candidate.hpp"
#include "core/merge/set_aside.hpp"

namespace musubi {
namespace {

using namespace merging;

// A title belongs to its employer: what was said of another company is not taken over to the one that won.
void keep_those_of_employer(std::vector<Candidate>& all, const Customer& customer, bool employer_known) {
  if (!employer_known) return;
  auto golden = std::find_if(customer.values.begin(), customer.values.end(),
                             [](const Golden& g) { return g.value.field == Field::company; });
  std::erase_if(all, [&](const Candidate& c) {
    const Stated* company = c.profile->value(Field::company);
    bool none = !company || shown(*company).empty();
    return !none && (golden == customer.values.end() || identity(*company) != identity(golden->value));
  });
}

bool blank(const Stated& value) {
  return std::all_of(value.parts.begin(), value.parts.end(), [](const std::string& part) { return part.empty(); });
}

// The words of stewards on this field that hold, the last first: of one value that one; of many what was accepted of proposals
// adds to what was said before, and only what a steward typed, or blanked, replaces.
std::vector<Golden> pinned(const std::vector<Member>& members, const FieldDef& def) {
  std::vector<Golden> out;
  for (auto [pin, on] : pins_on(members, def.field)) {
    out.push_back({pin->value, on->now.id, pin->event, pin->who});
    if (!def.many || !pin->accepted || blank(pin->value)) break;
  }
  return out;
}

// Distinct values, the preferred first; what ranks below an explicit clearing is gone.
void add_many(const std::vector<Candidate>& all, const std::vector<Golden>& pins, std::vector<Golden>& out) {
  std::set<std::string> seen;
  for (const Golden& pin : pins) {
    if (blank(pin.value)) return;
    if (seen.insert(identity(pin.value)).second) out.push_back(pin);
  }
  for (const Candidate& c : all) {
    if (c.clears()) return;
    if (seen.insert(identity(*c.value)).second) out.push_back({*c.value, c.profile->id});
  }
}

}  // namespace

Customer merge(const std::vector<Member>& members, const Survivorship& survivorship, const ReadsAs& reads) {
  Customer out;
  auto first = std::min_element(members.begin(), members.end(),
                                [](const Member& a, const Member& b) { return a.now.id < b.now.id; });
  if (first == members.end()) return out;
  out.id = first->now.id;
  out.kind = first->now.kind;
  bool employer_known = false;
  for (const FieldDef& def : fields()) {
    const Rules& rules = survivorship.impl().of(def.field);
    std::vector<Candidate> all = candidates(members, def.field, rules);
    if (def.field == Field::company) employer_known = !all.empty();
    if (def.field == Field::name) {
      set_aside_spellings(all, reads);
      set_aside_misspellings(all, rules, out.warnings);
    }
    if (def.field == Field::address) set_aside_vague(all);
    if (def.field == Field::department || def.field == Field::title)
      keep_those_of_employer(all, out, employer_known);
    std::vector<Golden> pins = pinned(members, def);
    if (def.field == Field::company && !pins.empty()) employer_known = true;
    if (def.many)
      add_many(all, pins, out.values);
    else if (!pins.empty() && !blank(pins[0].value))
      out.values.push_back(std::move(pins[0]));
    else if (!pins.empty())
      continue;
    else if (!all.empty() && !all.front().clears())
      out.values.push_back({*all.front().value, all.front().profile->id});
  }
  return out;
}

}  // namespace musubi
