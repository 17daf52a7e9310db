#include "core/app/sheet.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <filesystem>

#include "core/text/utf8.hpp"

namespace musubi {
namespace {

constexpr size_t longest_compared = 300;  // of longer texts nothing is marked
constexpr size_t longest_cell = 32'000;   // Excel takes 32,767 characters

std::string fitting(std::string_view text) {
  std::string out = defused(text);
  if (text::count_code_points(out) <= longest_cell) return out;
  std::u32string points = text::to_code_points(out);
  return text::from_code_points(std::u32string_view(points).substr(0, longest_cell));
}

/// Runs of characters that stand out or don't.
struct Piece {
  std::string text;
  bool marked;
};
std::vector<Piece> pieces(std::string_view text, const std::vector<bool>& marked) {
  std::vector<Piece> out;
  std::u32string points = text::to_code_points(text);
  for (size_t i = 0; i < points.size(); ++i) {
    if (out.empty() || out.back().marked != marked[i]) out.push_back({"", marked[i]});
    text::append_utf8(out.back().text, points[i]);
  }
  return out;
}

}  // namespace

struct SheetFile::Impl {
  std::string file;
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_format *plain = nullptr, *heading = nullptr, *marked = nullptr;
};

SheetFile::SheetFile(const std::string& file, const std::vector<std::string>& heading, const std::vector<int>& widths) : impl_(new Impl) {
  impl_->file = file;
  impl_->book = workbook_new(file.c_str());
  impl_->sheet = workbook_add_worksheet(impl_->book, nullptr);
  impl_->plain = workbook_add_format(impl_->book);
  format_set_num_format(impl_->plain, "@");
  impl_->heading = workbook_add_format(impl_->book);
  format_set_bold(impl_->heading);
  impl_->marked = workbook_add_format(impl_->book);
  format_set_bold(impl_->marked);
  format_set_font_color(impl_->marked, LXW_COLOR_RED);
  for (size_t i = 0; i < heading.size(); ++i) {
    int width = i < widths.size() ? widths[i] : 16;
    lxw_row_col_options hidden{};
    hidden.hidden = width == 0;
    worksheet_set_column_opt(impl_->sheet, lxw_col_t(i), lxw_col_t(i), width ? width : 8, impl_->plain, &hidden);
    worksheet_write_string(impl_->sheet, 0, lxw_col_t(i), fitting(heading[i]).c_str(), impl_->heading);
  }
  worksheet_freeze_panes(impl_->sheet, 1, 0);
}

SheetFile::~SheetFile() {
  if (impl_->book) workbook_close(impl_->book);
}

void SheetFile::text(size_t row, size_t column, std::string_view text) {
  if (!text.empty()) worksheet_write_string(impl_->sheet, lxw_row_t(row), lxw_col_t(column), fitting(text).c_str(), impl_->plain);
}

void SheetFile::beside(size_t row, size_t column, std::string_view text, std::string_view other) {
  std::vector<Piece> all = pieces(text, unlike(text, other));
  if (all.size() < 2 || defused(text) != text) {
    bool marked = !all.empty() && all[0].marked;
    if (!text.empty()) worksheet_write_string(impl_->sheet, lxw_row_t(row), lxw_col_t(column), fitting(text).c_str(), marked ? impl_->marked : impl_->plain);
    return;
  }
  std::vector<lxw_rich_string_tuple> tuples;
  for (Piece& piece : all) tuples.push_back({piece.marked ? impl_->marked : nullptr, piece.text.data()});
  std::vector<lxw_rich_string_tuple*> list;
  for (auto& tuple : tuples) list.push_back(&tuple);
  list.push_back(nullptr);
  worksheet_write_rich_string(impl_->sheet, lxw_row_t(row), lxw_col_t(column), list.data(), impl_->plain);
}

void SheetFile::choices(size_t column, size_t rows, const std::vector<std::string>& words) {
  if (!rows) return;
  std::vector<const char*> list;
  for (const std::string& word : words) list.push_back(word.c_str());
  list.push_back(nullptr);
  lxw_data_validation rule{};
  rule.validate = LXW_VALIDATION_TYPE_LIST;
  rule.value_list = const_cast<decltype(rule.value_list)>(list.data());
  worksheet_data_validation_range(impl_->sheet, 1, lxw_col_t(column), lxw_row_t(rows), lxw_col_t(column), &rule);
}

void SheetFile::close() {
  lxw_error failed = workbook_close(impl_->book);
  impl_->book = nullptr;
  if (failed) throw Error("app.cannot_write", {{"file", impl_->file}});
}

std::vector<bool> unlike(std::string_view text, std::string_view other) {
  std::u32string a = text::to_code_points(text), b = text::to_code_points(other);
  if (b.empty() || a.size() > longest_compared || b.size() > longest_compared) return std::vector<bool>(a.size(), false);
  std::vector<std::vector<uint16_t>> common(a.size() + 1, std::vector<uint16_t>(b.size() + 1));
  for (size_t i = a.size(); i-- > 0;)
    for (size_t k = b.size(); k-- > 0;) common[i][k] = a[i] == b[k] ? uint16_t(common[i + 1][k + 1] + 1) : std::max(common[i + 1][k], common[i][k + 1]);
  std::vector<bool> out(a.size(), true);
  for (size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i] == b[k]) {
      out[i] = false;
      ++i, ++k;
    } else {
      common[i + 1][k] >= common[i][k + 1] ? ++i : ++k;
    }
  }
  return out;
}

namespace {
constexpr std::string_view dangerous = "=+-@\t\r'";
}

std::string defused(std::string_view cell) {
  bool runs = !cell.empty() && dangerous.find(cell[0]) != std::string_view::npos;
  return (runs ? "'" : "") + std::string(cell);
}

std::string armed(std::string_view cell) {
  bool quoted = cell.size() > 1 && cell[0] == '\'' && dangerous.find(cell[1]) != std::string_view::npos;
  return std::string(quoted ? cell.substr(1) : cell);
}

}  // namespace musubi
