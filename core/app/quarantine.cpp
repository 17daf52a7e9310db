// musubi quarantine list | replay: rows that are held, and trying them again.
#include <fmt/format.h>

#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/app/words.hpp"
#include "core/flow/sync.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

std::string json_row(const Context& context, const Held& h) {
  return fmt::format(R"({{"id": {}, "connection": {}, "stream": {}, "key": {}, "file": {}, "row": {}, "step": {}, "field": {}, "reason": {}}})", h.id, json_text(h.record.connection),
                     json_text(h.record.stream), json_text(h.record.key), json_text(h.file), h.row, json_text(h.step), json_text(h.field), json_text(render(h.reason, context.lang)));
}

void print_rows(const Context& context, const std::vector<Held>& rows) {
  Grid grid;
  grid.add({context.say("番号", "id"), context.say("データ種類", "stream"), context.say("キー", "key"), context.say("ファイル", "file"), context.say("行", "row"), context.say("段階", "step"),
            context.say("項目", "field")});
  for (const Held& h : rows)
    grid.add({fmt::to_string(h.id), h.record.connection + "." + h.record.stream, h.record.key, h.file, h.row ? fmt::to_string(h.row) : "", step_word(context, h.step), h.field});
  std::vector<std::string> lines = grid.lines();
  fmt::print("{}\n", lines[0]);
  for (size_t i = 0; i < rows.size(); ++i) fmt::print("{}\n    {}\n", lines[i + 1], render(rows[i].reason, context.lang));
}

}  // namespace

int run_quarantine_list(Context& context, const HeldOptions& options) {
  Hub hub = opened(context);
  if (!options.connection.empty()) connection_named(hub.configuration, options.connection);
  if (options.closed) return list_closed_rows(context, hub, options);
  Session session = hub.store.begin();
  std::vector<Held> rows = session.held(options.connection, options.limit);
  int64_t total = rows.size() < options.limit ? int64_t(rows.size()) : held_count(session, options.connection);
  if (context.json) {
    std::string json;
    for (const Held& h : rows) json += (json.empty() ? "" : ", ") + json_row(context, h);
    fmt::print("{{\"quarantine\": [{}], \"total\": {}}}\n", json, total);
    return 0;
  }
  if (rows.empty()) {
    fmt::print("{}\n", context.say("保留の行はありません。", "No row is held."));
    return 0;
  }
  print_rows(context, rows);
  std::string more = fmt::to_string(total - int64_t(rows.size()));
  if (more != "0") fmt::print("{}\n", render({"app.more_held", {{"count", more}, {"total", fmt::to_string(total)}}}, context.lang));
  fmt::print("{}\n", render({"app.mend_held", {}}, context.lang));
  return 0;
}

int run_quarantine_replay(Context& context, const std::string& connection) {
  Hub hub = opened(context);
  if (!connection.empty()) connection_named(hub.configuration, connection);
  Session session = hub.store.begin();
  session.lock_publishing();
  int64_t again = session.publish_again(connection, true);
  session.commit();
  publish(hub, {}, *context.clock);
  Session after = hub.store.begin();
  int64_t left = held_count(after, connection);
  if (context.json) {
    fmt::print("{{\"replayed\": {}, \"still_held\": {}}}\n", again, left);
    return 0;
  }
  fmt::print("{}\n", render({left ? "app.replayed_some" : "app.replayed", {{"count", fmt::to_string(again)}, {"left", fmt::to_string(left)}}}, context.lang));
  return 0;
}

}  // namespace musubi
