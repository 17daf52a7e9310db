// musubi retention: what is past its retention now, removed for good; musubi connection remove: one that is configured no more; connection forget-secret: what a
// connection keeps.
#include "core/flow/retention.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/app/print.hpp"
#include "core/app/privacy.hpp"
#include "core/flow/clock_doubt.hpp"
#include "core/flow/remove_connection.hpp"
#include "core/store/clock_seen.hpp"
#include "core/store/secrets.hpp"

namespace musubi {

namespace {

/// A person may say that the clock is right.
void heed_clock(Hub& hub, Time now, bool sure) {
  Session session = hub.store.begin();
  if (sure) {
    keep_clock_seen(session, now);
  } else if (std::optional<Message> doubt = clock_doubt(session, now)) {
    throw Error(*doubt);
  }
  session.commit();
}

}  // namespace

int run_retention(Context& context, bool dry_run, bool sure) {
  Hub hub = opened(context);
  std::vector<Removal> removals;
  if (dry_run) {
    Session session = hub.store.begin();
    removals = past_now(session, hub, {}, context.clock->now());
  } else {
    heed_clock(hub, context.clock->now(), sure);
    removals = remove_past(hub, {}, *context.clock, true);
    if (std::any_of(removals.begin(), removals.end(), [](const Removal& r) { return r.any(); })) hub.store.sweep();
  }
  std::string json;
  for (const Removal& r : removals) {
    json += fmt::format("{}{{\"connection\": {}, \"stream\": {}, \"before\": {}, \"records\": {}, \"versions\": {}, \"held\": {}}}", json.empty() ? "" : ", ", json_text(r.stream.connection),
                        json_text(r.stream.stream), json_text(format_utc(r.cutoff)), r.records, r.versions, r.held);
    if (!context.json) fmt::print("{}\n", render(removal_message(r, dry_run, context.zone), context.lang));
  }
  if (context.json) fmt::print("{{\"dry_run\": {}, \"streams\": [{}]}}\n", dry_run, json);
  else if (removals.empty())
    fmt::print("{}\n", context.say("保存期間（connections/*.yaml の streams: データ種類: retention）が決められていません。すべて残ります。", "No stream has a retention (streams: NAME: retention in connections/*.yaml). Everything stays."));
  return 0;
}

int run_connection_remove(Context& context, const std::string& connection) {
  Hub hub = opened(context);
  const Message said{"app.connection_removed", {{"connection", connection}, {"count", fmt::to_string(remove_connection(hub, connection, *context.clock))}}};
  forget_secrets(hub.store, connection);
  if (context.json) fmt::print("{{\"connection\": {}, \"gone\": {}}}\n", json_text(connection), said.args[1].second);
  else fmt::print("{}\n", render(said, context.lang));
  return 0;
}

int run_forget_secret(Context& context, const std::string& connection) {
  Hub hub = opened(context);
  connection_named(hub.configuration, connection);
  size_t forgotten = forget_secrets(hub.store, connection);
  if (context.json) fmt::print("{{\"connection\": {}, \"forgotten\": {}}}\n", json_text(connection), forgotten);
  else
    fmt::print(fmt::runtime(context.say("接続「{}」が預けた秘密情報 {} 件を消しました。次からは設定の値を使います。\n", "Connection “{}”: {} kept secrets are forgotten. The configured values are used from now on.\n")), connection, forgotten);
  return 0;
}

}  // namespace musubi
