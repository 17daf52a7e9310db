#include "core/store/reading.hpp"

#include <fmt/format.h>

#include "core/record/fact.hpp"

namespace musubi {
namespace {

std::string column_list(const Table& t, const std::string& prefix) {
  std::string out;
  for (const Column& c : t.columns) out += (out.empty() ? "" : ", ") + prefix + c.name;
  return out;
}

std::string hash_array(const std::vector<uint64_t>& hashes) {
  std::vector<std::string> texts;
  for (uint64_t h : hashes) texts.push_back(cell(int64_t(h)));
  return cell(texts);
}

const std::string behind = "h.at, h.run, r.connection, r.state, r.ended, h.event, d.kind, d.said, d.who, d.why";
const std::string with_behind = " LEFT JOIN hub.run r ON r.id = h.run LEFT JOIN identity.merge_event d ON d.id = h.event";

std::string like_pattern(const std::string& text) {
  std::string out = "%";
  for (char c : text) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c;
  }
  return out + "%";
}

}  // namespace

int64_t current_customer(Session& session, int64_t id) {
  auto answer = session.select("SELECT customer_id FROM identity.profile WHERE id = $1::bigint", {cell(id)});
  return answer.rows.empty() || !answer.rows[0][0] ? 0 : integer_of(*answer.rows[0][0]);
}

std::map<int64_t, std::string> customer_names(Session& session, const std::vector<int64_t>& customers) {
  std::vector<std::string> ids;
  for (int64_t id : customers) ids.push_back(cell(id));
  std::map<int64_t, std::string> out;
  for (const auto& row : session.select("SELECT id, coalesce(nullif(concat_ws(' ', family, given), ''), nullif(concat_ws(' ', family_kana, given_kana), ''), company)"
                                        " FROM master.customer WHERE id = ANY($1::bigint[])",
                                        {cell(ids)})
                              .rows)
    out[integer_of(*row[0])] = row[1].value_or("");
  return out;
}

std::vector<int64_t> others_with(Session& session, const std::string& kind, const std::string& value, const std::vector<int64_t>& customers) {
  std::vector<std::string> ids;
  for (int64_t id : customers) ids.push_back(cell(id));
  std::vector<int64_t> out;
  auto answer = session.select("SELECT DISTINCT customer_id FROM master.contact_point WHERE kind = $1 AND value = $2 AND customer_id <> ALL($3::bigint[]) LIMIT 1000", {kind, value, cell(ids)});
  for (const auto& row : answer.rows) out.push_back(integer_of(*row[0]));
  return out;
}

std::vector<int64_t> find_customers(Session& session, const Wanted& wanted, size_t limit) {
  std::vector<std::string> patterns;
  for (const std::string& key : wanted.keys) patterns.push_back(like_pattern(key));
  auto answer = session.select(
      "SELECT id FROM ("
      " SELECT id FROM master.customer WHERE search LIKE ANY($1::text[])"
      " UNION SELECT customer_id FROM master.contact_point WHERE value = $3 OR shown LIKE $2"
      " UNION SELECT p.customer_id FROM identity.match_key k JOIN identity.profile p ON p.id = k.profile_id"
      "  WHERE k.key_hash = ANY($4::bigint[]) AND p.customer_id IS NOT NULL"
      ") found ORDER BY id LIMIT $5::bigint",
      {cell(patterns), like_pattern(wanted.text), wanted.value, hash_array(wanted.hashes), cell(int64_t(limit))});
  std::vector<int64_t> out;
  for (const auto& row : answer.rows) out.push_back(integer_of(*row[0]));
  return out;
}

std::vector<ContactWord> contact_words(Session& session, int64_t customer) {
  auto answer = session.select(
      "SELECT kind, value, state, state_at, state_source, state_reason FROM master.contact_point_state"
      " WHERE customer_id = $1::bigint AND state <> 'unverified' ORDER BY kind COLLATE \"C\", value COLLATE \"C\"",
      {cell(customer)});
  std::vector<ContactWord> out;
  for (auto& row : answer.rows)
    out.push_back({row[0].value_or(""), row[1].value_or(""), contact_state_of(row[2].value_or("")).value_or(ContactState::unverified),
                   row[3].value_or(""), row[4].value_or(""), row[5].value_or("")});
  return out;
}

std::vector<Row> facts_now(Session& session, TableId id, const std::vector<int64_t>& profiles) {
  if (id != TableId::activity && id != TableId::feedback && id != TableId::lead) return session.rows(id, profiles);
  std::vector<Row> out;
  const Table& t = table(id);
  std::vector<std::string> ids;
  for (int64_t profile : profiles) ids.push_back(cell(profile));
  auto answer = session.select(fmt::format("SELECT {} FROM master.{}_now WHERE profile_id = ANY ($1::bigint[])", column_list(t, ""), t.name), {cell(ids)});
  for (auto& row : answer.rows) out.push_back({std::move(row)});
  return out;
}

