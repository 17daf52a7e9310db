// Files that are not what their names say, and the formats of the office: HTML, Excel 2003, ODS, Access, archives.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <cstdlib>
#include <fstream>

#include "connectors/file/archive.hpp"
#include "connectors/file/format.hpp"
#include "connectors/file/xls_marks.hpp"
#include "core/text/encoding.hpp"
#include "tests/unit/connectors/file/fake_host.hpp"

namespace musubi::test {
namespace {

using namespace std::string_view_literals;
using file::Format;
using file::format_of;

std::string cp932(std::string_view text) { return text::encode_cp932(text); }

struct FileFormats : testing::Test {
  FakeHost host;
  Folder folder;
  std::string path(const std::string& file) { return "\"path\":\"" + folder.path(file) + "\""; }

  void zip(const std::string& file, const std::vector<std::pair<std::string, std::string>>& entries, const char* password = nullptr) {
    int error = 0;
    zip_t* z = zip_open(folder.path(file).c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    ASSERT_TRUE(z);
    for (const auto& [name, bytes] : entries) {
      zip_int64_t at = zip_file_add(z, name.c_str(), zip_source_buffer(z, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_CP437);
      ASSERT_GE(at, 0);
      if (password) zip_file_set_encryption(z, zip_uint64_t(at), ZIP_EM_AES_256, password);
    }
    ASSERT_EQ(zip_close(z), 0);
  }

  /// Two people under 番号 and 氏名, whatever they came in.
  void expect_two(const std::string& config) {
    host.forget();
    ASSERT_EQ(read_list(host, config + R"(,"key":["番号"])"), MU_OK) << host.failed_sentence;
    ASSERT_EQ(host.records.size(), 2u);
    EXPECT_EQ(host.records[0].key, "000123");
    EXPECT_EQ(member(host.records[0], "氏名"), "髙橋　一郎");
    EXPECT_EQ(member(host.records[1], "氏名"), "=山田 花子");
  }
};

TEST(FileFormat, BytesDecideOverTheName) {
  struct Case {
    std::string name, bytes;
    Format format;
  };
  const Case cases[] = {
      {"list.xls", "番号\t氏名\n1\ta\n", Format::csv},
      {"list.xlsx", "番号,氏名\n", Format::csv},
      {"list.xls", "  \r\n<html><body><TABLE><tr><td>1", Format::html},
      {"list.xls", "<table border=1><tr><td>1", Format::html},
      {"list.csv", "\xEF\xBB\xBF<!DOCTYPE html><html><table>", Format::html},
      {"list.xls", "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", Format::xml2003},
      {"list.csv", "PK\x03\x04", Format::zip},
      {"list.csv", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::xls},
      {"list.csv", std::string("\0\1\0\0Standard Jet DB\0\1\0\0\0", 24), Format::mdb},
      {"list.accdb", std::string("\0\1\0\0Standard ACE DB\0\1\0\0\0", 24), Format::mdb},
      {"list.csv", "BEGIN:VCARD\r\n", Format::vcard},
      {"list.csv", "<b>太字</b>,1\n", Format::csv},
      {"list.csv", "[1],2\n", Format::csv},
  };
  for (const Case& c : cases) EXPECT_EQ(format_of(c.name, c.bytes), c.format) << c.name << " " << c.bytes;
}

TEST(FileFormat, WhatIsNoList) {
  EXPECT_EQ(file::foreign_kind("%PDF-1.7\n"), "PDF");
  EXPECT_EQ(file::foreign_kind("\x89PNG\r\n"), "PNG");
  EXPECT_EQ(file::foreign_kind("\xFF\xD8\xFF\xE0"), "JPEG");
  EXPECT_EQ(file::foreign_kind(std::string("\1\2\3\4\5\6\0\0\0\7", 10) + "abc"), "binary");
  for (const std::string& text : {std::string("番号,氏名\n"), cp932("番号,氏名\n髙橋"), std::string("\xFF\xFE" "a\0,\0"sv), std::string("a\0,\0b\0\n\0"sv), std::string("1,a\n\x1b$B;{\x1b(B\n")})
    EXPECT_EQ(file::foreign_kind(text), "");
}

TEST_F(FileFormats, TabsInCp932UnderXls) {
  folder.put("list.xls", cp932("会員一覧\r\n番号\t氏名\r\n000123\t髙橋　一郎\r\n2\t=山田 花子\r\n合計\t2\r\n"));
  expect_two(path("list.xls"));
}

TEST_F(FileFormats, HtmlTableUnderXls) {
  folder.put("list.xls", cp932("<html><head><meta http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\"><style>td{}<table></style></head><body>"
                               "<table><tr><td>検索条件</td></tr></table><!-- <table><tr><td>no</td></tr></table> -->"
                               "<table border=1><tr><th>番号<th>氏名<th colspan=2>連絡先</tr><tr><td></td><td></td><td>電話</td><td>メール</td></tr>"
                               "<tr><td>000123<td>髙橋　一郎</td><td rowspan=\"2\">03&#45;1234</td><td>a&amp;b<br>c</td>"
                               "<tr><td> 2 </td><td>=山田&nbsp;花子</td><td>d</td></tr></table></body></html>"));
  expect_two(path("list.xls"));
  EXPECT_EQ(member(host.records[0], "連絡先_電話"), "03-1234");
  EXPECT_EQ(member(host.records[0], "連絡先_メール"), "a&b\nc");
  EXPECT_EQ(member(host.records[1], "連絡先_電話"), "03-1234");
  EXPECT_EQ(member(host.records[1], "連絡先_メール"), "d");
}

TEST_F(FileFormats, Excel2003Xml) {
  folder.put("list.xls", cp932("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
                               "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"会員\"><Table>"
                               "<Row><Cell><Data ss:Type=\"String\">番号</Data></Cell><Cell><Data ss:Type=\"String\">氏名</Data></Cell><Cell><Data ss:Type=\"String\">入会日</Data></Cell></Row>"
                               "<Row><Cell><Data ss:Type=\"String\">000123</Data></Cell><Cell><Data ss:Type=\"String\">髙橋　一郎</Data></Cell>"
                               "<Cell ss:MergeDown=\"1\"><Data ss:Type=\"DateTime\">2026-01-31T00:00:00.000</Data></Cell></Row>"
                               "<Row ss:Index=\"5\"><Cell><Data ss:Type=\"Number\">2</Data></Cell><Cell><Data ss:Type=\"String\">=山田 花子</Data></Cell></Row>"
                               "</Table></Worksheet></Workbook>"));
  expect_two(path("list.xls"));
  EXPECT_EQ(member(host.records[0], "入会日"), "2026-01-31");
  EXPECT_EQ(member(host.records[1], "_row"), "5");
}

TEST_F(FileFormats, OpenDocument) {
  const char* content =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\">"
      "<office:automatic-styles><style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>"
      "<office:body><office:spreadsheet><table:table table:name=\"隠し\" table:style-name=\"ta2\"><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>"
      "<table:table table:name=\"会員\">"
      "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>"
      "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>番号</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>氏名</text:p></table:table-cell>"
      "<table:table-cell office:value-type=\"string\"><text:p>入会日</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>金額</text:p></table:table-cell></table:table-row>"
      "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"123\"><text:p>000123</text:p></table:table-cell>"
      "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>注</text:p></office:annotation><text:p><text:ruby><text:ruby-base>髙橋</text:ruby-base><text:ruby-text>タカハシ</text:ruby-text></text:ruby>　一郎</text:p></table:table-cell>"
      "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-01-31\" table:number-rows-spanned=\"2\"><text:p>R8.1.31</text:p></table:table-cell>"
      "<table:table-cell office:value-type=\"float\" office:value=\"1234.5\"><text:p>1,234.50</text:p></table:table-cell></table:table-row>"
      "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"2\"><text:p>2</text:p></table:table-cell>"
      "<table:table-cell office:value-type=\"string\"><text:p>=山田<text:s/>花子</text:p></table:table-cell><table:covered-table-cell/><table:table-cell/></table:table-row>"
      "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>"
      "</table:table></office:spreadsheet></office:body></office:document-content>";
  zip("list.ods", {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}});
  expect_two(path("list.ods"));
  EXPECT_EQ(member(host.records[0], "入会日"), "2026-01-31");
  EXPECT_EQ(member(host.records[1], "入会日"), "2026-01-31");
  EXPECT_EQ(member(host.records[0], "金額"), "1234.5");
  EXPECT_EQ(member(host.records[0], "_row"), "4");
  zip("locked.ods", {{"mimetype", "x"}, {"content.xml", "x"}, {"META-INF/manifest.xml", "<manifest:encryption-data/>"}});
  EXPECT_EQ(read_list(host, path("locked.ods")), MU_DATA);
  EXPECT_EQ(host.failed_id, "xlsx_locked");
}

/// lists/merged.xls was written by tests/real/lists/write_xls.py (xlwt).
TEST_F(FileFormats, OldWorkbookWithMergedCellsAndZeros) {
  std::ifstream in(std::string(std::getenv("MUSUBI_SOURCE")) + "/tests/unit/connectors/file/lists/merged.xls", std::ios::binary);
  std::string book((std::istreambuf_iterator<char>(in)), {});
  ASSERT_GT(book.size(), 1000u);
  folder.put("list.dat", book);
  ASSERT_EQ(read_list(host, path("list.dat") + R"(,"key":["番号"])"), MU_OK) << host.failed_sentence;
  ASSERT_EQ(host.records.size(), 2u);
  EXPECT_EQ(host.records[0].key, "000123");
  EXPECT_EQ(host.records[1].key, "000002");
  EXPECT_EQ(member(host.records[0], "氏名"), "髙橋　一郎");
  EXPECT_EQ(member(host.records[0], "入会日"), "2026-01-31");
  EXPECT_EQ(member(host.records[1], "支店"), "本店");
  EXPECT_EQ(member(host.records[1], "_row"), "6");
  for (size_t size : {600, 1024, 3000}) {
    folder.put("cut.xls", book.substr(0, size));
    EXPECT_EQ(read_list(host, path("cut.xls")), MU_DATA) << size;
  }
  for (size_t at = 0, n = 0; at < book.size(); at += 7, ++n) {
    std::string odd = book;
    odd[at] = char(odd[at] ^ 0x5A);
    file::read_xls_marks(odd);
    if (n % 20 != 0) continue;  // each read starts a program
    folder.put("odd.xls", odd);
    read_list(host, path("odd.xls"));
  }
}

TEST_F(FileFormats, WorkbookUnderCsv) {
  lxw_workbook* book = workbook_new(folder.path("list.csv").c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
  const char* cells[][2] = {{"番号", "氏名"}, {"000123", "髙橋　一郎"}, {"2", "=山田 花子"}};
  for (int r = 0; r < 3; ++r)
    for (int c = 0; c < 2; ++c) worksheet_write_string(sheet, lxw_row_t(r), lxw_col_t(c), cells[r][c], nullptr);
  ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);
  expect_two(path("list.csv"));
}

TEST_F(FileFormats, WorkbookOfPicturesAlone) {
  lxw_workbook* book = workbook_new(folder.path("list.xlsx").c_str());
  workbook_add_worksheet(book, nullptr);
  ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);
  EXPECT_EQ(read_list(host, path("list.xlsx")), MU_OK) << host.failed_sentence;
  EXPECT_TRUE(host.records.empty());
}

TEST_F(FileFormats, ArchivesWithOldNames) {
  std::string list = cp932("番号,氏名\r\n000123,髙橋　一郎\r\n2,=山田 花子\r\n");
  zip("one.zip", {{"__MACOSX/x.csv", "x"}, {cp932("名簿/"), ""}, {cp932("名簿/会員.csv"), list}, {".DS_Store", "x"}});
  expect_two(path("one.zip"));
  zip("two.zip", {{cp932("説明.txt"), "x"}, {cp932("会員.csv"), list}});
  expect_two(path("two.zip") + R"(,"inside":"会員.csv")");
  expect_two(path("two.zip") + R"(,"inside":"*.csv")");
  EXPECT_EQ(read_list(host, path("two.zip") + R"(,"inside":"社員.csv")"), MU_CONFIG);
  EXPECT_EQ(host.failed_id, "inside_not_there");
  EXPECT_NE(host.failed_sentence.find("会員.csv"), std::string::npos);
  zip("none.zip", {{".DS_Store", "x"}});
  EXPECT_EQ(read_list(host, path("none.zip")), MU_DATA);
  EXPECT_EQ(host.failed_id, "archive_empty");
}

TEST_F(FileFormats, ArchivesWithPasswords) {
  zip("locked.zip", {{"list.csv", "番号,氏名\n000123,髙橋　一郎\n2,=山田 花子\n"}}, "himitsu-no-kagi");
  EXPECT_EQ(read_list(host, path("locked.zip")), MU_AUTH);
  EXPECT_EQ(host.failed_id, "archive_password");
  host.secrets["streams/list/auth/password"] = "wrong-one";
  EXPECT_EQ(read_list(host, path("locked.zip")), MU_AUTH);
  host.secrets["streams/list/auth/password"] = "himitsu-no-kagi";
  expect_two(path("locked.zip"));
}

/// mdbtools stand-ins: what is judged is how their output is taken, and how their absence and failure are told.
TEST_F(FileFormats, AccessThroughMdbtools) {
  auto program = [&](const char* name, const char* text) {
    folder.put(name, text);
    chmod(folder.path(name).c_str(), 0700);
  };
  folder.put("list.mdb", std::string("\0\1\0\0Standard Jet DB\0\1\0\0\0", 24));
  std::string old = std::getenv("PATH");
  setenv("PATH", folder.path("").c_str(), 1);
  EXPECT_EQ(read_list(host, path("list.mdb")), MU_CONFIG);
  EXPECT_EQ(host.failed_id, "no_mdbtools");
  program("mdb-tables", "#!/bin/sh\necho 会員\necho 商品\n");
  program("mdb-export", "#!/bin/sh\nfor last; do :; done\n[ \"$last\" = 会員 ] || exit 1\nprintf '番号,氏名\\n\"000123\",\"髙橋　一郎\"\\n2,\"=山田 花子\"\\n'\n");
  setenv("PATH", (folder.path("") + ":" + old).c_str(), 1);
  expect_two(path("list.mdb"));
  EXPECT_EQ(read_list(host, path("list.mdb") + R"(,"sheet":"商品")"), MU_DATA);
  EXPECT_EQ(host.failed_id, "mdb_damaged");
  setenv("PATH", old.c_str(), 1);
}

}  // namespace
}  // namespace musubi::test
