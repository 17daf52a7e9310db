// Where the column names of a list stand, and what a file's name says of its date.
#include "connectors/file/header.hpp"

#include <gtest/gtest.h>

#include "connectors/file/find_files.hpp"
#include "connectors/file/list_file.hpp"

namespace musubi::file {
namespace {

/// {}: a blank row, which counts and is not looked at.
std::vector<Row> rows(const std::vector<std::vector<std::string>>& cells) {
  std::vector<Row> out;
  int64_t number = 0;
  for (const auto& line : cells) {
    Row row;
    row.number = ++number;
    row.cells = line;
    if (!line.empty()) out.push_back(row);
  }
  return out;
}

struct HeaderCase {
  const char* name;
  std::vector<std::vector<std::string>> cells;
  int64_t last_row;
  std::vector<std::string> names;
};

TEST(FileHeader, IsFound) {
  const HeaderCase cases[] = {
      {"plain", {{"番号", "氏名"}, {"1", "山田"}, {"2", "佐藤"}}, 1, {"番号", "氏名"}},
      {"one row alone", {{"番号", "氏名"}}, 1, {"番号", "氏名"}},
      {"below titles",
       {{"会員一覧", "", ""},
        {"出力日", "2026/01/31", ""},
        {"番号", "氏名", "電話"},
        {"1", "山田", "03-0000-0000"}},
       3,
       {"番号", "氏名", "電話"}},
      {"below more titles than rows",
       {{"名刺の一覧です。", "", ""}, {"合計 1 件", "", ""}, {"※ 注意書き", "", ""}, {"※ 注意書き", "", ""}, {}, {}, {"番号", "氏名", "電話"}, {"1", "山田", "03-0000-0000"}},
       7,
       {"番号", "氏名", "電話"}},
      {"below titles, of nobody",
       {{"名刺の一覧です。"}, {"合計 0 件"}, {}, {"番号", "氏名", "電話"}},
       4,
       {"番号", "氏名", "電話"}},
      {"over one named column and sparse rows",
       {{"お名前", "", ""}, {"佐藤次郎", "", ""}, {"田中三郎", "東京都", "会社員"}},
       1,
       {"お名前", "列2", "列3"}},
      {"over sparse rows, then one full",
       {{"会社", "", ""}, {"見本商事", "", ""}, {"例田製作所", "", ""}, {"例田工業", "営業部", "東京都"}, {"仮川工業", "設計部", "大阪府"}},
       1,
       {"会社", "列2", "列3"}},
      {"one column and a remark", {{"氏名"}, {"山田"}, {"佐藤"}, {"田中", "備考"}}, 1, {"氏名"}},
      {"only text", {{"氏名", "住所"}, {"山田", "東京"}, {"佐藤", "大阪"}}, 1, {"氏名", "住所"}},
      {"two lines",
       {{"会員番号", "氏名", "", "連絡先", "", "備考"},
        {"", "姓", "名", "電話", "メール", ""},
        {"1", "山田", "花子", "03-0000-0000", "a@example.com", ""},
        {"2", "佐藤", "次郎", "03-0000-0001", "b@example.com", ""}},
       2,
       {"会員番号", "氏名_姓", "氏名_名", "連絡先_電話", "連絡先_メール", "備考"}},
      {"a data row with gaps is no second line",
       {{"番号", "氏名", "備考"}, {"1", "山田", ""}, {"2", "", "電話なし"}},
       1,
       {"番号", "氏名", "備考"}},
      {"an unnamed last column is no span",
       {{"番号", "氏名", ""}, {"1", "山田", "東京"}, {"2", "佐藤", "大阪"}},
       1,
       {"番号", "氏名", "列3"}},
      {"none",
       {{"1", "山田", "03-0000-0000"}, {"2", "佐藤", "03-0000-0001"}, {"3", "田中", "03-0000-0002"}},
       0,
       {"列1", "列2", "列3"}},
      {"years are names over amounts of text",
       {{"店", "2024", "2025"}, {"渋谷", "多", "少"}, {"横浜", "少", "多"}},
       1,
       {"店", "2024", "2025"}},
      {"repeated and empty",
       {{"氏名", "氏名", "", "氏名_2", ""}, {"a", "b", "c", "d", ""}},
       1,
       {"氏名", "氏名_3", "列3", "氏名_2"}},
  };
  for (const auto& c : cases) {
    Header header = find_header(rows(c.cells), {}, {});
    EXPECT_EQ(header.last_row, c.last_row) << c.name;
    EXPECT_EQ(header.names, c.names) << c.name;
  }
}

TEST(FileHeader, BySettings) {
  auto sample = rows({{"a", "b"}, {"上", ""}, {"下1", "下2"}, {"1", "2"}});
  EXPECT_EQ(find_header(sample, {HeaderRule::rows, 2, 3}, {}).names,
            (std::vector<std::string>{"上_下1", "上_下2"}));
  EXPECT_EQ(find_header(sample, {HeaderRule::rows, 1, 1}, {}).last_row, 1);
  EXPECT_TRUE(find_header(sample, {HeaderRule::rows, 9, 9}, {}).names.empty());
  EXPECT_EQ(find_header(sample, {HeaderRule::none, 0, 0}, {"x"}).names,
            (std::vector<std::string>{"x", "列2"}));
}

TEST(FileHeader, Totals) {
  EXPECT_TRUE(is_total({"", "合　計", "100"}, {}));
  EXPECT_TRUE(is_total({"【総計】", "100"}, {0}));
  EXPECT_TRUE(is_total({"Grand Total:", "100"}, {}));
  EXPECT_FALSE(is_total({"1", "合計", "100"}, {0}));
  EXPECT_FALSE(is_total({"計", "K-001"}, {1}));
  EXPECT_FALSE(is_total({"合計商事", "100"}, {}));
  EXPECT_FALSE(is_total({"", ""}, {}));
}

TEST(FileDate, InNames) {
  const std::pair<const char*, const char*> cases[] = {
      {"members_20260131.csv", "2026-01-31"},
      {"2026-01-31 会員.csv", "2026-01-31"},
      {"会員2026_1_31.xlsx", "2026-01-31"},
      {"令和8年1月31日現在.csv", "2026-01-31"},
      {"令和８年１月.csv", "2026-01-01"},
      {"令和元年5月1日.csv", "2019-05-01"},
      {"R8.1.31会員.csv", "2026-01-31"},
      {"2026年1月度.csv", "2026-01-01"},
      {"pos_202601.csv", "2026-01-01"},
      {"log_20260131_093000.csv", "2026-01-31T09:30:00"},
      {"log20260131093000.csv", "2026-01-31T09:30:00"},
      {"20250401-20260331.csv", "2026-03-31"},
      {"2026-01.csv", "2026-01-01"},
      {"20260231.csv", ""},
      {"card_12345678901234.csv", ""},
      {"090-1234-5678.csv", ""},
      {"members.csv", ""},
      {"v1.2.3.csv", ""},
  };
  for (const auto& [name, date] : cases) EXPECT_EQ(date_in_name(name), date) << name;
}

TEST(FileNames, Match) {
  EXPECT_TRUE(matches("*.csv", "会員.csv"));
  EXPECT_TRUE(matches("会?.csv", "会員.csv"));
  EXPECT_TRUE(matches("a*b*c", "aXbXbc"));
  EXPECT_FALSE(matches("*.csv", "a.csv.gz"));
  EXPECT_FALSE(matches("a?", "a"));
}

TEST(FileFormat, ByNameAndContent) {
  EXPECT_EQ(format_of("a.csv", "[1]"), Format::csv);
  EXPECT_EQ(format_of("a.TSV.gz", ""), Format::tsv);
  EXPECT_EQ(format_of("a.json", "{\"a\":1}\n{\"a\":2}\n"), Format::jsonl);
  EXPECT_EQ(format_of("a.json", "{\n\"a\":1}\n"), Format::json);
  EXPECT_EQ(format_of("a.txt", "\xEF\xBB\xBF [{}]"), Format::json);
  EXPECT_EQ(format_of("a.dat", "PK\x03\x04"), Format::zip);
  EXPECT_EQ(format_of("a.txt", "begin:vcard\r\n"), Format::vcard);
  EXPECT_EQ(format_of("a.txt", "a\tb\n"), Format::csv);
}

}  // namespace
}  // namespace musubi::file
