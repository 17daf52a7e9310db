#include "core/store/unwritten.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "core/store/columns.hpp"
#include "core/store/copy.hpp"

namespace musubi::store {
namespace {

Row stub(const PartyKey& p, int64_t id) {
  Row row;
  row.cells = {cell(id), p.record.connection, p.record.stream, p.record.key, p.party, "person", "import", {},
               {},       cell(false),         cell(true)};
  row.cells.resize(table(TableId::profile).columns.size());
  return row;
}

}  // namespace

void UnwrittenStubs::add(const PartyKey& party, int64_t id) {
  by_id_[id] = &by_party_.emplace(party, id).first->first;
}

int64_t UnwrittenStubs::id_of(const PartyKey& party) const {
  auto at = by_party_.find(party);
  return at == by_party_.end() ? 0 : at->second;
}

std::vector<int64_t> UnwrittenStubs::without(const std::vector<int64_t>& ids) const {
  std::vector<int64_t> out;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(out), [&](int64_t id) { return !holds(id); });
  return out;
}

void UnwrittenStubs::rows(const std::vector<int64_t>& ids, std::vector<Row>& out) const {
  if (by_id_.empty()) return;
  for (int64_t id : std::set<int64_t>(ids.begin(), ids.end()))
    if (auto at = by_id_.find(id); at != by_id_.end()) out.push_back(stub(*at->second, id));
}

void UnwrittenStubs::rows_of(const std::vector<RecordKey>& records, std::vector<Row>& out) const {
  if (by_id_.empty()) return;
  for (const RecordKey& record : std::set<RecordKey>(records.begin(), records.end()))
    for (auto at = by_party_.lower_bound({record, ""}); at != by_party_.end() && at->first.record == record;
         ++at)
      out.push_back(stub(at->first, at->second));
}

bool UnwrittenStubs::take(int64_t id) {
  auto at = by_id_.find(id);
  if (at == by_id_.end()) return false;
  by_party_.erase(*at->second);
  by_id_.erase(at);
  return true;
}

void UnwrittenStubs::write(Connection& connection, const std::string& target) {
  if (by_party_.empty()) return;
  const Table& t = table(TableId::profile);
  Copy copy(connection, target + " (" + column_list(t) + ")");
  for (const auto& [party, id] : by_party_) {
    for (const auto& c : stub(party, id).cells) copy.cell(c);
    copy.end_row();
  }
  copy.finish();
  for (const auto& [party, id] : by_party_) rows_.insert(id);
  by_party_.clear();
  by_id_.clear();
}

}  // namespace musubi::store
