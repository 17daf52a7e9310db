// A whole list made ready: which columns say something, what they hold, and its rows in an order of their own.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/resolve/list_column.hpp"

namespace musubi::resolving {

using Cells = std::vector<std::u32string>;

/// Why a column is left out.
enum class LeftOut : uint8_t { no, asked, empty, constant, names_the_row, repeats, too_many };

/// A column as it stands in the file, cells by row, folded in case, width and spaces.
struct RawColumn {
  std::string heading;
  Cells cells;
  std::optional<ColumnKind> kind;  // as the user says; else judged by the content
};

/// Rows that are equal in every column that counts are one row here, and rows stand in the order of their values:
/// nothing that follows depends on the order of the file.
struct ListTable {
  std::vector<Column> columns;              // as in the file
  std::vector<LeftOut> left_out;            // by column
  std::vector<std::u32string> words;        // sorted
  std::vector<float> word_bits;             // how rare each is
  std::vector<std::vector<uint32_t>> rows;  // by row here: rows of the file from 0, ascending
  uint32_t file_rows = 0;
  size_t size() const { return rows.size(); }
};

/// At most this many columns are compared: those that tell most rows apart.
inline constexpr size_t kMostColumns = 15;

/// Cost: linear in the cells, but for sorting.
ListTable table_of(std::vector<RawColumn> columns);

/// What a column holds by its content alone, and whether day or month comes first in it.
struct ColumnShape {
  ColumnKind kind = ColumnKind::ignored;
  bool day_first = true;
  size_t filled = 0, distinct = 0;
  double chance = 0;  // that two of its cells are equal
};
ColumnShape shape_of(const Cells& cells);

/// Which columns repeat others: takes out of each column the words that another column of the same row, which stands
/// in it as a rule, says already (a full name beside first and last name keeps what else it says). By column: was it
/// changed? A column whose kind the user has set stays.
std::vector<bool> take_out_repeated(std::vector<RawColumn>& columns);

}  // namespace musubi::resolving
