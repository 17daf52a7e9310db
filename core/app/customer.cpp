// musubi customer find | show | history: what readers ask.
#include <fmt/format.h>

#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/app/stewards.hpp"
#include "core/flow/picture.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

std::string party_name(const PartyKey& key) { return fmt::format("{}.{}/{}", key.record.connection, key.record.stream, key.record.key); }

std::string label(const Context& context, Field f) { return std::string(context.lang == Lang::ja ? field(f).ja : field(f).name); }

std::string golden_text(const Customer& c, Field f) {
  for (const Golden& g : c.values)
    if (g.value.field == f) return shown(g.value);
  return "";
}

std::string who_entered(const Context& context, EnteredBy e) {
  constexpr const char* ja[] = {"本人", "家族など", "店員・社員", "取込", "システム"};
  return context.lang == Lang::ja ? ja[size_t(e)] : std::string(word(e));
}

const Profile* origin_of(const Picture& p, int64_t id) {
  for (const Profile& one : p.profiles)
    if (one.id == id) return &one;
  return nullptr;
}

void print_golden(const Context& context, const Picture& p) {
  Grid grid;
  grid.add({context.say("項目", "field"), context.say("統合後の値", "golden"), context.say("出どころ", "origin")});
  for (const Golden& g : p.customer.values) {
    const Profile* from = origin_of(p, g.profile_id);
    if (g.pinned) {
      grid.add({label(context, g.value.field), shown(g.value), fmt::format("{} {} ({} {})", context.say("固定:", "pinned:"), g.pinned_by, context.say("操作", "event"), g.pinned)});
      continue;
    }
    grid.add({label(context, g.value.field), shown(g.value), from ? fmt::format("{} ({})", party_name(from->key), who_entered(context, from->entered_by)) : ""});
  }
  fmt::print("{}", grid.text());
}

void print_warnings(const Context& context, const Picture& p) {
  for (const Warning& w : p.customer.warnings) {
    const Profile* from = origin_of(p, w.profile_id);
    fmt::print("⚠ {}\n", render({w.id, {}}, context.lang));
    fmt::print("  {} {}  ←→  {} {}{}\n", label(context, w.field), w.won, w.lost, from ? party_name(from->key) : "", from ? " (" + who_entered(context, from->entered_by) + ")" : "");
  }
}

void print_profiles(const Context& context, const Picture& p) {
  fmt::print("\n{}\n", context.say("もとの記録（書かれたとおり）", "Records behind it, as stated"));
  Grid grid;
  for (const Profile& one : p.profiles) {
    std::string said;
    for (const Stated& s : one.values)
      if (std::string text = shown(s); !text.empty()) said += (said.empty() ? "" : " / ") + text;
    grid.add({fmt::format("  #{}", one.id), party_name(one.key), who_entered(context, one.entered_by), one.gone ? context.say("（消滅）", "(gone)") : "", said});
  }
  fmt::print("{}", grid.text(70));
}

std::string fact_word(const FactKind& kind, Lang lang) {
  static constexpr std::pair<std::string_view, std::string_view> ja[] = {
      {"sales_order", "注文"},       {"order_line", "注文明細"},       {"invoice", "請求"},   {"payment", "入金"},  {"point_entry", "ポイント増減"},
      {"point_balance", "ポイント残高"}, {"activity", "対応履歴"}, {"feedback", "声・苦情"}, {"lead", "見込み"}, {"contact_state", "連絡先の状態"}};
  for (const auto& [name, word] : ja)
    if (lang == Lang::ja && name == kind.name) return std::string(word);
  return std::string(kind.name);
}

/// Times in the hub's zone; everything else as stored.
std::string cell_text(const Context& context, const Column& column, const std::optional<std::string>& cell) {
  if (!cell) return "";
  std::optional<Time> time = column.type == ColumnType::time ? time_of(*cell) : std::nullopt;
  return time ? format_local(*time, context.zone) : *cell;
}

