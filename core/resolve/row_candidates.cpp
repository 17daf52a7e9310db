#include "core/resolve/row_candidates.hpp"

#include <algorithm>

#include "core/base/parallel.hpp"
#include "core/resolve/hash.hpp"
#include "core/resolve/row_keys.hpp"

namespace musubi::resolving {
namespace {

constexpr size_t kMostJoined = 16, kFewestJoined = 6;  // keys of one row that are joined with each other
constexpr size_t kNeighbours = 3;
constexpr size_t kMostParts = 3;

// A key of a row. `parts`: which of the row's common keys are joined in it, four bits each, ascending.
struct Entry {
  uint64_t hash;
  uint32_t row;
  uint16_t parts;
  uint8_t count;
  uint8_t column;
};

// A key by itself that too many rows hold.
struct CommonKey {
  uint64_t hash;
  uint32_t holders;
  uint8_t column;
};

class Search {
 public:
  Search(const ListTable& table, const CandidateLimits& limits) : table_(table), limits_(limits), common_(table.size()) {
    size_t used = 0;
    for (const Column& column : table.columns) used += column.kind != ColumnKind::ignored;
    few_columns_ = used <= 2;
  }

  void run() {
    std::vector<Entry> entries = keys();
    take_blocks(entries, true);
    keep_the_rarest();
    for (size_t parts = 2; parts <= kMostParts && !large_.empty(); ++parts) {
      entries = parts == 2 ? pairs_of_common() : longer();
      take_blocks(entries, few_columns_ || parts == kMostParts);
    }
    list_blocks();
  }

  std::vector<RowPair> of_rows(uint32_t from, uint32_t to) const {
    std::vector<RowPair> out;
    std::vector<uint32_t> shared(table_.size()), seen;
    for (uint32_t row = from; row < to; ++row) {
      find(row, shared, seen);
      if (seen.size() > limits_.of_a_row) {
        std::sort(seen.begin(), seen.end(), [&](uint32_t a, uint32_t b) { return shared[a] != shared[b] ? shared[a] > shared[b] : a < b; });
        for (size_t i = limits_.of_a_row; i < seen.size(); ++i) shared[seen[i]] = 0;
        seen.resize(limits_.of_a_row);
      }
      std::sort(seen.begin(), seen.end());
      for (uint32_t other : seen) {
        out.emplace_back(row, other);
        shared[other] = 0;
      }
    }
    return out;
  }

 private:
  std::vector<Entry> keys() const {
    std::vector<Entry> out;
    std::vector<RowKey> of_row;
    for (uint32_t row = 0; row < table_.size(); ++row) {
      of_row.clear();
      for (size_t c = 0; c < table_.columns.size(); ++c) {
        const Column& column = table_.columns[c];
        if (column.kind != ColumnKind::ignored && column.cells[row])
          add_keys(of_row, table_, column, column.values[column.cells[row]], uint8_t(c));
      }
      for (const RowKey& key : of_row) out.push_back({key.hash, row, 0, 1, key.column});
    }
    return out;
  }

  // Small blocks are kept; the holders of a large one go on, or, where nothing more can be joined, to their neighbours.
  void take_blocks(std::vector<Entry>& entries, bool last) {
    large_.clear();
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
      return a.hash != b.hash ? a.hash < b.hash : a.row != b.row ? a.row < b.row : a.parts < b.parts;
    });
    for (size_t from = 0, to = 0; from < entries.size(); from = to) {
      size_t begin = members_.size();
      for (to = from; to < entries.size() && entries[to].hash == entries[from].hash; ++to)
        if (to == from || entries[to].row != entries[to - 1].row) members_.push_back(entries[to].row);
      size_t holders = members_.size() - begin;
      if (holders > limits_.block) {
        take_large(entries, from, to, holders);
        if (last && (entries[from].count > 1 || few_columns_)) add_neighbours(begin);
      }
      if (holders < 2 || holders > limits_.block) members_.resize(begin);
      else starts_.push_back(members_.size());
    }
  }

  void take_large(const std::vector<Entry>& entries, size_t from, size_t to, size_t holders) {
    for (size_t i = from; i < to; ++i) {
      const Entry& e = entries[i];
      if (i > from && e.row == entries[i - 1].row) continue;
      if (e.count == 1) common_[e.row].push_back({e.hash, uint32_t(holders), e.column});
      large_.push_back(e);
    }
  }

