// musubi quarantine discard | list --closed: rows that nobody will mend, closed and kept.
#include <fmt/format.h>

#include "core/app/print.hpp"
#include "core/app/stewards.hpp"
#include "core/app/words.hpp"
#include "core/flow/quarantine_discard.hpp"
#include "core/store/quarantine_edits.hpp"

namespace musubi {
namespace {

/// Why the row is closed, with who said so and when.
std::string how_closed(const Context& context, const ClosedRow& closed) {
  std::string at = format_local(closed.at, context.zone);
  if (closed.how == "superseded") return render({"app.row_superseded", {{"at", at}}}, context.lang);
  return render({"app.row_discarded", {{"at", at}, {"who", closed.who}, {"why", closed.why}}}, context.lang);
}

}  // namespace

int run_quarantine_discard(Context& context, const DiscardOptions& o) {
  Hub hub = opened(context);
  if (o.undo) take_back_discard(hub, o.id, speaker(context), *context.clock);
  else discard_held(hub, o.id, speaker(context), *context.clock);
  if (context.json) fmt::print("{{\"id\": {}, \"discarded\": {}}}\n", o.id, !o.undo);
  else fmt::print("{}\n", render({o.undo ? "app.discard_undone" : "app.discarded", {{"id", fmt::to_string(o.id)}}}, context.lang));
  return 0;
}

int list_closed_rows(Context& context, Hub& hub, const HeldOptions& options) {
  Session session = hub.store.begin();
  std::vector<ClosedRow> rows = closed_rows(session, options.connection, options.limit);
  std::string json;
  for (const ClosedRow& one : rows) {
    const RecordKey& record = one.row.record;
    if (context.json)
      json += fmt::format(R"({}{{"id": {}, "connection": {}, "stream": {}, "key": {}, "file": {}, "row": {}, "reason": {}, "closed": {}, "at": {}, "who": {}, "why": {}}})", json.empty() ? "" : ", ", one.row.id,
                          json_text(record.connection), json_text(record.stream), json_text(record.key), json_text(one.row.file), one.row.row, json_text(render(one.row.reason, context.lang)), json_text(one.how),
                          json_text(format_utc(one.at)), json_text(one.who), json_text(one.why));
    else
      fmt::print("{}  {}.{}  {}  {} {}\n    {}\n    {}\n", one.row.id, record.connection, record.stream, record.key, one.row.file, one.row.row, render(one.row.reason, context.lang), how_closed(context, one));
  }
  if (context.json) fmt::print("{{\"closed\": [{}]}}\n", json);
  else if (rows.empty()) fmt::print("{}\n", context.say("直さずに閉じた保留行はありません。", "No held row was closed without being mended."));
  return 0;
}

}  // namespace musubi
