// Lists in CSV, from their bytes to records.
#include <gtest/gtest.h>

#include <set>

#include "core/text/encoding.hpp"
#include "tests/unit/connectors/file/fake_host.hpp"

namespace musubi::test {
namespace {

struct FileCsv : testing::Test {
  FakeHost host;
  Folder folder;
  std::string path(const std::string& file) { return "\"path\":\"" + folder.path(file) + "\""; }
};

TEST_F(FileCsv, RecordsSayWhereTheyStood) {
  folder.put("members_20260131.csv", "会員番号,氏名\r\n001,山田 花子\r\n002,\"髙橋,一郎\"\r\n");
  ASSERT_EQ(read_list(host, path("members_20260131.csv") + R"(,"key":["会員番号"])"), MU_OK)
      << host.failed_sentence;
  ASSERT_EQ(host.records.size(), 2u);
  EXPECT_EQ(host.records[1].key, "002");
  EXPECT_EQ(
      host.records[1].json,
      R"({"_row":3,"_file":"members_20260131.csv","_file_date":"2026-01-31","会員番号":"002","氏名":"髙橋,一郎"})");
}

TEST_F(FileCsv, EveryEncodingReadsAlike) {
  // 氏名 / 髙﨑 ①㈱: NEC and IBM extensions
  const std::string utf8 = "番号,氏名\n1,髙﨑①㈱\n2,山田太郎 横浜市港北区\n";
  std::string cp932 = text::encode_cp932(utf8), utf16 = "\xFF\xFE";
  for (size_t at = 0; at < utf8.size();) {
    unsigned char a = utf8[at];
    unsigned c = a < 0x80   ? a
                 : a < 0xE0 ? ((a & 31) << 6) | (utf8[at + 1] & 63)
                            : ((a & 15) << 12) | ((utf8[at + 1] & 63) << 6) | (utf8[at + 2] & 63);
    at += a < 0x80 ? 1 : a < 0xE0 ? 2 : 3;
    utf16 += static_cast<char>(c & 255);
    utf16 += static_cast<char>(c >> 8);
  }
  std::pair<std::string, std::string> files[] = {
      {"a.csv", utf8}, {"b.csv", "\xEF\xBB\xBF" + utf8}, {"c.csv", cp932}, {"d.csv", utf16}};
  for (const auto& [name, bytes] : files) {
    host.forget();
    folder.put(name, bytes);
    ASSERT_EQ(read_list(host, path(name) + R"(,"key":"番号")"), MU_OK) << name << host.failed_sentence;
    ASSERT_EQ(host.records.size(), 2u) << name;
    EXPECT_EQ(member(host.records[0], "氏名"), "髙﨑①㈱") << name;
  }
}

TEST_F(FileCsv, TheHeaderAgainIsNoRecord) {
  folder.put("cards.csv", "会社名,氏名\n見本商事,見本 花子\n会社名,氏名\n会社名,例田 次郎\n");
  ASSERT_EQ(read_list(host, path("cards.csv")), MU_OK) << host.failed_sentence;
  ASSERT_EQ(host.records.size(), 2u);
  EXPECT_EQ(member(host.records[1], "氏名"), "例田 次郎");
}

TEST_F(FileCsv, TitlesTotalsBlankLinesAndRepeatedNames) {
  folder.put("list.csv",
             "会員一覧,,,\n出力日,2026/01/"
             "31,,\n\n番号,氏名,,氏名\n1,山田,東京,ﾔﾏﾀﾞ\n,,,\n2,佐藤,大阪,ｻﾄｳ\n小計,,,\n合　計,2名,,\n");
  ASSERT_EQ(read_list(host, path("list.csv") + R"(,"key":["番号"])"), MU_OK) << host.failed_sentence;
  ASSERT_EQ(host.records.size(), 2u);
  EXPECT_EQ(member(host.records[0], "列3"), "東京");
  EXPECT_EQ(member(host.records[0], "氏名_2"), "ﾔﾏﾀﾞ");
  EXPECT_EQ(member(host.records[1], "_row"), "7");
  EXPECT_TRUE(host.held.empty());
  ASSERT_EQ(host.lines.size(), 1u);
  EXPECT_NE(host.lines[0].find("row 8, 9"), std::string::npos) << host.lines[0];
}

TEST_F(FileCsv, ATotalInTheMiddleIsARow) {
  folder.put("list.csv", "店,額\n計,10\n渋谷,20\n");
  ASSERT_EQ(read_list(host, path("list.csv")), MU_OK);
  EXPECT_EQ(host.records.size(), 2u);
}

TEST_F(FileCsv, KeysOfContentCountEqualRows) {
  folder.put("list.csv", "日付,金額\n2026-01-01,100\n2026-01-01,100\n2026-01-02,100\n");
  ASSERT_EQ(read_list(host, path("list.csv")), MU_OK);
  ASSERT_EQ(host.records.size(), 3u);
  EXPECT_TRUE(host.records[0].key.ends_with("#1"));
  EXPECT_EQ(host.records[0].key.substr(0, 32) + "#2", host.records[1].key);
  EXPECT_NE(host.records[0].key.substr(0, 32), host.records[2].key.substr(0, 32));
}

TEST_F(FileCsv, PartsOfAKeyCannotRunTogether) {
  folder.put("list.csv", "a,b,c\nx|,y,1\nx,|y,2\n");
  ASSERT_EQ(read_list(host, path("list.csv") + R"(,"key":["a","b"])"), MU_OK);
  EXPECT_EQ(host.records[0].key, "x\\||y");
  EXPECT_EQ(host.records[1].key, "x|\\|y");
}

struct BadRow {
  const char* name;
  std::string bytes;
  const char* id;
  const char* row;
  size_t records;
};

TEST_F(FileCsv, BadRowsAreHeldAndTheRestIsRead) {
  const BadRow cases[] = {
      {"cut off", "id,name,tel\n1,a,3\n2,b", "row_cut_off", "3", 1},
      {"too long", "id,name,tel\n1,a,3,4\n2,b,3\n", "row_too_long", "2", 1},
      {"empty key", "id,name,tel\n,a,3\n2,b,3\n", "empty_key", "2", 1},
      {"open quote", "id,name,tel\n1,\"a,3\n2,b,3\n3,c,3\n", "open_quote", "2", 2},
      {"open quote at the end", "id,name,tel\n1,a,3\n2,\"b", "open_quote", "3", 1},
      {"broken bytes", "id,name,tel\n1,\xE5\xB1\xB1\xE7\x94,3\n2,\xE5\xB1\xB1,3\n", "undecodable", "2", 1},
  };
  for (const auto& c : cases) {
    host.forget();
    folder.put("list.csv", c.bytes);
    ASSERT_EQ(read_list(host, path("list.csv") + R"(,"key":["id"])"), MU_OK)
        << c.name << host.failed_sentence;
    ASSERT_EQ(host.held.size(), 1u) << c.name;
    EXPECT_EQ(host.held[0].id, c.id) << c.name;
    EXPECT_EQ(host.held[0].arg("row"), c.row) << c.name;
    EXPECT_EQ(host.records.size(), c.records) << c.name;
  }
}

TEST_F(FileCsv, AShorterRowInTheMiddleHasEmptyCells) {
  folder.put("list.csv", "id,name,tel\n1,a\n2,b,3\n");
  ASSERT_EQ(read_list(host, path("list.csv") + R"(,"key":["id"])"), MU_OK);
  ASSERT_EQ(host.records.size(), 2u);
  EXPECT_TRUE(host.held.empty());
  EXPECT_EQ(member(host.records[0], "tel"), "");
}

TEST_F(FileCsv, EveryEncodingCanBeSet) {
  folder.put("list.csv", "id\n1\n");
  const std::string schema = musubi_connector()->config_schema;
  for (text::Encoding one : {text::Encoding::utf8, text::Encoding::utf16le, text::Encoding::utf16be, text::Encoding::cp932, text::Encoding::euc_jp, text::Encoding::iso_2022_jp,
                             text::Encoding::windows_1252, text::Encoding::eucjp_ms, text::Encoding::cp50221, text::Encoding::cp51932}) {
    const std::string name(text::encoding_name(one));
    EXPECT_NE(schema.find('"' + name + '"'), std::string::npos) << name;
    host.forget();
    read_list(host, path("list.csv") + R"(,"encoding":")" + name + '"');
    EXPECT_EQ(host.failed_arg("setting"), "") << name;
  }
}

TEST_F(FileCsv, TheWrongEncodingNamesTheRightOne) {
  const std::string as_utf8 = R"(,"encoding":"utf-8")";
  folder.put("list.csv", text::encode_cp932("id,name\n1,山田花子さん\n2,佐藤\n"));
  ASSERT_EQ(read_list(host, path("list.csv") + as_utf8), MU_OK);
  ASSERT_FALSE(host.held.empty());
  EXPECT_EQ(host.held[0].id, "undecodable_try");
  EXPECT_EQ(host.held[0].arg("better"), "cp932");
}

TEST_F(FileCsv, AHeaderInTheWrongEncodingEndsTheRead) {
  folder.put("list.csv", text::encode_cp932("番号,氏名\n1,山田花子さん\n2,佐藤\n"));
  EXPECT_EQ(read_list(host, path("list.csv") + R"(,"encoding":"utf-8")"), MU_CONFIG);
  EXPECT_EQ(host.failed_id, "undecodable_header");
  EXPECT_EQ(host.failed_arg("better"), "cp932");
  EXPECT_TRUE(host.records.empty());
}

TEST_F(FileCsv, WhatEndsTheReadSaysWhatToDo) {
  folder.put("members.csv", "会員番号,氏名\n1,a\n");
  folder.put("empty.csv", "");
  EXPECT_EQ(read_list(host, path("member.csv")), MU_CONFIG);
  EXPECT_EQ(host.failed_id, "no_file");
  EXPECT_EQ(host.failed_arg("nearest"), "members.csv");
  EXPECT_EQ(read_list(host, path("members.csv") + R"(,"key":["会員番合"])"), MU_CONFIG);
  EXPECT_EQ(host.failed_id, "no_key_column");
  EXPECT_EQ(host.failed_arg("nearest"), "会員番号");
  EXPECT_EQ(read_list(host, path("empty.csv")), MU_DATA);
  EXPECT_EQ(host.failed_id, "empty_file");
  EXPECT_EQ(read_list(host, path("members.csv") + R"(,"deliminator":",")"), MU_CONFIG);
  EXPECT_EQ(host.failed_id, "unknown_setting");
  EXPECT_EQ(host.failed_arg("nearest"), "delimiter");
}

TEST_F(FileCsv, HugeCellsAndNulPass) {
  std::string big(10'000'000, 'x');
  folder.put("list.csv", "id,text\n1," + big + "\n2,a" + std::string(1, '\0') + "b\n");
  ASSERT_EQ(read_list(host, path("list.csv") + R"(,"key":["id"],"encoding":"utf-8")"), MU_OK);
  ASSERT_EQ(host.records.size(), 2u);
  EXPECT_EQ(member(host.records[0], "text").size(), big.size());
  EXPECT_EQ(member(host.records[1], "text"), std::string("a\0b", 3));
}

TEST_F(FileCsv, UnchangedFilesAreNotReadAgain) {
  folder.put("a_20260101.csv", "id,name\n1,a\n");
  folder.put("b_20260201.csv", "id,name\n1,b\n");
  std::string all = path("*.csv") + R"(,"key":["id"])";
  ASSERT_EQ(read_list(host, all), MU_OK);
  EXPECT_EQ(host.records.size(), 2u);
  host.forget();
  ASSERT_EQ(read_list(host, all, host.state()), MU_OK);
  EXPECT_EQ(host.records.size(), 0u);
  folder.put("c_20260301.csv", "id,name\n1,c\n");
  ASSERT_EQ(read_list(host, all, host.state()), MU_OK);
  ASSERT_EQ(host.records.size(), 1u);
  EXPECT_EQ(member(host.records[0], "name"), "c");
  host.forget();
  folder.put("b_20260201.csv",
             "id,name\n1,B\n");  // what stands behind it is read again: the newest list has the last word
  ASSERT_EQ(read_list(host, all, host.state()), MU_OK);
  ASSERT_EQ(host.records.size(), 2u);
  EXPECT_EQ(member(host.records[1], "name"), "c");
  host.forget();
  ASSERT_EQ(read_list(host, path("*.csv") + R"(,"key":["name"])", host.state()), MU_OK);
  EXPECT_EQ(host.records.size(), 3u) << "other settings read everything again";
  host.forget();
  ASSERT_EQ(read_list(host, path("*.csv") + R"(,"newest_only":true)"), MU_OK);
  EXPECT_EQ(host.records.size(), 1u);
}

TEST_F(FileCsv, AReadGoesOnWhereItWasStopped) {
  std::string rows = "id,name\n";
  for (int i = 0; i < 25'000; ++i) rows += std::to_string(i % 7) + ",same\n";
  folder.put("list.csv", rows);
  host.stop_after_checkpoints = 2;
  ASSERT_EQ(read_list(host, path("list.csv")), MU_STOPPED);
  EXPECT_EQ(host.records.size(), 20'000u);
  host.stop_after_checkpoints = SIZE_MAX;
  ASSERT_EQ(read_list(host, path("list.csv"), host.state()), MU_OK);
  ASSERT_EQ(host.records.size(), 25'000u);
  EXPECT_EQ(member(host.records.back(), "_row"), "25001");
  std::set<std::string> keys;
  for (const auto& record : host.records) keys.insert(record.key);
  EXPECT_EQ(keys.size(), 25'000u);
}

}  // namespace
}  // namespace musubi::test
