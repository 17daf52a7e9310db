// musubi customer find | show: what readers ask.
#include <fmt/format.h>

#include "core/app/audited.hpp"
#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/app/words.hpp"
#include "core/flow/picture.hpp"
#include "core/merge/mailing.hpp"

namespace musubi {
namespace {

std::string golden_text(const Customer& c, Field f) {
  for (const Golden& g : c.values)
    if (g.value.field == f) return shown(g.value);
  return "";
}

const Profile* origin_of(const Picture& p, int64_t id) {
  for (const Profile& one : p.profiles)
    if (one.id == id) return &one;
  return nullptr;
}

std::string origin_text(const Context& context, const Profile& from) {
  return fmt::format("{} ({})", record_name(from.key.record), entered_by_word(context, from.entered_by));
}

void print_golden(const Context& context, const Picture& p) {
  Grid grid;
  grid.add({context.say("項目", "field"), context.say("統合後の値", "golden"), context.say("出どころ", "origin")});
  for (const Golden& g : p.customer.values) {
    const Profile* from = origin_of(p, g.profile_id);
    if (g.pinned) {
      grid.add({field_word(context, g.value.field), value_text(context, g.value), fmt::format("{} {} ({} {})", context.say("固定:", "pinned:"), g.pinned_by, context.say("操作", "event"), g.pinned)});
      continue;
    }
    grid.add({field_word(context, g.value.field), value_text(context, g.value), from ? origin_text(context, *from) : ""});
  }
  fmt::print("{}", grid.text());
}

void print_warnings(const Context& context, const Picture& p) {
  for (const Warning& w : p.customer.warnings) {
    const Profile* from = origin_of(p, w.profile_id);
    fmt::print("⚠ {}\n", render({w.id, {}}, context.lang));
    fmt::print("  {} {}  ←→  {} {}\n", field_word(context, w.field), w.won, w.lost, from ? origin_text(context, *from) : "");
  }
}

void print_profiles(const Context& context, const Picture& p) {
  fmt::print("\n{}\n", context.say("もとの記録（書かれたとおり）", "Records behind it, as stated"));
  Grid grid;
  for (const Profile& one : p.profiles) {
    grid.add({fmt::format("  #{}", one.id), record_name(one.key.record), entered_by_word(context, one.entered_by), one.gone ? context.say("（消滅）", "(gone)") : "", said_text(context, one)});
  }
  fmt::print("{}", grid.text(70));
}

void print_mailing(const Context& context, const Picture& p) {
  Grid grid;
  for (const char* channel : {"mail", "post"}) {
    KeptVerdict kept = kept_verdict(p.mailing, channel);
    std::string word = std::string(channel) == "mail" ? context.say("メール送付", "mailing") : context.say("郵送", "post");
    grid.add({word, kept.ok ? context.say("可", "yes") : context.say("不可", "no"), render(kept.reason, context.lang)});
  }
  fmt::print("{}", grid.text(90));
}

constexpr size_t most_rows = 20;

/// As many rows as are printed, by their first time or date.
std::vector<Row> newest_first(TableId id, std::vector<Row> rows) {
  const auto& columns = table(id).columns;
  auto when = std::find_if(columns.begin(), columns.end(), [](const Column& c) { return c.type == ColumnType::time || c.type == ColumnType::date; });
  size_t at = size_t(when - columns.begin());
  if (when != columns.end()) std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return a.cells[at] > b.cells[at]; });
  if (rows.size() > most_rows) rows.resize(most_rows);
  return rows;
}

void print_rows(const Context& context, TableId id, const std::vector<Row>& rows, const std::vector<std::string>& columns) {
  if (rows.empty()) return;
  fmt::print("\n{} ({})\n", table_word(context, table(id).name), rows.size());
  Grid grid;
  std::vector<std::string> heading = {" "};
  for (const std::string& c : columns) heading.push_back(column_word(context, c));
  grid.add(heading);
  for (const Row& row : newest_first(id, rows)) {
    std::vector<std::string> cells = {" "};
    for (const std::string& c : columns) cells.push_back(cell_text(context, table(id).columns[table(id).at(c)], row.cells[table(id).at(c)]));
    grid.add(std::move(cells));
  }
  fmt::print("{}", grid.text(40));
  if (rows.size() > most_rows) fmt::print("  {}\n", render({"app.more_rows", {{"count", fmt::to_string(rows.size() - most_rows)}}}, context.lang));
}

