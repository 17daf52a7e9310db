#include <gtest/gtest.h>
#include <phonenumbers/phonenumberutil.h>

#include <chrono>
#include <string>

#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

struct Case {
  const char *text, *national, *ext, *type, *said;
};

TEST(Phone, ReadsWhatPeopleWrite) {
  for (const Case& c : std::initializer_list<Case>{
           {"0332340987", "03-3234-0987", "", "fixed", ""},
           {"184-03-3234-0987", "03-3234-0987", "", "fixed", ""},
           {"186 0332340987", "03-3234-0987", "", "fixed", ""},
           {"０９０－１２３４－０９８７", "090-1234-0987", "", "mobile", ""},
           {"(03)3234-0987", "03-3234-0987", "", "fixed", ""},
           {"03ー3234ー0987", "03-3234-0987", "", "fixed", ""},
           {"TEL:045-222-0987", "045-222-0987", "", "fixed", ""},
           {"℡ 0422(22)0987", "0422-22-0987", "", "fixed", ""},
           {"電話 0126724345", "01267-2-4345", "", "fixed", ""},
           {"03-3234-0987(代)", "03-3234-0987", "", "fixed", ""},
           {"03-3234-0987 内線 123", "03-3234-0987", "123", "fixed", ""},
           {"03-3234-0987（内線：123）", "03-3234-0987", "123", "fixed", ""},
           {"03-3234-0987 ext.123", "03-3234-0987", "123", "fixed", ""},
           {"+81-90-1234-0987", "090-1234-0987", "", "mobile", ""},
           {"+81(0)3-3234-0987", "03-3234-0987", "", "fixed", ""},
           {"010-81-3-3234-0987", "03-3234-0987", "", "fixed", ""},
           {"819012340987", "090-1234-0987", "", "mobile", ""},
           {"0120-444-113", "0120-444-113", "", "toll_free", ""},
           {"08001231234", "0800-123-1234", "", "toll_free", ""},
           {"05012340987", "050-1234-0987", "", "ip", ""},
           {"0570-012-345", "0570-012-345", "", "navi", ""},
           {"06001234987", "0600-123-4987", "", "fmc", ""},
           {"06012340987", "060-1234-0987", "", "mobile", ""},
           {"9012340987", "090-1234-0987", "", "mobile", "zeros_restored"},
           {"332340987", "03-3234-0987", "", "fixed", "zeros_restored"},
           {"03-3234-0987 / 090-1111-2222", "03-3234-0987", "", "fixed", "several_phones"},
           {"090-0000-0000", "090-0000-0000", "", "mobile", "dummy_phone"},
           {"03-1234-5678", "03-1234-5678", "", "fixed", "dummy_phone"},
           {"03-1234-0987", "03-1234-0987", "", "fixed", "unassigned_phone"},
           {"+1 650-253-0000", "+1 650-253-0000", "", "foreign", ""},
           {"9012340987.0", "090-1234-0987", "", "mobile", "zeros_restored"},
           {"080-0000-0000", "080-0000-0000", "", "mobile", "dummy_phone"},
           {"0120-123-456", "0120-123-456", "", "toll_free", "dummy_phone"},
           {"0852-55-5555", "0852-55-5555", "", "fixed", ""},
           {"0120-444-444", "0120-444-444", "", "toll_free", ""},
           {"0120-000-000", "0120-000-000", "", "toll_free", "dummy_phone"},
           {"06-6666-6666", "06-6666-6666", "", "fixed", "dummy_phone"},
           {"+818012345670.0", "080-1234-5670", "", "mobile", ""},
           {"0033-010-81-3-3234-0987", "03-3234-0987", "", "fixed", ""},
           {"+010-81-3-3234-0987", "03-3234-0987", "", "fixed", ""},
           {"+0081-3-3234-0987", "03-3234-0987", "", "fixed", ""},
           {"", "", "", "", ""},
       }) {
    Phone p = phone(c.text);
    EXPECT_EQ(p.national, c.national) << c.text;
    EXPECT_EQ(p.ext, c.ext) << c.text;
    EXPECT_EQ(p.type, c.type) << c.text;
    EXPECT_EQ(said(p), c.said) << c.text;
  }
}

