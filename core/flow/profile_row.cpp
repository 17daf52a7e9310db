#include "core/flow/profile_row.hpp"

#include <algorithm>

#include "core/normalize/key.hpp"

namespace musubi {
namespace {

using Cell = std::optional<std::string>;
constexpr size_t first_field = 12;  // behind customer_id, see table.cpp

std::string_view type_word(FieldType type) {
  constexpr std::string_view words[] = {"person_name", "kana_name", "company", "text",   "address", "phone",            "email",
                                        "date",        "sex",       "number",  "yes_no", "url",     "corporate_number", "handle"};
  return words[size_t(type)];
}

bool typed_cell(FieldType type) {
  return type == FieldType::date || type == FieldType::number || type == FieldType::yes_no;
}

void put_values(const Profile& p, const FieldDef& f, std::vector<Cell>& cells) {
  if (f.many) {
    std::vector<std::string> all;
    bool stated = false;
    for (const Stated& s : p.values)
      if (s.field == f.field) {
        stated = true;
        if (!s.parts[0].empty()) all.push_back(s.parts[0]);
      }
    cells.push_back(stated ? Cell(cell(all)) : Cell());
    return;
  }
  const Stated* s = p.value(f.field);
  bool cleared = s && std::all_of(s->parts.begin(), s->parts.end(), [](const auto& t) { return t.empty(); });
  for (size_t i = 0; i < f.parts.size(); ++i) {
    bool there = s && i < s->parts.size() && (!s->parts[i].empty() || (cleared && !typed_cell(f.type)));
    cells.push_back(there ? Cell(s->parts[i]) : Cell());
  }
}

Stated stated(const FieldDef& f, std::vector<std::string> parts) {
  normalize::Keys keys = normalize::keys(type_word(f.type), parts);
  return {f.field, std::move(parts), std::move(keys.strict), std::move(keys.loose), keys.made_up};
}

void take_values(const Row& row, const FieldDef& f, size_t at, std::vector<Stated>& values) {
  if (f.many) {
    if (!row.cells[at]) return;
    std::vector<std::string> all = texts_of(*row.cells[at]);
    if (all.empty()) all.emplace_back();
    for (std::string& one : all) values.push_back(stated(f, {std::move(one)}));
    return;
  }
  std::vector<std::string> parts;
  bool any = false;
  for (size_t i = 0; i < f.parts.size(); ++i) {
    any |= row.cells[at + i].has_value();
    parts.push_back(row.cells[at + i].value_or(""));
  }
  if (any) values.push_back(stated(f, std::move(parts)));
}

Cell dated(const std::string& iso) { return iso.empty() ? Cell() : Cell(iso); }

}  // namespace

Row profile_row(const Profile& p) {
  Row row;
  row.cells.reserve(table(TableId::profile).columns.size());
  auto add = [&](Cell c) { row.cells.push_back(std::move(c)); };
  add(cell(p.id));
  for (const std::string* part : {&p.key.record.connection, &p.key.record.stream, &p.key.record.key, &p.key.party}) add(*part);
  add(std::string(word(p.kind)));
  add(std::string(word(p.entered_by)));
  add(p.updated_at ? Cell(cell(*p.updated_at)) : Cell());
  add(dated(p.valid_since));
  add(cell(p.gone));
  add(cell(p.stub));
  add(p.customer_id ? Cell(cell(p.customer_id)) : Cell());
  for (const FieldDef& f : fields()) put_values(p, f, row.cells);
  return row;
}

Profile profile_of(const Row& row) {
  const auto& c = row.cells;
  Profile p;
  p.id = integer_of(*c[0]);
  p.key = {{*c[1], *c[2], *c[3]}, *c[4]};
  p.kind = kind_of(c[5].value_or("")).value_or(Kind::person);
  p.entered_by = entered_by_of(c[6].value_or("")).value_or(EnteredBy::import);
  if (c[7]) p.updated_at = time_of(*c[7]);
  p.valid_since = c[8].value_or("");
  p.gone = c[9] == "t";
  p.stub = c[10] == "t";
  p.customer_id = c[11] ? integer_of(*c[11]) : 0;
  size_t at = first_field;
  for (const FieldDef& f : fields()) {
    take_values(row, f, at, p.values);
    at += f.parts.size();
  }
  return p;
}

Stated stated_of(const FieldDef& f, std::vector<std::string> parts) {
  bool empty = std::all_of(parts.begin(), parts.end(), [](const std::string& part) { return part.empty(); });
  return empty ? Stated{f.field, std::move(parts), "", ""} : stated(f, std::move(parts));
}

std::vector<Row> id_rows(const Profile& p) {
  std::vector<Row> out;
  for (const ExternalId& id : p.ids)
    out.push_back({{cell(p.id), id.scheme, id.value, cell(id.identifies), dated(id.since), dated(id.until), cell(id.device)}});
  std::sort(out.begin(), out.end());
  auto same_key = [](const Row& a, const Row& b) { return std::equal(a.cells.begin(), a.cells.begin() + 3, b.cells.begin()); };
  out.erase(std::unique(out.begin(), out.end(), same_key), out.end());
  return out;
}

ExternalId id_of(const Row& row) {
  const auto& c = row.cells;
  return {*c[1], *c[2], c[3] == "t", c[4].value_or(""), c[5].value_or(""), c[6] == "t"};
}

Row fact_row(const Fact& fact, const std::function<int64_t(const PartyKey&)>& profile_id_of) {
  Row row;
  row.cells = {fact.record.connection, fact.record.stream, fact.record.key, fact.name, fact.key,
               fact.of ? Cell(cell(profile_id_of(*fact.of))) : Cell()};
  for (size_t i = 0; i < fact.cells.size(); ++i) {
    bool party = i < fact.parties.size() && fact.parties[i];
    row.cells.push_back(party ? Cell(cell(profile_id_of(*fact.parties[i]))) : fact.cells[i]);
  }
  return row;
}

}  // namespace musubi
