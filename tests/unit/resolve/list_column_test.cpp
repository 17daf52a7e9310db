// What cells and columns are read as, and at which level two cells agree.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/resolve/compare_column.hpp"
#include "core/resolve/list_table.hpp"

namespace musubi::resolving {
namespace {

RawColumn column(std::string heading, const std::vector<std::string>& cells) {
  RawColumn out{std::move(heading), {}, {}};
  for (const std::string& c : cells) out.cells.push_back(letters_of(c));
  return out;
}

TEST(ListColumn, ReadsDays) {
  struct {
    const char* text;
    bool day_first;
    Day day;
  } cases[] = {
      {"1630-08-01", true, {1630, 8, 1}}, {"19560409", true, {1956, 4, 9}},          {"1.8.1990", true, {1990, 8, 1}},
      {"8/1/1990", false, {1990, 8, 1}},  {"1990/8/1 10:30:00", true, {1990, 8, 1}}, {"2023-01-10t05:19:49", true, {2023, 1, 10}},
      {"1980年1月8日", true, {1980, 1, 8}}, {"1860-89-24", true, {1860, 89, 24}},      {"24/12/99", true, {99, 12, 24}},
  };
  for (const auto& c : cases) {
    Day day;
    EXPECT_TRUE(read_day(letters_of(c.text), c.day_first, day)) << c.text;
    EXPECT_EQ(day, c.day) << c.text;
  }
  for (const char* text : {"", "1990", "12-34", "1990-08", "tq13 8df", "1990-08-01-02", "03-1234-5678", "123456", "1.2.3.4"}) {
    Day day;
    EXPECT_FALSE(read_day(letters_of(text), true, day)) << text;
  }
}

TEST(ListColumn, ReadsNumbers) {
  struct {
    const char* text;
    double number;
  } cases[] = {{"1,234.50", 1234.5}, {"1.234,50", 1234.5}, {"-7", -7}, {"€ 12.99", 12.99}, {"1,234", 1234}, {"0.5", 0.5}, {"1'000", 1000}};
  for (const auto& c : cases) {
    double number = 0;
    EXPECT_TRUE(read_number(letters_of(c.text), number)) << c.text;
    EXPECT_DOUBLE_EQ(number, c.number) << c.text;
  }
  double number = 0;
  for (const char* text : {"", "abc", "12 pieces", "2020-01-01", "1234567890123456789012345"}) EXPECT_FALSE(read_number(letters_of(text), number)) << text;
}

TEST(ListColumn, TakesWordsApart) {
  EXPECT_EQ(words_of(U"o'brien, john-paul"), (std::vector<std::u32string>{U"o", U"brien", U"john", U"paul"}));
  EXPECT_EQ(words_of(U"東京都abc 山田"), (std::vector<std::u32string>{U"東京", U"京都", U"abc", U"山田"}));
  EXPECT_EQ(words_of(U" -- "), (std::vector<std::u32string>{}));
}

TEST(ListColumn, IsJudgedByItsContent) {
  struct {
    ColumnKind kind;
    std::vector<std::string> cells;
  } cases[] = {
      {ColumnKind::text, {"anna", "peter", "paul", "anna maria"}},
      {ColumnKind::words, {"sony wireless mouse black", "canon inkjet printer white", "bosch drill deluxe edition"}},
      {ColumnKind::code, {"080-1234-5678", "03 1234 5678", "0312345678"}},
      {ColumnKind::code, {"2119", "3165", "4881", "0800"}},
      {ColumnKind::date, {"1980-01-02", "1991-11-12", "2001-02-03"}},
      {ColumnKind::date, {"19560409", "19080419", "19991207"}},
      {ColumnKind::number, {"19.99", "5.00", "1,299.00"}},
  };
  for (const auto& c : cases) EXPECT_EQ(int(shape_of(column("x", c.cells).cells).kind), int(c.kind)) << c.cells[0];
}

TEST(ListColumn, SaysWhichDateOrderTheColumnHas) {
  EXPECT_TRUE(shape_of(column("x", {"1/2/1990", "25/2/1990"}).cells).day_first);
  EXPECT_FALSE(shape_of(column("x", {"1/2/1990", "2/25/1990"}).cells).day_first);
}

TEST(ListTable, LeavesOutWhatSaysNothing) {
  ListTable t = table_of({column("name", {"anna", "bert", "carl", "anna"}), column("no", {"11", "12", "13", "14"}), column("empty", {"", "-", "n/a", ""}),
                          column("same", {"x", "x", "x", "x"}), column("again", {"anna", "bert", "carl", "anna"})});
  EXPECT_EQ(t.left_out, (std::vector<LeftOut>{LeftOut::no, LeftOut::names_the_row, LeftOut::empty, LeftOut::constant, LeftOut::repeats}));
  EXPECT_EQ(t.size(), 3u);
  EXPECT_EQ(t.rows[0], (std::vector<uint32_t>{0, 3}));
}

TEST(ListTable, TakesOutOfAFullNameWhatOtherColumnsSay) {
  std::vector<RawColumn> columns{column("full", {"anna maria smith", "bert jones", "carl the great"}), column("first", {"anna", "bert", "carl"}), column("last", {"smith", "jones", "great"})};
  EXPECT_EQ(take_out_repeated(columns), (std::vector<bool>{true, false, false}));
  EXPECT_EQ(columns[0].cells, (Cells{U"maria", U"", U"the"}));
  EXPECT_EQ(columns[1].cells[0], U"anna");
}

TEST(ListTable, KeepsAsManyColumnsAsCanBeCompared) {
  std::vector<RawColumn> columns;
  for (int c = 0; c < 20; ++c) {
    std::vector<std::string> cells;
    for (int r = 0; r < 30; ++r) cells.push_back("v" + std::string(size_t(c + 1), 'x') + std::string(1, char('a' + r % (c + 2))));
    columns.push_back(column("c" + std::to_string(c), cells));
  }
  ListTable t = table_of(std::move(columns));
  EXPECT_EQ(std::count(t.left_out.begin(), t.left_out.end(), LeftOut::too_many), 5);
  EXPECT_EQ(t.left_out[0], LeftOut::too_many);
  EXPECT_EQ(t.left_out[19], LeftOut::no);
}

TEST(CompareColumn, FindsTheLevel) {
  struct {
    ColumnKind kind;
    const char *a, *b;
    int level;
  } cases[] = {
      {ColumnKind::text, "smith", "smith", 0},          {ColumnKind::text, "smith", "smiht", 1},
      {ColumnKind::text, "smith", "smithe", 1},         {ColumnKind::text, "anna maria", "maria anna", 1},
      {ColumnKind::text, "charles", "charlie", 1},      {ColumnKind::text, "beauclerk", "beaucle4x", 2},
      {ColumnKind::text, "anna maria", "maria", 2},     {ColumnKind::text, "smith", "jones", 3},
      {ColumnKind::code, "0312345678", "0312345678", 0}, {ColumnKind::code, "0312345678", "0312345679", 1},
      {ColumnKind::code, "0312345678", "0312399999", 2}, {ColumnKind::code, "0312345678", "9876543210", 3},
      {ColumnKind::date, "1980-01-02", "1980-02-01", 1}, {ColumnKind::date, "1980-01-02", "1980-01-03", 1},
      {ColumnKind::date, "1980-01-02", "1980-01-31", 2}, {ColumnKind::date, "1980-01-02", "1980-12-31", 3},
      {ColumnKind::date, "1980-01-02", "1955-12-31", 4}, {ColumnKind::number, "100.0", "101.0", 1},
      {ColumnKind::number, "100.0", "110.0", 2},         {ColumnKind::number, "100.0", "200.0", 3},
      {ColumnKind::words, "sony wireless mouse black", "black wireless mouse sony", 1},
      {ColumnKind::words, "sony wireless mouse", "canon inkjet printer", 4},
  };
  for (const auto& c : cases) {
    RawColumn raw = column("x", {c.a, c.b, "zzz", "qqq www eee"});
    raw.kind = c.kind;
    ListTable t = table_of({raw});
    auto place = [&](const char* text) {
      for (size_t v = 1; v < t.columns[0].values.size(); ++v) {
        std::u32string want = letters_of(text);
        if (t.columns[0].values[v].text == (c.kind == ColumnKind::code ? without_signs(want) : want)) return v;
      }
      return size_t(0);
    };
    const Value &a = t.columns[0].values[place(c.a)], &b = t.columns[0].values[place(c.b)];
    EXPECT_EQ(compare_values(c.kind, a, b, t.word_bits), c.level) << c.a << " / " << c.b;
    EXPECT_EQ(compare_values(c.kind, b, a, t.word_bits), c.level) << c.b << " / " << c.a;
  }
}

}  // namespace
}  // namespace musubi::resolving