TEST(Phone, FindsExtensions) {
  for (auto [behind, ext] :
       std::initializer_list<std::pair<const char*, const char*>>{{"（代）内線123", "123"},
                                                                  {"（代表）（内線 123）", "123"},
                                                                  {"（総務課 内線123）", "123"},
                                                                  {"【内線】123", "123"},
                                                                  {" 内線No.123", "123"},
                                                                  {" 内線番号は123", "123"},
                                                                  {" extn 123", "123"},
                                                                  {" 内線12-34", "12-34"},
                                                                  {" 内線【12】", "12"},
                                                                  {" 内線[12]", "12"},
                                                                  {" 内線〔12〕", "12"},
                                                                  {" 内線→12", "12"},
                                                                  {" 内線／12", "12"},
                                                                  {" 内線・12", "12"},
                                                                  {" 内線ー12", "12"},
                                                                  {" 内線；12", "12"},
                                                                  {" 内線=>12", "12"},
                                                                  {" 内・12", "12"},
                                                                  {" ナイセン12", "12"},
                                                                  {" ないせん12", "12"},
                                                                  {" ﾅｲｾﾝ 12", "12"},
                                                                  {" exten 12", "12"},
                                                                  {" ex.12", "12"},
                                                                  {" ♯12", "12"},
                                                                  {" × 12", "12"},
                                                                  {"（49）内線", "49"},
                                                                  {"－2589(内線)", "2589"},
                                                                  {"(24時間)", ""},
                                                                  {"(2025年4月から)", ""},
                                                                  {" 9:00", ""},
                                                                  {" 10:00〜17:00", ""},
                                                                  {" 構内 5", ""},
                                                                  {",123", "123"},
                                                                  {"-123", "123"},
                                                                  {" (123)", "123"},
                                                                  {" *123", "123"},
                                                                  {" 総務課", ""},
                                                                  {" 市内", ""},
                                                                  {" 2F", ""},
                                                                  {" 9時〜18時", ""},
                                                                  {"(9:00-17:00)", ""}}) {
    Phone p = phone(std::string("03-3234-0987") + behind);
    EXPECT_EQ(p.e164, "+81332340987") << behind;
    EXPECT_EQ(p.ext, ext) << behind;
    EXPECT_EQ(said(p), "") << behind;
  }
}

TEST(Phone, FindsAnExtensionInFront) {
  for (const char* text : {"内線9698 0248-65-4659", "内線：9698 / 0248-65-4659", "（内線9698）0248654659", "ext.9698 0248-65-4659"}) {
    Phone p = phone(text);
    EXPECT_EQ(p.national, "0248-65-4659") << text;
    EXPECT_EQ(p.ext, "9698") << text;
    EXPECT_EQ(said(p), "") << text;
  }
}

/// Digits behind a number that is whole are none of it, also where the plan knows the exchange but nobody has it yet.
TEST(Phone, RunsNothingElseIntoTheNumber) {
  for (const Case& c : std::initializer_list<Case>{
           {"060-201-4620 9:00", "060-201-4620", "", "fixed", "unassigned_phone"},
           {"060-201-4620 9", "060-201-4620", "", "fixed", "unassigned_phone"},
           {"06-0012-3456 (9:00-17:00)", "060-012-3456", "", "fixed", "unassigned_phone"},
           {"06-0012-3456 9", "060-012-3456", "", "fixed", "unassigned_phone"},
           {"06-0012-3456(326)", "060-012-3456", "326", "fixed", "unassigned_phone"},
           {"06-0012-3456 9時から", "060-012-3456", "", "fixed", "unassigned_phone"},
           {"03-0234-0987 (24時間)", "03-0234-0987", "", "fixed", "unassigned_phone"},
           {"03-0234-0987(2025年4月から)", "03-0234-0987", "", "fixed", "unassigned_phone"},
           {"03-0234-0987(326)", "03-0234-0987", "326", "fixed", "unassigned_phone"},
           {"0302340987(326)", "03-0234-0987", "326", "fixed", "unassigned_phone"},
           {"03-0234-0987 *1606", "03-0234-0987", "1606", "fixed", "unassigned_phone"},
           {"0302340987 24h", "03-0234-0987", "", "fixed", "unassigned_phone"},
           {"03-32340987 / 03-3234-0988", "03-3234-0987", "", "fixed", "several_phones"},
           {"0120-444-113 10:00", "0120-444-113", "", "toll_free", ""},
           {"0081-23-489-3504:", "0234-89-3504", "", "fixed", ""},
           {"010-81-90-9689-3478 月", "090-9689-3478", "", "mobile", ""},
           {"011-81-3-3234-0987", "03-3234-0987", "", "fixed", ""},
           {"011-81-90-1234-0987", "090-1234-0987", "", "mobile", ""},
           {"011 81 3 3234 0987", "03-3234-0987", "", "fixed", ""},
           {"011-812-3450", "011-812-3450", "", "fixed", ""},
           {"011-812-3450 6789", "011-812-3450", "", "fixed", ""},
           {"〇三－三二三四－〇九八七", "03-3234-0987", "", "fixed", ""},
           {"〇九〇一二三四〇九八七", "090-1234-0987", "", "mobile", ""},
       }) {
    Phone p = phone(c.text);
    EXPECT_EQ(p.national, c.national) << c.text;
    EXPECT_EQ(p.ext, c.ext) << c.text;
    EXPECT_EQ(p.type, c.type) << c.text;
    EXPECT_EQ(said(p), c.said) << c.text;
  }
}

