#include "connectors/file/sheet_part.hpp"

#include <algorithm>
#include <charconv>

namespace musubi::file {
namespace {

constexpr size_t kMostColumns = 16'384;        // as many as a spreadsheet has
constexpr size_t kLongestCell = size_t(1) << 20;  // it has 32,767 characters at most

template <class Number>
Number number(std::string_view text, Number absent) {
  Number value = absent;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

SheetPart::SheetPart(const std::vector<std::string>& shared, const std::vector<CellFormat>& formats,
                     bool since_1904, std::vector<Merge> merges, RowConsumer& rows)
    : shared_(shared), formats_(formats), since_1904_(since_1904), merges_(std::move(merges)), rows_(rows) {
  std::sort(merges_.begin(), merges_.end(), [](const Merge& a, const Merge& b) { return a.first < b.first; });
}

void SheetPart::begin(std::string_view name, const Attributes& attributes) {
  if (name == "row") {
    row_.number = number<int64_t>(attribute(attributes, "r"), last_row_ + 1);
    row_.cells.clear();
    row_.merged.clear();
    column_ = 0;
  } else if (name == "c") {
    CellPlace place = cell_place(attribute(attributes, "r"));
    if (place.row) column_ = place.column;
    type_ = attribute(attributes, "t");
    style_ = number<size_t>(attribute(attributes, "s"), 0);
    value_.clear();
  } else if (name == "rPh") {
    in_phonetic_ = true;
  }
  in_value_ = name == "v" || (name == "t" && !in_phonetic_);
}

void SheetPart::text(std::string_view piece) {
  if (in_value_ && value_.size() < kLongestCell) value_ += piece;
}

void SheetPart::end(std::string_view name) {
  in_value_ = false;
  if (name == "rPh") in_phonetic_ = false;
  if (name == "c") end_cell();
  if (name == "row") end_row();
}

void SheetPart::end_cell() {
  if (column_ < kMostColumns && !value_.empty()) {
    if (row_.cells.size() <= column_) row_.cells.resize(column_ + 1);
    std::string& cell = row_.cells[column_];
    if (type_ == "s") {
      auto index = number<size_t>(value_, shared_.size());
      if (index < shared_.size()) cell = shared_[index];
    } else if (type_ == "b") {
      cell = value_ == "1" || value_ == "true" ? "TRUE" : "FALSE";
    } else if (type_.empty() || type_ == "n") {
      cell = cell_text(value_, style_ < formats_.size() ? formats_[style_] : CellFormat(), since_1904_);
    } else {
      cell = unescaped_cell(value_);
    }
  }
  ++column_;
}

void SheetPart::end_row() {
  if (!wanted_) return;
  last_row_ = row_.number;
  fill_merges();
  wanted_ = rows_.row(row_);
}

void SheetPart::fill_merges() {
  std::erase_if(open_, [&](const Open& open) { return open.merge.last < row_.number; });
  for (const auto& open : open_) row_.merged.emplace_back(open.merge.column, open.value);
  for (; next_merge_ < merges_.size() && merges_[next_merge_].first <= row_.number; ++next_merge_) {
    const Merge& merge = merges_[next_merge_];
    if (merge.first == row_.number && merge.column < row_.cells.size())
      open_.push_back({merge, row_.cells[merge.column]});
  }
}

}  // namespace musubi::file
