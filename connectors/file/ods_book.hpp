// OpenDocument spreadsheets (.ods) and the XML that Excel 2003 and many systems write (named .xls or .xml) → rows.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/file/book.hpp"
#include "connectors/file/zip_archive.hpp"

namespace musubi::file {

class OdsBook final : public Book {
 public:
  /// `bytes` must outlive it. Throws Failure MU_DATA where it is damaged or locked with a password. Cells are what shows:
  /// numbers as stored unless zeros stand before them, dates as 2026-01-31, ruby left out.
  OdsBook(std::string_view bytes, std::string file);
  std::vector<Sheet> tabs() const override { return sheets_; }
  void rows_of(size_t place, RowConsumer& rows) const override;

 private:
  std::string file_;
  ZipArchive zip_;
  std::vector<Sheet> sheets_;
};

class Xml2003Book final : public Book {
 public:
  /// `text` is UTF-8 and must outlive it. Throws Failure MU_DATA where it is damaged.
  Xml2003Book(std::string_view text, std::string file);
  std::vector<Sheet> tabs() const override { return sheets_; }
  void rows_of(size_t place, RowConsumer& rows) const override;

 private:
  std::string_view text_;
  std::string file_;
  std::vector<Sheet> sheets_;
};

}  // namespace musubi::file
