#include <map>
#include <set>
#include <tuple>

#include "core/store/copy.hpp"
#include "core/store/versions.hpp"
#include "core/text/utf8.hpp"

namespace musubi {
namespace store {
namespace {

/// Rows that never landed: several of one key may be held at once.
bool never_landed(const Held& row) {
  return row.step == "read" || row.step == "land";
}

/// What PostgreSQL can keep of any bytes.
std::string keepable(const std::string& bytes) {
  std::string out = text::replace_invalid(bytes);
  for (size_t at = out.find('\0'); at != std::string::npos; at = out.find('\0', at))
    out.replace(at, 1, "\u2400");
  return out;
}

constexpr const char* incoming =
    "with fresh as (select *, md5(payload)::uuid digest, step in ('read', 'land') outside from "
    "unnest($1::text[], $2::text[], $3::text[],"
    " $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::bigint[], "
    "$11::timestamptz[]) with ordinality"
    " f (connection, stream, key, step, field, reason, payload, file, row_no, run, at, n))";
constexpr const char* same_place =
    " q.connection = fresh.connection and q.stream = fresh.stream and q.key = "
    "fresh.key"
    " and (q.step in ('read', 'land')) = fresh.outside";

Arguments columns_of(const std::vector<const Held*>& rows) {
  std::vector<ArrayText> a(11);
  for (const Held* r : rows) {
    a[0].add(r->record.connection);
    a[1].add(r->record.stream);
    a[2].add(keepable(r->record.key));
    a[3].add(r->step);
    a[4].add(keepable(r->field));
    a[5].add(written(r->reason));
    a[6].add(keepable(r->payload));
    a[7].add(keepable(r->file));
    a[8].add(r->row);
    a[9].add(r->run);
    a[10].add(cell(r->at));
  }
  Arguments out;
  for (ArrayText& one : a) out.push_back(one.take());
  return out;
}

/// The rows of which a like one is neither held yet nor was discarded; those that were are counted.
std::vector<const Held*> unknown_ones(Session::Impl& session, const std::vector<const Held*>& rows, int64_t& discarded) {
  Reply reply = session.query(std::string(incoming) +
                                  " update hub.quarantine q set seen_run = fresh.run, step = fresh.step, "
                                  "field = fresh.field, reason = fresh.reason::text[], file = fresh.file, "
                                  "row_no = fresh.row_no"
                                  " from fresh where" +
                                  same_place + " and (q.resolved_at is null or q.closed = 'discarded') and q.digest = fresh.digest"
                                  " returning fresh.n, q.resolved_at is not null",
                              columns_of(rows));
  std::set<size_t> known;
  for (int i = 0; i < reply.rows(); ++i)
    if (known.insert(size_t(reply.integer(i, 0)) - 1).second) discarded += reply.yes(i, 1);
  std::vector<const Held*> out;
  for (size_t i = 0; i < rows.size(); ++i)
    if (!known.contains(i)) out.push_back(rows[i]);
  return out;
}

}  // namespace

HeldCount keep_held(Session::Impl& session, const std::vector<Held>& rows) {
  std::set<std::tuple<const RecordKey&, const std::string&, bool>> seen;
  std::vector<const Held*> once;
  for (const Held& row : rows)
    if (seen.emplace(row.record, row.payload, never_landed(row)).second) once.push_back(&row);
  if (once.empty()) return {};
  int64_t discarded = 0;
  std::vector<const Held*> fresh = unknown_ones(session, once, discarded);
  if (!fresh.empty()) {
    Arguments columns = columns_of(fresh);
    session.query(std::string(incoming) +
                      " update hub.quarantine q set resolved_at = fresh.at from fresh where" + same_place +
                      " and q.resolved_at is null and not fresh.outside",
                  columns);
    session.query(std::string(incoming) +
                      " insert into hub.quarantine (connection, stream, key, step, field, reason, payload, "
                      "digest, file, row_no, run, seen_run, at)"
                      " select connection, stream, key, step, field, reason::text[], payload, digest, file, "
                      "row_no, run, run, at from fresh order by n",
                  columns);
  }
  return {int64_t(fresh.size()), int64_t(rows.size() - fresh.size()), discarded};
}

}  // namespace store

int64_t Session::hold(const std::vector<Held>& rows) {
  std::map<std::pair<int64_t, StreamName>, std::vector<Held>> outside;
  std::vector<Held> landed;
  for (const Held& row : rows) {
    if (is_erased(row.record))
      store::add_figures(*impl_, row.run, {row.record.connection, row.record.stream}, {1, 0, 0, 1, 0});
    else if (store::never_landed(row))
      outside[{row.run, {row.record.connection, row.record.stream}}].push_back(row);
    else
      landed.push_back(row);
  }
  int64_t discarded = store::keep_held(*impl_, landed).discarded;
  for (const auto& [of, some] : outside) {
    store::HeldCount count = store::keep_held(*impl_, some);
    store::add_figures(*impl_, of.first, of.second, {int64_t(some.size()), 0, 0, count.known, count.fresh});
    discarded += count.discarded;
  }
  return int64_t(rows.size()) - discarded;
}

void Session::resolve_mended(int64_t run, const StreamName& stream, bool whole_list) {
  store::ArrayText files, rows;
  bool any = false;
  for (const auto& [file, row] : impl_->deliveries().of(run, stream).first_rows()) {
    files.add(file);
    rows.add(row);
    any = true;
  }
  if (!any) return;
  const auto list = files.take();
  impl_->query(
      "update hub.quarantine q set resolved_at = now() from unnest($4::text[], $5::bigint[]) f (file, first_row)"
      " where q.resolved_at is null and q.connection = $1 and q.stream = $2 and q.step in ('read', 'land') and q.seen_run < $3::bigint"
      " and q.file = f.file and q.row_no >= f.first_row",
      {stream.connection, stream.stream, cell(run), list, rows.take()});
  if (!whole_list) return;
  impl_->query(
      "update hub.quarantine set resolved_at = now(), closed = 'superseded' where resolved_at is null and connection = $1 and stream = $2"
      " and step in ('read', 'land') and seen_run < $3::bigint and file <> all($4::text[])",
      {stream.connection, stream.stream, cell(run), list});
}

std::vector<Held> Session::held(std::string_view connection, size_t limit) {
  store::Reply reply = impl_->query(
      "select id, connection, stream, key, step, field, reason, payload, file, row_no, run, at from "
      "hub.quarantine"
      " where resolved_at is null and ($1 = '' or connection = $1) order by id limit $2::bigint",
      {std::string(connection), cell(int64_t(limit))});
  std::vector<Held> out;
  for (int i = 0; i < reply.rows(); ++i) {
    auto text = [&](int c) { return std::string(reply.text(i, c)); };
    out.push_back({reply.integer(i, 0),
                   {text(1), text(2), text(3)},
                   text(4),
                   text(5),
                   store::message_of(reply.text(i, 6)),
                   text(7),
                   text(8),
                   reply.integer(i, 9),
                   reply.integer(i, 10),
                   time_of(reply.text(i, 11)).value_or(Time{})});
  }
  return out;
}

}  // namespace musubi
