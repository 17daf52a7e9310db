#include "core/store/match_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "core/store/columns.hpp"
#include "core/store/copy.hpp"

namespace musubi::store {
namespace {

/// A key and its holder.
using Held = std::pair<int64_t, int64_t>;

std::vector<int64_t> hashes_of(const Row& row) {
  if (row.cells.empty()) return {};
  std::vector<int64_t> out = integers_of(*row.cells[1]);
  std::sort(out.begin(), out.end());
  return out;
}

void add_missing(int64_t holder, const std::vector<int64_t>& from, const std::vector<int64_t>& in, std::vector<Held>& out) {
  std::vector<int64_t> missing;
  std::set_difference(from.begin(), from.end(), in.begin(), in.end(), std::back_inserter(missing));
  for (int64_t hash : missing) out.emplace_back(hash, holder);
}

void erase(Session::Impl& session, const std::vector<Held>& gone) {
  if (gone.empty()) return;
  ArrayText holders, hashes;
  for (const auto& [hash, holder] : gone) {
    holders.add(holder);
    hashes.add(hash);
  }
  const Table& t = match_key_table();
  Arguments keys = {holders.take(), hashes.take()};
  if (session.staged) return stage_erasure(*session.connection, t, keys);
  session.query(fmt::format("delete from {} t using {} where {}", full_name(t), unnested(t, t.key_size), same_key(t)), keys);
}

void insert(Session::Impl& session, const std::vector<Held>& fresh) {
  if (fresh.empty()) return;
  const Table& t = match_key_table();
  Copy copy(*session.connection, session.target(full_name(t)) + " (" + column_list(t) + ")");
  for (const auto& [hash, holder] : fresh) copy.integer(holder).integer(hash).end_row();
  copy.finish();
}

}  // namespace

const Table& match_key_table() {
  static const Table t{"identity", "match_key", 2, "key_hash", {{"profile_id", ColumnType::integer}, {"key_hash", ColumnType::integer}}};
  return t;
}

void follow_held_keys(Session::Impl& session, const std::map<Op, Changes>& changes) {
  std::vector<Held> gone, fresh;
  for (const auto& [op, list] : changes)
    for (const RowChange* change : list) {
      const std::vector<int64_t> before = hashes_of(change->before), after = hashes_of(change->after);
      int64_t holder = integer_of(*(op == Op::erase ? change->before : change->after).cells[0]);
      add_missing(holder, before, after, gone);
      add_missing(holder, after, before, fresh);
    }
  // In the order of the index that is spread over all of it, which is half the work for PostgreSQL.
  std::sort(gone.begin(), gone.end());
  std::sort(fresh.begin(), fresh.end());
  erase(session, gone);
  insert(session, fresh);
}

}  // namespace musubi::store