  void add_neighbours(size_t begin) {
    for (size_t i = begin; i < members_.size(); ++i)
      for (size_t k = i + 1; k < members_.size() && k <= i + kNeighbours; ++k) neighbours_.emplace_back(members_[i], members_[k]);
  }

  void keep_the_rarest() {
    size_t most = kMostJoined, rows = std::max<size_t>(1, table_.size());
    while (most > kFewestJoined && rows * most * (most - 1) / 2 > limits_.entries) --most;
    for (auto& keys : common_) {
      std::sort(keys.begin(), keys.end(), [](const CommonKey& a, const CommonKey& b) { return a.holders != b.holders ? a.holders < b.holders : a.hash < b.hash; });
      if (keys.size() > most) keys.resize(most);
    }
  }

  // Two keys of one column say the same, but for two words of a text.
  bool may_join(const CommonKey& a, const CommonKey& b) const {
    return a.column != b.column || table_.columns[a.column].kind == ColumnKind::words;
  }

  std::vector<Entry> pairs_of_common() const {
    std::vector<Entry> out;
    for (uint32_t row = 0; row < common_.size(); ++row) {
      const auto& keys = common_[row];
      for (size_t i = 0; i < keys.size(); ++i)
        for (size_t k = i + 1; k < keys.size(); ++k)
          if (may_join(keys[i], keys[k])) out.push_back({mixed(keys[i].hash) + mixed(keys[k].hash), row, uint16_t(i | k << 4), 2, 0});
    }
    return out;
  }

  std::vector<Entry> longer() const {
    std::vector<Entry> out;
    for (const Entry& e : large_) {
      const auto& keys = common_[e.row];
      size_t first = e.parts & 15, second = e.parts >> 4 & 15;
      for (size_t k = second + 1; k < keys.size(); ++k)
        if (may_join(keys[first], keys[k]) && may_join(keys[second], keys[k]))
          out.push_back({e.hash + mixed(keys[k].hash), e.row, uint16_t(e.parts | k << 8), 3, 0});
    }
    return out;
  }

  // By row: the blocks it stands in.
  void list_blocks() {
    std::sort(neighbours_.begin(), neighbours_.end());
    first_block_.assign(table_.size() + 1, 0);
    for (uint32_t row : members_) ++first_block_[row + 1];
    for (size_t i = 1; i < first_block_.size(); ++i) first_block_[i] += first_block_[i - 1];
    blocks_.resize(members_.size());
    std::vector<size_t> next(first_block_.begin(), first_block_.end() - 1);
    for (uint32_t block = 0; block + 1 < starts_.size(); ++block)
      for (size_t i = starts_[block]; i < starts_[block + 1]; ++i) blocks_[next[members_[i]]++] = block;
  }

  void find(uint32_t row, std::vector<uint32_t>& shared, std::vector<uint32_t>& seen) const {
    seen.clear();
    auto see = [&](uint32_t other) {
      if (shared[other]++ == 0) seen.push_back(other);
    };
    for (size_t i = first_block_[row]; i < first_block_[row + 1]; ++i) {
      size_t k = starts_[blocks_[i] + 1];
      while (members_[k - 1] > row) see(members_[--k]);
    }
    auto at = std::lower_bound(neighbours_.begin(), neighbours_.end(), RowPair(row, 0));
    for (; at != neighbours_.end() && at->first == row; ++at) see(at->second);
  }

  const ListTable& table_;
  const CandidateLimits& limits_;
  bool few_columns_ = false;
  std::vector<std::vector<CommonKey>> common_;  // by row
  std::vector<Entry> large_;
  std::vector<uint32_t> members_;               // of one block after another, rows ascending
  std::vector<size_t> starts_{0};
  std::vector<RowPair> neighbours_;
  std::vector<size_t> first_block_;             // by row: where its blocks begin in blocks_
  std::vector<uint32_t> blocks_;
};

}  // namespace

std::vector<RowPair> candidates(const ListTable& table, const CandidateLimits& limits, unsigned threads) {
  Search search(table, limits);
  search.run();
  std::vector<std::vector<RowPair>> found(threads * 4);
  in_pieces(found.size(), 1, threads, [&](size_t part, size_t) {
    auto at = [&](size_t p) { return uint32_t(table.size() * p / found.size()); };
    found[part] = search.of_rows(at(part), at(part + 1));
  });
  std::vector<RowPair> out;
  for (const auto& part : found) out.insert(out.end(), part.begin(), part.end());
  return out;
}

}  // namespace musubi::resolving
