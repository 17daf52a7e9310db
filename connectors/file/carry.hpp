// Cells that stand on the first row of a group alone (the date of a slip) → on each of its rows.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "connectors/file/row.hpp"

namespace musubi::file {

/// `at`: the column whose cell is filled on a group's first row and blank on the others. Empty: nothing is carried.
struct CarryRule {
  std::string at;
  std::vector<std::string> columns;
};

class CarryDown {
 public:
  CarryDown() = default;
  /// `names`: of the file's columns. Where one of the rule's is not among them, nothing is carried into it, and nothing at all without `at`.
  CarryDown(const CarryRule& rule, const std::vector<std::string>& names);

  /// Fills the row's blank cells with what stands above them in its group. Rows come in order. One whose word for a total
  /// (合計) stands in `at` begins no group and takes nothing; the group goes on behind it.
  void fill(Row& row);
  /// A row could not be read, and may have been a group's first: nothing is carried until the next group begins.
  void lose() { inside_ = false; }
  /// The rule's columns that the file does not have.
  const std::vector<std::string>& missing() const { return missing_; }

 private:
  struct Column {
    size_t place;
    std::string above;
  };
  std::optional<size_t> at_;
  std::vector<Column> columns_;
  std::vector<std::string> missing_;
  bool inside_ = false;
};

}  // namespace musubi::file
