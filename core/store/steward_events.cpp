#include "core/store/steward_events.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/record/table.hpp"

namespace musubi {
namespace {

using Cells = std::vector<std::optional<std::string>>;

constexpr const char* event_columns = "e.id, e.kind, e.said, e.who, e.why, e.at, e.undoes, e.about, e.counts";

StewardEvent event_in(const Cells& row) {
  StewardEvent out;
  out.id = integer_of(row[0].value());
  out.kind = row[1].value_or("");
  out.said = texts_of(row[2].value_or("{}"));
  out.who = row[3].value_or("");
  out.why = row[4].value_or("");
  out.at = time_of(row[5].value_or("")).value_or(Time{});
  out.undoes = integer_of(row[6].value_or("0"));
  out.about = integer_of(row[7].value_or("0"));
  out.counts = row[8] == "t";
  return out;
}

/// Parties as four arrays, for "unnest($1::text[], …) v (connection, stream, record_key, party)".
Cells columns_of(const std::vector<PartyKey>& parties) {
  std::vector<std::vector<std::string>> columns(4);
  for (const PartyKey& p : parties) {
    columns[0].push_back(p.record.connection);
    columns[1].push_back(p.record.stream);
    columns[2].push_back(p.record.key);
    columns[3].push_back(p.party);
  }
  Cells out;
  for (const auto& column : columns) out.emplace_back(cell(column));
  return out;
}
constexpr const char* asked_parties = "(SELECT DISTINCT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) u (connection, stream, record_key, party)) v";

Cells columns_of(const std::vector<RecordKey>& records) {
  std::vector<std::vector<std::string>> columns(3);
  for (const RecordKey& r : records) {
    columns[0].push_back(r.connection);
    columns[1].push_back(r.stream);
    columns[2].push_back(r.key);
  }
  Cells out;
  for (const auto& column : columns) out.emplace_back(cell(column));
  return out;
}
constexpr const char* asked_records = "(SELECT DISTINCT * FROM unnest($1::text[], $2::text[], $3::text[]) u (connection, stream, key)) v";

PartyKey party_at(const Cells& row, size_t from) {
  return {{row[from].value_or(""), row[from + 1].value_or(""), row[from + 2].value_or("")}, row[from + 3].value_or("")};
}

/// Which of the events about one word count: none that an undoing takes back which itself counts. Undoings come behind what they undo.
void recount(Session& session, int64_t about) {
  auto rows = session.select("SELECT id, undoes FROM identity.merge_event WHERE about = $1::bigint ORDER BY id DESC", {cell(about)}).rows;
  std::set<int64_t> taken_back;
  std::vector<std::string> counting;
  for (const auto& row : rows) {
    if (taken_back.contains(integer_of(*row[0]))) continue;
    counting.push_back(*row[0]);
    if (row[1]) taken_back.insert(integer_of(*row[1]));
  }
  session.select("UPDATE identity.merge_event SET counts = id = ANY($2::bigint[]) WHERE about = $1::bigint", {cell(about), cell(counting)});
}

}  // namespace

int64_t keep_event(Session& session, StewardEvent e) {
  if (e.undoes) e.about = steward_event(session, e.undoes).about;
  auto given = session.select("SELECT nextval('identity.merge_event_id')").rows;
  e.id = integer_of(*given[0][0]);
  session.select(
      "INSERT INTO identity.merge_event (id, kind, said, who, why, at, undoes, about)"
      " VALUES ($1::bigint, $2, $3::text[], $4, $5, $6::timestamptz, $7::bigint, $8::bigint)",
      {cell(e.id), e.kind, cell(e.said), e.who, e.why, cell(e.at), e.undoes ? std::optional(cell(e.undoes)) : std::nullopt, cell(e.about ? e.about : e.id)});
  if (e.undoes) recount(session, e.about);
  return e.id;
}

void keep_decisions(Session& session, int64_t event, const std::vector<Decision>& decisions) {
  std::vector<PartyKey> first, second;
  std::vector<std::string> verdicts;
  for (const Decision& d : decisions) {
    const auto& [a, b] = std::minmax(d.a, d.b);
    first.push_back(a);
    second.push_back(b);
    verdicts.emplace_back(word(d.verdict));
  }
  Cells arguments = columns_of(first);
  for (auto& column : columns_of(second)) arguments.push_back(std::move(column));
  arguments.emplace_back(cell(verdicts));
  arguments.emplace_back(cell(event));
  session.select(
      "INSERT INTO identity.decision (a_connection, a_stream, a_record_key, a_party, b_connection, b_stream, b_record_key, b_party, verdict, event)"
      " SELECT u.a1, u.a2, u.a3, u.a4, u.b1, u.b2, u.b3, u.b4, u.verdict, $10::bigint"
      " FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])"
      " WITH ORDINALITY u (a1, a2, a3, a4, b1, b2, b3, b4, verdict, n) ORDER BY u.n",
      arguments);
}

void keep_pin(Session& session, const KeptPin& pin) {
  const RecordKey& r = pin.party.record;
  session.select(
      "INSERT INTO identity.pin (event, connection, stream, record_key, party, field, parts, since) VALUES ($1::bigint, $2, $3, $4, $5, $6, $7::text[], $8::date)",
      {cell(pin.event), r.connection, r.stream, r.key, pin.party.party, std::string(field(pin.field).name), pin.parts ? std::optional(cell(*pin.parts)) : std::nullopt,
       pin.since.empty() ? std::nullopt : std::optional(pin.since)});
}

std::vector<KeptPin> kept_pins(Session& session, const std::vector<PartyKey>& parties) {
  std::vector<KeptPin> out;
  if (parties.empty() || session.ask("SELECT FROM identity.pin LIMIT 1", {}).rows.empty()) return out;
  auto answer = session.ask(
      std::string("SELECT * FROM (SELECT p.connection, p.stream, p.record_key, p.party, p.event, p.field, p.parts, e.who, e.at, p.since, e.kind = 'accept' AS accepted,"
                  " max(p.event) FILTER (WHERE e.kind <> 'accept' OR array_to_string(p.parts, '') = '') OVER (PARTITION BY p.connection, p.stream, p.record_key, p.party, p.field) AS stop FROM ") +
          asked_parties +
          " JOIN identity.pin p ON (p.connection, p.stream, p.record_key, p.party) = (v.connection, v.stream, v.record_key, v.party)"
          " JOIN identity.merge_event e ON e.id = p.event AND e.counts"
          ") said WHERE parts IS NOT NULL AND (stop IS NULL OR event >= stop) ORDER BY connection, stream, record_key, party, field, event DESC",
      columns_of(parties));
  for (const auto& row : answer.rows)
    if (const FieldDef* f = find_field(row[5].value_or("")))
      out.push_back({integer_of(*row[4]), party_at(row, 0), f->field, texts_of(*row[6]), row[7].value_or(""), time_of(row[8].value_or("")).value_or(Time{}),
                     row[9].value_or(""), row[10] == "t"});
  return out;
}

void keep_claim(Session& session, const KeptClaim& claim) {
  auto part = [&](auto member) { return claim.of ? std::optional<std::string>(member(*claim.of)) : std::nullopt; };
  session.select(
      "INSERT INTO identity.claim (event, connection, stream, record_key, of_connection, of_stream, of_record_key, of_party)"
      " VALUES ($1::bigint, $2, $3, $4, $5, $6, $7, $8)",
      {cell(claim.event), claim.record.connection, claim.record.stream, claim.record.key, part([](const PartyKey& p) { return p.record.connection; }),
       part([](const PartyKey& p) { return p.record.stream; }), part([](const PartyKey& p) { return p.record.key; }), part([](const PartyKey& p) { return p.party; })});
}

std::vector<KeptClaim> kept_claims(Session& session, const std::vector<RecordKey>& records) {
  std::vector<KeptClaim> out;
  if (records.empty() || session.ask("SELECT FROM identity.claim LIMIT 1", {}).rows.empty()) return out;
  auto answer = session.ask(
      std::string("SELECT * FROM (SELECT DISTINCT ON (c.connection, c.stream, c.record_key) c.connection, c.stream, c.record_key,"
                  " c.of_connection, c.of_stream, c.of_record_key, c.of_party, c.event FROM ") +
          asked_records +
          " JOIN identity.claim c ON (c.connection, c.stream, c.record_key) = (v.connection, v.stream, v.key)"
          " JOIN identity.merge_event e ON e.id = c.event AND e.counts"
          " ORDER BY c.connection, c.stream, c.record_key, c.event DESC) last",
      columns_of(records));
  for (const auto& row : answer.rows) {
    KeptClaim& claim = out.emplace_back(KeptClaim{integer_of(*row[7]), {*row[0], *row[1], *row[2]}, {}});
    if (row[3]) claim.of = party_at(row, 3);
  }
  return out;
}

std::map<int64_t, int64_t> events_of_decisions(Session& session, const std::vector<int64_t>& decisions) {
  std::map<int64_t, int64_t> out;
  if (decisions.empty()) return out;
  std::vector<std::string> ids;
  for (int64_t id : decisions) ids.push_back(cell(id));
  for (const auto& row : session.ask("SELECT id, event FROM identity.decision WHERE id = ANY($1::bigint[])", {cell(ids)}).rows)
    out[integer_of(*row[0])] = integer_of(*row[1]);
  return out;
}

StewardEvent steward_event(Session& session, int64_t id) {
  auto answer = session.select(std::string("SELECT ") + event_columns + " FROM identity.merge_event e WHERE e.id = $1::bigint", {cell(id)});
  if (answer.rows.empty()) throw Error("store.no_such_event", {{"id", cell(id)}});
  return event_in(answer.rows[0]);
}

int64_t undone_by(Session& session, int64_t event) {
  auto answer = session.select("SELECT id FROM identity.merge_event WHERE undoes = $1::bigint AND counts ORDER BY id", {cell(event)});
  return answer.rows.empty() ? 0 : integer_of(*answer.rows[0][0]);
}

Concerned concerned(Session& session, int64_t event) {
  Concerned out;
  auto parties = session.select(
      "SELECT a_connection, a_stream, a_record_key, a_party FROM identity.decision WHERE event = $1::bigint"
      " UNION SELECT b_connection, b_stream, b_record_key, b_party FROM identity.decision WHERE event = $1::bigint"
      " UNION SELECT connection, stream, record_key, party FROM identity.pin WHERE event = $1::bigint"
      " UNION SELECT connection, stream, record_key, party FROM identity.proposal_word WHERE event = $1::bigint",
      {cell(event)});
  for (const auto& row : parties.rows) out.parties.push_back(party_at(row, 0));
  auto records = session.select("SELECT connection, stream, record_key FROM identity.claim WHERE event = $1::bigint", {cell(event)});
  for (const auto& row : records.rows) out.records.push_back({*row[0], *row[1], *row[2]});
  return out;
}

std::vector<StewardEvent> events_of(Session& session, const std::vector<PartyKey>& parties) {
  std::vector<StewardEvent> out;
  if (parties.empty()) return out;
  auto side = [](const std::string& table, const std::string& prefix) {
    return "SELECT t.event FROM v JOIN identity." + table + " t ON (t." + prefix + "connection, t." + prefix + "stream, t." + prefix + "record_key, t." + prefix +
           "party) = (v.connection, v.stream, v.record_key, v.party)";
  };
  auto answer = session.select(std::string("WITH v AS (SELECT * FROM ") + asked_parties + "), found AS (" + side("decision", "a_") + " UNION " + side("decision", "b_") +
                                   " UNION " + side("pin", "") + " UNION " + side("proposal_word", "") + " UNION " + side("claim", "of_") + ") SELECT " + event_columns +
                                   " FROM identity.merge_event e WHERE e.about IN (SELECT event FROM found) ORDER BY e.id",
                               columns_of(parties));
  for (const auto& row : answer.rows) out.push_back(event_in(row));
  return out;
}

std::vector<RecordKey> records_with_fact(Session& session, const StreamName& stream, const std::string& text, size_t limit) {
  std::string all;
  for (const FactKind& kind : fact_kinds()) {
    if (kind.table == TableId::receipt_claim) continue;  // it names a receipt and is none
    const Table& t = table(kind.table);
    bool numbered = std::any_of(t.columns.begin(), t.columns.end(), [](const Column& c) { return c.name == "number"; });
    all += (all.empty() ? "" : " UNION ") + std::string("SELECT connection, stream, record_key FROM ") + std::string(t.schema) + "." + std::string(t.name) +
           " WHERE (record_key = $1 OR key = $1" + (numbered ? " OR number = $1" : "") + ") AND ($2 = '' OR connection = $2 AND stream = $3)";
  }
  std::vector<RecordKey> out;
  for (const auto& row : session.select(all + " ORDER BY 1, 2, 3 LIMIT $4::bigint", {text, stream.connection, stream.stream, cell(int64_t(limit))}).rows)
    out.push_back({*row[0], *row[1], *row[2]});
  return out;
}

}  // namespace musubi
