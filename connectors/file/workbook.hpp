// XLSX → rows: the parts of Office Open XML that hold values, read with libzip and expat.
//
// (liborcus 0.17 takes the phonetic runs of Japanese Excel for shared strings of their own and shifts all
// that follow.)
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "connectors/file/book.hpp"
#include "connectors/file/cell_text.hpp"
#include "connectors/file/row.hpp"
#include "connectors/file/zip_archive.hpp"

namespace musubi::file {

class Workbook final : public Book {
 public:
  /// `bytes` must outlive it. Throws Failure MU_DATA for what is no workbook: damaged, locked with a
  /// password. Reads the shared texts: their memory stays taken.
  Workbook(std::string_view bytes, std::string file);

  std::vector<Book::Sheet> tabs() const override;
  /// Cells are texts as cell_text gives them; TRUE and FALSE; errors as they show (#N/A); formulas their last result.
  /// Cells merged downwards are handed over as Row::merged.
  void rows_of(size_t place, RowConsumer& rows) const override;

 private:
  struct Tab {
    std::string name, entry;
    bool hidden = false;
  };
  void read_book();
  void read_styles(const std::string& entry);

  std::string file_;
  ZipArchive zip_;
  std::vector<Tab> tabs_;
  bool since_1904_ = false;
  std::vector<std::string> shared_;
  std::vector<CellFormat> formats_;  // by the number of a cell's style
};

}  // namespace musubi::file