Session::Answer customer_changes(Session& session, int64_t customer) {
  return session.select("SELECT " + behind + ", h.before, h.after FROM master.customer_history h" + with_behind +
                            " WHERE h.customer_id = $1::bigint ORDER BY h.id",
                        {cell(customer)});
}

Session::Answer customer_moves(Session& session, int64_t customer) {
  return session.select(
      "SELECT " + behind + ", h.from_customer, h.to_customer, p.connection, p.stream, p.record_key, p.party,"
      " EXISTS (SELECT FROM master.customer_history x WHERE x.customer_id = h.from_customer AND x.at = h.at AND x.after IS NULL),"
      " EXISTS (SELECT FROM master.customer_history x WHERE x.customer_id = h.to_customer AND x.at = h.at AND x.before IS NULL)"
      " FROM identity.profile_move h JOIN identity.profile p ON p.id = h.profile_id" + with_behind +
          " WHERE h.from_customer = $1::bigint OR h.to_customer = $1::bigint ORDER BY h.id",
      {cell(customer)});
}

Session::Answer stored_pair(Session& session, int64_t a, int64_t b) {
  return session.select("SELECT a, b, weight, band, veto, evidence FROM identity.pair WHERE a = $1::bigint AND b = $2::bigint",
                        {cell(std::min(a, b)), cell(std::max(a, b))});
}

int64_t held_count(Session& session, const std::string& connection) {
  auto answer = session.select("SELECT count(*) FROM hub.quarantine WHERE resolved_at IS NULL AND (connection = $1 OR $1 = '')", {connection});
  return integer_of(*answer.rows[0][0]);
}

Session::Answer waiting_facts(Session& session, const std::string& connection) {
  std::string facts;
  for (const FactKind& kind : fact_kinds())
    facts += fmt::format("{}SELECT '{}' AS kind, connection, stream, profile_id FROM master.{}", facts.empty() ? "" : " UNION ALL ", kind.name, kind.name);
  return session.select("SELECT f.connection, f.stream, f.kind, p.connection, p.stream, count(*), count(DISTINCT p.id)"
                        " FROM identity.profile p JOIN (" + facts + ") f ON f.profile_id = p.id"
                        " WHERE p.stub AND (f.connection = $1 OR $1 = '') GROUP BY 1, 2, 3, 4, 5"
                        " UNION ALL "
                        "SELECT c.connection, c.stream, 'receipt_claim', r.connection, r.stream, count(*), count(DISTINCT c.receipt) FROM master.receipt_claim c"
                        " CROSS JOIN LATERAL (SELECT split_part(c.receipt_stream, '.', 1) AS connection,"
                        "  substr(c.receipt_stream, strpos(c.receipt_stream, '.') + 1) AS stream) r"
                        " WHERE (c.connection = $1 OR $1 = '') AND NOT EXISTS (SELECT FROM source.record k"
                        "  WHERE k.connection = r.connection AND k.stream = r.stream AND k.key = c.receipt AND NOT k.deleted)"
                        " GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5",
                        {connection});
}

Session::Answer counts(Session& session) {
  return session.select(
      "SELECT (SELECT count(*) FROM source.record) AS records, (SELECT count(*) FROM identity.profile WHERE NOT stub) AS profiles,"
      " (SELECT count(*) FROM master.customer) AS customers, (SELECT count(*) FROM hub.quarantine WHERE resolved_at IS NULL) AS held, $1::bigint AS review",
      {cell(review_count(session))});
}

void each_customer(Session& session, const std::function<void(const Row& customer, const Row& mailing)>& take) {
  const Table &c = table(TableId::customer), &m = table(TableId::mailing);
  session.select("DECLARE every_customer NO SCROLL CURSOR FOR SELECT " + column_list(c, "c.") + ", " + column_list(m, "m.") +
                 " FROM master.customer c LEFT JOIN master.mailing m ON m.customer_id = c.id ORDER BY c.id");
  for (;;) {
    auto answer = session.select("FETCH 2000 FROM every_customer");
    if (answer.rows.empty()) break;
    for (auto& cells : answer.rows) {
      Row mailing;
      mailing.cells.assign(cells.begin() + int64_t(c.columns.size()), cells.end());
      cells.resize(c.columns.size());
      take(Row{std::move(cells)}, mailing);
    }
  }
  session.select("CLOSE every_customer");
}

std::string raw_payload(Session& session, const RecordKey& record) {
  auto answer = session.select("SELECT payload FROM source.record WHERE connection = $1 AND stream = $2 AND key = $3",
                               {record.connection, record.stream, record.key});
  return answer.rows.empty() ? "" : answer.rows[0][0].value_or("");
}

}  // namespace musubi
