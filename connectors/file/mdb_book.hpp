// Access databases (.mdb, .accdb) → rows, through the programs of mdbtools (mdb-tables, mdb-export).
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/file/book.hpp"

namespace musubi::file {

class MdbBook final : public Book {
 public:
  /// `path` must stay while it is read. Throws Failure MU_CONFIG where mdbtools are not installed, MU_DATA where the file is
  /// damaged or locked with a password. Tables are sheets.
  MdbBook(std::filesystem::path path, std::string file);
  std::vector<Sheet> tabs() const override { return sheets_; }
  void rows_of(size_t place, RowConsumer& rows) const override;

 private:
  std::filesystem::path path_;
  std::string file_;
  std::vector<Sheet> sheets_;
};

}  // namespace musubi::file
