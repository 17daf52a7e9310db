#include "core/flow/newcomers.hpp"

#include <algorithm>
#include <array>

namespace musubi {
namespace {

/// Where a table's row holds the parts of an address.
std::array<size_t, 4> address_of(const Table& t) { return {t.at("prefecture"), t.at("city"), t.at("town"), t.at("street")}; }

}  // namespace

Newcomers::Newcomers(const ChangeSet& changes) : changes_(changes) {
  for (const RowChange& c : changes.changes)
    if (c.table == TableId::customer && c.op == Op::insert) rows_.emplace(integer_of(*c.after.cells[0]), &c.after);
}

std::vector<MailingProfile> Newcomers::profiles() const {
  static const Table& t = table(TableId::profile);
  static const size_t customer = t.at("customer_id"), connection = t.at("connection"), gone = t.at("gone");
  static const std::array own = address_of(t), golden = address_of(table(TableId::customer));
  std::vector<MailingProfile> out;
  for (const RowChange& c : changes_.changes) {
    if (c.table != TableId::profile || c.op == Op::erase || !c.after.cells[customer]) continue;
    auto master = rows_.find(integer_of(*c.after.cells[customer]));
    if (master == rows_.end()) continue;
    const std::vector<std::optional<std::string>>& cells = c.after.cells;
    bool at_home = std::equal(own.begin(), own.end(), golden.begin(), [&](size_t a, size_t b) { return cells[a] == master->second->cells[b]; });
    out.push_back({master->first, integer_of(*cells[0]), *cells[connection], cells[gone] == "t", at_home});
  }
  return out;
}

std::vector<const Row*> Newcomers::contact_points() const {
  std::vector<const Row*> out;
  for (const RowChange& c : changes_.changes)
    if (c.table == TableId::contact_point && c.op == Op::insert && contains(integer_of(*c.after.cells[0]))) out.push_back(&c.after);
  return out;
}

}  // namespace musubi
