#include "connectors/file/ods_book.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "connectors/file/cell_text.hpp"
#include "connectors/file/fail.hpp"
#include "connectors/file/workbook_parts.hpp"

namespace musubi::file {
namespace {

constexpr size_t kMostColumns = 16'384;
constexpr size_t kMostRepeats = 1'000;  // filled rows repeated more often than that are no list

size_t count_of(const Attributes& attributes, std::string_view name) {
  std::string_view text = attribute(attributes, name);
  size_t value = 1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::max<size_t>(value, 1);
}

/// Cells that a cell above reaches down into.
struct Downwards {
  struct One {
    size_t column;
    int64_t last_row;
    std::string text;
  };
  std::vector<One> open;
  void fill(Row& row) {
    std::erase_if(open, [&](const One& one) { return one.last_row < row.number; });
    for (const One& one : open) row.merged.emplace_back(one.column, one.text);
  }
};

/// The names of the tables in content.xml.
struct TableNames : XmlTaker {
  std::vector<Book::Sheet> sheets;
  std::set<std::string, std::less<>> hidden_styles;
  std::string style;
  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "style") style = attribute(attributes, "name");
    if (name == "table-properties" && attribute(attributes, "display") == "false") hidden_styles.insert(style);
    if (name == "table") sheets.push_back({std::string(attribute(attributes, "name")), hidden_styles.contains(attribute(attributes, "style-name"))});
  }
};

/// PT09H30M00S → 09:30:00.
std::string clock_time(std::string_view text) {
  std::string out;
  for (char c : text)
    if (c >= '0' && c <= '9') out += c;
    else if (c == 'H' || c == 'M') out += ':';
  return out;
}

class OdsRows : public XmlTaker {
 public:
  OdsRows(size_t place, RowConsumer& rows) : place_(place), rows_(rows) {}
  bool wanted() const { return wanted_; }

  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "table") ++table_;
    if (table_ != place_ + 1) return;
    if (name == "annotation" || name == "ruby-text" || name == "shapes") ++silent_;
    if (name == "table-row") begin_row(attributes);
    if (name == "table-cell" || name == "covered-table-cell") begin_cell(name, attributes);
    if (!in_cell_ || silent_) return;
    if (name == "p") shown_ += std::exchange(paragraphs_, paragraphs_ + 1) ? "\n" : "";
    if (name == "s") shown_.append(std::min<size_t>(count_of(attributes, "c"), 1000), ' ');
    if (name == "tab") shown_ += '\t';
    if (name == "line-break") shown_ += '\n';
  }
  void text(std::string_view piece) override {
    if (in_cell_ && paragraphs_ && !silent_) shown_ += piece;
  }
  void end(std::string_view name) override {
    if (table_ != place_ + 1) return;
    if (name == "annotation" || name == "ruby-text" || name == "shapes") --silent_;
    if (name == "table-cell" || name == "covered-table-cell") end_cell();
    if (name == "table-row") end_row();
  }

 private:
  void begin_row(const Attributes& attributes) {
    row_ = {};
    row_repeats_ = count_of(attributes, "number-rows-repeated");
    column_ = 0;
  }
  void begin_cell(std::string_view name, const Attributes& attributes) {
    in_cell_ = true;
    covered_ = name != "table-cell";
    shown_.clear();
    paragraphs_ = 0;
    type_ = attribute(attributes, "value-type");
    value_ = attribute(attributes, type_ == "date" ? "date-value" : type_ == "time" ? "time-value" : type_ == "boolean" ? "boolean-value" : "value");
    repeats_ = count_of(attributes, "number-columns-repeated");
    down_ = count_of(attributes, "number-rows-spanned");
  }
  std::string cell() const {
    if (covered_) return "";
    if (type_ == "date" && !value_.empty()) return value_.ends_with("T00:00:00") ? value_.substr(0, 10) : value_.substr(0, 19);
    if (type_ == "time" && !value_.empty()) return clock_time(value_);
    if (type_ == "boolean") return value_ == "true" ? "TRUE" : "FALSE";
    bool number = type_ == "float" || type_ == "currency" || type_ == "percentage";
    bool zeros = shown_.size() > 1 && shown_[0] == '0' && shown_.find_first_not_of("0123456789-") == shown_.npos;
    return number && !value_.empty() && !zeros ? cell_text(value_, CellFormat(), false) : shown_;
  }
  void end_cell() {
    in_cell_ = false;
    std::string text = cell();
    if (!text.empty() && column_ < kMostColumns) {
      size_t last = std::min(column_ + repeats_, kMostColumns);
      row_.cells.resize(last);
      for (size_t i = column_; i < last; ++i) row_.cells[i] = text;
      if (down_ > 1) fresh_.push_back({column_, int64_t(down_), text});
    }
    column_ += repeats_;
  }
  void end_row() {
    bool filled = !row_.cells.empty();
    if (!filled && downwards_.open.empty()) {
      number_ += int64_t(row_repeats_);
      return;
    }
    for (size_t i = 0; i < std::min(row_repeats_, filled ? kMostRepeats : row_repeats_) && wanted_; ++i) {
      Row row = row_;
      row.number = ++number_;
      downwards_.fill(row);
      for (Downwards::One& one : fresh_) downwards_.open.push_back({one.column, row.number + one.last_row - 1, one.text});
      fresh_.clear();
      if (!filled && row.merged.empty()) {
        number_ += int64_t(row_repeats_ - i - 1);
        return;
      }
      wanted_ = rows_.row(row);
    }
  }

  size_t place_, table_ = 0;
  RowConsumer& rows_;
  Row row_;
  int64_t number_ = 0;
  size_t column_ = 0, row_repeats_ = 1, repeats_ = 1, down_ = 1;
  std::string type_, value_, shown_;
  int paragraphs_ = 0, silent_ = 0;
  bool in_cell_ = false, covered_ = false, wanted_ = true;
  Downwards downwards_;
  std::vector<Downwards::One> fresh_;
};

