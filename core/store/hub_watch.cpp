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

std::vector<Run> newest_runs(Session& session, const std::string& connection, size_t each, size_t limit) {
  // Walks from one connection's name to the next on the index: there may be millions of runs of a few connections.
  auto found = session.select("WITH RECURSIVE names AS (SELECT min(connection) AS name FROM hub.run UNION ALL"
                              "  SELECT (SELECT min(connection) FROM hub.run WHERE connection > name) FROM names WHERE name IS NOT NULL)"
                              " SELECT r.id FROM names CROSS JOIN LATERAL"
                              "  (SELECT id FROM hub.run WHERE connection = name ORDER BY id DESC LIMIT $2::bigint) r"
                              " WHERE $1 IN ('', name) ORDER BY r.id DESC LIMIT $3::bigint",
                              {connection, cell(int64_t(connection.empty() ? each : limit)), cell(int64_t(limit))});
  std::vector<Run> out;
  for (const auto& row : found.rows)
    if (std::optional<Run> run = session.run(integer_of(*row[0]))) out.push_back(std::move(*run));
  return out;
}

int64_t forget_unchanged_runs(Session& session, Time before) {
  auto gone = session.select("WITH gone AS (DELETE FROM hub.run r WHERE r.ended < $1::timestamptz AND r.state = 'finished'"
                             "  AND EXISTS (SELECT FROM hub.run later WHERE later.connection = r.connection AND later.id > r.id)"
                             "  AND NOT EXISTS (SELECT FROM hub.run_stream s WHERE s.run = r.id AND s.fresh + s.changed + s.quarantined + s.deleted > 0)"
                             "  AND NOT EXISTS (SELECT FROM hub.quarantine q WHERE q.run = r.id AND q.resolved_at IS NULL)"
                             "  AND NOT EXISTS (SELECT FROM source.pending p WHERE p.run = r.id) RETURNING r.id),"
                             " figures AS (DELETE FROM hub.run_stream s USING gone WHERE s.run = gone.id)"
                             " SELECT count(*) FROM gone",
                             {cell(before)});
  return integer_of(gone.rows.at(0)[0].value_or("0"));
}

bool raise_alert(Session& session, const Alert& alert) {
  std::optional<std::string> run;
  if (alert.run) run = cell(*alert.run);
  return !session
              .select(
                  "INSERT INTO hub.alert (connection, kind, run, reason, raised, stream) VALUES ($1, $2, $3::bigint, $4::text[], $5::timestamptz, nullif($6, ''))"
                  " ON CONFLICT (connection, kind, (coalesce(stream, ''))) WHERE resolved IS NULL AND kind <> 'notice' DO NOTHING RETURNING id",
                  {alert.connection, alert.kind, run, store::written(alert.reason), cell(alert.raised), alert.stream})
              .rows.empty();
}

bool resolve_alert(Session& session, const std::string& connection, const std::string& kind, Time at, const std::optional<std::string>& stream) {
  return !session
              .select("UPDATE hub.alert SET resolved = $3::timestamptz WHERE connection = $1 AND resolved IS NULL AND kind = $2 AND kind <> 'notice'"
                      " AND ($4::text IS NULL OR coalesce(stream, '') = $4) RETURNING id",
                      {connection, kind, cell(at), stream})
              .rows.empty();
}

std::vector<Alert> open_alerts(Session& session) {
  std::vector<Alert> out;
  auto found = session.select("SELECT id, connection, kind, run, reason, raised, mailed, customer_id, stream FROM hub.alert WHERE resolved IS NULL ORDER BY id DESC");
  for (const auto& row : found.rows) {
    Alert a;
    a.id = integer_of(*row[0]);
    a.connection = row[1].value_or("");
    a.kind = row[2].value_or("");
    if (row[3]) a.run = integer_of(*row[3]);
    a.reason = store::message_of(row[4].value_or("{}"));
    a.raised = time_in(row[5]).value_or(Time{});
    a.mailed = time_in(row[6]);
    a.customer = integer_of(row[7].value_or("0"));
    a.stream = row[8].value_or("");
    out.push_back(std::move(a));
  }
  return out;
}

void watch_notices(Session& session, Time at) {
  session.select(
      "UPDATE hub.alert a SET resolved = $1::timestamptz WHERE a.kind = 'notice' AND a.resolved IS NULL AND NOT EXISTS (SELECT FROM master.proposal f"
      " JOIN identity.profile p ON p.id = f.profile_id JOIN identity.open_proposal o ON o.customer_id = p.customer_id AND o.field = f.field AND o.value = f.value"
      " WHERE f.field = 'employment' AND (f.connection, f.stream, f.record_key) = (a.connection, a.stream, a.record_key))",
      {cell(at)});
  auto fresh = session.select(
      "SELECT DISTINCT o.connection, o.stream, o.record_key, o.customer_id FROM identity.open_proposal o WHERE o.field = 'employment' AND NOT EXISTS"
      " (SELECT FROM hub.alert a JOIN master.proposal f ON (f.connection, f.stream, f.record_key) = (a.connection, a.stream, a.record_key)"
      " JOIN identity.profile p ON p.id = f.profile_id WHERE a.kind = 'notice' AND a.resolved IS NULL AND p.customer_id = o.customer_id"
      " AND f.field = o.field AND f.value = o.value) ORDER BY 1, 2, 3");
  for (const auto& row : fresh.rows) {
    Message reason{"flow.person_notice", {{"connection", *row[0]}, {"stream", *row[1]}, {"id", *row[3]}}};
    session.select(
        "INSERT INTO hub.alert (connection, kind, reason, raised, stream, record_key, customer_id) VALUES ($1, 'notice', $2::text[], $3::timestamptz, $4, $5, $6::bigint)"
        " ON CONFLICT (connection, stream, md5(record_key)) WHERE resolved IS NULL AND kind = 'notice' DO NOTHING",
        {*row[0], store::written(reason), cell(at), *row[1], *row[2], *row[3]});
  }
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