void print_rows(const Context& context, TableId id, const char* ja, const char* en, const std::vector<Row>& rows, const std::vector<std::string>& columns) {
  if (rows.empty()) return;
  fmt::print("\n{} ({})\n", context.say(ja, en), rows.size());
  Grid grid;
  std::vector<std::string> heading = {" "};
  heading.insert(heading.end(), columns.begin(), columns.end());
  grid.add(heading);
  size_t shown_rows = 0;
  for (const Row& row : rows) {
    if (++shown_rows > 20) break;
    std::vector<std::string> cells = {" "};
    for (const std::string& c : columns) cells.push_back(cell_text(context, table(id).columns[table(id).at(c)], row.cells[table(id).at(c)]));
    grid.add(std::move(cells));
  }
  fmt::print("{}", grid.text(40));
}

/// Contact points with what is known of each.
void print_contact_points(const Context& context, const Picture& p) {
  if (p.contact_points.empty()) return;
  fmt::print("\n{} ({})\n", context.say("連絡先", "Contact points"), p.contact_points.size());
  Grid grid;
  grid.add({" ", "kind", "shown", "main", "state", "since", "reason"});
  const Table& t = table(TableId::contact_point);
  for (size_t i = 0; i < p.contact_points.size() && i < 20; ++i) {
    const Row& row = p.contact_points[i];
    std::string kind = row.cells[t.at("kind")].value_or(""), value = row.cells[t.at("value")].value_or("");
    auto said = std::find_if(p.contact_words.begin(), p.contact_words.end(), [&](const ContactWord& w) { return w.contact == kind && w.value == value; });
    ContactWord counts = said == p.contact_words.end() ? ContactWord{} : *said;
    std::optional<Time> at = time_of(counts.at);
    grid.add({" ", kind, row.cells[t.at("shown")].value_or(""), row.cells[t.at("main")].value_or(""),
              std::string(context.lang == Lang::ja ? word_ja(counts.state) : word(counts.state)),
              at ? format_local(*at, context.zone).substr(0, 10) : "", counts.reason});
  }
  fmt::print("{}", grid.text(40));
}

void print_facts(const Context& context, const Picture& p) {
  for (const auto& [kind, rows] : p.facts) {
    std::vector<std::string> columns = {"stream"};
    const auto& all = table(kind->table).columns;
    for (size_t i = 6; i < all.size() && columns.size() < 6; ++i)
      if (std::any_of(rows.begin(), rows.end(), [&](const Row& r) { return r.cells[i].has_value(); })) columns.push_back(all[i].name);
    std::string word = fact_word(*kind, context.lang);
    print_rows(context, kind->table, word.c_str(), word.c_str(), rows, columns);
  }
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

std::string json_words(const std::vector<ContactWord>& words) {
  std::string out;
  for (const ContactWord& w : words)
    out += fmt::format("{}{{\"contact\": {}, \"value\": {}, \"state\": {}, \"at\": {}, \"source\": {}, \"reason\": {}}}", out.empty() ? "" : ", ", json_text(w.contact), json_text(w.value), json_text(word(w.state)), json_text(w.at), json_text(w.source), json_text(w.reason));
  return "[" + out + "]";
}

void print_json(const Picture& p) {
  std::string profiles, warnings, facts;
  for (const Profile& one : p.profiles)
    profiles += fmt::format("{}{{\"id\": {}, \"source\": {}, \"party\": {}, \"gone\": {}}}", profiles.empty() ? "" : ", ", one.id, json_text(party_name(one.key)), json_text(one.key.party), one.gone);
  for (const Warning& w : p.customer.warnings)
    warnings += fmt::format("{}{{\"id\": {}, \"field\": {}, \"won\": {}, \"lost\": {}, \"profile\": {}}}", warnings.empty() ? "" : ", ", json_text(w.id), json_text(field(w.field).name), json_text(w.won), json_text(w.lost), w.profile_id);
  for (const auto& [kind, rows] : p.facts) facts += fmt::format("{}{}: {}", facts.empty() ? "" : ", ", json_text(kind->name), json_rows(kind->table, rows));
  fmt::print("{{\"id\": {}, \"kind\": {}, \"values\": [{}], \"warnings\": [{}], \"profiles\": [{}], \"contact_points\": {}, \"contact_states\": {}, \"employment\": {}, \"facts\": {{{}}}}}\n",
             p.customer.id, json_text(word(p.customer.kind)), json_values(p.customer), warnings, profiles, json_rows(TableId::contact_point, p.contact_points), json_words(p.contact_words),
             json_rows(TableId::employment, p.employment), facts);
}

Picture needed(Session& session, const Hub& hub, int64_t id) {
  std::optional<Picture> p = picture(session, hub.rules, id);
  if (!p) throw Error("app.no_such_customer", {{"id", fmt::to_string(id)}});
  return std::move(*p);
}

}  // namespace

