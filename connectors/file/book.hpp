// A file of sheets (a workbook, a page of tables, a database of tables), whatever its format.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/file/row.hpp"

namespace musubi::file {

class Book {
 public:
  struct Sheet {
    std::string name;
    bool hidden = false;
  };
  virtual ~Book() = default;

  /// In order of their tabs.
  virtual std::vector<Sheet> tabs() const = 0;
  /// Hands the rows of the sheet at `place` in tabs() over until the consumer wants no more. Throws Failure MU_DATA.
  virtual void rows_of(size_t place, RowConsumer& rows) const = 0;

  /// Names, in order of their tabs.
  std::vector<std::string> sheets() const;
  /// The place of a sheet; "" = the first that is visible. Throws Failure MU_CONFIG with the nearest name where it is not
  /// there, MU_DATA where none is visible.
  size_t find(const std::string& sheet, const std::string& stream, const std::string& file) const;
  /// Names of visible sheets that hold something like a list: two rows of two cells or more.
  std::vector<std::string> lists() const;
};

}  // namespace musubi::file
