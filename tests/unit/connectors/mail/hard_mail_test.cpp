// Mails whose labels lie, whose dates have no zone, and whose text stands elsewhere or is broken into lines.
#include <gtest/gtest.h>

#include "connectors/mail/calendar_text.hpp"
#include "connectors/mail/flowed.hpp"
#include "connectors/mail/mail.hpp"
#include "connectors/mail/mail_date.hpp"
#include "connectors/mail/record.hpp"

namespace musubi::mail {
namespace {

Mail read(const std::string& bytes) { return read_mail(bytes, 1'777'000'000); }

TEST(HardMail, DatesAreReadWithAndWithoutAZone) {
  const struct {
    const char *date, *iso;
  } cases[] = {
      {"Mon, 13 Apr 2026 10:00:00 +0900", "2026-04-13T10:00:00+09:00"},
      {"Mon, 13 Apr 2026 10:00:00 GMT", "2026-04-13T10:00:00+00:00"},
      {"Mon, 13 Apr 2026 10:00:00 EST", "2026-04-13T10:00:00-05:00"},
      {"13 Apr 2026 10:00 JST", "2026-04-13T10:00:00+09:00"},
      {"Mon, 13 Apr 2026 10:00:00 (JST)", "2026-04-13T10:00:00+09:00"},
      {"Mon, 13 Apr 2026 01:00:00 +0000 (JST)", "2026-04-13T01:00:00+00:00"},
      {"Mon Apr 13 10:00:00 JST 2026", "2026-04-13T10:00:00+09:00"},
      {"Mon, 13 Apr 2026 10:00:00 GMT+09:00", "2026-04-13T10:00:00+09:00"},
      {"Mon, 13 Apr 2026 10:00:00 UTC+9", "2026-04-13T10:00:00+09:00"},
      {"Mon, 13 Apr 2026 10:00:00 +0900 (a (b))", "2026-04-13T10:00:00+09:00"},
      {"Mon, 13 Apr 2026 10.00.00 +0900", "2026-04-13T10:00:00+09:00"},
      // the connection's zone makes a time of these
      {"Mon, 13 Apr 2026 10:00:00", "2026-04-13T10:00:00"},
      {"Mon Apr 13 10:00:00 2026", "2026-04-13T10:00:00"},
      {"Mon, 13 Apr 2026 1:00:00 PM", "2026-04-13T13:00:00"},
      {"Mon, 13 Apr 2026 12:30 a.m.", "2026-04-13T00:30:00"},
      {"Mon, 13 Apr 2026 10:00:00 +9900", "2026-04-13T10:00:00"},
      {"Mon, 31 Feb 2026 10:00:00 +0900", ""},
      {"Mon, 13 Apr 2026 25:61:00 +0900", ""},
  };
  for (const auto& c : cases) {
    auto date = mail_date(c.date);
    EXPECT_EQ(date ? date->iso() : "", c.iso) << c.date;
  }
}

TEST(HardMail, EscapesOfJisAreReadWhateverTheLabel) {
  for (const char* label : {"us-ascii", "utf-8", "Shift_JIS", "iso-2022-jp", "iso-8859-1", "iso-2022-jp-2004"})
    EXPECT_EQ(read(std::string("From: a@b.example\nContent-Type: text/plain; charset=") + label + "\n\n\x1b$B4A;z\x1b(B\n").text, "漢字") << label;
  EXPECT_EQ(read("From: a@b.example\nContent-Type: text/plain; charset=iso-2022-jp-2004\n\n\x1b$(Q4A;z\x1b(B\n").text, "漢字");
  EXPECT_EQ(read("From: a@b.example\nContent-Type: text/plain; charset=iso-2022-jp\n\n\x1b&@\x1b$B4A;z\x1b(B\n").text, "漢字");
}

TEST(HardMail, AByteOrderMarkIsNoText) {
  EXPECT_EQ(read("From: a@b.example\nContent-Type: text/plain; charset=utf-8\n\n\xEF\xBB\xBF本文\n").text, "本文");
}

TEST(HardMail, AWideAtIsOne) {
  EXPECT_EQ(people_of("山田 <a＠b.example>"), (std::vector<Person>{{"山田", "a@b.example"}}));
  EXPECT_EQ(people_of("\"A＠B\" <a@b.example>"), (std::vector<Person>{{"A＠B", "a@b.example"}}));
}

TEST(HardMail, BrokenParagraphsAreOne) {
  const struct {
    const char* text;
    bool delsp;
    const char* whole;
  } cases[] = {
      {"今日はお問い合わせ \nいただき、ありがとう \nございます。\n次\n", true, "今日はお問い合わせいただき、ありがとうございます。\n次\n"},
      {"a long \nline\nnext\n", false, "a long line\nnext\n"},
      {"> a \n> b\nc\n", false, "> a b\nc\n"},
      {"> a \nc\n", false, "> a \nc\n"},
      {"a \n-- \nTaro\n", false, "a \n-- \nTaro\n"},
      {" From here\n  x\n", false, "From here\n x\n"},
      {"", true, ""},
  };
  for (const auto& c : cases) EXPECT_EQ(unflowed(c.text, c.delsp), c.whole) << c.text;
  Mail mail = read("From: a@b.example\nContent-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n配信停止を \nお願いします。\n");
  EXPECT_EQ(mail.text, "配信停止をお願いします。");
  EXPECT_NE(message_json(mail, {}).find("\"opt_out\":\"配信停止をお願いします\""), std::string::npos);
}

TEST(HardMail, AnInvitationAloneSaysWhatItIs) {
  const std::string calendar =
      "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VTIMEZONE\nDESCRIPTION:no\nEND:VTIMEZONE\nBEGIN:VEVENT\nSUMMARY;LANGUAGE=ja:打ち合わせ\\, 第2回\nLOCATION:本社\nDESCRIPTION:議題\\n見\n 積\n"
      "BEGIN:VALARM\nDESCRIPTION:Reminder\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n";
  EXPECT_EQ(calendar_text(calendar), "打ち合わせ, 第2回\n本社\n議題\n見積\n");
  EXPECT_EQ(calendar_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n"), "");
  const std::string head = "From: a@b.example\nContent-Type: multipart/alternative; boundary=x\n\n";
  const std::string part = "--x\nContent-Type: text/calendar; method=REQUEST; charset=utf-8\n\n" + calendar + "--x--\n";
  EXPECT_EQ(read(head + part).text, "打ち合わせ, 第2回\n本社\n議題\n見積");
  EXPECT_EQ(read(head + "--x\nContent-Type: text/plain; charset=utf-8\n\n招待です\n" + part).text, "招待です");
}

}  // namespace
}  // namespace musubi::mail
