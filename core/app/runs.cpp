// musubi run list | show and quarantine list | replay: what happened, and what waits.
#include <fmt/format.h>

#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/flow/sync.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

std::string state_word(const Context& context, const std::string& state) {
  if (context.lang == Lang::en) return state;
  if (state == "finished") return "完了";
  if (state == "failed") return "失敗";
  if (state == "interrupted") return "中断";
  return "実行中";
}

std::string json_run(const Run& run, Lang lang) {
  std::string streams;
  for (const RunStream& s : run.streams)
    streams += fmt::format("{}{{\"connection\": {}, \"stream\": {}, \"read\": {}, \"new\": {}, \"changed\": {}, \"unchanged\": {}, \"quarantined\": {}, \"deleted\": {}}}", streams.empty() ? "" : ", ",
                           json_text(s.connection), json_text(s.stream), s.read, s.fresh, s.changed, s.unchanged, s.quarantined, s.deleted);
  return fmt::format("{{\"run\": {}, \"connection\": {}, \"state\": {}, \"started\": {}, \"ended\": {}, \"failure\": {}, \"streams\": [{}]}}", run.id, json_text(run.connection),
                     json_text(run.state), json_text(format_utc(run.started)), run.ended ? json_text(format_utc(*run.ended)) : "null",
                     run.failure ? json_text(render(*run.failure, lang)) : "null", streams);
}

}  // namespace

int run_run_list(Context& context) {
  Hub hub = opened(context);
  Session session = hub.store.begin();
  Grid grid;
  grid.add({context.say("実行", "run"), context.say("接続", "connection"), context.say("状態", "state"), context.say("開始", "started"), context.say("読込", "read"), context.say("保留", "held")});
  std::string json;
  for (const Run& run : session.runs(50)) {
    int64_t read = 0, held = 0;
    for (const RunStream& s : run.streams) read += s.read, held += s.quarantined;
    grid.add({fmt::to_string(run.id), run.connection, state_word(context, run.state), format_local(run.started, context.zone), fmt::to_string(read), fmt::to_string(held)});
    json += (json.empty() ? "" : ", ") + json_run(run, context.lang);
  }
  context.json ? fmt::print("{{\"runs\": [{}]}}\n", json) : fmt::print("{}", grid.text());
  return 0;
}

int run_run_show(Context& context, int64_t id) {
  Hub hub = opened(context);
  Session session = hub.store.begin();
  std::optional<Run> run = session.run(id);
  if (!run) throw Error("app.no_such_run", {{"id", fmt::to_string(id)}});
  if (context.json) {
    fmt::print("{}\n", json_run(*run, context.lang));
    return 0;
  }
  fmt::print("{} {}  {}  {}\n", context.say("実行", "Run"), run->id, run->connection, state_word(context, run->state));
  fmt::print("{} – {}\n", format_local(run->started, context.zone), run->ended ? format_local(*run->ended, context.zone) : "");
  Grid grid;
  grid.add({context.say("データ種類", "stream"), context.say("読込", "read"), context.say("新規", "new"), context.say("変更", "changed"), context.say("変更なし", "unchanged"), context.say("保留", "quarantined"), context.say("消滅", "deleted")});
  for (const RunStream& s : run->streams)
    grid.add({s.stream, fmt::to_string(s.read), fmt::to_string(s.fresh), fmt::to_string(s.changed), fmt::to_string(s.unchanged), fmt::to_string(s.quarantined), fmt::to_string(s.deleted)});
  fmt::print("{}", grid.text());
  if (run->failure) print_failure(context, *run->failure);
  return 0;
}

int run_quarantine_list(Context& context, const std::string& connection) {
  Hub hub = opened(context);
  if (!connection.empty()) known_connection(hub.configuration, connection);
  Session session = hub.store.begin();
  std::string json;
  bool nothing = true;
  for (const Held& h : session.held(connection, 200)) {
    nothing = false;
    std::string where = h.row ? fmt::format("{} {}", h.file, h.row) : h.file;
    if (context.json) {
      json += fmt::format("{}{{\"id\": {}, \"connection\": {}, \"stream\": {}, \"key\": {}, \"file\": {}, \"row\": {}, \"step\": {}, \"field\": {}, \"reason\": {}}}", json.empty() ? "" : ", ", h.id,
                          json_text(h.record.connection), json_text(h.record.stream), json_text(h.record.key), json_text(h.file), h.row, json_text(h.step), json_text(h.field),
                          json_text(render(h.reason, context.lang)));
      continue;
    }
    fmt::print("{}  {}.{}/{}  {}\n    {}\n", h.id, h.record.connection, h.record.stream, h.record.key, where, render(h.reason, context.lang));
  }
  if (context.json) fmt::print("{{\"quarantine\": [{}]}}\n", json);
  else if (nothing) fmt::print("{}\n", context.say("保留の行はありません。", "No row is held."));
  return 0;
}

int run_quarantine_replay(Context& context, const std::string& connection) {
  Hub hub = opened(context);
  if (!connection.empty()) known_connection(hub.configuration, connection);
  Session session = hub.store.begin();
  session.lock_publishing();
  int64_t again = session.publish_again(connection, true);
  session.commit();
  publish(hub, {}, *context.clock);
  Session after = hub.store.begin();
  int64_t left = held_count(after, connection);
  if (context.json) fmt::print("{{\"replayed\": {}, \"still_held\": {}}}\n", again, left);
  else fmt::print("{} {} / {} {}\n", context.say("やり直した行:", "replayed:"), again, context.say("まだ保留:", "still held:"), left);
  return 0;
}

}  // namespace musubi