int run_customer_find(Context& context, const std::string& text) {
  Hub hub = opened(context);
  Session session = hub.store.begin();
  std::vector<int64_t> found = find(session, hub.rules, text, 50);
  if (found.empty() && !context.json) throw Error("app.nobody_found");
  Grid grid;
  grid.add({context.say("番号", "id"), context.say("氏名・会社", "name"), context.say("電話番号", "phone"), context.say("メール", "email"), context.say("住所", "address")});
  std::string json;
  for (int64_t id : found) {
    Picture p = needed(session, hub, id);
    std::string name = golden_text(p.customer, Field::name);
    if (std::string company = golden_text(p.customer, Field::company); !company.empty()) name += (name.empty() ? "" : "  ") + company;
    grid.add({fmt::to_string(p.customer.id), name, golden_text(p.customer, Field::phone), golden_text(p.customer, Field::email), golden_text(p.customer, Field::address)});
    json += fmt::format("{}{{\"id\": {}, \"values\": [{}]}}", json.empty() ? "" : ", ", p.customer.id, json_values(p.customer));
  }
  context.json ? fmt::print("{{\"customers\": [{}]}}\n", json) : fmt::print("{}", grid.text(50));
  return found.empty() ? 1 : 0;
}

int run_customer_show(Context& context, int64_t id) {
  Hub hub = opened(context);
  Session session = hub.store.begin();
  Picture p = needed(session, hub, id);
  if (context.json) {
    print_json(p);
    return 0;
  }
  std::string name = golden_text(p.customer, p.customer.kind == Kind::person ? Field::name : Field::company);
  fmt::print("{} #{}  {}\n", context.say("顧客", "Customer"), p.customer.id, name);
  if (p.asked_for) fmt::print("{} #{} → #{}\n", context.say("統合された番号:", "Merged id:"), *p.asked_for, p.customer.id);
  print_warnings(context, p);
  print_golden(context, p);
  print_contact_points(context, p);
  print_rows(context, TableId::employment, "勤務先", "Employment", p.employment, {"company", "department", "title", "since", "until", "last_confirmed", "decides"});
  print_facts(context, p);
  print_profiles(context, p);
  return 0;
}

int run_customer_history(Context& context, int64_t id) {
  Hub hub = opened(context);
  Session session = hub.store.begin();
  int64_t customer = current_customer(session, id);
  Session::Answer changes = customer_changes(session, customer ? customer : id);
  std::vector<StewardEvent> words = words_about(session, customer ? customer : id);
  if (!customer && changes.rows.empty()) throw Error("app.no_such_customer", {{"id", fmt::to_string(id)}});
  Grid grid;
  grid.add({context.say("日時", "at"), context.say("実行", "run"), context.say("前", "before"), context.say("後", "after")});
  std::string json;
  for (const auto& row : changes.rows) {
    auto at = time_of(row[0].value_or(""));
    grid.add({at ? format_local(*at, context.zone) : "", row[1].value_or(""), row[3].value_or("—"), row[4].value_or("—")});
    json += fmt::format("{}{{\"at\": {}, \"run\": {}, \"before\": {}, \"after\": {}}}", json.empty() ? "" : ", ", json_text(row[0].value_or("")), row[1].value_or("null"), row[3].value_or("null"), row[4].value_or("null"));
  }
  if (context.json) {
    fmt::print("{{\"changes\": [{}], \"events\": {}}}\n", json, json_words(words));
    return 0;
  }
  print_words(context, words);
  fmt::print("{}", grid.text(80));
  return 0;
}

}  // namespace musubi
