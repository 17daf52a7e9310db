#include "core/store/keep_history.hpp"

#include <algorithm>
#include <map>

#include "core/store/copy.hpp"
#include "core/text/json.hpp"

namespace musubi::store {
namespace {

using Cell = std::optional<std::string>;

const Cell& cell_at(const Row& row, size_t column) {
  static const Cell none;
  return row.cells.empty() ? none : row.cells[column];
}

/// The cells of `row` that differ from `other` (of which no cells is as good as all NULL), by column name.
Cell differing(const Table& t, const Row& row, const Row& other) {
  if (row.cells.empty()) return {};
  std::string out = "{";
  for (size_t i = 0; i < t.columns.size(); ++i) {
    const Cell& c = row.cells[i];
    if (other.cells.empty() ? !c.has_value() : c == other.cells[i]) continue;
    if (out.size() > 1) out += ", ";
    text::append_json_string(out, t.columns[i].name);
    out += ": ";
    if (c)
      text::append_json_string(out, *c);
    else
      out += "null";
  }
  return out + "}";
}

/// Which run is behind what happened to a customer: that of the connection whose record says something new of one of its
/// profiles, or of a profile that it exchanged with such a customer.
class Runs {
 public:
  Runs(const ChangeSet& changes, const Cause& cause) : cause_(cause) {
    if (std::all_of(cause.runs.begin(), cause.runs.end(), [&](const auto& of) { return of.second == cause.run; })) return;
    for (const RowChange& change : changes.changes)
      if (change.table == TableId::profile && says_something_new(change)) take(change);
    for (const RowChange& change : changes.changes)
      if (change.table == TableId::profile) pass_on(change);
  }

  int64_t of(const Cell& customer) const {
    auto at = customer ? by_customer_.find(*customer) : by_customer_.end();
    return at == by_customer_.end() ? cause_.run : at->second;
  }

 private:
  bool says_something_new(const RowChange& change) const {
    if (change.op != Op::update) return true;
    for (size_t i = 0; i < change.after.cells.size(); ++i)
      if (i != customer_ && change.after.cells[i] != change.before.cells[i]) return true;
    return false;
  }
  void take(const RowChange& change) {
    const Row& row = change.op == Op::erase ? change.before : change.after;
    auto run = cause_.runs.find(*row.cells[connection_]);
    if (run == cause_.runs.end()) return;
    for (const Row* side : {&change.before, &change.after})
      if (const Cell& customer = cell_at(*side, customer_)) by_customer_[*customer] = std::max(by_customer_[*customer], run->second);
  }
  void pass_on(const RowChange& change) {
    const Cell &from = cell_at(change.before, customer_), &to = cell_at(change.after, customer_);
    if (!from || !to || from == to) return;
    if (auto known = by_customer_.find(*to); known != by_customer_.end())
      by_customer_.emplace(*from, known->second);
    else if (known = by_customer_.find(*from); known != by_customer_.end())
      by_customer_.emplace(*to, known->second);
  }

  const Cause& cause_;
  const size_t connection_ = table(TableId::profile).at("connection"), customer_ = table(TableId::profile).at("customer_id");
  std::map<std::string, int64_t> by_customer_;
};

Cell event_of(const Cause& cause) {
  return cause.event ? Cell(cell(cause.event)) : Cell();
}

void keep_customers(Session::Impl& session, const ChangeSet& changes, const Runs& runs, const Cause& cause, Time at) {
  const Table& t = table(TableId::customer);
  std::optional<Copy> copy;
  for (const RowChange& change : changes.changes) {
    if (change.table != TableId::customer) continue;
    if (!copy) copy.emplace(*session.connection, "master.customer_history (customer_id, run, event, at, before, after)");
    const Cell& id = (change.op == Op::erase ? change.before : change.after).cells[0];
    copy->cell(id).integer(runs.of(id)).cell(event_of(cause)).text(cell(at));
    copy->cell(differing(t, change.before, change.after)).cell(differing(t, change.after, change.before)).end_row();
  }
  if (copy) copy->finish();
}

/// A new profile that is a customer by itself is told by that customer's history.
void keep_moves(Session::Impl& session, const ChangeSet& changes, const Runs& runs, const Cause& cause, Time at) {
  const size_t customer = table(TableId::profile).at("customer_id");
  std::optional<Copy> copy;
  for (const RowChange& change : changes.changes) {
    if (change.table != TableId::profile) continue;
    const Cell &from = cell_at(change.before, customer), &to = cell_at(change.after, customer);
    const Cell& id = cell_at(change.op == Op::erase ? change.before : change.after, 0);
    if (from == to || (!from && to == id)) continue;
    if (!copy)
      copy.emplace(*session.connection, "identity.profile_move (profile_id, from_customer, to_customer, run, event, at)");
    copy->cell(id).cell(from).cell(to).integer(runs.of(to ? to : from)).cell(event_of(cause)).text(cell(at)).end_row();
  }
  if (copy) copy->finish();
}

}  // namespace

void keep_history(Session::Impl& session, const ChangeSet& changes, const Cause& cause, Time at) {
  if (session.staged) return;
  Runs runs(changes, cause);
  keep_customers(session, changes, runs, cause, at);
  keep_moves(session, changes, runs, cause, at);
}

}  // namespace musubi::store

namespace musubi {

Cause::Cause(const std::vector<Pending>& chunk) : run(chunk.empty() ? 0 : chunk.back().record.run) {
  for (const Pending& p : chunk) runs[p.record.id.connection] = p.record.run;
}

}  // namespace musubi
