#include "core/merge/proposals.hpp"

#include <algorithm>
#include <tuple>

#include "core/merge/candidate.hpp"
#include "core/record/proposal.hpp"

namespace musubi {
namespace {

using merging::identity;

bool is_employment(std::string_view field) {
  return field == employment_field || field == "company" || field == "department" || field == "title";
}

// Without a time: older than everything.
bool older(const Proposed& a, const Proposed& b) {
  return std::tie(a.at, a.record, a.fact, a.key, a.value) < std::tie(b.at, b.record, b.fact, b.key, b.value);
}

bool is_japanese(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
}

// 部長 is what 営業部長 says beside a department 営業部 or 営業.
bool says_both(std::string_view whole, std::string_view title, std::string_view department) {
  constexpr size_t kanji = 3;  // bytes of the 部 that both share
  if (department.empty() || title.size() < kanji || whole.size() <= title.size() || !whole.ends_with(title)) return false;
  std::string_view before = whole.substr(0, whole.size() - title.size());
  return before == department || (department.starts_with(before) && department.substr(before.size()) == title.substr(0, kanji));
}

class Judge {
 public:
  Judge(const std::vector<Proposed>& all, const MasterSays& master, std::string_view zone) : master_(master), zone_(zone) {
    for (const Proposed& p : all)
      if (p.field == "department") departments_.insert(p.value);
    if (std::string held = key_of(Field::department); !held.empty()) departments_.insert(held);
  }

  bool held(const Proposed& p) const {
    const FieldDef* def = find_field(p.field);
    if (!def) return false;
    bool first = true;
    for (const Stated& s : master_.values) {
      if (s.field != def->field || (!first && def->field == Field::email)) continue;
      first = false;
      if (identity(s) == p.value || (!is_japanese(p.shown) && is_employment(p.field) && is_japanese(shown(s)))) return true;
      if (def->field == Field::title && same_title(identity(s), p.value)) return true;
    }
    return false;
  }

  bool stale(const Proposed& p) const {
    if (auto spoken = master_.spoken.find(p.field); spoken != master_.spoken.end() && p.at && *p.at < spoken->second) return true;
    return is_employment(p.field) && p.at && !master_.post_since.empty() && format_local(*p.at, zone_).substr(0, 10) < master_.post_since;
  }

 private:
  std::string key_of(Field f) const {
    for (const Stated& s : master_.values)
      if (s.field == f) return identity(s);
    return "";
  }

  bool same_title(const std::string& golden, const std::string& proposed) const {
    return std::any_of(departments_.begin(), departments_.end(),
                       [&](const std::string& d) { return says_both(golden, proposed, d) || says_both(proposed, golden, d); });
  }

  const MasterSays& master_;
  std::string_view zone_;
  std::set<std::string> departments_;
};

}  // namespace

std::vector<OpenProposal> open_proposals(const std::vector<Proposed>& all, const MasterSays& master,
                                         const std::set<std::pair<std::string, std::string>>& judged, std::string_view zone) {
  Judge judge(all, master, zone);
  std::map<std::string, const Proposed*> newest;  // by field
  std::map<std::pair<std::string, std::string>, OpenProposal> found;
  for (const Proposed& p : all) {
    const Proposed*& last = newest[p.field];
    if (!last || older(*last, p)) last = &p;
    OpenProposal& one = found[{p.field, p.value}];
    bool first = one.last.field.empty();
    if (first || older(one.last, p)) one.last = p;
    if (p.at && (!one.since || *p.at < *one.since)) one.since = p.at;
  }
  std::vector<OpenProposal> out;
  for (auto& [key, one] : found) {
    bool overtaken = key.first != employment_field && key.first != opt_out_field && one.last.record != newest[key.first]->record;
    if (overtaken || judged.contains(key) || judge.held(one.last) || judge.stale(one.last)) continue;
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace musubi
