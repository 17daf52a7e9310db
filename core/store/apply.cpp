#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/store/columns.hpp"
#include "core/store/copy.hpp"
#include "core/store/keep_history.hpp"
#include "core/store/match_keys.hpp"
#include "core/store/session.hpp"

namespace musubi {
namespace store {
namespace {

constexpr size_t batch_size = 5000;

/// The first `count` cells of rows as one array literal a column.
template <class Cells>
Arguments arrays(const Changes& changes, size_t from, size_t to, size_t count, Cells cells) {
  std::vector<ArrayText> columns(count);
  for (size_t i = from; i < to; ++i)
    for (size_t c = 0; c < count; ++c) columns[c].add_cell(cells(*changes[i]).cells[c]);
  Arguments out;
  for (ArrayText& one : columns) out.push_back(one.take());
  return out;
}

template <class Do>
void in_batches(size_t size, Do act) {
  for (size_t from = 0; from < size; from += batch_size) act(from, std::min(size, from + batch_size));
}

void stage_erasure_of(Session::Impl& session, const Table& t, const Changes& changes) {
  in_batches(changes.size(), [&](size_t from, size_t to) {
    stage_erasure(
        *session.connection, t,
        arrays(changes, from, to, t.key_size, [](const RowChange& c) -> const Row& { return c.before; }));
  });
}

void erase(Session::Impl& session, const Table& t, const Changes& changes) {
  if (session.staged) return stage_erasure_of(session, t, changes);
  std::string sql =
      fmt::format("delete from {} t using {} where {}", full_name(t), unnested(t, t.key_size), same_key(t));
  in_batches(changes.size(), [&](size_t from, size_t to) {
    session.query(sql, arrays(changes, from, to, t.key_size,
                              [](const RowChange& c) -> const Row& { return c.before; }));
  });
}

void insert(Session::Impl& session, const Table& t, const Changes& changes) {
  if (changes.empty()) return;
  Copy copy(*session.connection, session.target(full_name(t)) + " (" + column_list(t) + ")");
  for (const RowChange* change : changes) {
    for (const auto& c : change->after.cells) copy.cell(c);
    copy.end_row();
  }
  copy.finish();
}

void update(Session::Impl& session, const Table& t, const Changes& changes) {
  if (session.staged) {
    stage_erasure_of(session, t, changes);
    return insert(session, t, changes);
  }
  std::string set;
  for (size_t i = t.key_size; i < t.columns.size(); ++i)
    set += fmt::format("{}\"{}\" = {}", set.empty() ? "" : ", ", t.columns[i].name, typed(t.columns[i]));
  if (set.empty()) return;
  std::string sql = fmt::format("update {} t set {} from {} where {}", full_name(t), set,
                                unnested(t, t.columns.size()), same_key(t));
  in_batches(changes.size(), [&](size_t from, size_t to) {
    session.query(sql, arrays(changes, from, to, t.columns.size(),
                              [](const RowChange& c) -> const Row& { return c.after; }));
  });
}

/// New profiles have an id before they have a row (unwritten.hpp): an update of such a one is its insert.
void put_profiles(Session::Impl& session, const Table& t, const Changes& updates, const Changes& news) {
  Changes inserts, written;
  for (const RowChange* change : news) {
    int64_t id = integer_of(*change->after.cells[0]);
    session.stubs.take(id);
    (session.stubs.has_row(id) ? written : inserts).push_back(change);
  }
  for (const RowChange* change : updates)
    (session.stubs.take(integer_of(*change->after.cells[0])) ? inserts : written).push_back(change);
  update(session, t, written);
  insert(session, t, inserts);
}

/// The changes that are not yet written.
void write(Session::Impl& session, const ChangeSet& all) {
  std::map<TableId, std::map<Op, Changes>> by_table;
  for (size_t i = all.written; i < all.changes.size(); ++i)
    by_table[all.changes[i].table][all.changes[i].op].push_back(&all.changes[i]);
  for (auto& [id, by_op] : by_table) {
    const Table& t = table(id);
    erase(session, t, by_op[Op::erase]);
    if (id == TableId::profile) {
      put_profiles(session, t, by_op[Op::update], by_op[Op::insert]);
      continue;
    }
    update(session, t, by_op[Op::update]);
    insert(session, t, by_op[Op::insert]);
    if (id == TableId::held_keys) follow_held_keys(session, by_op);
  }
}

}  // namespace
}  // namespace store

void Session::write(ChangeSet& changes) {
  store::write(*impl_, changes);
  changes.written = changes.changes.size();
}

void Session::apply(const ChangeSet& changes, const Cause& cause, Time at) {
  store::write(*impl_, changes);
  store::keep_history(*impl_, changes, cause, at);
}

}  // namespace musubi
