#include "core/record/change_set.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace musubi {
namespace {

int compare_keys(const Row& a, const Row& b, size_t key_size) {
  for (size_t i = 0; i < key_size; ++i) {
    if (a.cells[i] != b.cells[i]) return a.cells[i] < b.cells[i] ? -1 : 1;
  }
  return 0;
}

/// Most lists come in order.
void sort_by_key(std::vector<Row>& rows, size_t key_size) {
  auto before = [&](const Row& a, const Row& b) { return compare_keys(a, b, key_size) < 0; };
  if (!std::is_sorted(rows.begin(), rows.end(), before)) std::sort(rows.begin(), rows.end(), before);
}

void check_unique(const std::vector<Row>& rows, const Table& t) {
  auto twin = std::adjacent_find(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return compare_keys(a, b, t.key_size) == 0; });
  if (twin != rows.end()) throw std::logic_error("two derived rows share a key in " + std::string(t.name) + ": " + twin->cells[0].value_or(""));
}

}  // namespace

void ChangeSet::add(ChangeSet other) {
  changes.insert(changes.end(), std::make_move_iterator(other.changes.begin()), std::make_move_iterator(other.changes.end()));
}

ChangeSet difference(TableId id, std::vector<Row> stored, std::vector<Row> derived) {
  const Table& t = table(id);
  sort_by_key(stored, t.key_size);
  sort_by_key(derived, t.key_size);
  check_unique(derived, t);
  ChangeSet out;
  auto s = stored.begin();
  auto d = derived.begin();
  while (s != stored.end() || d != derived.end()) {
    int order = s == stored.end() ? 1 : d == derived.end() ? -1 : compare_keys(*s, *d, t.key_size);
    if (order < 0) {
      out.changes.push_back({id, Op::erase, std::move(*s++), {}});
    } else if (order > 0) {
      out.changes.push_back({id, Op::insert, {}, std::move(*d++)});
    } else {
      if (s->cells != d->cells) out.changes.push_back({id, Op::update, std::move(*s), std::move(*d)});
      ++s, ++d;
    }
  }
  return out;
}

}  // namespace musubi
