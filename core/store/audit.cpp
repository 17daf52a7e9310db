#include "core/store/audit.hpp"

#include <algorithm>

#include "core/record/table.hpp"

namespace musubi {
namespace {

std::vector<std::string> texts(const std::vector<int64_t>& ids) {
  std::vector<std::string> out;
  for (int64_t id : ids) out.push_back(cell(id));
  return out;
}

Audited audited_in(const std::vector<std::optional<std::string>>& row) {
  Audited out;
  out.at = time_of(row[0].value()).value_or(Time{});
  out.door = row[1].value_or("");
  out.who = row[2].value_or("");
  out.what = row[3].value_or("");
  out.asked = texts_of(row[4].value_or("{}"));
  for (const std::string& id : texts_of(row[5].value_or("{}"))) out.customers.push_back(integer_of(id));
  if (row[6]) out.up_to = integer_of(*row[6]);
  out.rows = integer_of(row[7].value());
  out.fields = texts_of(row[8].value_or("{}"));
  out.why = row[9].value_or("");
  return out;
}

}  // namespace

void keep_audit(Session& session, Audited one) {
  std::sort(one.customers.begin(), one.customers.end());
  one.customers.erase(std::unique(one.customers.begin(), one.customers.end()), one.customers.end());
  if (!one.rows) one.rows = int64_t(one.customers.size());
  session.select(
      "INSERT INTO hub.audit_log (at, door, who, what, asked, customers, up_to, rows, fields, why)"
      " VALUES ($1::timestamptz, $2, $3, $4, $5::text[], $6::bigint[], $7::bigint, $8::bigint, $9::text[], $10)",
      {cell(one.at), one.door, one.who, one.what, cell(one.asked), cell(texts(one.customers)), one.up_to ? std::optional(cell(*one.up_to)) : std::nullopt, cell(one.rows),
       cell(one.fields), one.why});
}

void take_everybody(Session& session, Audited& one) {
  auto all = session.select("SELECT coalesce(max(id), 0), count(*) FROM master.customer").rows;
  one.up_to = integer_of(*all[0][0]);
  one.rows = integer_of(*all[0][1]);
}

std::vector<Audited> audit_log(Session& session, const AuditQuestion& q) {
  auto rows = session
                  .select(
                      "WITH ids AS (SELECT $1::bigint AS id UNION SELECT p.id FROM identity.profile p WHERE p.customer_id ="
                      " coalesce((SELECT customer_id FROM identity.profile WHERE id = $1::bigint), $1::bigint))"
                      " SELECT at, door, who, what, asked, customers, up_to, rows, fields, why FROM hub.audit_log"
                      " WHERE ($1::bigint = 0 OR customers && (SELECT array_agg(id) FROM ids) OR up_to >= (SELECT min(id) FROM ids))"
                      " AND ($2 = '' OR who = $2) AND ($3::timestamptz IS NULL OR at >= $3::timestamptz) ORDER BY id DESC LIMIT $4::bigint",
                      {cell(q.customer), q.who, q.since ? std::optional(cell(*q.since)) : std::nullopt, cell(int64_t(q.limit))})
                  .rows;
  std::vector<Audited> out;
  for (const auto& row : rows) out.push_back(audited_in(row));
  return out;
}

int64_t forget_audit(Session& session, Time before) {
  return integer_of(*session.select("WITH gone AS (DELETE FROM hub.audit_log WHERE at < $1::timestamptz RETURNING 1) SELECT count(*) FROM gone", {cell(before)}).rows[0][0]);
}

}  // namespace musubi
