#include "core/text/csv.hpp"

#include <gtest/gtest.h>

namespace musubi::text {
namespace {

using namespace std::string_literals;
using Rows = std::vector<std::vector<std::string>>;

struct Reading {
  Rows rows;
  std::vector<CsvRow> marks;  // cells not to be looked at
  std::optional<CsvProblem> problem;
};

Reading read(std::string_view file, Dialect dialect = {}, size_t chunk = 1 << 20, CsvLimits limits = {}) {
  Reading reading;
  CsvReader reader(dialect, limits);
  auto take = [&] {
    while (reader.next()) {
      reading.rows.emplace_back(reader.row().cells.begin(), reader.row().cells.end());
      reading.marks.push_back(reader.row());
    }
  };
  for (size_t at = 0; at < file.size(); at += chunk) {
    const std::string own(file.substr(at, chunk));
    reader.feed(own);
    take();
  }
  reader.finish();
  take();
  reading.problem = reader.problem();
  return reading;
}

TEST(CsvReader, Rows) {
  struct Case {
    std::string file;
    Rows rows;
  };
  const Case cases[] = {
      {"", {}},
      {"a,b\nc,d\n", {{"a", "b"}, {"c", "d"}}},
      {"a,b\r\nc,d", {{"a", "b"}, {"c", "d"}}},
      {"a,b\rc,d\r", {{"a", "b"}, {"c", "d"}}},
      {"a,\n,b\n,\n", {{"a", ""}, {"", "b"}, {"", ""}}},
      {"a\n\nb\n", {{"a"}, {""}, {"b"}}},
      {"\"a,b\",\"c\"\"d\"\n", {{"a,b", "c\"d"}}},
      {"\"line 1\nline 2\r\nline 3\",x\r\ny,z\r\n", {{"line 1\nline 2\r\nline 3", "x"}, {"y", "z"}}},
      {"\"\",\"\"\"\"\n", {{"", "\""}}},
      {"a\"b,c\"\"d\n", {{"a\"b", "c\"\"d"}}},
      {"\"ab\"c,d\n", {{"abc", "d"}}},
      {"\"ab\" \"x\",d\n", {{"ab \"x\"", "d"}}},
      {"a\0b,\0\n"s, {{"a\0b"s, "\0"s}}},
      {"山田,\"東京\n都\"\n", {{"山田", "東京\n都"}}},
      {"a,\"b\"", {{"a", "b"}}},
      {"a,", {{"a", ""}}},
      {"\"\"", {{""}}},
      {"\r\n\r\na", {{""}, {""}, {"a"}}},
  };
  for (const Case& c : cases) {
    for (size_t chunk = 1; chunk <= c.file.size() + 1; ++chunk) {
      const Reading reading = read(c.file, {}, chunk);
      EXPECT_EQ(reading.rows, c.rows) << c.file << " in chunks of " << chunk;
      EXPECT_FALSE(reading.problem);
    }
  }
}

TEST(CsvReader, OtherDialects) {
  EXPECT_EQ(read("a\t\"b\tc\"\n", {'\t', '"'}).rows, (Rows{{"a", "b\tc"}}));
  EXPECT_EQ(read("a\t\"b\tc\"\n", {'\t', '\0'}).rows, (Rows{{"a", "\"b", "c\""}}));
  EXPECT_EQ(read("'a;b';c\n", {';', '\''}).rows, (Rows{{"a;b", "c"}}));
  EXPECT_EQ(read("a|b\0\n"s, {'|', '\0'}).rows, (Rows{{"a", "b\0"s}}));
}

TEST(CsvReader, SaysWhereRowsStand) {
  const std::string file = "a,b\r\n\"x\r\ny\nz\",1\r\n\"p\"q,2\n\rlast";
  for (size_t chunk = 1; chunk <= file.size(); ++chunk) {
    const Reading reading = read(file, {}, chunk);
    ASSERT_EQ(reading.rows.size(), 5u);
    const uint64_t lines[] = {1, 2, 5, 6, 7}, offsets[] = {0, 5, 17, 24, 25};
    for (size_t i = 0; i < 5; ++i) {
      EXPECT_EQ(reading.marks[i].number, i + 1);
      EXPECT_EQ(reading.marks[i].line, lines[i]) << chunk;
      EXPECT_EQ(reading.marks[i].offset, offsets[i]) << chunk;
      EXPECT_EQ(reading.marks[i].stray, i == 2);
      EXPECT_EQ(reading.marks[i].ended, i != 4);
    }
  }
}

TEST(CsvReader, NamesAnUnclosedQuote) {
  const std::string file = "id,name\n1,\"a\nb\"\n2,\"open\n3,c\n4,d\n";
  for (size_t chunk = 1; chunk <= file.size(); ++chunk) {
    const Reading reading = read(file, {}, chunk);
    EXPECT_EQ(reading.rows.size(), 2u);
    ASSERT_TRUE(reading.problem);
    EXPECT_EQ(reading.problem->fault, CsvFault::unclosed_quote);
    EXPECT_EQ(reading.problem->row, 3u);
    EXPECT_EQ(reading.problem->line, 4u);
    EXPECT_EQ(reading.problem->offset, file.find("\"open"));
  }
}

TEST(CsvReader, KeepsToItsLimits) {
  const Reading cells = read("a,b\na,b,c\nx,y\n", {}, 99, {2, 1000});
  EXPECT_EQ(cells.rows.size(), 1u);
  ASSERT_TRUE(cells.problem);
  EXPECT_EQ(cells.problem->fault, CsvFault::too_many_cells);
  EXPECT_EQ(cells.problem->row, 2u);
  const Reading bytes = read("ab\n\"0123456789\n0123456789\"\n", {}, 7, {9, 15});
  EXPECT_EQ(bytes.rows.size(), 1u);
  ASSERT_TRUE(bytes.problem);
  EXPECT_EQ(bytes.problem->fault, CsvFault::row_too_long);
  EXPECT_EQ(bytes.problem->line, 2u);
  EXPECT_EQ(bytes.problem->offset, 3u);
}

TEST(CsvReader, TakesCellsOfManyMegabytes) {
  const std::string big(20'000'000, 'x');
  const Reading reading = read("1,\"" + big + "\"\n2,b\n", {}, 65'536);
  ASSERT_EQ(reading.rows.size(), 2u);
  EXPECT_TRUE(reading.rows[0][1] == big);
}

TEST(GuessDialect, OfUsualFiles) {
  struct Case {
    std::string sample;
    Dialect dialect;
  };
  const Case cases[] = {
      {"", {',', '"'}},
      {"氏名\n山田\n", {',', '"'}},
      {"id,name\n1,山田\n2,鈴木\n", {',', '"'}},
      {"id\tname\taddress\n1\t山田\t東京, 渋谷\n2\t鈴木\t大阪\n", {'\t', '"'}},
      {"id;name;amount\n1;山田;1,50\n2;鈴木;2,75\n", {';', '"'}},
      {"id|name|tel\n1|山田|03\n", {'|', '"'}},
      {"会員一覧\n2024年1月\n\nid,name,tel\n1,a,03\n2,b,04\n3,c,05\n", {',', '"'}},
      {"id,memo\n1,\"a;b;c\nd;e;f\"\n2,\"x;y;z\"\n", {',', '"'}},
      {"id\tsize\n1\t5\" pipe\n2\t\"open\n3\tx\n4\ty\n", {'\t', '\0'}},
      {"'id','name'\n'1','山田,太郎'\n'2','鈴木'\n", {',', '\''}},
      {"id,name\n1,O'Brien\n2,'tis\n3,x\n", {',', '"'}},
      {"a,b,c\n1,2,3\n4,5,6\n7,\"cut in", {',', '"'}},
  };
  for (const Case& c : cases) {
    const Dialect guessed = guess_dialect(c.sample);
    EXPECT_EQ(guessed.delimiter, c.dialect.delimiter) << c.sample;
    EXPECT_EQ(guessed.quote, c.dialect.quote) << c.sample;
  }
}

TEST(CsvWriter, QuotesWhatNeedsIt) {
  struct Case {
    std::vector<std::string> cells;
    CsvStyle style;
    std::string row;
  };
  const Case cases[] = {
      {{"a", "b"}, {}, "a,b\r\n"},
      {{"a,b", "c\"d", "e\nf", "g\rh"}, {}, "\"a,b\",\"c\"\"d\",\"e\nf\",\"g\rh\"\r\n"},
      {{" x", "y ", ""}, {{}, false, false}, "\" x\",\"y \",\n"},
      {{""}, {}, "\"\"\r\n"},
      {{"a\tb", "c,d"}, {{'\t', '"'}, false, false}, "\"a\tb\"\tc,d\n"},
      {{"a\tb", "c\nd"}, {{'\t', '\0'}, false, false}, "a b\tc d\n"},
      {{"=1+1", "+81312345678", "-1200", "-x", "@a", "+1.5.2", "-0.5", "-"},
       {{}, false, true},
       "'=1+1,+81312345678,-1200,'-x,'@a,'+1.5.2,-0.5,'-\n"},
      {{"=\"a\""}, {{}, false, true}, "\"'=\"\"a\"\"\"\n"},
  };
  for (const Case& c : cases) {
    std::string out;
    append_csv_row(out, c.cells, c.style);
    EXPECT_EQ(out, c.row);
  }
}

TEST(CsvWriter, WhatIsWrittenReadsBack) {
  const Rows rows = {
      {"a", "", " b"}, {"\"", "\"\"", "x\"\r\ny"}, {""}, {"山田\0"s, "\r", "\n", ","}, {"'", ";", "\t"}};
  for (const Dialect dialect : {Dialect{',', '"'}, Dialect{'\t', '"'}, Dialect{';', '\''}}) {
    std::string file;
    for (const auto& row : rows) append_csv_row(file, row, {dialect, true, false});
    EXPECT_EQ(read(file, dialect, 3).rows, rows);
  }
}

}  // namespace
}  // namespace musubi::text
