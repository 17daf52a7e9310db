// Takers of the XML parts of a workbook. Each takes what it knows and passes over the rest.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "connectors/file/cell_text.hpp"
#include "connectors/file/xml.hpp"

namespace musubi::file {

/// The value of an attribute, "" where there is none.
std::string_view attribute(const Attributes& attributes, std::string_view name);

/// _x000D_ and the like are characters that XML cannot hold.
std::string unescaped_cell(std::string_view text);

/// "B12" → column 1, row 12 (columns from 0, rows from 1); row 0 where it is none.
struct CellPlace {
  size_t column = 0;
  int64_t row = 0;
};
CellPlace cell_place(std::string_view name);

/// xl/workbook.xml: sheets and the day that dates count from.
struct BookPart : XmlTaker {
  struct Sheet {
    std::string name, id;
    bool hidden;
  };
  std::vector<Sheet> sheets;
  bool since_1904 = false;
  void begin(std::string_view name, const Attributes& attributes) override;
};

/// _rels/*.rels: targets by id, and the target of each kind (the type's last word).
struct RelationsPart : XmlTaker {
  std::map<std::string, std::string, std::less<>> by_id, by_kind;
  void begin(std::string_view name, const Attributes& attributes) override;
};

/// xl/sharedStrings.xml: rich text joined, phonetic runs left out.
struct SharedTextsPart : XmlTaker {
  std::vector<std::string> texts;
  void begin(std::string_view name, const Attributes&) override;
  void text(std::string_view piece) override;
  void end(std::string_view name) override;

 private:
  bool in_text_ = false, in_phonetic_ = false;
  std::string text_;
};

/// xl/styles.xml: the number format of each cell style.
struct StylesPart : XmlTaker {
  std::vector<CellFormat> formats;
  void begin(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view name) override;

 private:
  std::map<int, CellFormat> own_;
  bool in_cell_styles_ = false;
};

/// Cells of a sheet that are merged downwards: in `column`, from row `first` to `last`.
struct Merge {
  size_t column;
  int64_t first, last;
};
struct MergesPart : XmlTaker {
  std::vector<Merge> merges;
  void begin(std::string_view name, const Attributes& attributes) override;
};

}  // namespace musubi::file
