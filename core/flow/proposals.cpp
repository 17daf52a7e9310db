#include "core/flow/proposals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/flow/profile_row.hpp"
#include "core/merge/proposals.hpp"
#include "core/record/proposal.hpp"

namespace musubi {
namespace {

using Cell = std::optional<std::string>;

/// The golden values of a row of master.customer.
std::vector<Stated> golden_of(const Row& row) {
  static const Table& t = table(TableId::customer);
  std::vector<Stated> out;
  for (const FieldDef& f : fields()) {
    size_t at = t.at(f.parts[0]);
    if (f.many) {
      for (std::string& one : texts_of(row.cells[at].value_or("{}"))) out.push_back(stated_of(f, {std::move(one)}));
      continue;
    }
    std::vector<std::string> parts;
    for (size_t i = 0; i < f.parts.size(); ++i) parts.push_back(row.cells[at + i].value_or(""));
    if (std::any_of(parts.begin(), parts.end(), [](const std::string& part) { return !part.empty(); })) out.push_back(stated_of(f, std::move(parts)));
  }
  return out;
}

std::string text_of(const std::vector<Stated>& values, Field f) {
  for (const Stated& s : values)
    if (s.field == f) return shown(s);
  return "";
}

/// What is known of customers, as proposals compare with it.
class Known {
 public:
  Known(Session& session, const std::vector<int64_t>& customers) {
    for (const Row& row : session.rows(TableId::customer, customers)) {
      if (row.cells[1] != "person") continue;
      all_[integer_of(*row.cells[0])].values = golden_of(row);
    }
    static const Table& t = table(TableId::employment);
    for (const Row& row : session.rows(TableId::employment, customers)) {
      auto at = all_.find(integer_of(*row.cells[0]));
      if (at == all_.end() || row.cells[t.at("until")] || !row.cells[t.at("since")]) continue;
      auto same = [&](Field f) { return row.cells[t.at(field(f).name)].value_or("") == text_of(at->second.values, f); };
      if (same(Field::company) && same(Field::department) && same(Field::title)) at->second.post_since = *row.cells[t.at("since")];
    }
    for (const PinnedAt& pin : pinned_at(session, customers))
      if (auto at = all_.find(pin.customer); at != all_.end()) at->second.spoken[pin.field] = pin.at;
  }
  const MasterSays* find(int64_t customer) const {
    auto at = all_.find(customer);
    return at == all_.end() ? nullptr : &at->second;
  }

 private:
  std::map<int64_t, MasterSays> all_;
};

std::vector<Row> derived(Session& session, const Rules& rules, const std::vector<int64_t>& customers) {
  std::map<int64_t, std::vector<Proposed>> said;
  for (KeptProposal& k : kept_proposals(session, customers))
    said[k.customer].push_back({k.field, k.value, k.shown, time_of(k.at), k.record, k.fact, k.key});
  std::vector<Row> out;
  if (said.empty()) return out;
  Known known(session, customers);
  std::map<int64_t, std::set<std::pair<std::string, std::string>>> judged;
  for (JudgedProposal& j : judged_proposals(session, customers)) judged[j.customer].emplace(std::move(j.field), std::move(j.value));
  auto or_null = [](const std::string& text) { return text.empty() ? Cell() : Cell(text); };
  for (const auto& [customer, all] : said) {
    const MasterSays* master = known.find(customer);
    if (!master) continue;
    for (const OpenProposal& one : open_proposals(all, *master, judged[customer], rules.zone)) {
      const Proposed& p = one.last;
      out.push_back({{cell(customer), p.field, p.value, or_null(p.shown), one.since ? Cell(cell(*one.since)) : Cell(), p.at ? Cell(cell(*p.at)) : Cell(),
                      p.record.connection, p.record.stream, p.record.key, p.fact, p.key}});
    }
  }
  return out;
}

}  // namespace

void follow_proposals(Session& session, const Rules& rules, const std::vector<int64_t>& customers, const Cause& cause, Time at) {
  if (customers.empty()) return;
  std::vector<Row> stored = session.rows(TableId::open_proposal, customers);
  ChangeSet changes = difference(TableId::open_proposal, std::move(stored), derived(session, rules, customers));
  if (!changes.empty()) session.apply(changes, cause, at);
}

std::vector<ReviewProposal> proposal_queue(Session& session, size_t limit, int64_t customer) {
  std::vector<WaitingProposal> waiting = waiting_proposals(session, limit, customer);
  std::vector<int64_t> customers;
  for (const WaitingProposal& w : waiting) customers.push_back(w.customer);
  std::map<int64_t, std::vector<Stated>> golden;
  for (const Row& row : session.rows(TableId::customer, customers)) golden[integer_of(*row.cells[0])] = golden_of(row);
  std::vector<ReviewProposal> out;
  for (WaitingProposal& w : waiting) {
    std::string current;
    const FieldDef* def = find_field(w.field == employment_field ? "company" : w.field == opt_out_field ? "email" : w.field);
    for (const Stated& s : golden[w.customer])
      if (def && s.field == def->field) current += (current.empty() ? "" : " / ") + shown(s);
    out.push_back({proposal_code(w.customer, w.field, w.value), std::move(current), std::move(w)});
  }
  return out;
}

}  // namespace musubi
