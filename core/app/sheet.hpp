// Sheets that people fill in: written as XLSX for Excel, read back through the file plug-in.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/app/command.hpp"

namespace musubi {

/// A workbook with one sheet, a heading row that stays in sight and a filter. Cells are texts, never formulas.
class SheetFile {
 public:
  /// Throws Error "app.cannot_write" when closed. `widths`: of the columns, in characters; 0 hides one.
  SheetFile(const std::string& file, const std::vector<std::string>& heading, const std::vector<int>& widths);
  ~SheetFile();
  SheetFile(const SheetFile&) = delete;
  SheetFile& operator=(const SheetFile&) = delete;

  void text(size_t row, size_t column, std::string_view text);
  /// Those characters that `other` does not have stand out.
  void beside(size_t row, size_t column, std::string_view text, std::string_view other);
  /// A drop-down of these words in all rows of a column.
  void choices(size_t column, size_t rows, const std::vector<std::string>& words);
  void close();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Which characters of `text` are not in common with `other` (longest common subsequence). One entry a character.
std::vector<bool> unlike(std::string_view text, std::string_view other);

/// A cell that a spreadsheet would run as a formula, made harmless with a ' before it; and back.
std::string defused(std::string_view cell);
std::string armed(std::string_view cell);

/// A sheet's rows, each with its cells in the order of `columns`. Any format that the file plug-in reads.
struct SheetRows {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  /// The place of the column of either name; throws Error "app.no_such_column".
  size_t at(const std::string& file, const std::string& ja, const std::string& en) const;
};
SheetRows read_sheet(Context& context, const std::string& file);

}  // namespace musubi
