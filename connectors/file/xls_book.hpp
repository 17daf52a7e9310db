// Workbooks of Excel 5 to 2003 (.xls, BIFF) → rows, read with libfreexl and xls_marks.hpp.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/file/book.hpp"

namespace musubi::file {

class XlsBook final : public Book {
 public:
  /// Throws Failure MU_DATA: locked with a password (also a new workbook in such a container), another kind of OLE file
  /// (Word, Outlook), damaged.
  XlsBook(std::string_view bytes, std::string file);
  ~XlsBook() override;
  std::vector<Sheet> tabs() const override;
  void rows_of(size_t place, RowConsumer& rows) const override;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace musubi::file
