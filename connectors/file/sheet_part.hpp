// The rows of a sheet, out of its XML.
#pragma once
#include <vector>

#include "connectors/file/row.hpp"
#include "connectors/file/workbook_parts.hpp"

namespace musubi::file {

class SheetPart : public XmlTaker {
 public:
  /// What it is given must outlive it; `merges` in any order.
  SheetPart(const std::vector<std::string>& shared, const std::vector<CellFormat>& formats, bool since_1904,
            std::vector<Merge> merges, RowConsumer& rows);

  void begin(std::string_view name, const Attributes& attributes) override;
  void text(std::string_view piece) override;
  void end(std::string_view name) override;
  /// False once the consumer wants no more.
  bool wanted() const { return wanted_; }

 private:
  void end_cell();
  void end_row();
  void fill_merges();

  const std::vector<std::string>& shared_;
  const std::vector<CellFormat>& formats_;
  bool since_1904_;
  std::vector<Merge> merges_;  // by first row; those before next_merge_ have begun
  size_t next_merge_ = 0;
  struct Open {
    Merge merge;
    std::string value;
  };
  std::vector<Open> open_;
  RowConsumer& rows_;
  Row row_;
  int64_t last_row_ = 0;
  size_t column_ = 0;  // of the cell that is read
  std::string type_, value_;
  size_t style_ = 0;
  bool in_value_ = false, in_phonetic_ = false, wanted_ = true;
};

}  // namespace musubi::file
