// musubi run list | show: what happened.
#include <fmt/format.h>

#include "core/app/command.hpp"
#include "core/app/dead_runs.hpp"
#include "core/app/print.hpp"
#include "core/app/waiting.hpp"
#include "core/app/words.hpp"
#include "core/flow/run_log.hpp"
#include "core/store/hub_watch.hpp"

namespace musubi {
namespace {

/// The members of one run, without braces.
std::string json_run(const Run& run, Lang lang) {
  std::string streams;
  for (const RunStream& s : run.streams)
    streams += fmt::format("{}{{\"connection\": {}, \"stream\": {}, \"read\": {}, \"new\": {}, \"changed\": {}, \"unchanged\": {}, \"quarantined\": {}, \"deleted\": {}}}", streams.empty() ? "" : ", ",
                           json_text(s.connection), json_text(s.stream), s.read, s.fresh, s.changed, s.unchanged, s.quarantined, s.deleted);
  return fmt::format("\"run\": {}, \"connection\": {}, \"state\": {}, \"started\": {}, \"ended\": {}, \"failure\": {}, \"streams\": [{}]", run.id, json_text(run.connection),
                     json_text(run.state), json_text(format_utc(run.started)), run.ended ? json_text(format_utc(*run.ended)) : "null",
                     run.failure ? json_text(render(*run.failure, lang)) : "null", streams);
}

}  // namespace

int run_run_list(Context& context, const std::string& connection) {
  constexpr size_t of_each = 10, in_all = 50;
  Hub hub = opened(context);
  Session session = looking_at_runs(context, hub);
  Grid grid;
  grid.add({context.say("実行", "run"), context.say("接続", "connection"), context.say("状態", "state"), context.say("開始", "started"), context.say("読込", "read"), context.say("保留", "held")});
  std::string json;
  const std::vector<Run> runs = newest_runs(session, connection, of_each, in_all);
  if (!connection.empty() && runs.empty()) connection_named(hub.configuration, connection);
  for (const Run& run : runs) {
    int64_t read = 0, held = 0;
    for (const RunStream& s : run.streams) read += s.read, held += s.quarantined;
    grid.add({fmt::to_string(run.id), run.connection, state_word(context, run.state), format_local(run.started, context.zone), fmt::to_string(read), fmt::to_string(held)});
    json += fmt::format("{}{{{}}}", json.empty() ? "" : ", ", json_run(run, context.lang));
  }
  if (context.json) return fmt::print("{{\"runs\": [{}]}}\n", json), 0;
  fmt::print("{}", grid.text());
  if (connection.empty() && runs.size() >= of_each)
    fmt::print("{}\n", context.say("接続ごとに新しいものから10件まで。1つの接続のもっと前は: musubi run list --connection 名前", "At most the newest 10 of each connection. More of one: musubi run list --connection NAME"));
  return 0;
}

int run_run_show(Context& context, int64_t id) {
  Hub hub = opened(context);
  Session session = looking_at_runs(context, hub);
  std::optional<Run> run = session.run(id);
  if (!run) throw Error("app.no_such_run", {{"id", fmt::to_string(id)}});
  std::vector<Waiting> waits = waiting(session, run->connection);
  constexpr size_t shown_lines = 20;
  const std::filesystem::path& data = hub.configuration.hub.data;
  std::vector<std::string> said = end_of_run_log(data, id, shown_lines);
  if (context.json) {
    fmt::print("{{{}, \"waiting\": {}, \"log\": {}}}\n", json_run(*run, context.lang), json_waiting(waits), said.empty() ? "null" : json_text(run_log_file(data, id).string()));
    return 0;
  }
  fmt::print("{} {}  {}  {}\n", context.say("実行", "Run"), run->id, run->connection, state_word(context, run->state));
  fmt::print("{} – {}\n", format_local(run->started, context.zone), run->ended ? format_local(*run->ended, context.zone) : "");
  Grid grid;
  grid.add({context.say("データ種類", "stream"), context.say("読込", "read"), context.say("新規", "new"), context.say("変更", "changed"), context.say("変更なし", "unchanged"), context.say("保留", "quarantined"), context.say("消滅", "deleted")});
  for (const RunStream& s : run->streams)
    grid.add({s.stream, fmt::to_string(s.read), fmt::to_string(s.fresh), fmt::to_string(s.changed), fmt::to_string(s.unchanged), fmt::to_string(s.quarantined), fmt::to_string(s.deleted)});
  fmt::print("{}", grid.text());
  for (const Waiting& one : waits) fmt::print("{}\n", render(waiting_message(context, one), context.lang));
  if (run->failure) print_failure(context, *run->failure);
  if (!said.empty()) fmt::print("{} {}\n", context.say("接続の言葉（ログの終わり）:", "What the connector said (the log's end):"), run_log_file(data, id).string());
  for (const std::string& line : said) fmt::print("  {}\n", line);
  return 0;
}

}  // namespace musubi
