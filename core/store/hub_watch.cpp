#include "core/store/hub_watch.hpp"

#include "core/store/session.hpp"

namespace musubi {
namespace {

std::optional<Time> time_in(const std::optional<std::string>& cell) {
  return cell ? time_of(*cell) : std::nullopt;
}

}  // namespace

std::optional<Run> last_run(Session& session, const std::string& connection) {
  auto found = session.select("SELECT max(id) FROM hub.run WHERE connection = $1", {connection});
  if (!found.rows[0][0]) return {};
  return session.run(integer_of(*found.rows[0][0]));
}

bool raise_alert(Session& session, const Alert& alert) {
  std::optional<std::string> run;
  if (alert.run) run = cell(*alert.run);
  return !session
              .select(
                  "INSERT INTO hub.alert (connection, kind, run, reason, raised) VALUES ($1, $2, $3::bigint, $4::text[], $5::timestamptz)"
                  " ON CONFLICT (connection) WHERE resolved IS NULL DO NOTHING RETURNING id",
                  {alert.connection, alert.kind, run, store::written(alert.reason), cell(alert.raised)})
              .rows.empty();
}

bool resolve_alert(Session& session, const std::string& connection, Time at) {
  return !session
              .select("UPDATE hub.alert SET resolved = $2::timestamptz WHERE connection = $1 AND resolved IS NULL RETURNING id",
                      {connection, cell(at)})
              .rows.empty();
}

std::vector<Alert> open_alerts(Session& session) {
  std::vector<Alert> out;
  auto found = session.select("SELECT id, connection, kind, run, reason, raised, mailed FROM hub.alert WHERE resolved IS NULL ORDER BY id DESC");
  for (const auto& row : found.rows) {
    Alert a;
    a.id = integer_of(*row[0]);
    a.connection = row[1].value_or("");
    a.kind = row[2].value_or("");
    if (row[3]) a.run = integer_of(*row[3]);
    a.reason = store::message_of(row[4].value_or("{}"));
    a.raised = time_in(row[5]).value_or(Time{});
    a.mailed = time_in(row[6]);
    out.push_back(std::move(a));
  }
  return out;
}

void alert_mailed(Session& session, int64_t alert, Time at) {
  session.select("UPDATE hub.alert SET mailed = $2::timestamptz WHERE id = $1::bigint", {cell(alert), cell(at)});
}

bool announce_hub(Session& session) {
  return session.select("SELECT pg_try_advisory_lock(19821, 3)").rows[0][0] == "t";
}

bool hub_announced(Session& session) {
  return session.select("SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 19821 AND objid = 3 AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))").rows[0][0] == "t";
}

}  // namespace musubi
