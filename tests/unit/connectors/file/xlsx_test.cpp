// Workbooks, written by libxlsxwriter or out of parts as Japanese Excel writes them.
#include <gtest/gtest.h>
#include <xlsxwriter.h>
#include <zip.h>

#include "connectors/file/cell_text.hpp"
#include "tests/unit/connectors/file/fake_host.hpp"

namespace musubi::test {
namespace {

struct FileXlsx : testing::Test {
  FakeHost host;
  Folder folder;
  std::string path(const std::string& file) { return "\"path\":\"" + folder.path(file) + "\""; }
};

TEST_F(FileXlsx, ValuesReadAsTheyShow) {
  lxw_workbook* book = workbook_new(folder.path("list.xlsx").c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, "会員");
  auto format = [&](const char* code) {
    lxw_format* f = workbook_add_format(book);
    format_set_num_format(f, code);
    return f;
  };
  const char* names[] = {"番号", "氏名", "入会日", "時刻", "金額", "郵便番号", "有効", "更新"};
  worksheet_merge_range(sheet, 0, 0, 0, 7, "会員一覧", nullptr);
  for (int i = 0; i < 8; ++i) worksheet_write_string(sheet, 2, i, names[i], nullptr);
  worksheet_write_number(sheet, 3, 0, 123, format("000000"));
  std::string family = "髙橋", given = "　一郎";
  lxw_rich_string_tuple a{nullptr, family.data()}, b{format("0"), given.data()};
  lxw_rich_string_tuple* rich[] = {&a, &b, nullptr};
  worksheet_write_rich_string(sheet, 3, 1, rich, nullptr);
  worksheet_write_number(sheet, 3, 2, 46053, format("[$-411]ggge\"年\"m\"月\"d\"日\""));
  worksheet_write_number(sheet, 3, 3, 0.40625, format("h:mm"));
  worksheet_write_number(sheet, 3, 4, 0.1 + 0.2, nullptr);
  worksheet_write_number(sheet, 3, 5, 600022, format("[<=999]000;[<=9999]000-00;000-0000"));
  worksheet_write_boolean(sheet, 3, 6, 1, nullptr);
  worksheet_write_number(sheet, 3, 7, 46053.5, format("yyyy/m/d h:mm"));
  worksheet_write_string(sheet, 4, 0, "合計", nullptr);
  worksheet_write_number(sheet, 4, 4, 100, nullptr);
  ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);

