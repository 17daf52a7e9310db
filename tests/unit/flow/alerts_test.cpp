#include "core/flow/alerts.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

const SmtpSettings smtp{"smtp://127.0.0.1:1", "hub@example.jp", "admin@example.jp, boss@example.jp", "", {}};

Alert alert() {
  Alert out;
  out.id = 7;
  out.connection = "pos";
  out.kind = "failed";
  out.run = 42;
  out.reason = {"pull.auth", {{"where", "pos"}, {"connection", "pos"}, {"ja", "パスワードが違います。"}, {"en", "The password is wrong."}}};
  out.raised = parse_time("2026-11-22T06:05:09Z", "UTC").value();
  return out;
}

std::string decoded(std::string_view base64) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0, have = 0;
  for (char c : base64) {
    size_t value = digits.find(c);
    if (value == digits.npos) continue;
    bits = bits << 6 | unsigned(value);
    if ((have += 6) >= 8) out += char(bits >> (have -= 8) & 255);
  }
  return out;
}

TEST(AlertMail, IsAMailWithCauseAndNextStep) {
  std::string mail = alert_mail(alert(), smtp, Lang::ja, "Asia/Tokyo");
  size_t body = mail.find("\r\n\r\n");
  std::string head = mail.substr(0, body), text = decoded(mail.substr(body));
  EXPECT_NE(head.find("To: admin@example.jp, boss@example.jp\r\n"), std::string::npos);
  EXPECT_NE(head.find("Date: Sun, 22 Nov 2026 06:05:09 +0000\r\n"), std::string::npos);
  for (unsigned char c : mail) EXPECT_TRUE(c < 0x80);
  for (size_t at = 0, end; at < mail.size(); at = end + 2) {
    end = mail.find("\r\n", at);
    if (end == mail.npos) break;
    EXPECT_LE(end - at, 78u) << mail.substr(at, end - at);
  }
  for (const char* part : {"2026-11-22 15:05 (Asia/Tokyo)", "パスワードが違います。", "musubi run show 42", "musubi sync pos"}) EXPECT_NE(text.find(part), text.npos) << text;
  std::string words;
  for (size_t at = head.find("=?UTF-8?B?"); at != head.npos; at = head.find("=?UTF-8?B?", at + 1)) words += decoded(head.substr(at + 10, head.find("?=", at) - at - 10));
  EXPECT_EQ(words, "[Musubi] 接続「pos」の取り込みに失敗しました");
}

TEST(AlertMail, TellsOfACredentialThatIsAboutToEnd) {
  Alert ending = alert();
  ending.kind = "expiring";
  ending.reason = {"flow.credential_ends", {{"connection", "pos"}, {"credential", "token"}, {"date", "2026-12-01 09:00"}}};
  std::string mail = alert_mail(ending, smtp, Lang::en, "UTC");
  std::string text = decoded(mail.substr(mail.find("\r\n\r\n")));
  for (const char* part : {"token of connection “pos” ends at 2026-12-01 09:00", "musubi connection login pos", "It goes on until then."}) EXPECT_NE(text.find(part), text.npos) << text;
}

TEST(AlertMail, SpeaksEnglish) {
  Alert late = alert();
  late.kind = "overdue";
  late.run = {};
  late.reason = {"flow.run_overdue", {{"connection", "pos"}, {"due", "2026-11-22 06:00"}}};
  std::string mail = alert_mail(late, smtp, Lang::en, "UTC");
  std::string text = decoded(mail.substr(mail.find("\r\n\r\n")));
  EXPECT_NE(text.find("was due at 2026-11-22 06:00"), text.npos);
  EXPECT_NE(text.find("musubi run list"), text.npos);
}

TEST(AlertMail, TellsOfAPersonByNumberAlone) {
  Alert notice = alert();
  notice.kind = "notice";
  notice.run = {};
  notice.customer = 12;
  notice.reason = {"flow.person_notice", {{"connection", "mail"}, {"stream", "messages"}, {"id", "12"}}};
  for (Lang lang : {Lang::ja, Lang::en}) {
    std::string mail = alert_mail(notice, smtp, lang, "UTC");
    std::string text = decoded(mail.substr(mail.find("\r\n\r\n")));
    for (const char* part : {"#12", "mail", "musubi review list", "musubi customer show 12"}) EXPECT_NE(text.find(part), text.npos) << text;
    EXPECT_EQ(text.find("musubi sync"), text.npos);
  }
}

TEST(AlertMail, SaysWhereItCouldNotBeSent) {
  try {
    send_mail(smtp, "x");
    FAIL() << "nobody listens there";
  } catch (const Error& e) {
    EXPECT_EQ(e.message().id, "flow.mail_failed");
    EXPECT_NE(render(e.message(), Lang::en).find("smtp://127.0.0.1:1"), std::string::npos);
  }
}

}  // namespace
}  // namespace musubi
