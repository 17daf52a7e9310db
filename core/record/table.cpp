#include "core/record/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <stdexcept>

#include "core/record/fact.hpp"
#include "core/record/field.hpp"

namespace musubi {
namespace {

using enum ColumnType;

ColumnType column_type(const FieldDef& f) {
  if (f.many) return texts;
  switch (f.type) {
    case FieldType::date: return date;
    case FieldType::number: return number;
    case FieldType::yes_no: return yes_no;
    default: return text;
  }
}

void add_field_columns(std::vector<Column>& out) {
  for (const FieldDef& f : fields())
    for (std::string_view part : f.parts) out.push_back({std::string(part), column_type(f)});
}

Table profile_table() {
  Table t{"identity", "profile", 1, "id",
          {{"id", integer}, {"connection"}, {"stream"}, {"record_key"}, {"party"}, {"kind"}, {"entered_by"},
           {"updated_at", time}, {"valid_since", date}, {"gone", yes_no}, {"stub", yes_no}, {"customer_id", integer}}};
  add_field_columns(t.columns);
  return t;
}

Table customer_table() {
  Table t{"master", "customer", 1, "id", {{"id", integer}, {"kind"}}};
  add_field_columns(t.columns);
  t.columns.push_back({"origins", json});
  t.columns.push_back({"warnings", json});
  t.columns.push_back({"search", text});
  return t;
}

Table fact_table(const FactKind& kind) {
  Table t{"master", kind.name, 5, "profile_id",
          {{"connection"}, {"stream"}, {"record_key"}, {"fact"}, {"key"}, {"profile_id", integer}}};
  for (const FactColumn& c : kind.columns) t.columns.push_back({std::string(c.name) + (c.party ? "_id" : ""), c.type});
  return t;
}

std::vector<Table> all_tables() {
  std::vector<Table> out(static_cast<size_t>(TableId::count_));
  auto set = [&](TableId id, Table t) { out[size_t(id)] = std::move(t); };
  set(TableId::profile, profile_table());
  set(TableId::held_keys, {"identity", "held_keys", 1, "profile_id", {{"profile_id", integer}, {"hashes", integers}}});
  set(TableId::pair, {"identity", "pair", 2, "a", {{"a", integer}, {"b", integer}, {"weight", number}, {"band"}, {"veto"}, {"evidence"}}});
  set(TableId::customer, customer_table());
  set(TableId::contact_point, {"master", "contact_point", 3, "customer_id",
                               {{"customer_id", integer}, {"kind"}, {"value"}, {"shown"}, {"profile_id", integer}, {"main", yes_no}}});
  set(TableId::employment, {"master", "employment", 4, "customer_id",
                            {{"customer_id", integer}, {"company"}, {"department"}, {"title"}, {"organisation_id", integer}, {"since", date},
                             {"until", date}, {"last_confirmed", date}, {"decides", yes_no}, {"profile_id", integer}}});
  set(TableId::relation, {"master", "relation", 3, "profile_id", {{"profile_id", integer}, {"other_id", integer}, {"kind"}, {"why"}}});
  set(TableId::external_id, {"master", "external_id", 3, "profile_id",
                             {{"profile_id", integer}, {"scheme"}, {"value"}, {"identifies", yes_no}, {"since", date}, {"until", date}, {"device", yes_no}}});
  set(TableId::mailing, {"master", "mailing", 1, "customer_id",
                         {{"customer_id", integer}, {"mail_ok", yes_no}, {"mail_code"}, {"mail_since", date}, {"mail_source"},
                          {"post_ok", yes_no}, {"post_code"}, {"post_since", date}, {"post_source"}}});
  set(TableId::open_proposal, {"identity", "open_proposal", 3, "customer_id",
                               {{"customer_id", integer}, {"field"}, {"value"}, {"shown"}, {"since", time}, {"at", time}, {"connection"}, {"stream"},
                                {"record_key"}, {"fact"}, {"key"}}});
  for (const FactKind& kind : fact_kinds()) set(kind.table, fact_table(kind));
  return out;
}

bool needs_quotes(const std::string& v) {
  if (v.empty()) return true;
  if (v.size() == 4 && std::equal(v.begin(), v.end(), "null", [](char a, char b) { return (a | 0x20) == b; })) return true;
  return v.find_first_of("{},\"\\ \t\n\r\v\f") != std::string::npos;
}

}  // namespace

size_t Table::at(std::string_view column) const {
  for (size_t i = 0; i < columns.size(); ++i)
    if (columns[i].name == column) return i;
  throw std::out_of_range(fmt::format("no column {} in {}.{}", column, schema, name));
}

const Table& table(TableId id) {
  static const std::vector<Table> tables = all_tables();
  return tables[size_t(id)];
}

std::string cell(int64_t v) { return fmt::to_string(v); }
std::string cell(bool v) { return v ? "t" : "f"; }

std::string cell(Time v) {
  std::string iso = format_utc(v);
  iso[10] = ' ';
  iso.pop_back();
  if (iso.find('.') != std::string::npos)
    while (iso.back() == '0') iso.pop_back();
  return iso + "+00";
}

std::string cell(const std::vector<std::string>& v) {
  std::string out = "{";
  for (const std::string& one : v) {
    if (out.size() > 1) out += ',';
    if (!needs_quotes(one)) {
      out += one;
      continue;
    }
    out += '"';
    for (char c : one) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    out += '"';
  }
  return out + "}";
}

std::string cell(const std::vector<int64_t>& v) {
  std::string out = "{";
  for (int64_t one : v) {
    if (out.size() > 1) out += ',';
    fmt::format_to(std::back_inserter(out), "{}", one);
  }
  return out + "}";
}

std::vector<std::string> texts_of(std::string_view in) {
  std::vector<std::string> out;
  if (in.size() < 2 || in == "{}") return out;
  out.emplace_back();
  bool quoted = false;
  for (size_t i = 1; i + 1 < in.size(); ++i) {
    char c = in[i];
    if (c == '\\' && i + 2 < in.size()) out.back() += in[++i];
    else if (c == '"') quoted = !quoted;
    else if (c == ',' && !quoted) out.emplace_back();
    else out.back() += c;
  }
  return out;
}

std::vector<int64_t> integers_of(std::string_view in) {
  std::vector<int64_t> out;
  for (size_t at = 1; at < in.size();) {
    int64_t value = 0;
    auto [end, failed] = std::from_chars(in.data() + at, in.data() + in.size(), value);
    if (failed != std::errc()) break;
    out.push_back(value);
    at = size_t(end - in.data()) + 1;
  }
  return out;
}

std::optional<Time> time_of(std::string_view in) { return parse_time(in, "UTC"); }

int64_t integer_of(std::string_view in) {
  int64_t v = 0;
  std::from_chars(in.data(), in.data() + in.size(), v);
  return v;
}

}  // namespace musubi
