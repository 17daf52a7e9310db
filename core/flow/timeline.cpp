#include "core/flow/timeline.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "core/flow/profile_row.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

using Cells = std::vector<std::optional<std::string>>;
constexpr size_t behind_cells = 10;  // at, and what stands behind it; see reading.hpp

Time at_of(const Cells& row) { return time_of(row[0].value_or("")).value_or(Time{}); }

/// A run publishes before it ends. Only an interrupted one's records are published by the next.
Behind behind_of(const Cells& row) {
  Behind out;
  if (row[5]) {
    out.what = Behind::What::steward;
    out.event = integer_of(*row[5]);
    out.kind = row[6].value_or(""), out.said = texts_of(row[7].value_or("")), out.who = row[8].value_or(""), out.why = row[9].value_or("");
  } else if (row[2]) {
    std::optional<Time> ended = row[4] ? time_of(*row[4]) : std::nullopt;
    bool again = ended && row[3] != "interrupted" && at_of(row) > *ended;
    out.what = again ? Behind::What::rules : Behind::What::run;
    if (!again) out.run = integer_of(*row[1]), out.connection = *row[2];
  }
  return out;
}

/// The golden row as far as history has told it, by column.
class Golden final {
 public:
  std::vector<FieldChange> take(const std::string& changed) {
    auto cells = nlohmann::json::parse(changed, nullptr, false);
    std::map<std::string, std::string> next = cells_;
    if (cells.is_object())
      for (const auto& [name, value] : cells.items()) value.is_string() ? void(next[name] = value.get<std::string>()) : void(next.erase(name));
    std::vector<FieldChange> out;
    for (const FieldDef& f : fields()) {
      FieldChange change{f.field, values(cells_, f), values(next, f)};
      if (change.before != change.after) out.push_back(std::move(change));
    }
    cells_ = std::move(next);
    return out;
  }

 private:
  static std::vector<Stated> values(const std::map<std::string, std::string>& cells, const FieldDef& f) {
    std::vector<Stated> out;
    std::vector<std::string> parts;
    for (std::string_view part : f.parts) {
      auto at = cells.find(std::string(part));
      parts.push_back(at == cells.end() ? "" : at->second);
    }
    if (!f.many) {
      Stated one{f.field, std::move(parts), "", ""};
      if (!shown(one).empty()) out.push_back(std::move(one));
      return out;
    }
    for (std::string& one : texts_of(parts[0])) out.push_back({f.field, {std::move(one)}, "", ""});
    return out;
  }

  std::map<std::string, std::string> cells_;
};

std::vector<Happening> changes(Session& session, int64_t id) {
  std::vector<Happening> out;
  Golden golden;
  for (const auto& row : customer_changes(session, id).rows) {
    const auto &before = row[behind_cells], &after = row[behind_cells + 1];
    Happening one;
    one.at = at_of(row);
    one.behind = behind_of(row);
    one.what = !before ? Happening::What::created : !after ? Happening::What::gone : Happening::What::changed;
    if (!before) golden = {};
    if (after) one.fields = golden.take(*after);
    if (one.what != Happening::What::changed || !one.fields.empty()) out.push_back(std::move(one));
  }
  return out;
}

std::vector<Happening> moves(Session& session, int64_t id) {
  std::vector<Happening> out;
  for (const auto& row : customer_moves(session, id).rows) {
    auto cell = [&](size_t i) { return row[behind_cells + i].value_or(""); };
    int64_t from = integer_of(cell(0)), to = integer_of(cell(1));
    Happening one;
    one.what = to == id ? Happening::What::joined : Happening::What::left;
    one.at = at_of(row);
    one.behind = behind_of(row);
    one.other = to == id ? from : to;
    one.whole = cell(to == id ? 6 : 7) == "t";
    one.records.push_back({{cell(2), cell(3), cell(4)}, cell(5)});
    bool same = !out.empty() && out.back().at == one.at && out.back().what == one.what && out.back().other == one.other;
    same ? out.back().records.push_back(one.records[0]) : out.push_back(std::move(one));
  }
  return out;
}

/// What came when the customer began and what went when it ended belongs to that; what is left without records is no news.
void fold(std::vector<Happening>& all) {
  for (Happening& one : all) {
    bool begins = one.what == Happening::What::created;
    if (!begins && one.what != Happening::What::gone) continue;
    for (Happening& move : all) {
      bool fits = move.at == one.at && move.what == (begins ? Happening::What::joined : Happening::What::left);
      if (!fits || (one.other && move.other && one.other != move.other)) continue;
      if (move.other) one.other = move.other, one.whole = move.whole;
      one.records.insert(one.records.end(), move.records.begin(), move.records.end());
      move.records.clear();
    }
  }
  std::erase_if(all, [](const Happening& h) {
    return h.records.empty() && (h.what == Happening::What::joined || h.what == Happening::What::left);
  });
}

/// The profile that gives a customer its id begins with it, of which no move is written.
void name_first_record(Session& session, int64_t id, std::vector<Happening>& all) {
  std::vector<Row> rows = session.rows(TableId::profile, {id});
  if (rows.empty()) return;
  PartyKey key = profile_of(rows[0]).key;
  for (Happening& one : all)
    if (one.what == Happening::What::created && std::find(one.records.begin(), one.records.end(), key) == one.records.end())
      one.records.insert(one.records.begin(), key);
}

}  // namespace

std::vector<Happening> timeline(Session& session, int64_t id) {
  std::vector<Happening> out = changes(session, id), moved = moves(session, id);
  out.insert(out.end(), moved.begin(), moved.end());
  std::stable_sort(out.begin(), out.end(), [](const Happening& a, const Happening& b) { return std::tie(a.at, a.what) < std::tie(b.at, b.what); });
  fold(out);
  name_first_record(session, id, out);
  return out;
}

}  // namespace musubi
