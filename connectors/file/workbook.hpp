// XLSX → rows: the parts of Office Open XML that hold values, read with libzip and expat.
//
// (liborcus 0.17 takes the phonetic runs of Japanese Excel for shared strings of their own and shifts all
// that follow.)
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "connectors/file/cell_text.hpp"
#include "connectors/file/row.hpp"
#include "connectors/file/zip_archive.hpp"

namespace musubi::file {

class Workbook {
 public:
  /// `bytes` must outlive it. Throws Failure MU_DATA for what is no workbook: damaged, locked with a
  /// password, an old .xls. Reads the shared texts: their memory stays taken.
  Workbook(std::string_view bytes, std::string file);

  /// Names, in order of their tabs.
  std::vector<std::string> sheets() const;
  /// Hands the rows of a sheet over; "" = the first that is visible. Throws Failure MU_CONFIG with the
  /// nearest name where it is not there. Cells are texts as cell_text gives them; TRUE and FALSE; errors as
  /// they show (#N/A); formulas their last result. Cells merged downwards are handed over as Row::merged.
  void read(const std::string& sheet, const std::string& stream, RowConsumer& rows) const;

 private:
  struct Sheet {
    std::string name, id, entry;
    bool hidden = false;
  };
  const Sheet& find(const std::string& sheet, const std::string& stream) const;
  void read_book();
  void read_styles(const std::string& entry);

  std::string file_;
  ZipArchive zip_;
  std::vector<Sheet> sheets_;
  bool since_1904_ = false;
  std::vector<std::string> shared_;
  std::vector<CellFormat> formats_;  // by the number of a cell's style
};

}  // namespace musubi::file