/// Workbook, Worksheet, Table, Row, Cell, Data of urn:schemas-microsoft-com:office:spreadsheet.
class XmlRows : public XmlTaker {
 public:
  XmlRows(size_t place, RowConsumer* rows) : place_(place), rows_(rows) {}
  bool wanted() const { return wanted_; }
  std::vector<Book::Sheet> sheets;

  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "Worksheet") sheets.push_back({std::string(attribute(attributes, "Name")), false});
    if (!rows_ || sheets.size() != place_ + 1) return;
    if (name == "Row") {
      std::string_view index = attribute(attributes, "Index");
      number_ = index.empty() ? number_ + 1 : int64_t(count_of(attributes, "Index"));
      row_ = {};
      row_.number = number_;
      downwards_.fill(row_);
      column_ = 0;
    } else if (name == "Cell") {
      if (!attribute(attributes, "Index").empty()) column_ = count_of(attributes, "Index") - 1;
      across_ = attribute(attributes, "MergeAcross").empty() ? 0 : count_of(attributes, "MergeAcross");
      down_ = attribute(attributes, "MergeDown").empty() ? 0 : count_of(attributes, "MergeDown");
      cell_.clear();
    } else if (name == "Data") {
      in_data_ = true;
      type_ = attribute(attributes, "Type");
    }
  }
  void text(std::string_view piece) override {
    if (in_data_) cell_ += piece;
  }
  void end(std::string_view name) override {
    if (name == "Data") in_data_ = false;
    if (!rows_ || sheets.size() != place_ + 1) return;
    if (name == "Cell") end_cell();
    if (name == "Row" && wanted_) wanted_ = rows_->row(row_);
  }

 private:
  void end_cell() {
    if (type_ == "DateTime") cell_ = cell_.starts_with("1899-12-31T") ? cell_.substr(11, 8) : cell_.find("T00:00:00") == 10 ? cell_.substr(0, 10) : cell_.substr(0, 19);
    if (type_ == "Number") cell_ = cell_text(cell_, CellFormat(), false);
    if (!cell_.empty() && column_ < kMostColumns) {
      row_.cells.resize(std::max(row_.cells.size(), column_ + 1));
      row_.cells[column_] = cell_;
      if (down_) downwards_.open.push_back({column_, number_ + int64_t(down_), cell_});
    }
    column_ += 1 + across_;
    type_.clear();
  }

  size_t place_;
  RowConsumer* rows_;
  Row row_;
  int64_t number_ = 0;
  size_t column_ = 0, across_ = 0, down_ = 0;
  std::string type_, cell_;
  bool in_data_ = false, wanted_ = true;
  Downwards downwards_;
};

void take_text(std::string_view text, XmlRows& taker, const std::string& file) {
  XmlReader xml(taker);
  for (size_t at = 0; at < text.size() && taker.wanted(); at += 1 << 20)
    if (!xml.feed(text.substr(at, 1 << 20))) data_failure("xlsx_damaged", {{"file", file}});
}

}  // namespace

OdsBook::OdsBook(std::string_view bytes, std::string file) : file_(std::move(file)), zip_(bytes, file_) {
  if (zip_.has("META-INF/manifest.xml")) {
    std::string manifest;
    zip_.read("META-INF/manifest.xml", [&](std::string_view chunk) {
      manifest += chunk;
      return true;
    });
    if (manifest.find("encryption-data") != manifest.npos) data_failure("xlsx_locked", {{"file", file_}});
  }
  TableNames names;
  XmlReader xml(names);
  zip_.read("content.xml", [&](std::string_view chunk) {
    if (!xml.feed(chunk)) data_failure("xlsx_damaged", {{"file", file_}});
    return true;
  });
  sheets_ = std::move(names.sheets);
}

void OdsBook::rows_of(size_t place, RowConsumer& rows) const {
  OdsRows taker(place, rows);
  XmlReader xml(taker);
  zip_.read("content.xml", [&](std::string_view chunk) {
    if (!xml.feed(chunk)) data_failure("xlsx_damaged", {{"file", file_}});
    return taker.wanted();
  });
}

Xml2003Book::Xml2003Book(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {
  // What the declaration says of the encoding was true of the bytes, not of this text.
  if (size_t begin = text_.find("<?xml"); begin != text_.npos && begin < 8)
    if (size_t end = text_.find("?>", begin); end != text_.npos) text_.remove_prefix(end + 2);
  XmlRows names(0, nullptr);
  take_text(text_, names, file_);
  sheets_ = std::move(names.sheets);
}

void Xml2003Book::rows_of(size_t place, RowConsumer& rows) const {
  XmlRows taker(place, &rows);
  take_text(text_, taker, file_);
}

}  // namespace musubi::file
