// The review queue: which pairs are open, and in what order they matter.
#include "core/record/table.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

// A word on any of their records has answered for two customers. A pair against which something speaks counts half of what its weight
// says, and so does one that a shared device or contact alone makes, or two people of one home with another given name.
constexpr const char* open_pairs =
    "WITH judged AS MATERIALIZED (SELECT DISTINCT least(x.customer_id, y.customer_id) AS one, greatest(x.customer_id, y.customer_id) AS other"
    "  FROM identity.decision d JOIN identity.merge_event e ON e.id = d.event AND e.counts"
    "  JOIN identity.profile x ON (x.connection, x.stream, x.record_key, x.party) = (d.a_connection, d.a_stream, d.a_record_key, d.a_party)"
    "  JOIN identity.profile y ON (y.connection, y.stream, y.record_key, y.party) = (d.b_connection, d.b_stream, d.b_record_key, d.b_party)"
    "  WHERE x.customer_id <> y.customer_id),"
    " apart AS MATERIALIZED (SELECT p.a, p.b, least(x.customer_id, y.customer_id) AS one, greatest(x.customer_id, y.customer_id) AS other"
    "  FROM identity.pair p JOIN identity.profile x ON x.id = p.a JOIN identity.profile y ON y.id = p.b WHERE x.customer_id <> y.customer_id),"
    " waiting AS MATERIALIZED (SELECT w.* FROM apart w WHERE NOT EXISTS (SELECT FROM judged j WHERE j.one = w.one AND j.other = w.other)),";

constexpr const char* as_they_are =
    " open AS MATERIALIZED (SELECT w.one, w.other, p.a, p.b, p.weight, p.band, p.veto, p.evidence,"
    "  round((CASE WHEN p.veto <> '' OR p.evidence LIKE 'device:%' OR p.evidence LIKE 'contact:%' OR position('household:likely' IN p.evidence) > 0 THEN 0.5 ELSE 1 END / (1 + power(2::float8, -p.weight::float8)))::numeric, 6) AS probability,"
    "  least(k.x, k.y) AS first_key, greatest(k.x, k.y) AS last_key"
    "  FROM waiting w JOIN identity.pair p ON p.a = w.a AND p.b = w.b JOIN identity.profile x ON x.id = p.a JOIN identity.profile y ON y.id = p.b"
    "  CROSS JOIN LATERAL (SELECT concat_ws(E'\\x1f', x.connection, x.stream, x.record_key, x.party) COLLATE \"C\" AS x,"
    "   concat_ws(E'\\x1f', y.connection, y.stream, y.record_key, y.party) COLLATE \"C\" AS y) k),";

constexpr const char* each_of_them = " shown AS (SELECT o.*, 1 AS pairs FROM open o),";
constexpr const char* likeliest_of_two_customers =
    " shown AS (SELECT DISTINCT ON (o.one, o.other) o.*, count(*) OVER (PARTITION BY o.one, o.other) AS pairs FROM open o"
    "  ORDER BY o.one, o.other, o.probability DESC, o.weight DESC, o.first_key, o.last_key),";

// Pairs of a customer stand together, where the first of them stands.
constexpr const char* what_hangs_on_them =
    " holders AS (SELECT one AS id FROM shown UNION SELECT other FROM shown),"
    " sales AS (SELECT customer_id AS id, sum(amount) AS amount FROM api.purchase"
    "  WHERE customer_id IN (SELECT id FROM holders) AND coalesce(currency, 'JPY') = 'JPY' GROUP BY 1),"
    " inquiries AS (SELECT customer_id AS id, count(*) AS waiting FROM api.unanswered_inquiry WHERE customer_id IN (SELECT id FROM holders) GROUP BY 1),"
    " staked AS (SELECT o.*, greatest(coalesce(xs.amount, 0) + coalesce(ys.amount, 0), 0) AS sales, coalesce(xi.waiting, 0) + coalesce(yi.waiting, 0) AS inquiries"
    "  FROM shown o LEFT JOIN sales xs ON xs.id = o.one LEFT JOIN sales ys ON ys.id = o.other"
    "  LEFT JOIN inquiries xi ON xi.id = o.one LEFT JOIN inquiries yi ON yi.id = o.other),"
    " ranked AS MATERIALIZED (SELECT s.*, row_number() OVER (ORDER BY round(probability * (1 + round(log(1 + sales), 6) / 3 + least(inquiries, 3)), 6) DESC, weight DESC, first_key, last_key) AS place"
    "  FROM staked s),"
    " leads AS (SELECT id, min(place) AS place FROM (SELECT one AS id, place FROM ranked UNION ALL SELECT other, place FROM ranked) r GROUP BY id)"
    " SELECT a, b, weight, band, veto, evidence, probability, round(sales), inquiries, pairs FROM ranked r"
    " JOIN leads x ON x.id = r.one JOIN leads y ON y.id = r.other ORDER BY least(x.place, y.place), r.place LIMIT $1::bigint";

}  // namespace

Session::Answer review_pairs(Session& session, size_t limit, Review what) {
  const char* shown = what == Review::each_pair ? each_of_them : likeliest_of_two_customers;
  return session.select(std::string(open_pairs) + as_they_are + shown + what_hangs_on_them, {cell(int64_t(limit))});
}

int64_t review_count(Session& session) {
  auto answer = session.select(std::string(open_pairs) + " customers AS (SELECT DISTINCT one, other FROM waiting) SELECT count(*) FROM customers");
  return integer_of(answer.rows.at(0)[0].value_or("0"));
}

}  // namespace musubi
