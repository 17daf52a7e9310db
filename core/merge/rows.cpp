#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/merge/candidate.hpp"
#include "core/merge/employment.hpp"

namespace musubi {
namespace {

using namespace merging;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\')
      out += '\\', out += c;
    else if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", int(c));
    else
      out += c;
  }
  return out + '"';
}

std::string origins(const Customer& customer) {
  std::string out;
  std::set<Field> named;
  for (const Golden& g : customer.values)
    if (named.insert(g.value.field).second)
      out += fmt::format("{}{}:{}", out.empty() ? "" : ",", quoted(field(g.value.field).name),
                         g.pinned ? fmt::format("{{\"pinned_by\":{},\"event\":{}}}", quoted(g.pinned_by), g.pinned) : fmt::to_string(g.profile_id));
  return "{" + out + "}";
}

std::string warnings(const Customer& customer) {
  std::string out;
  for (const Warning& w : customer.warnings)
    out += fmt::format("{}{{\"field\":{},\"id\":{},\"profile_id\":{},\"won\":{},\"lost\":{}}}",
                       out.empty() ? "" : ",", quoted(field(w.field).name), quoted(w.id), w.profile_id,
                       quoted(w.won), quoted(w.lost));
  return "[" + out + "]";
}

std::vector<const Golden*> golden_of(const Customer& customer, Field f) {
  std::vector<const Golden*> out;
  for (const Golden& g : customer.values)
    if (g.value.field == f) out.push_back(&g);
  return out;
}

void add_cells(Row& row, const FieldDef& def, const std::vector<const Golden*>& golden) {
  if (def.many) {
    std::vector<std::string> texts;
    for (const Golden* g : golden) texts.push_back(shown(g->value));
    row.cells.push_back(texts.empty() ? std::nullopt : std::optional(cell(texts)));
    return;
  }
  for (size_t i = 0; i < def.parts.size(); ++i) {
    bool said = !golden.empty() && i < golden[0]->value.parts.size() && !golden[0]->value.parts[i].empty();
    row.cells.push_back(said ? std::optional(golden[0]->value.parts[i]) : std::nullopt);
  }
}

// Every spelling under which somebody may look for the customer, as keys: also the ones that lost.
std::string search_text(const Customer& customer, const std::vector<Member>& members) {
  std::set<std::string> keys;
  auto add = [&](const Stated& s) {
    if (s.field == Field::name || s.field == Field::kana || s.field == Field::company) keys.insert(identity(s));
  };
  for (const Golden& g : customer.values) add(g.value);
  for (const Member& m : members)
    for (const Stated& s : m.now.values) add(s);
  std::string out;
  for (const std::string& key : keys)
    if (!key.empty()) out += (out.empty() ? "" : "\n") + key;
  return out;
}

Row customer_row(const Customer& customer, const std::vector<Member>& members) {
  Row row;
  row.cells.reserve(table(TableId::customer).columns.size());
  row.cells.emplace_back(cell(customer.id));
  row.cells.emplace_back(std::string(word(customer.kind)));
  for (const FieldDef& def : fields()) add_cells(row, def, golden_of(customer, def.field));
  row.cells.push_back(origins(customer));
  row.cells.push_back(warnings(customer));
  row.cells.push_back(search_text(customer, members));
  return row;
}

// The golden values, then what else members state; each value once, as its most trusted holder writes it.
std::vector<Row> contact_points(const Customer& customer, const std::vector<Member>& members) {
  std::vector<Row> out;
  for (const FieldDef& def : fields()) {
    if (!def.contact) continue;
    std::set<std::string> seen;
    auto add = [&](const Stated& s, int64_t profile_id) {
      std::string value = identity(s);
      if (value.empty() || !seen.insert(value).second) return;
      out.push_back({{cell(customer.id), std::string(def.name), value, shown(s), cell(profile_id),
                      cell(seen.size() == 1)}});
    };
    std::vector<const Golden*> golden = golden_of(customer, def.field);
    for (const Golden* g : golden) add(g->value, g->profile_id);
    if (def.many || golden.empty()) continue;  // all of them are golden, or the field was cleared
    for (const Candidate& c : candidates(members, def.field, Rules{})) add(*c.value, c.profile->id);
  }
  return out;
}

}  // namespace

MasterRows master_rows(const Customer& customer, const std::vector<Member>& members, std::string_view zone) {
  return {customer_row(customer, members), contact_points(customer, members),
          employment_rows(customer, members, zone)};
}

}  // namespace musubi
