// Delivery reports: which address is dead, and which is only full, blocked or away. The mails are written for this test.
#include "connectors/mail/report.hpp"

#include <gtest/gtest.h>

#include "connectors/mail/bounce_reason.hpp"

namespace musubi::mail {
namespace {

constexpr int64_t kNow = 1'767'225'600;

std::vector<Report> reports(const std::string& mail) {
  return reports_of(read_mail(mail, kNow));
}

std::string dsn(const std::string& fields, const std::string& words = "It failed.") {
  return "From: MAILER-DAEMON@mx.example\nTo: shop@shop.example\nSubject: Undelivered\nMIME-Version: 1.0\n"
         "Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\nContent-Type: text/plain\n\n" +
         words + "\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n" + fields + "\n--r--\n";
}

TEST(Report, SaysWhetherTheAddressIsDead) {
  const struct {
    const char *fields, *kind, *reason;
    bool permanent;
  } cases[] = {
      {"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n", "bounce", "user_unknown", true},
      {"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 No such user here\n", "bounce", "user_unknown", true},
      {"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.2\nDiagnostic-Code: smtp; Host or domain name not found\n", "bounce", "host_unknown", true},
      {"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.6\n", "bounce", "moved", true},
      {"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 over quota\n", "bounce", "mailbox_full", false},
      {"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 mailbox is full\n", "bounce", "mailbox_full", false},
      {"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 554 blocked using a blocklist\n", "bounce", "blocked", false},
      {"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.7.26\nDiagnostic-Code: smtp; 550 DMARC policy\n", "bounce", "authentication", false},
      {"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.8\nDiagnostic-Code: smtp; 553 Sender address rejected: Domain not found\n", "bounce", "sender", false},
      {"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 4.4.1\nDiagnostic-Code: X-Postfix; connect to b.example: Connection refused\n", "bounce", "network", false},
      {"Final-Recipient: rfc822; a@b.example\nAction: delayed\nStatus: 4.4.1\n", "report", "delayed", false},
      {"Final-Recipient: rfc822; a@b.example\nAction: relayed\nStatus: 2.0.0\n", "report", "relayed", false},
      {"Final-Recipient: rfc822; a@b.example\nAction: delivered (to mailbox)\nStatus: 2.1.5\n", "report", "delivered", false},
  };
  for (const auto& c : cases) {
    auto out = reports(dsn(c.fields));
    ASSERT_EQ(out.size(), 1u) << c.fields;
    EXPECT_EQ(out[0].kind, c.kind) << c.fields;
    EXPECT_EQ(out[0].recipient, "a@b.example") << c.fields;
    EXPECT_EQ(out[0].reason, c.reason) << c.fields;
    EXPECT_EQ(out[0].permanent, c.permanent) << c.fields;
  }
}

TEST(Report, AnswersForEachRecipientAndAsTheMailWasAddressed) {
  auto out = reports(dsn("Original-Recipient: rfc822;old@b.example\nFinal-Recipient: rfc822;new@c.example\nAction: failed\nStatus: 5.1.1\n\n"
                         "Final-Recipient: rfc822; full@b.example\nAction: failed\nStatus: 5.2.2\n"));
  ASSERT_EQ(out.size(), 2u);
  EXPECT_EQ(out[0].recipient, "old@b.example");
  EXPECT_TRUE(out[0].permanent);
  EXPECT_EQ(out[1].recipient, "full@b.example");
  EXPECT_FALSE(out[1].permanent);
}

// Carriers answer "unknown user" to the text of a mail that the reader's own filter refuses.
TEST(Report, AnAddressThatTookTheCommandIsNotDead) {
  auto out = reports(dsn("Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 Unknown user\n",
                         "<a@b.example>: host mx.b.example said: 550 Unknown user\n    (in reply to end of DATA command)"));
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0].reason, "filtered");
  EXPECT_FALSE(out[0].permanent);
  EXPECT_EQ(stage_in_transcript(">>> MAIL From:<x@y>\n<<< 553 5.1.8 no\n", ""), Stage::sender);
  EXPECT_EQ(stage_in_transcript(">>> RCPT To:<a@b>\n<<< 550 no\n", "a@b"), Stage::recipient);
  EXPECT_EQ(stage_in_transcript(">>> DATA\n<<< 550 <a@b> no\n", "a@b"), Stage::data);
  EXPECT_EQ(stage_in_transcript(">>> DATA\n<<< 550 <a@b> no\n<<< 503 Need RCPT\n", "a@b"), Stage::recipient);
}

TEST(Report, FormsThatKnowNoStandard) {
  const struct {
    const char *mail, *recipient, *reason;
    bool permanent;
  } cases[] = {
      {"From: MAILER-DAEMON@mx.example\nTo: shop@shop.example\nSubject: failure notice\n\nHi. This is the qmail-send program at mx.example.\n\n<a@b.example>:\n"
       "192.0.2.1 does not like recipient.\nRemote host said: 550 No such user\n\n--- Below this line is a copy of the message.\n\nTo: other@c.example\n",
       "a@b.example", "user_unknown", true},
      {"From: Mail Delivery System <Mailer-Daemon@mx.example>\nX-Failed-Recipients: a@b.example\nTo: shop@shop.example\nSubject: Mail delivery failed\n\n"
       "A message that you sent could not be delivered.\n\n  a@b.example\n    SMTP error from remote mail server after RCPT TO:<a@b.example>:\n    host mx: 552 mailbox full\n",
       "a@b.example", "mailbox_full", false},
      {"From: postmaster@carrier.example\nTo: shop@shop.example\nSubject: 配信エラー\nContent-Type: text/plain; charset=utf-8\n\n次の宛先は存在しません。\na@b.example\n",
       "a@b.example", "user_unknown", true},
  };
  for (const auto& c : cases) {
    auto out = reports(c.mail);
    ASSERT_EQ(out.size(), 1u) << c.mail;
    EXPECT_EQ(out[0].kind, "bounce");
    EXPECT_EQ(out[0].recipient, c.recipient);
    EXPECT_EQ(out[0].reason, c.reason);
    EXPECT_EQ(out[0].permanent, c.permanent);
  }
}

TEST(Report, OthersAreNoBounces) {
  auto abuse = reports("From: fbl@isp.example\nTo: abuse@shop.example\nSubject: complaint\nContent-Type: multipart/report; report-type=feedback-report; boundary=r\n\n"
                       "--r\nContent-Type: text/plain\n\nA complaint.\n--r\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: <a@b.example>\n--r--\n");
  ASSERT_EQ(abuse.size(), 1u);
  EXPECT_EQ(abuse[0].kind, "feedback");
  EXPECT_EQ(abuse[0].recipient, "a@b.example");
  EXPECT_FALSE(abuse[0].permanent);
  EXPECT_TRUE(reports("From: a@b.example\nTo: shop@shop.example\nSubject: user unknown?\n\nc@d.example is an unknown user, they say.\n").empty());
  EXPECT_TRUE(reports("From: a@b.example\nTo: shop@shop.example\nSubject: 不在\nAuto-Submitted: auto-replied\n\n休みです。\n").empty());
  auto delayed = reports("From: MAILER-DAEMON@mx.example\nTo: shop@shop.example\nSubject: Warning: could not send message\n\nTHIS IS A WARNING MESSAGE ONLY.\n\n<a@b.example>\nuser unknown\n");
  ASSERT_EQ(delayed.size(), 1u);
  EXPECT_EQ(delayed[0].kind, "report");
  EXPECT_FALSE(delayed[0].permanent);
}

}  // namespace
}  // namespace musubi::mail
