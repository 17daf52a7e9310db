#include "core/store/quarantine_edits.hpp"

#include "core/store/session.hpp"
#include "core/store/versions.hpp"

namespace musubi {
namespace {

constexpr const char* as_held =
    "SELECT id, connection, stream, key, step, field, reason, payload, file, row_no, run, at, closed, closed_by, closed_why, resolved_at FROM hub.quarantine";

Held held_of(const std::vector<std::optional<std::string>>& row) {
  auto text = [&](size_t i) { return row[i].value_or(""); };
  return Held{integer_of(*row[0]), {text(1), text(2), text(3)}, text(4), text(5), store::message_of(text(6)), text(7), text(8), integer_of(*row[9]), integer_of(*row[10]),
              time_of(text(11)).value_or(Time{})};
}

}  // namespace

void keep_edit(Session& session, const QuarantineEdit& e) {
  session.select(
      "INSERT INTO hub.quarantine_edit (quarantine, connection, stream, was, key, payload, who, why, at)"
      " VALUES ($1::bigint, $2, $3, $4::uuid, $5, $6, $7, $8, $9::timestamptz)",
      {cell(e.quarantine), e.record.connection, e.record.stream, store::written(e.was), e.record.key, e.payload, e.who, e.why, cell(e.at)});
}

std::map<Digest, QuarantineEdit> edits_of(Session& session, const StreamName& stream) {
  std::map<Digest, QuarantineEdit> out;
  for (const auto& row : session
                             .ask("SELECT quarantine, was, key, payload FROM hub.quarantine_edit WHERE connection = $1 AND stream = $2 ORDER BY id",
                                  {stream.connection, stream.stream})
                             .rows) {
    QuarantineEdit edit;
    edit.quarantine = integer_of(*row[0]);
    edit.was = store::digest_of(*row[1]);
    edit.record = {stream.connection, stream.stream, row[2].value_or("")};
    edit.payload = row[3].value_or("");
    out.insert_or_assign(edit.was, std::move(edit));
  }
  return out;
}

std::optional<Held> held_row(Session& session, int64_t id) {
  auto answer = session.select(std::string(as_held) + " WHERE id = $1::bigint AND resolved_at IS NULL", {cell(id)});
  if (answer.rows.empty()) return {};
  return held_of(answer.rows[0]);
}

std::optional<Held> discarded_row(Session& session, int64_t id) {
  auto answer = session.select(std::string(as_held) + " WHERE id = $1::bigint AND closed = 'discarded'", {cell(id)});
  if (answer.rows.empty()) return {};
  return held_of(answer.rows[0]);
}

std::optional<int64_t> held_after(Session& session, const Held& row) {
  auto answer = session.select(
      "SELECT max(id) FROM hub.quarantine WHERE connection = $1 AND stream = $2 AND key = $3 AND id > $4::bigint AND resolved_at IS NULL",
      {row.record.connection, row.record.stream, row.record.key, cell(row.id)});
  return answer.rows[0][0] ? std::optional(integer_of(*answer.rows[0][0])) : std::nullopt;
}

bool close_as_discarded(Session& session, int64_t id, const std::string& who, const std::string& why, Time at) {
  return !session
              .select("UPDATE hub.quarantine SET resolved_at = $2::timestamptz, closed = 'discarded', closed_by = $3, closed_why = $4"
                      " WHERE id = $1::bigint AND resolved_at IS NULL RETURNING id",
                      {cell(id), cell(at), who, why})
              .rows.empty();
}

bool open_discarded(Session& session, int64_t id) {
  return !session
              .select("UPDATE hub.quarantine SET resolved_at = NULL, closed = NULL, closed_by = NULL, closed_why = NULL"
                      " WHERE id = $1::bigint AND closed = 'discarded' RETURNING id",
                      {cell(id)})
              .rows.empty();
}

std::vector<ClosedRow> closed_rows(Session& session, const std::string& connection, size_t limit) {
  std::vector<ClosedRow> out;
  auto answer = session.select(std::string(as_held) + " WHERE closed IS NOT NULL AND (connection = $1 OR $1 = '') ORDER BY resolved_at DESC, id DESC LIMIT $2::bigint",
                               {connection, cell(int64_t(limit))});
  for (const auto& row : answer.rows)
    out.push_back({held_of(row), row[12].value_or(""), row[13].value_or(""), row[14].value_or(""), time_of(row[15].value_or("")).value_or(Time{})});
  return out;
}

void close_held(Session& session, const std::vector<int64_t>& ids, Time at) {
  session.select("UPDATE hub.quarantine SET resolved_at = $2::timestamptz WHERE id = ANY($1::bigint[]) AND resolved_at IS NULL", {store::array_of(ids), cell(at)});
}

bool record_is_held(Session& session, const RecordKey& r) {
  auto answer = session.select("SELECT FROM source.record WHERE connection = $1 AND stream = $2 AND key = $3 AND NOT held", {r.connection, r.stream, r.key});
  return answer.rows.empty();
}

}  // namespace musubi
