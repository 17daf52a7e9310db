#include "core/flow/match_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/nearest.hpp"
#include "core/base/parallel.hpp"
#include "core/flow/dedupe.hpp"
#include "core/normalize/normalize.hpp"
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi {
namespace {

// What the letters of a cell say of its language. Chinese has no kana, so a list without any is not taken for Japanese.
struct Scripts {
  bool japanese = false, kana = false;
};
Scripts scripts_of(std::string_view cell) {
  Scripts out;
  for (size_t at = 0; at < cell.size();) {
    char32_t c = text::next_code_point(cell, at);
    bool kana = text::is_katakana(c) || text::is_hiragana(c);
    out.kana |= kana;
    out.japanese |= kana || text::is_kanji(c);
  }
  return out;
}

bool is_naming(Field f) {
  return f == Field::name || f == Field::kana || f == Field::company || f == Field::address;
}

constexpr size_t kLookedAt = 2000;  // rows

// Dates that only Japanese readers know (S55.1.8, 昭和55年1月8日) as ISO dates, in columns where nearly all are dates.
void read_eras(resolving::RawColumn& column, const List& list, size_t place) {
  size_t filled = 0, dates = 0, plain = 0;
  resolving::Day day;
  for (size_t row = 0; row < std::min(list.size(), kLookedAt); ++row) {
    if (column.cells[row].empty()) continue;
    ++filled;
    plain += resolving::read_day(column.cells[row], true, day);
    dates += !normalize::date(list.cell(row, place)).date.empty();
  }
  if (dates * 10 < filled * 9 || plain * 10 >= filled * 9) return;
  for (size_t row = 0; row < list.size(); ++row)
    if (std::string date = normalize::date(list.cell(row, place)).date; !date.empty()) column.cells[row] = resolving::letters_of(date);
}

resolving::RawColumn folded(const List& list, size_t place) {
  resolving::RawColumn out{list.headings[place], {}, {}};
  out.cells.reserve(list.size());
  for (size_t row = 0; row < list.size(); ++row)
    out.cells.push_back(resolving::letters_of(text::squeeze_spaces(text::fold_case(text::nfkc(list.cell(row, place))))));
  read_eras(out, list, place);
  return out;
}

}  // namespace

bool is_of_japanese_customers(const List& list, size_t id_column) {
  size_t filled = 0, japanese = 0;
  bool kana = std::any_of(list.headings.begin(), list.headings.end(), [](const auto& h) { return scripts_of(h).kana; });
  for (size_t c = 0; c < list.headings.size(); ++c) {
    auto meaning = meaning_of(list.headings[c]);
    if (c == id_column || !meaning || !is_naming(meaning->field)) continue;
    kana |= meaning->field == Field::kana;
    for (size_t row = 0; row < std::min(list.size(), kLookedAt); ++row) {
      std::string_view cell = list.cell(row, c);
      if (cell.empty()) continue;
      Scripts scripts = scripts_of(cell);
      ++filled;
      japanese += scripts.japanese;
      kana |= scripts.kana;
    }
  }
  return filled > 0 && kana && japanese * 2 > filled;
}

MatchedList match_rows(const List& list, size_t id_column, const ListSettings& settings, const std::string& config, unsigned threads) {
  std::vector<resolving::RawColumn> columns(list.headings.size());
  in_pieces(columns.size(), 1, threads, [&](size_t c, size_t) { columns[c] = folded(list, c); });
  columns[id_column].kind = resolving::ColumnKind::ignored;
  for (const ListSettings::Named& named : settings.columns) {
    auto at = std::find(list.headings.begin(), list.headings.end(), named.heading);
    if (at == list.headings.end())
      throw Error("flow.no_such_list_column", {{"file", config}, {"line", fmt::to_string(named.line)}, {"column", named.heading}, {"nearest", nearest(named.heading, list.headings)}});
    columns[size_t(at - list.headings.begin())].kind = named.kind;
  }
  return match_list(std::move(columns), settings, threads);
}

}  // namespace musubi
