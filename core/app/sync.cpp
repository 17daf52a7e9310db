// musubi sync: runs now, ends with the reconciliation.
#include "core/flow/sync.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <map>

#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/app/waiting.hpp"
#include "core/app/words.hpp"

namespace musubi {
namespace {

std::string json_line(const RunStream& s) {
  return fmt::format(R"({{"connection": {}, "stream": {}, "read": {}, "new": {}, "changed": {}, "unchanged": {}, "quarantined": {}, "deleted": {}}})",
                     json_text(s.connection), json_text(s.stream), s.read, s.fresh, s.changed, s.unchanged, s.quarantined, s.deleted);
}

void print_json(const SyncReport& report, const std::vector<Waiting>& waits) {
  std::string out;
  for (const ConnectionReport& c : report.connections)
    for (const RunStream& s : c.streams) out += (out.empty() ? "" : ", ") + json_line(s);
  fmt::print("{{\"streams\": [{}], \"waiting\": {}}}\n", out, json_waiting(waits));
}

void print_table(const Context& context, const SyncReport& report) {
  Grid grid;
  if (context.lang == Lang::ja) {
    grid.add({"接続", "データ種類", "読込", "新規", "変更", "変更なし", "保留", "消滅", ""});
  } else {
    grid.add({"connection", "stream", "read", "new", "changed", "unchanged", "quarantined", "deleted", ""});
  }
  for (const ConnectionReport& c : report.connections)
    for (const RunStream& s : c.streams)
      grid.add({s.connection, s.stream, fmt::to_string(s.read), fmt::to_string(s.fresh), fmt::to_string(s.changed), fmt::to_string(s.unchanged),
                fmt::to_string(s.quarantined), fmt::to_string(s.deleted),
                c.unfinished(s.stream) ? context.say("途中まで", "unfinished")
                : reconciles(s)        ? context.say("一致", "reconciles")
                                       : context.say("不一致", "DOES NOT RECONCILE")});
  bool any = std::any_of(report.connections.begin(), report.connections.end(), [](const ConnectionReport& c) { return !c.streams.empty(); });
  if (any) fmt::print("{}", grid.text());
}

/// Of the connections that ran: what the master holds now.
std::vector<Waiting> waiting_of(Hub& hub, const SyncReport& report) {
  std::vector<Waiting> out;
  Session session = hub.store.begin();
  for (const ConnectionReport& c : report.connections)
    for (Waiting& one : waiting(session, c.connection)) out.push_back(std::move(one));
  return out;
}

void print_advice(const Context& context, const SyncReport& report, const std::vector<Waiting>& waits) {
  for (const Waiting& one : waits) fmt::print(stderr, "{}\n", render(waiting_message(context, one), context.lang));
  for (const ConnectionReport& c : report.connections) {
    std::map<StreamName, std::string> unused;
    for (const auto& [stream, field] : c.unused_fields) unused[stream] += (unused[stream].empty() ? "" : ", ") + field;
    for (const auto& [stream, names] : unused)
      fmt::print(stderr, "{}\n", render({"app.unused_fields", {{"connection", stream.connection}, {"stream", stream.stream}, {"fields", names}}}, context.lang));
    for (const Message& note : c.notes) fmt::print(stderr, "{}\n", render(note, context.lang));
    int64_t held = 0;
    for (const RunStream& s : c.streams) held += s.quarantined;
    if (held) fmt::print(stderr, "{}\n", render({"app.rows_held", {{"connection", c.connection}, {"count", fmt::to_string(held)}}}, context.lang));
  }
}

struct DryRun {
  std::map<std::pair<TableId, Op>, int64_t> counts;
  std::vector<std::string> samples;
  int64_t held = 0;

  void take(const Derived& derived, const Context& context) {
    held += int64_t(derived.held.size());
    for (const RowChange& c : derived.changes.changes) {
      ++counts[{c.table, c.op}];
      if (c.table == TableId::customer && samples.size() < 20) samples.push_back(sample(c, context));
    }
  }
  static std::string sample(const RowChange& c, const Context& context) {
    const Row& row = c.op == Op::erase ? c.before : c.after;
    const Table& t = table(TableId::customer);
    std::string who;
    for (const char* column : {"family", "given", "company"})
      if (const auto& value = row.cells[t.at(column)]; value && !value->empty()) who += (who.empty() ? "" : " ") + *value;
    const char* what = c.op == Op::insert ? context.say("新規", "new") : c.op == Op::update ? context.say("変更", "changed") : context.say("統合・消滅", "gone");
    return fmt::format("  {} #{} {}", what, *row.cells[0], who);
  }
  void print(const Context& context) const {
    fmt::print("{}\n", context.say("試し実行: 次の変更になります（何も書き込んでいません）", "Dry run: this is what would change (nothing was written)"));
    Grid grid;
    grid.add({context.say("表", "table"), context.say("追加", "insert"), context.say("更新", "update"), context.say("削除", "delete")});
    for (size_t i = 0; i < size_t(TableId::count_); ++i) {
      auto count = [&](Op op) {
        auto at = counts.find({TableId(i), op});
        return at == counts.end() ? int64_t(0) : at->second;
      };
      int64_t in = count(Op::insert), up = count(Op::update), out = count(Op::erase);
      const Table& t = table(TableId(i));
      if (in + up + out) grid.add({table_word(context, t.name), fmt::to_string(in), fmt::to_string(up), fmt::to_string(out)});
    }
    fmt::print("{}", counts.empty() ? context.say("変更はありません。\n", "Nothing would change.\n") : grid.text());
    for (const std::string& line : samples) fmt::print("{}\n", line);
    if (held) fmt::print("{} {}\n", context.say("保留になる行:", "rows that would be held:"), held);
  }
};

/// MUSUBI_KILL_AT_COMMIT=N: the fault tests' way to die right after the N-th commit, as a power cut would.
std::function<void()> fault() {
  const char* at = std::getenv("MUSUBI_KILL_AT_COMMIT");
  if (!at) return {};
  return [left = std::atoi(at)]() mutable {
    if (--left == 0) kill(getpid(), SIGKILL);
  };
}

}  // namespace

int run_sync(Context& context, const SyncOptions& options) {
  Hub hub = opened(context);
  DryRun dry;
  SyncRequest request;
  request.connections = options.connections;
  request.full = options.full || options.again;
  request.again = options.again;
  request.dry_run = options.dry_run;
  request.threads = options.threads;
  request.stop = context.stop;
  request.on_commit = fault();
  Progress reading(context, context.say("読込", "read")), publishing(context, context.say("反映", "publish"));
  int64_t published = 0;
  request.on_progress = [&](const std::string& what, const StreamName&, int64_t done, int64_t total) {
    what == "read" ? reading.at(done, total) : publishing.at(published += done, total);
  };
  if (options.dry_run) request.on_changes = [&](const Derived& d) { dry.take(d, context); };
  SyncReport report = sync(hub, request, *context.clock);
  std::vector<Waiting> waits = options.dry_run ? std::vector<Waiting>() : waiting_of(hub, report);
  context.json ? print_json(report, waits) : print_table(context, report);
  if (options.dry_run && !context.json) dry.print(context);
  if (!context.json) print_advice(context, report, waits);
  for (const ConnectionReport& c : report.connections) {
    for (const auto& [stream, failure] : c.failed_streams) print_failure(context, failure);
    if (c.failure) print_failure(context, *c.failure);
  }
  return report.clean() ? 0 : 1;
}

}  // namespace musubi
