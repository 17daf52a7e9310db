#include "core/app/import_preview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/app/print.hpp"
#include "core/flow/profile_row.hpp"
#include "core/resolve/by_device.hpp"
#include "core/resolve/resolve.hpp"

namespace musubi {
namespace {

constexpr size_t shown_pairs = 5;

std::vector<std::string> raw_lines(const RawRecord& record) {
  std::vector<std::string> out;
  auto parsed = nlohmann::ordered_json::parse(record.json, nullptr, false);
  if (!parsed.is_object()) return out;
  for (const auto& [name, value] : parsed.items()) {
    std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    if (!text.empty()) out.push_back(fmt::format("{} = {}", name, text));
  }
  return out;
}

std::vector<std::string> mapped_lines(const Context& context, const Mapped& mapped) {
  std::vector<std::string> out;
  for (const Profile& p : mapped.profiles) {
    for (const ExternalId& id : p.ids) out.push_back(fmt::format("{}  {}: {}", p.key.party, id.scheme, id.value));
    for (const Stated& s : p.values)
      out.push_back(fmt::format("{}  {}: {}", p.key.party, context.lang == Lang::ja ? field(s.field).ja : field(s.field).name, shown(s)));
  }
  for (const Note& n : mapped.notes) out.push_back(fmt::format("{} {}: {}", context.say("注意", "note"), n.field, render(n.message, context.lang)));
  if (mapped.problem) out.push_back(fmt::format("{} {}", context.say("保留:", "held:"), render(*mapped.problem, context.lang)));
  return out;
}

const std::string& cell(const Row& row, TableId id, const char* column) {
  static const std::string none;
  const auto& value = row.cells[table(id).at(column)];
  return value ? *value : none;
}

std::string name_in(const Row& profile) {
  std::string out;
  for (const char* column : {"family", "given", "company"})
    if (const std::string& text = cell(profile, TableId::profile, column); !text.empty()) out += (out.empty() ? "" : " ") + text;
  return out;
}

Pair pair_of(const Row& row) {
  Pair out;
  out.weight = std::strtod(cell(row, TableId::pair, "weight").c_str(), nullptr);
  out.band = cell(row, TableId::pair, "band") == word(Band::match) ? Band::match : Band::review;
  out.veto = cell(row, TableId::pair, "veto");
  out.evidence = evidence_of(cell(row, TableId::pair, "evidence"));
  return out;
}

}  // namespace

void print_samples(const Context& context, const LookedAt& looked, const Mapping& mapping, size_t rows) {
  // Full rows show more than those that happen to come first.
  std::vector<const RawRecord*> fullest;
  for (const RawRecord& record : looked.first) fullest.push_back(&record);
  std::stable_sort(fullest.begin(), fullest.end(), [](const RawRecord* a, const RawRecord* b) { return raw_lines(*a).size() > raw_lines(*b).size(); });
  for (size_t n = 0; n < std::min(rows, fullest.size()); ++n) {
    std::vector<std::string> left = raw_lines(*fullest[n]);
    std::vector<std::string> right = mapped_lines(context, map_record(mapping, *fullest[n], {context.zone, nullptr}));
    if (left.size() > 30) left.resize(30);
    Grid grid;
    grid.add({fmt::format(fmt::runtime(context.say("── {} 行目", "── row {}")), fullest[n]->row), context.say("→ Musubi", "→ Musubi")});
    for (size_t i = 0; i < std::max(left.size(), right.size()); ++i) grid.add({i < left.size() ? left[i] : "", i < right.size() ? right[i] : ""});
    fmt::print("{}", grid.text(44));
  }
}

void ImportPreview::take(const Derived& derived) {
  for (const RowChange& c : derived.changes.changes) {
    if (c.table == TableId::customer) {
      if (c.op == Op::insert) ++(cell(c.after, TableId::customer, "kind") == "organisation" ? organisations_ : persons_);
      if (c.op == Op::update) ++changed_;
      if (c.op == Op::erase) ++gone_;
    }
    if (c.table == TableId::profile && c.op != Op::erase) {
      const std::string& id = cell(c.after, TableId::profile, "id");
      if (const std::string& customer = cell(c.after, TableId::profile, "customer_id"); c.op == Op::insert && !customer.empty() && customer != id) ++joined_;
      customer_of_[id] = cell(c.after, TableId::profile, "customer_id");
      who_[id] = name_in(c.after);
    }
    if (c.table == TableId::pair && c.op != Op::erase) pairs_.push_back(c.after);
  }
  for (const musubi::Held& row : derived.held) {
    Held& one = held_[row.reason.id + row.field];
    if (!one.rows++) one.first = row.reason;
  }
}

void ImportPreview::settle(Session& session) {
  std::set<int64_t> ids;
  for (const Row& pair : pairs_)
    for (const char* end : {"a", "b"}) ids.insert(integer_of(cell(pair, TableId::pair, end)));
  std::vector<PartyKey> parties;
  for (const Row& row : session.rows(TableId::profile, {ids.begin(), ids.end()})) {
    const std::string& id = cell(row, TableId::profile, "id");
    parties.push_back(party_[id] = profile_of(row).key);
    customer_of_.emplace(id, cell(row, TableId::profile, "customer_id"));
    who_.emplace(id, name_in(row));
  }
  if (session.anything_decided())
    for (const Decision& d : session.decisions(parties)) spoken_of_.insert(std::minmax(d.a, d.b));
  for (const Row& pair : pairs_) {
    if (decided(pair)) continue;
    bool match = cell(pair, TableId::pair, "band") == word(Band::match);
    bool joined = customer_of_[cell(pair, TableId::pair, "a")] == customer_of_[cell(pair, TableId::pair, "b")];
    if (joined && !match) continue;  // others' evidence has joined them
    if (!joined) ++review_;
    std::vector<Row>& shown = joined ? merges_ : open_;
    if (shown.size() < shown_pairs) shown.push_back(pair);
  }
}

bool ImportPreview::decided(const Row& pair) const {
  auto a = party_.find(cell(pair, TableId::pair, "a")), b = party_.find(cell(pair, TableId::pair, "b"));
  return a != party_.end() && b != party_.end() && spoken_of_.contains(std::minmax(a->second, b->second));
}

std::string ImportPreview::person(const std::string& profile) const {
  auto at = who_.find(profile);
  return at == who_.end() || at->second.empty() ? "#" + profile : at->second;
}

void ImportPreview::print(const SyncReport& report, const LookedAt& looked, const std::string& key) const {
  fmt::print("\n{}\n", context_.say("試し実行（まだ何も書き込んでいません）", "Dry run (nothing has been written yet)"));
  Grid grid;
  for (const ConnectionReport& c : report.connections)
    for (const RunStream& s : c.streams)
      grid.add({context_.say("  読込", "  rows read"), fmt::to_string(s.read),
                fmt::format("{} {} / {} {} / {} {} / {} {}", context_.say("新規", "new"), s.fresh, context_.say("変更", "changed"), s.changed, context_.say("変更なし", "unchanged"), s.unchanged,
                            context_.say("保留", "held"), s.quarantined)});
  grid.add({context_.say("  新しい顧客", "  new customers"), fmt::to_string(new_customers()), organisations_ ? fmt::format("{} {} / {} {}", context_.say("人", "persons"), persons_, context_.say("会社", "organisations"), organisations_) : ""});
  if (changed_) grid.add({context_.say("  変わる顧客", "  changed customers"), fmt::to_string(changed_)});
  grid.add({context_.say("  同じ人として統合", "  merged as the same"), fmt::to_string(joined_)});
  grid.add({context_.say("  人の確認を待つ組", "  pairs for review"), fmt::to_string(review_)});
  fmt::print("{}", grid.text());
  print_pairs();
  print_held(report, looked, key);
}

void ImportPreview::print_pairs() const {
  for (const std::vector<Row>* shown : {&merges_, &open_}) {
    bool merged = shown == &merges_;
    if (!shown->empty()) fmt::print("{}\n", merged ? context_.say("統合の例と理由", "Merges, for example, and why") : context_.say("確認を待つ組の例", "Pairs for review, for example"));
    for (const Row& row : *shown) {
      Pair pair = pair_of(row);
      hear_device(pair, merged);
      fmt::print("  {} = {}\n    {}\n", person(cell(row, TableId::pair, "a")), person(cell(row, TableId::pair, "b")), reason(pair, context_.lang));
    }
  }
}

void ImportPreview::print_held(const SyncReport& report, const LookedAt& looked, const std::string& key) const {
  int64_t all = 0, explained = 0;
  for (const ConnectionReport& c : report.connections)
    for (const RunStream& s : c.streams) all += s.quarantined;
  std::map<std::string, Held> reasons = held_;
  for (const Message& m : looked.unreadable) {
    std::string id = m.id;
    for (const auto& [name, value] : m.args)
      if (name == "id") id += value;
    Held& one = reasons[id];
    if (!one.rows++) one.first = m;
  }
  for (const SeenColumn& column : looked.list.columns)
    if (column.name == key && column.filled < looked.list.rows) reasons["empty"] = {looked.list.rows - column.filled, {"app.import_empty_key", {{"column", key}}}};
  if (all) fmt::print("{}\n", context_.say("保留になる行と理由（取り込み後に musubi quarantine list で見られます）", "Rows that would be held, and why (later: musubi quarantine list)"));
  for (const auto& [id, one] : reasons) {
    explained += one.rows;
    fmt::print("{}\n", held_line(context_, one.rows, one.first));
  }
  if (all > explained) fmt::print("{}\n", held_line(context_, all - explained, {key.empty() ? "app.import_bad_key" : "app.import_same_key", {{"column", key}}}));
}

std::string held_line(const Context& context, int64_t rows, const Message& reason) {
  return fmt::format(fmt::runtime(context.say("  {} 行: {}{}", "  {} rows: {}{}")), rows, rows > 1 && !reason.id.starts_with("app.import_") ? context.say("例 ", "e.g. ") : "", render(reason, context.lang));
}

}  // namespace musubi
