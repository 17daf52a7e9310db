#include "core/store/data_claims.hpp"

#include "core/store/versions.hpp"

namespace musubi {

std::vector<DataClaim> data_claims(Session& session, const std::vector<RecordKey>& receipts) {
  std::vector<DataClaim> out;
  if (receipts.empty() || session.ask("SELECT FROM master.receipt_claim LIMIT 1", {}).rows.empty()) return out;
  std::vector<std::string> streams, keys;
  for (const RecordKey& r : receipts) {
    streams.push_back(r.connection + "." + r.stream);
    keys.push_back(r.key);
  }
  auto answer = session.select(
      "SELECT DISTINCT ON (c.receipt_stream, c.receipt) c.receipt_stream, c.receipt, p.connection, p.stream, p.record_key, p.party"
      " FROM unnest($1::text[], $2::text[]) v (stream, key)"
      " JOIN master.receipt_claim c ON c.receipt_stream = v.stream AND md5(c.receipt) = md5(v.key) AND c.receipt = v.key"
      " JOIN identity.profile p ON p.id = c.profile_id AND NOT p.stub"
      " ORDER BY c.receipt_stream, c.receipt, c.at NULLS LAST, c.connection COLLATE \"C\", c.stream COLLATE \"C\", c.record_key COLLATE \"C\","
      " c.fact COLLATE \"C\", c.key COLLATE \"C\"",
      {cell(streams), cell(keys)});
  for (const auto& row : answer.rows) {
    size_t dot = row[0]->find('.');
    out.push_back({{row[0]->substr(0, dot), row[0]->substr(dot + 1), *row[1]}, {{*row[2], *row[3], *row[4]}, *row[5]}});
  }
  return out;
}

std::vector<RecordKey> receipts_claimed_by(Session& session, const std::vector<int64_t>& profiles) {
  std::vector<RecordKey> out;
  if (profiles.empty() || session.ask("SELECT FROM master.receipt_claim LIMIT 1", {}).rows.empty()) return out;
  for (const auto& row : session.select("SELECT DISTINCT receipt_stream, receipt FROM master.receipt_claim WHERE profile_id = ANY ($1::bigint[])", {store::array_of(profiles)}).rows) {
    size_t dot = row[0]->find('.');
    out.push_back({row[0]->substr(0, dot), row[0]->substr(dot + 1), *row[1]});
  }
  return out;
}

}  // namespace musubi