TEST(Phone, TakesTheFirstOfSeveral) {
  for (const char* behind :
       {" 090-1234-0988", "・090-1234-0988", "～9", "〜0989", "-9", "-0988", "・8", " 携帯090-1234-0988",
        ",8", "、8", "、0988", " / 0988", "/0988", " ～ 9", "→03-3234-0988", "|03-3234-0988",
        "。03-3234-0988", "(090-1234-0988)", " FAX 03-3234-0988"}) {
    Phone p = phone(std::string("03-3234-0987") + behind);
    EXPECT_EQ(p.national, "03-3234-0987") << behind;
    EXPECT_EQ(p.ext, "") << behind;
    EXPECT_EQ(said(p), "several_phones") << behind;
  }
  EXPECT_EQ(phone("FAX 03-3234-0988 TEL 03-3234-0987").national, "03-3234-0987");
  EXPECT_EQ(phone("9012340987 / 0332340987").national, "090-1234-0987");
  EXPECT_EQ(said(phone("9012340987 / 0332340987")), "several_phones");
}

TEST(Phone, LeavesOutWhatStandsBefore) {
  for (const char* before : {"①", "1)", "2階 ", "〒100-0001 "}) {
    Phone p = phone(std::string(before) + "03-3234-0987");
    EXPECT_EQ(p.national, "03-3234-0987") << before;
    EXPECT_EQ(said(p), "") << before;
  }
}

/// A part of another country's number, or of a number of something else, is nobody's phone number here.
TEST(Phone, TakesNoPartOfAnotherNumber) {
  for (const char* text :
       {"86-138-0013-8000", "44-020-7946-0958", "44 020 7946 0958", "63 0917 123 4567", "49 030 1234567",
        "33 01 42 68 53 00", "Tel (39) 01 88 97 35 66", "03-3234-0987-1234"})
    EXPECT_EQ(phone(text).e164 + said(phone(text)), "bad_phone_length") << text;
  EXPECT_EQ(phone("会員番号1234567 03-3234-0987").national, "03-3234-0987");
  EXPECT_EQ(phone("会員12 03-3234-0987").national, "03-3234-0987");
  EXPECT_EQ(phone("81 03-3234-0987 / 0988").national, "03-3234-0987");
  EXPECT_EQ(phone("〒064-0820 011-222-0987").national, "011-222-0987");
}

TEST(Phone, GivesE164) {
  EXPECT_EQ(phone("03-3234-0987").e164, "+81332340987");
  EXPECT_EQ(phone("+1 (650) 253-0000").e164, "+16502530000");
}

TEST(Phone, SaysWhereThePlanHasNoSuchAreaCode) {
  for (const char* text : {"0941-62-3456", "094-522-3456", "08513-2-3456"}) EXPECT_EQ(said(phone(text)), "unassigned_phone") << text;
  for (const char* text : {"0940-62-3456", "0944-52-3456", "08512-2-3456", "08514-6-2345"}) EXPECT_EQ(said(phone(text)), "") << text;
}

TEST(Phone, RefusesWhatIsNoNumber) {
  for (auto [text, why] :
       std::initializer_list<std::pair<const char*, const char*>>{{"なし", "bad_phone"},
                                                                  {"12", "bad_phone_length"},
                                                                  {"0000000000", "dummy_phone"},
                                                                  {"1234567890", "dummy_phone"},
                                                                  {"03-1234-56", "bad_phone_length"},
                                                                  {"0100-12-3456", "no_such_phone"},
                                                                  {"taro@example.jp", "bad_phone"},
                                                                  {"+999 1", "bad_phone"},
                                                                  {"\xff\xff", "bad_phone"}}) {
    EXPECT_EQ(phone(text).e164, "") << text;
    EXPECT_EQ(said(phone(text)), why) << text;
  }
}

/// libphonenumber as an oracle: where it holds a number to be valid, its hyphens are ours.
TEST(Phone, TakesNoLongTextApart) {
  std::string digits(20'000, '9'), written;
  for (int i = 0; i < 20'000; ++i) written += "〇";
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(said(phone(digits)), "bad_phone");
  EXPECT_EQ(said(phone(written)), "bad_phone");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
}

TEST(Phone, PutsHyphensWhereTheNumberingPlanDoes) {
  using i18n::phonenumbers::PhoneNumber;
  using i18n::phonenumbers::PhoneNumberUtil;
  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  int seen = 0, differ = 0;
  for (int head = 100; head < 10'000; ++head) {
    for (const char* tail : {"20987", "54321"}) {
      std::string digits = "0" + std::to_string(head) + tail;
      digits.resize(10, '0');
      auto changed_since = {"060",   "0539",  "0836",
                            "08636", "08672", "08673"};  // the plan is newer than Debian's libphonenumber
      if (std::any_of(changed_since.begin(), changed_since.end(),
                      [&](const char* c) { return digits.starts_with(c); }))
        continue;
      PhoneNumber number;
      if (util.Parse(digits, "JP", &number) != PhoneNumberUtil::NO_PARSING_ERROR ||
          !util.IsValidNumber(number))
        continue;
      std::string theirs;
      util.Format(number, PhoneNumberUtil::NATIONAL, &theirs);
      ++seen;
      if (phone(digits).national != theirs)
        ++differ, ADD_FAILURE() << digits << " " << theirs << " " << phone(digits).national;
    }
  }
  EXPECT_GT(seen, 5'000);
  EXPECT_EQ(differ, 0);
}

}  // namespace
}  // namespace musubi::normalize