  ASSERT_EQ(read_list(host, path("list.xlsx") + R"(,"key":["番号"])"), MU_OK) << host.failed_sentence;
  ASSERT_EQ(host.records.size(), 1u);
  const Heard& r = host.records[0];
  EXPECT_EQ(r.key, "000123");
  EXPECT_EQ(member(r, "_row"), "4");
  EXPECT_EQ(member(r, "氏名"), "髙橋　一郎");
  EXPECT_EQ(member(r, "入会日"), "2026-01-31");
  EXPECT_EQ(member(r, "時刻"), "09:45:00");
  EXPECT_EQ(member(r, "金額"), "0.3");
  EXPECT_EQ(member(r, "郵便番号"), "060-0022");
  EXPECT_EQ(member(r, "有効"), "TRUE");
  EXPECT_EQ(member(r, "更新"), "2026-01-31T12:00:00");
}

TEST_F(FileXlsx, MergedCellsAndHeadersOfTwoLines) {
  lxw_workbook* book = workbook_new(folder.path("list.xlsx").c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
  worksheet_merge_range(sheet, 0, 0, 1, 0, "会社", nullptr);
  worksheet_merge_range(sheet, 0, 1, 0, 2, "連絡先", nullptr);
  worksheet_write_string(sheet, 1, 1, "電話", nullptr);
  worksheet_write_string(sheet, 1, 2, "メール", nullptr);
  worksheet_merge_range(sheet, 2, 0, 3, 0, "山田商事", nullptr);
  for (int i = 2; i < 5; ++i) worksheet_write_string(sheet, i, 1, "03-0000-0000", nullptr);
  worksheet_write_string(sheet, 4, 0, "佐藤商店", nullptr);
  workbook_close(book);
  ASSERT_EQ(read_list(host, path("list.xlsx")), MU_OK) << host.failed_sentence;
  ASSERT_EQ(host.records.size(), 3u);
  EXPECT_EQ(member(host.records[1], "会社"), "山田商事");
  EXPECT_EQ(member(host.records[1], "連絡先_電話"), "03-0000-0000");
  EXPECT_EQ(member(host.records[2], "会社"), "佐藤商店");
}

TEST_F(FileXlsx, SheetsByName) {
  lxw_workbook* book = workbook_new(folder.path("list.xlsx").c_str());
  lxw_worksheet* first = workbook_add_worksheet(book, "説明");
  lxw_worksheet* second = workbook_add_worksheet(book, "会員");
  worksheet_write_string(first, 0, 0, "表紙", nullptr);
  worksheet_write_string(second, 0, 0, "番号", nullptr);
  worksheet_write_string(second, 1, 0, "7", nullptr);
  workbook_close(book);
  ASSERT_EQ(read_list(host, path("list.xlsx") + R"(,"sheet":"会員","key":"番号")"), MU_OK)
      << host.failed_sentence;
  ASSERT_EQ(host.records.size(), 1u);
  EXPECT_EQ(read_list(host, path("list.xlsx") + R"(,"sheet":"会貝")"), MU_CONFIG);
  EXPECT_EQ(host.failed_arg("nearest"), "会員");
  EXPECT_EQ(host.failed_arg("sheets"), "説明, 会員");
}

/// A workbook of parts; `texts` and `sheet` are the inner XML of sharedStrings and sheetData.
void write_parts(const std::string& file, const std::string& texts, const std::string& rows) {
  const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const std::string rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string package =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  auto relation = [&](const char* id, const char* kind, const char* target) {
    return std::string("<Relationship Id=\"") + id + "\" Type=\"" + rel + "/" + kind + "\" Target=\"" +
           target + "\"/>";
  };
  std::pair<std::string, std::string> parts[] = {
      {"_rels/.rels", package + relation("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
      {"xl/_rels/workbook.xml.rels", package + relation("r1", "worksheet", "worksheets/sheet1.xml") +
                                         relation("r2", "sharedStrings", "/xl/sharedStrings.xml") +
                                         "</Relationships>"},
      {"xl/workbook.xml", "<x:workbook xmlns:x=\"" + main + "\" xmlns:r=\"" + rel +
                              "\"><x:sheets><x:sheet name=\"A\" r:id=\"r1\"/></x:sheets></x:workbook>"},
      {"xl/sharedStrings.xml", "<sst xmlns=\"" + main + "\">" + texts + "</sst>"},
      {"xl/worksheets/sheet1.xml",
       "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>"}};
  int error = 0;
  zip_t* zip = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  for (const auto& [name, bytes] : parts)
    zip_file_add(zip, name.c_str(), zip_source_buffer(zip, bytes.data(), bytes.size(), 0), ZIP_FL_OVERWRITE);
  ASSERT_EQ(zip_close(zip), 0);
}

TEST_F(FileXlsx, PhoneticRunsInlineTextsAndErrors) {
  write_parts(
      folder.path("list.xlsx"),
      "<si><t>番号</t></si><si><t>氏名</t><rPh sb=\"0\" eb=\"2\"><t>シメイ</t></rPh><phoneticPr "
      "fontId=\"1\"/></si>"
      "<si><r><t>髙</t></r><r><t>橋</t></r><rPh sb=\"0\" "
      "eb=\"2\"><t>タカハシ</t></rPh></si><si><t>a_x000D_\nb</t></si>",
      "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>備考</t></is></c></row>"
      "<row r=\"3\"><c r=\"A3\"><v>12345678901234567</v></c><c r=\"B3\" t=\"s\"><v>2</v></c><c "
      "t=\"e\"><v>#N/A</v></c></row>"
      "<row><c><f>1+1</f><v>2</v></c><c r=\"C4\" t=\"s\"><v>3</v></c></row>");
  ASSERT_EQ(read_list(host, path("list.xlsx") + R"(,"key":"番号")"), MU_OK) << host.failed_sentence;
  ASSERT_EQ(host.records.size(), 2u);
  EXPECT_EQ(host.records[0].key, "12345678901234567");
  EXPECT_EQ(member(host.records[0], "氏名"), "髙橋");
  EXPECT_EQ(member(host.records[0], "備考"), "#N/A");
  EXPECT_EQ(member(host.records[1], "_row"), "4");
  EXPECT_EQ(member(host.records[1], "備考"), "a\r\nb");
}

TEST_F(FileXlsx, WhatIsNoWorkbook) {
  const std::string ole = std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") + std::string(600, 'x');
  std::string locked = ole;
  for (char c : std::string("EncryptedPackage")) (locked += c) += '\0';
  write_parts(folder.path("whole.xlsx"), "", "");
  std::ifstream in(folder.path("whole.xlsx"), std::ios::binary);
  std::string whole((std::istreambuf_iterator<char>(in)), {});
  std::pair<std::string, const char*> cases[] = {{ole, "other_office_file"},
                                                 {locked, "xlsx_locked"},
                                                 {"%PDF-1.7\n1,a\n", "foreign_kind"},
                                                 {whole.substr(0, whole.size() / 2), "xlsx_damaged"}};
  for (const auto& [bytes, id] : cases) {
    folder.put("list.xlsx", bytes);
    EXPECT_EQ(read_list(host, path("list.xlsx")), MU_DATA) << id;
    EXPECT_EQ(host.failed_id, id);
  }
}

TEST(FileCellText, NumbersByTheirFormat) {
  struct Case {
    const char *stored, *code, *text;
  };
  const Case cases[] = {
      {"1234.5", "#,##0.00", "1234.5"},
      {"3.3000000000000003", "General", "3.3"},
      {"1E-3", "General", "0.001"},
      {"1E+3", "General", "1000"},
      {"12345678901234567890", "General", "12345678901234567890"},
      {"-0.5", "0%", "-0.5"},
      {"46053", "yyyy\"年\"m\"月\"d\"日\";@", "2026-01-31"},
      {"46053", "m\"月\"d\"日\"", "2026-01-31"},
      {"46053", "[$-409]d-mmm-yy", "2026-01-31"},
      {"46053.75", "yyyy/m/d", "2026-01-31T18:00:00"},
      {"59", "yyyy/m/d", "1900-02-28"},
      {"61", "yyyy/m/d", "1900-03-01"},
      {"0", "yyyy/m/d", "0"},
      {"1.1041666666666667", "[h]:mm", "26:30:00"},
      {"0.5", "h:mm AM/PM", "12:00:00"},
      {"7", "0000", "0007"},
      {"12345", "0000", "12345"},
      {"1", "0", "1"},
      {"1", "[Red]0;-0", "1"},
      {"text", "yyyy/m/d", "text"},
  };
  for (const auto& c : cases)
    EXPECT_EQ(file::cell_text(c.stored, file::cell_format(c.code), false), c.text) << c.code;
  EXPECT_EQ(file::cell_text("44591", file::builtin_format(14), true), "2026-01-31");
  EXPECT_EQ(file::cell_text("46053", file::builtin_format(57), false), "2026-01-31");
}

}  // namespace
}  // namespace musubi::test