/// Contact points with what is known of each.
void print_contact_points(const Context& context, const Picture& p) {
  if (p.contact_points.empty()) return;
  const Table& t = table(TableId::contact_point);
  fmt::print("\n{} ({})\n", table_word(context, t.name), p.contact_points.size());
  Grid grid;
  std::vector<std::string> heading = {" "};
  for (const char* c : {"kind", "shown", "main", "state", "since", "reason"}) heading.push_back(column_word(context, c));
  grid.add(heading);
  for (size_t i = 0; i < p.contact_points.size() && i < most_rows; ++i) {
    const Row& row = p.contact_points[i];
    std::string kind = row.cells[t.at("kind")].value_or(""), value = row.cells[t.at("value")].value_or("");
    auto said = std::find_if(p.contact_words.begin(), p.contact_words.end(), [&](const ContactWord& w) { return w.contact == kind && w.value == value; });
    ContactWord counts = said == p.contact_words.end() ? ContactWord{} : *said;
    std::optional<Time> at = time_of(counts.at);
    auto text = [&](const char* c) { return cell_text(context, t.columns[t.at(c)], row.cells[t.at(c)]); };
    grid.add({" ", text("kind"), text("shown"), text("main"), contact_state_word(context, counts.state),
              at ? format_local(*at, context.zone).substr(0, 10) : "", counts.reason});
  }
  fmt::print("{}", grid.text(40));
}

void print_facts(const Context& context, const Picture& p) {
  for (const auto& [kind, rows] : p.facts) {
    std::vector<std::string> columns = {"stream"};
    const auto& all = table(kind->table).columns;
    bool shown = std::any_of(all.begin(), all.end(), [](const Column& c) { return c.name == std::string_view("shown"); });
    for (size_t i = 6; i < all.size() && columns.size() < 6; ++i)
      if (!(shown && all[i].name == std::string_view("value")) && std::any_of(rows.begin(), rows.end(), [&](const Row& r) { return r.cells[i].has_value(); })) columns.push_back(all[i].name);
    print_rows(context, kind->table, rows, columns);
  }
}

void print_relations(const Context& context, const Picture& p) {
  if (p.relations.empty()) return;
  const Table& t = table(TableId::relation);
  fmt::print("\n{} ({})\n", table_word(context, t.name), p.relations.size());
  Grid grid;
  for (size_t i = 0; i < p.relations.size(); ++i) {
    auto text = [&](const char* c) { return cell_text(context, t.columns[t.at(c)], p.relations[i].cells[t.at(c)]); };
    grid.add({" ", text("kind"), p.related[i] ? fmt::format("#{}", p.related[i]) : "", text("why")});
  }
  fmt::print("{}", grid.text(60));
}

std::string json_values(const Customer& c) {
  std::string out;
  for (const Golden& g : c.values) {
    if (!out.empty()) out += ", ";
    out += fmt::format("{{\"field\": {}, \"value\": {}, \"profile\": {}{}}}", json_text(field(g.value.field).name), json_text(shown(g.value)), g.profile_id,
                       g.pinned ? fmt::format(", \"pinned_by\": {}, \"event\": {}", json_text(g.pinned_by), g.pinned) : "");
  }
  return out;
}

std::string json_row(TableId id, const Row& row) {
  std::string out;
  for (size_t i = 0; i < row.cells.size(); ++i)
    out += fmt::format("{}{}: {}", i ? ", " : "", json_text(table(id).columns[i].name), row.cells[i] ? json_text(*row.cells[i]) : "null");
  return "{" + out + "}";
}

std::string json_rows(TableId id, const std::vector<Row>& rows) {
  std::string out;
  for (const Row& row : rows) out += (out.empty() ? "" : ", ") + json_row(id, row);
  return "[" + out + "]";
}

std::string json_relations(const Picture& p) {
  std::string out;
  for (size_t i = 0; i < p.relations.size(); ++i) {
    std::string row = json_row(TableId::relation, p.relations[i]);
    row.pop_back();
    out += fmt::format("{}{}, \"other_customer_id\": {}}}", out.empty() ? "" : ", ", row, p.related[i] ? fmt::to_string(p.related[i]) : "null");
  }
  return "[" + out + "]";
}

std::string json_words(const std::vector<ContactWord>& words) {
  std::string out;
  for (const ContactWord& w : words)
    out += fmt::format("{}{{\"contact\": {}, \"value\": {}, \"state\": {}, \"at\": {}, \"source\": {}, \"reason\": {}}}", out.empty() ? "" : ", ", json_text(w.contact), json_text(w.value), json_text(word(w.state)), json_text(w.at), json_text(w.source), json_text(w.reason));
  return "[" + out + "]";
}

std::string json_mailing(const Context& context, const Picture& p) {
  std::string out;
  for (const char* channel : {"mail", "post"}) {
    KeptVerdict kept = kept_verdict(p.mailing, channel);
    out += fmt::format(", \"{0}_ok\": {1}, \"{0}_code\": {2}, \"{0}_reason\": {3}", channel, kept.ok, json_text(kept.code), json_text(render(kept.reason, context.lang)));
  }
  return out;
}

