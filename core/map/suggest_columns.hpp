// The columns of records as they go by: what suggest() is given. Pure.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/map/suggest.hpp"

namespace musubi {
namespace map {
class RecordTree;
}

/// Records become a flat list: a member of a nested object is the column "a.b", and so is a member of a list's objects, with what all of
/// them hold, as a mapping's path takes them. A list of plain values is one column. What lies deeper than eight names, or in a list of
/// lists, and what comes after 2,000 columns is left out.
class SeenColumns {
 public:
  /// `known`: columns that stand first, whether or not a record fills them.
  explicit SeenColumns(const std::vector<std::string>& known = {});
  ~SeenColumns();
  SeenColumns(const SeenColumns&) = delete;
  SeenColumns& operator=(const SeenColumns&) = delete;
  /// One record, a JSON object; of anything else only the row counts.
  void add(std::string_view json);
  int64_t rows() const { return rows_; }
  /// All columns so far; one that is empty wherever another lies within it is none.
  SeenList list() const;

 private:
  struct Tally {
    SeenColumn seen;
    std::unordered_set<size_t> values;
    int64_t next_up = 1, last_row = 0;
    bool up = true;
  };
  using Steps = std::vector<SeenColumn::Step>;
  void take_members(uint32_t object, Steps& steps);
  void take(uint32_t value, Steps& steps);
  void take_list(uint32_t list, Steps& steps);
  void add_cell(const Steps& steps, std::string_view cell);
  size_t tally(const std::string& name, const Steps& steps);

  std::unique_ptr<map::RecordTree> tree_;
  int64_t rows_ = 0;
  std::vector<Tally> tallies_;
  std::unordered_map<std::string, size_t> places_;
};

}  // namespace musubi
