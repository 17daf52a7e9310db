#include <fmt/format.h>

#include <algorithm>

#include "core/store/columns.hpp"
#include "core/store/copy.hpp"
#include "core/store/session.hpp"
#include "core/store/versions.hpp"

namespace musubi {
namespace store {
namespace {

void take(const Reply& reply, std::vector<Row>& out) {
  out.reserve(out.size() + size_t(reply.rows()));
  for (int r = 0; r < reply.rows(); ++r) {
    Row& row = out.emplace_back();
    row.cells.reserve(size_t(reply.columns()));
    for (int c = 0; c < reply.columns(); ++c) row.cells.push_back(reply.cell(r, c));
  }
}

/// One look-up per id, so that the planner keeps to the index however many there are.
std::string by_id(const Table& t, std::string_view column) {
  return fmt::format(
      "select {} from (select distinct id from unnest($1::bigint[]) o (id)) o cross join lateral (select * "
      "from {} x where x.\"{}\" = o.id offset 0) t",
      column_list(t, "t."), full_name(t), column);
}

std::vector<Row> by_record(Session::Impl& session, const Table& t, const std::vector<RecordKey>& records) {
  std::vector<Row> out;
  if (records.empty()) return out;
  take(session.query(fmt::format("select {} from (select distinct * from unnest($1::text[], $2::text[], "
                                 "$3::text[]) k (connection, stream, key)) k"
                                 " cross join lateral (select * from {} x where x.connection = k.connection "
                                 "and x.stream = k.stream"
                                 " and x.record_key = k.key offset 0) t",
                                 column_list(t, "t."), full_name(t)),
                     columns_of(records)),
       out);
  return out;
}

}  // namespace
}  // namespace store

std::vector<Row> Session::rows(TableId id, const std::vector<int64_t>& owners) {
  const Table& t = table(id);
  std::vector<Row> out;
  if (owners.empty()) return out;
  std::string sql = store::by_id(t, t.owner);
  if (id == TableId::pair) sql += " union " + store::by_id(t, "b");
  std::vector<int64_t> written = impl_->stubs.without(owners);
  if (!written.empty()) store::take(impl_->query(sql, {store::array_of(written)}), out);
  if (id == TableId::profile) impl_->stubs.rows(owners, out);
  return out;
}

bool Session::unwritten(int64_t profile_id) const {
  return impl_->stubs.holds(profile_id);
}

std::vector<Row> Session::profile_rows_of(const std::vector<RecordKey>& records) {
  std::vector<Row> out = store::by_record(*impl_, table(TableId::profile), records);
  impl_->stubs.rows_of(records, out);
  return out;
}

std::vector<Row> Session::fact_rows_of(TableId id, const std::vector<RecordKey>& records) {
  return store::by_record(*impl_, table(id), records);
}

std::vector<Row> Session::profile_rows_of_customers(const std::vector<int64_t>& customers) {
  std::vector<Row> out;
  if (!customers.empty())
    store::take(
        impl_->query(store::by_id(table(TableId::profile), "customer_id"), {store::array_of(customers)}),
        out);
  return out;
}

std::vector<Session::Holder> Session::holders(const std::vector<uint64_t>& hashes, size_t limit) {
  std::vector<Holder> out;
  if (hashes.empty()) return out;
  // Each once and in the order of the index, so that neighbours find its pages at hand.
  std::vector<int64_t> asked(hashes.begin(), hashes.end());
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  store::Reply reply = impl_->query(
      "select h.hash, m.profile_id from unnest($1::bigint[]) h (hash) cross join lateral"
      " (select profile_id from identity.match_key k where k.key_hash = h.hash order by profile_id limit "
      "$2::bigint) m",
      {store::array_of(asked), cell(int64_t(limit))});
  out.reserve(size_t(reply.rows()));
  for (int i = 0; i < reply.rows(); ++i) out.push_back({uint64_t(reply.integer(i, 0)), reply.integer(i, 1)});
  return out;
}

std::vector<int64_t> Session::identified(const std::vector<ExternalId>& ids) {
  std::vector<int64_t> out;
  if (ids.empty()) return out;
  store::ArrayText schemes, values;
  for (const ExternalId& id : ids) {
    schemes.add(id.scheme);
    values.add(id.value);
  }
  store::Reply reply = impl_->query(
      "select distinct e.profile_id from unnest($1::text[], $2::text[]) v (scheme, value) cross join lateral"
      " (select profile_id from master.external_id x where x.value = v.value and x.scheme = v.scheme and "
      "x.identifies offset 0) e order by 1",
      {schemes.take(), values.take()});
  for (int i = 0; i < reply.rows(); ++i) out.push_back(reply.integer(i, 0));
  return out;
}

}  // namespace musubi
