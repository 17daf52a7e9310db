// musubi quarantine export | import: held rows as a sheet to be put right, and the sheet taken back.
#include <fmt/format.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "core/app/print.hpp"
#include "core/app/sheet.hpp"
#include "core/app/stewards.hpp"
#include "core/flow/quarantine_edit.hpp"
#include "core/text/csv.hpp"

namespace musubi {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t own_columns = 6;
constexpr size_t most_rows = 100'000;

std::vector<std::string> own_heading(const Context& context) {
  return {context.say("保留番号", "held row"), context.say("保留の理由", "reason"),      context.say("保留の項目", "field"),
          context.say("保留の場所", "where"),  context.say("保留のデータ種類", "stream"), context.say("保留の段階", "step")};
}

std::string raw_heading(const Context& context) { return context.say("元の行", "raw row"); }

std::string cell_text(const Json& value) { return value.is_null() ? "" : value.is_string() ? value.get<std::string>() : value.dump(); }

/// Held rows with the members that any of them has, in the order in which they were first seen.
struct HeldTable {
  std::vector<Held> rows;
  std::vector<Json> payloads;
  std::vector<std::string> members;
  bool any_raw = false;
};

HeldTable held_table(Session& session, const std::string& connection) {
  HeldTable out;
  out.rows = session.held(connection, most_rows);
  for (const Held& row : out.rows) {
    Json payload = Json::parse(row.payload, nullptr, false);
    if (!payload.is_object()) payload = Json(), out.any_raw = true;
    if (payload.is_object())
      for (const auto& [name, value] : payload.items())
        if (std::find(out.members.begin(), out.members.end(), name) == out.members.end()) out.members.push_back(name);
    out.payloads.push_back(std::move(payload));
  }
  return out;
}

std::vector<std::string> cells_of(const Context& context, const HeldTable& table, size_t i) {
  const Held& h = table.rows[i];
  std::vector<std::string> out = {fmt::to_string(h.id), render(h.reason, context.lang), h.field, h.row ? fmt::format("{} {}", h.file, h.row) : h.file,
                                  h.record.connection + "." + h.record.stream, h.step};
  const Json& payload = table.payloads[i];
  for (const std::string& name : table.members) {
    bool there = payload.is_object() && payload.contains(name);
    out.push_back(there ? cell_text(payload[name]) : "");
  }
  if (table.any_raw) out.push_back(payload.is_object() ? "" : h.payload);
  return out;
}

void write_csv(const std::string& file, const std::vector<std::vector<std::string>>& rows) {
  std::string out = "\xEF\xBB\xBF";
  for (const auto& row : rows) {
    std::vector<std::string> safe;
    for (const std::string& cell : row) safe.push_back(defused(cell));
    text::append_csv_row(out, safe);
  }
  std::ofstream to(file, std::ios::binary);
  to << out;
  if (!to.flush()) throw Error("app.cannot_write", {{"file", file}});
}

void write_xlsx(const std::string& file, const std::vector<std::vector<std::string>>& rows) {
  std::vector<int> widths = {8, 44, 14, 24, 18, 10};
  SheetFile sheet(file, rows[0], widths);
  for (size_t r = 1; r < rows.size(); ++r)
    for (size_t c = 0; c < rows[r].size(); ++c) sheet.text(r, c, rows[r][c]);
  sheet.close();
}

/// The payload as the sheet has it now; nothing where no cell was changed.
std::optional<std::string> changed(const Json& was, const SheetRows& sheet, const std::vector<std::string>& cells) {
  Json now = was.is_object() ? was : Json::object();
  bool any = false;
  for (size_t c = own_columns; c < sheet.columns.size(); ++c) {
    const std::string& name = sheet.columns[c];
    bool there = was.is_object() && was.contains(name);
    std::string before = there ? cell_text(was[name]) : "";
    if (cells[c] == before || name == "元の行" || name == "raw row") continue;
    Json parsed = there && was[name].is_structured() ? Json::parse(cells[c], nullptr, false) : Json();
    now[name] = parsed.is_structured() ? parsed : Json(cells[c]);
    any = true;
  }
  return any ? std::optional(now.dump()) : std::nullopt;
}

}  // namespace

int run_quarantine_export(Context& context, const SheetOptions& options) {
  Hub hub = opened(context);
  if (!options.connection.empty()) connection_named(hub.configuration, options.connection);
  Audited audited = reading(context, hub.configuration.hub.audit, "quarantine export");
  Session session = hub.store.begin();
  HeldTable table = held_table(session, options.connection);
  audited.rows = int64_t(table.rows.size());
  audited.fields = table.members;
  keep_reading(session, std::move(audited));
  std::vector<std::vector<std::string>> rows = {own_heading(context)};
  rows[0].insert(rows[0].end(), table.members.begin(), table.members.end());
  if (table.any_raw) rows[0].push_back(raw_heading(context));
  for (size_t i = 0; i < table.rows.size(); ++i) rows.push_back(cells_of(context, table, i));
  options.file.ends_with(".csv") ? write_csv(options.file, rows) : write_xlsx(options.file, rows);
  if (context.json) fmt::print("{{\"file\": {}, \"rows\": {}}}\n", json_text(options.file), table.rows.size());
  else fmt::print(fmt::runtime(context.say("{} 行を {} に書き出しました。直して musubi quarantine import {} で戻してください。\n",
                                           "{} rows are in {}. Put them right, then: musubi quarantine import {}\n")), table.rows.size(), options.file, options.file);
  return 0;
}

int run_quarantine_import(Context& context, const SheetOptions& options) {
  Hub hub = opened(context);
  SheetRows sheet = read_sheet(context, options.file);
  size_t number = sheet.at(options.file, "保留番号", "held row");
  std::vector<HeldEdit> edits;
  std::vector<int64_t> stale;
  size_t unchanged = 0;
  {
    Session session = hub.store.begin();
    for (const auto& row : sheet.rows) {
      std::optional<Held> held = held_row(session, integer_of(row[number]));
      if (!held) {
        stale.push_back(integer_of(row[number]));
        continue;
      }
      std::optional<std::string> json = changed(Json::parse(held->payload, nullptr, false), sheet, row);
      if (json) edits.push_back({held->id, std::move(*json)});
      else ++unchanged;
    }
  }
  EditOutcome outcome = edit_held(hub, edits, speaker(context), *context.clock);
  if (context.json)
    fmt::print("{{\"edited\": {}, \"closed\": {}, \"still_held\": [{}], \"unchanged\": {}, \"stale\": [{}]}}\n", edits.size(), outcome.closed.size(), fmt::join(outcome.still_held, ", "),
               unchanged, fmt::join(stale, ", "));
  else
    fmt::print("{} {} / {} {} / {} {} / {} {}\n", context.say("直った行:", "closed:"), outcome.closed.size(), context.say("まだ保留:", "still held:"), outcome.still_held.size(),
               context.say("変えていない行:", "unchanged:"), unchanged, context.say("もう保留でない行:", "no longer held:"), stale.size());
  return outcome.still_held.empty() && stale.empty() ? 0 : 1;
}

}  // namespace musubi