void print_json(const Context& context, const Picture& p) {
  std::string profiles, warnings, facts;
  for (const Profile& one : p.profiles)
    profiles += fmt::format("{}{{\"id\": {}, \"source\": {}, \"party\": {}, \"gone\": {}}}", profiles.empty() ? "" : ", ", one.id, json_text(record_name(one.key.record)), json_text(one.key.party), one.gone);
  for (const Warning& w : p.customer.warnings)
    warnings += fmt::format("{}{{\"id\": {}, \"field\": {}, \"won\": {}, \"lost\": {}, \"profile\": {}}}", warnings.empty() ? "" : ", ", json_text(w.id), json_text(field(w.field).name), json_text(w.won), json_text(w.lost), w.profile_id);
  for (const auto& [kind, rows] : p.facts) facts += fmt::format("{}{}: {}", facts.empty() ? "" : ", ", json_text(kind->name), json_rows(kind->table, rows));
  fmt::print("{{\"id\": {}, \"kind\": {}{}, \"values\": [{}], \"warnings\": [{}], \"profiles\": [{}], \"contact_points\": {}, \"contact_states\": {}, \"employment\": {}, \"relations\": {}, \"facts\": {{{}}}}}\n",
             p.customer.id, json_text(word(p.customer.kind)), json_mailing(context, p), json_values(p.customer), warnings, profiles, json_rows(TableId::contact_point, p.contact_points), json_words(p.contact_words),
             json_rows(TableId::employment, p.employment), json_relations(p), facts);
}

Picture needed(Session& session, const Hub& hub, int64_t id) {
  std::optional<Picture> p = picture(session, hub.rules, id);
  if (!p) throw Error("app.no_such_customer", {{"id", fmt::to_string(id)}});
  return std::move(*p);
}

}  // namespace

int run_customer_find(Context& context, const std::string& text) {
  Hub hub = opened(context);
  Audited audited = reading(context, hub.configuration.hub.audit, "customer find");
  Session session = hub.store.begin();
  std::vector<int64_t> found = find(session, hub.rules, text, 50);
  audited.asked = {"text"};
  audited.fields = {"name", "company", "phone", "email", "address"};
  if (found.empty() && !context.json) {
    keep_reading(session, std::move(audited));
    throw Error("app.nobody_found");
  }
  Grid grid;
  grid.add({context.say("番号", "id"), context.say("氏名・会社", "name"), context.say("電話番号", "phone"), context.say("メール", "email"), context.say("住所", "address")});
  std::string json;
  for (int64_t id : found) {
    Picture p = needed(session, hub, id);
    std::string name = golden_text(p.customer, Field::name);
    if (std::string company = golden_text(p.customer, Field::company); !company.empty()) name += (name.empty() ? "" : "  ") + company;
    grid.add({fmt::to_string(p.customer.id), name, golden_text(p.customer, Field::phone), golden_text(p.customer, Field::email), golden_text(p.customer, Field::address)});
    json += fmt::format("{}{{\"id\": {}, \"values\": [{}]}}", json.empty() ? "" : ", ", p.customer.id, json_values(p.customer));
    audited.customers.push_back(p.customer.id);
  }
  keep_reading(session, std::move(audited));
  context.json ? fmt::print("{{\"customers\": [{}]}}\n", json) : fmt::print("{}", grid.text(50));
  return found.empty() ? 1 : 0;
}

int run_customer_show(Context& context, int64_t id) {
  Hub hub = opened(context);
  Audited audited = reading(context, hub.configuration.hub.audit, "customer show");
  Session session = hub.store.begin();
  Picture p = needed(session, hub, id);
  audited.customers = {p.customer.id};
  audited.fields = filled_fields(p);
  keep_reading(session, std::move(audited));
  if (context.json) {
    print_json(context, p);
    return 0;
  }
  std::string name = golden_text(p.customer, p.customer.kind == Kind::person ? Field::name : Field::company);
  fmt::print("{} #{}  {}\n", context.say("顧客", "Customer"), p.customer.id, name);
  if (p.asked_for) fmt::print("{} #{} → #{}\n", context.say("統合された番号:", "Merged id:"), *p.asked_for, p.customer.id);
  print_warnings(context, p);
  print_golden(context, p);
  print_mailing(context, p);
  print_contact_points(context, p);
  print_rows(context, TableId::employment, p.employment, {"company", "department", "title", "since", "until", "last_confirmed", "decides"});
  print_relations(context, p);
  print_facts(context, p);
  print_profiles(context, p);
  return 0;
}

}  // namespace musubi
