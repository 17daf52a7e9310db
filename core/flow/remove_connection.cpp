#include "core/flow/remove_connection.hpp"

#include "core/flow/sync.hpp"
#include "core/store/hub_watch.hpp"
#include "core/store/stream_origin.hpp"

namespace musubi {

int64_t remove_connection(Hub& hub, const std::string& connection, const Clock& clock) {
  if (const ConnectionSettings* settings = hub.configuration.find(connection))
    throw Error("flow.connection_configured", {{"connection", connection}, {"file", settings->file.string()}});
  Session session = hub.store.begin();
  const std::vector<StreamName> streams = streams_with_records(session, connection);
  if (streams.empty()) throw Error("flow.no_records_of", {{"connection", connection}});
  int64_t gone = 0;
  const int64_t run = session.start_run(connection, clock.now());
  for (const StreamName& stream : streams) gone += session.infer_deletions(run, stream).gone;
  session.end_run(run, clock.now(), {});
  resolve_held(session, connection, clock.now());
  forget_reading(session, connection);
  for (const Alert& open : open_alerts(session))
    if (open.connection == connection && open.kind != "notice") resolve_alert(session, connection, open.kind, clock.now());
  session.commit();
  publish(hub, {}, clock);
  return gone;
}

}  // namespace musubi
