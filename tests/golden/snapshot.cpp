#include "tests/golden/snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/flow/picture.hpp"
#include "core/flow/profile_row.hpp"
#include "core/flow/steward.hpp"
#include "core/store/hub_watch.hpp"

namespace musubi::golden {
namespace {

std::string name_of(const PartyKey& key) {
  return fmt::format("{}.{}/{}#{}", key.record.connection, key.record.stream, key.record.key, key.party);
}

class Snapshot {
 public:
  Snapshot(Session& session, const Rules& rules) : session_(session), rules_(rules) {
    for (const auto& row : session.select("SELECT id FROM identity.profile").rows) ids_.push_back(integer_of(*row[0]));
    for (const Row& row : session.rows(TableId::profile, ids_)) {
      Profile p = profile_of(row);
      names_[p.id] = name_of(p.key) + (p.gone ? " (gone)" : "") + (p.stub ? " (stub)" : "");
      if (p.customer_id) customers_.insert(p.customer_id);
      if (p.stub) stubs_.push_back(p.id);
    }
  }

  std::string text() {
    std::map<std::string, std::string> by_key;
    for (int64_t id : customers_) {
      std::optional<Picture> p = picture(session_, rules_, id);
      by_key[name_of(p->profiles.front().key)] = customer(*p);
    }
    std::string out;
    for (const auto& [key, one] : by_key) out += one;
    return out + waiting() + anonymous() + review() + alerts() + held();
  }

 private:
  std::string named(const std::optional<std::string>& id) const {
    if (!id) return "—";
    auto at = names_.find(integer_of(*id));
    return at == names_.end() ? "?" + *id : at->second;
  }

  std::string customer(const Picture& p) {
    std::string out = std::string(word(p.customer.kind));
    for (const Profile& one : p.profiles) out += " " + names_.at(one.id);
    out += "\n";
    stored_golden(p, out);
    for (const Warning& w : p.customer.warnings)
      out += fmt::format("  ! {} {}: {} / {} ({})\n", w.id, field(w.field).name, w.won, w.lost, names_.at(w.profile_id));
    rows(TableId::contact_point, p.contact_points, 1, out);
    for (const ContactWord& w : p.contact_words)
      out += fmt::format("  state {} {} {} at={} source={} reason={}\n", w.contact, w.value, word(w.state), w.at, w.source, w.reason);
    if (!rules_.mailing.empty()) rows(TableId::mailing, {p.mailing}, 1, out);
    rows(TableId::employment, p.employment, 1, out);
    rows(TableId::open_proposal, session_.rows(TableId::open_proposal, {p.customer.id}), 1, out);
    rows(TableId::relation, p.relations, 0, out);
    for (const auto& [kind, facts] : p.facts) rows(kind->table, facts, 0, out);
    return out;
  }

  /// The golden values as the master holds them, which must be what merging the profiles now yields.
  void stored_golden(const Picture& p, std::string& out) {
    std::vector<Row> stored = session_.rows(TableId::customer, {p.customer.id});
    if (stored.size() != 1) out += "  NO ROW IN master.customer\n";
    for (const Golden& g : p.customer.values) out += fmt::format("  {} {} ← {}\n", field(g.value.field).name, shown(g.value), names_.at(g.profile_id));
    if (stored.size() != 1) return;
    const Table& t = table(TableId::customer);
    for (const Golden& g : p.customer.values) {
      const FieldDef& f = field(g.value.field);
      if (!first_of_field(p, g)) continue;
      const std::string part = stored[0].cells[t.at(f.parts[0])].value_or("");
      std::string first = f.many ? (texts_of(part).empty() ? "" : texts_of(part)[0]) : part;
      if (first != g.value.parts[0]) out += fmt::format("  STORED {} {}\n", f.name, first);
    }
  }

  static bool first_of_field(const Picture& p, const Golden& g) {
    return &g == &*std::find_if(p.customer.values.begin(), p.customer.values.end(), [&](const Golden& o) { return o.value.field == g.value.field; });
  }

  void rows(TableId id, const std::vector<Row>& all, size_t from, std::string& out) {
    std::set<std::string> lines;
    for (const Row& row : all) {
      std::string line = fmt::format("  {}", table(id).name);
      for (size_t i = from; i < row.cells.size(); ++i) {
        const Column& c = table(id).columns[i];
        bool profile = c.name.ends_with("_id") && c.name != "customer_id";
        if (row.cells[i]) line += fmt::format(" {}={}", c.name, profile ? named(row.cells[i]) : *row.cells[i]);
      }
      lines.insert(line + "\n");
    }
    for (const std::string& line : lines) out += line;
  }

  std::string waiting() {
    std::string out;
    for (const FactKind& kind : fact_kinds()) rows(kind.table, session_.rows(kind.table, stubs_), 0, out);
    return out.empty() ? "" : "waiting\n" + out;
  }

  std::string anonymous() {
    std::string out;
    for (const FactKind& kind : fact_kinds()) {
      std::string list;
      for (const Column& c : table(kind.table).columns) list += (list.empty() ? "" : ", ") + c.name;
      std::vector<Row> bare;
      for (auto& cells : session_.select(fmt::format("SELECT {} FROM master.{} WHERE profile_id IS NULL", list, kind.name)).rows) bare.push_back({std::move(cells)});
      rows(kind.table, bare, 0, out);
    }
    return out.empty() ? "" : "anonymous\n" + out;
  }

  std::string review() {
    std::set<std::string> lines;
    for (const ReviewPair& one : review_queue(session_, 10'000, Review::each_pair)) {
      std::string a = names_.at(one.a.id), b = names_.at(one.b.id);
      lines.insert(fmt::format("review {} ~ {}: {}\n", std::min(a, b), std::max(a, b), word(one.pair.band)));
    }
    return fmt::format("{}", fmt::join(lines, ""));
  }

  std::string alerts() {
    watch_notices(session_, Time{});
    std::set<std::string> lines;
    for (const Alert& a : open_alerts(session_)) {
      std::optional<Picture> p = picture(session_, rules_, a.customer);
      lines.insert(fmt::format("alert {} {}\n", a.kind, p ? name_of(p->profiles.front().key) : "nobody"));
    }
    return fmt::format("{}", fmt::join(lines, ""));
  }

  std::string held() {
    std::set<std::string> lines;
    for (const Held& h : session_.held("", 10'000)) lines.insert(fmt::format("held {}.{}/{}: {}\n", h.record.connection, h.record.stream, h.record.key, h.reason.id));
    return fmt::format("{}", fmt::join(lines, ""));
  }

  Session& session_;
  const Rules& rules_;
  std::vector<int64_t> ids_, stubs_;
  std::map<int64_t, std::string> names_;
  std::set<int64_t> customers_;
};

}  // namespace

std::string snapshot(Session& session, const Rules& rules) { return Snapshot(session, rules).text(); }

}  // namespace musubi::golden
