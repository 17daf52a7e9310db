// Tables of an HTML page → rows. Business systems write such pages into files named .xls.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/file/book.hpp"

namespace musubi::file {

/// Each table of the page is a sheet "表1", "表2" …, the one with most cells first: pages lay themselves out in tables, too.
/// Tags that don't close, entities, rowspan and colspan are read as browsers do; what stands inside an inner table belongs to
/// that alone.
class HtmlBook final : public Book {
 public:
  /// `page` is UTF-8. Throws Failure MU_DATA where there is no table.
  HtmlBook(std::string_view page, const std::string& file);
  std::vector<Sheet> tabs() const override;
  void rows_of(size_t place, RowConsumer& rows) const override;

  struct Table {
    std::vector<Row> rows;
    size_t cells = 0;
  };

 private:
  std::vector<Table> tables_;
};

}  // namespace musubi::file
