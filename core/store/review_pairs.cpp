// The review queue: which pairs are open, and in what order they matter.
#include "core/record/table.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

// A pair against which something speaks counts half of what its weight says, and so does one that a shared device or contact alone makes.
constexpr const char* open_pairs =
    "WITH open AS MATERIALIZED (SELECT p.a, p.b, p.weight, p.band, p.veto, p.evidence, x.customer_id AS x_holder, y.customer_id AS y_holder,"
    "  round((CASE WHEN p.veto <> '' OR p.evidence LIKE 'device:%' OR p.evidence LIKE 'contact:%' THEN 0.5 ELSE 1 END / (1 + power(2::float8, -p.weight::float8)))::numeric, 6) AS probability,"
    "  concat_ws(E'\\x1f', x.connection, x.stream, x.record_key, x.party) AS x_key,"
    "  concat_ws(E'\\x1f', y.connection, y.stream, y.record_key, y.party) AS y_key"
    " FROM identity.pair p JOIN identity.profile x ON x.id = p.a JOIN identity.profile y ON y.id = p.b"
    " WHERE x.customer_id <> y.customer_id AND NOT EXISTS (SELECT FROM identity.decision d JOIN identity.merge_event e ON e.id = d.event AND e.counts WHERE"
    "  (d.a_connection, d.a_stream, d.a_record_key, d.a_party, d.b_connection, d.b_stream, d.b_record_key, d.b_party) IN"
    "  ((x.connection, x.stream, x.record_key, x.party, y.connection, y.stream, y.record_key, y.party),"
    "   (y.connection, y.stream, y.record_key, y.party, x.connection, x.stream, x.record_key, x.party)))),";

constexpr const char* what_hangs_on_them =
    " holders AS (SELECT x_holder AS id FROM open UNION SELECT y_holder FROM open),"
    " sales AS (SELECT customer_id AS id, sum(amount) AS amount FROM api.purchase"
    "  WHERE customer_id IN (SELECT id FROM holders) AND coalesce(currency, 'JPY') = 'JPY' GROUP BY 1),"
    " inquiries AS (SELECT customer_id AS id, count(*) AS waiting FROM api.unanswered_inquiry WHERE customer_id IN (SELECT id FROM holders) GROUP BY 1),"
    " staked AS (SELECT o.*, greatest(coalesce(xs.amount, 0) + coalesce(ys.amount, 0), 0) AS sales, coalesce(xi.waiting, 0) + coalesce(yi.waiting, 0) AS inquiries"
    "  FROM open o LEFT JOIN sales xs ON xs.id = o.x_holder LEFT JOIN sales ys ON ys.id = o.y_holder"
    "  LEFT JOIN inquiries xi ON xi.id = o.x_holder LEFT JOIN inquiries yi ON yi.id = o.y_holder)";

}  // namespace

Session::Answer review_pairs(Session& session, size_t limit) {
  return session.select(std::string(open_pairs) + what_hangs_on_them +
                            " SELECT a, b, weight, band, veto, evidence, probability, round(sales), inquiries FROM staked"
                            " ORDER BY round(probability * (1 + round(log(1 + sales), 6) / 3 + least(inquiries, 3)), 6) DESC, weight DESC,"
                            " least(x_key COLLATE \"C\", y_key COLLATE \"C\"), greatest(x_key COLLATE \"C\", y_key COLLATE \"C\") LIMIT $1::bigint",
                        {cell(int64_t(limit))});
}

}  // namespace musubi
