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

TEST(Report, WhoIsGoneMayBeSaidBehindTheText) {
  const struct {
    const char *status, *words, *reason;
  } cases[] = {
      {"5.0.0", "554 delivery error: dd This user doesn't have a b.example account (a@b.example) [0] - mta1.mail.b.example", "user_unknown"},
      {"5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup", "user_unknown"},
      {"5.1.0", "550 5.1.0 <a@b.example>: mailbox does not exist", "user_unknown"},
      {"5.1.2", "550 5.1.2 Host unknown", "host_unknown"},
      {"5.1.1", "550 5.1.1 unknown user", "user_unknown"},
      {"5.0.0", "550 No such user here", "user_unknown"},
      // What a filter says as well.
      {"5.0.0", "550 Unknown user", "filtered"},
      {"5.0.0", "550 Unknown user a@b.example", "filtered"},
      {"5.1.0", "550 5.1.0 user unknown", "filtered"},
      {"5.0.0", "550 Requested action not taken: mailbox unavailable", "filtered"},
      {"5.0.0", "550 a domain in the text does not exist", "filtered"},
      // Of our text, or of who may write.
      {"5.0.0", "554 Your message doesn't have a valid From header", "filtered"},
      {"5.0.0", "550 link in message is no longer valid", "filtered"},
      {"5.0.0", "554 Your campaign is no longer active", "filtered"},
      {"5.0.0", "550 Message rejected: recipient not found in allowed senders", "filtered"},
      {"5.0.0", "550 <a@b.example>: address is no longer active", "user_unknown"},
      {"5.0.0", "550 Mr A no longer works here", "user_unknown"},
  };
  for (const auto& c : cases) {
    auto out = reports(dsn(std::string("Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: ") + c.status + "\nDiagnostic-Code: smtp; " + c.words + "\n",
                           std::string("<a@b.example>: host mx.b.example said: ") + c.words + "\n    (in reply to end of DATA command)"));
    ASSERT_EQ(out.size(), 1u) << c.words;
    EXPECT_EQ(out[0].reason, c.reason) << c.words;
  }
  for (const char* words : {"550 user has left the organization", "550 <a@b.example>: address is no longer active", "550 This user has retired", "550 Mr A no longer works here"})
    EXPECT_EQ(reason_word(reason_of(words, "")), "user_unknown") << words;
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

// One text for all refusals, and a code or a form that says more.
TEST(Report, WordsOfAnUnknownUserAreNotAlwaysMeant) {
  const struct {
    const char *words, *status;
    Reason reason;
  } cases[] = {
      {"550 5.1.1 <a@b.example>... User Unknown", "5.1.1", Reason::user_unknown},
      {"550 5.2.1 <a@b.example>... User Unknown", "5.2.1", Reason::user_unknown},
      {"550 5.7.1 550 unknown user: a@b.example", "5.0.0", Reason::filtered},
      {"554 5.7.1 <a@b.example>: Recipient address rejected: Access denied", "5.7.1", Reason::user_unknown},
      {"smtp; 550 user unknown", "5.0.0", Reason::filtered},
      {"smtp; 550 user unknown", "5.1.1", Reason::user_unknown},
      {"smtp; 550 5.1.1 user unknown", "5.0.0", Reason::user_unknown},
      {"550 user unknown (in reply to RCPT TO command)", "5.0.0", Reason::user_unknown},
      {"550 user unknown, this address does not exist", "5.0.0", Reason::user_unknown},
      {"unknown user: a", "", Reason::user_unknown},
      {"smtp;550 : User unknown", "5.0.0", Reason::filtered},
      {"550: : User unknown", "", Reason::filtered},
      {"550 5.1.1 remote server returned unknown recipient -> 550 : User unknown", "5.1.1", Reason::filtered},
      {"SMTP error 550: User unknown after RCPT TO", "", Reason::user_unknown},
      {"550 <a@b.example>: User unknown", "", Reason::user_unknown},
      {"5.1.0 - Unknown address error 554-'blocked using a blocklist'", "5.1.0", Reason::blocked},
      {"5.1.0 - Unknown address error 550-'no such person at this address'", "5.1.0", Reason::user_unknown},
      {"procmail: Couldn't create \"/var/mail/a\" id: mx.example: No such user", "5.1.1", Reason::system},
      {"Name service error for name=b.example type=MX: Malformed or unexpected name server reply", "5.4.4", Reason::network},
      {"Host or domain name not found. Name service error for name=b.example: Host not found", "5.4.4", Reason::host_unknown},
      {"all relevant MX records point to non-existent hosts", "", Reason::host_unknown},
      {"554 <a@b.example>... Remote protocol error: Connection reset by peer", "", Reason::network},
      {"The number of messages in recipient's mailbox exceeded the local limit.", "", Reason::mailbox_full},
      {"550 5.1.1 RCP-P2 the recipient's privacy settings", "5.1.1", Reason::filtered},
      {"The group may not exist, or you may not have permission to post messages to it.", "", Reason::policy},
      {"グループが存在しないか、グループにメッセージを投稿する権限がない可能性があります", "", Reason::policy},
  };
  for (const auto& c : cases) EXPECT_EQ(reason_word(reason_of(c.words, c.status)), reason_word(c.reason)) << c.words;
}

// RFC 3463: what is wrong with us, with the text or for now says nothing of the recipient, whatever words it is put in.
TEST(Report, ARefusalOfUsIsNotTheRecipientsDeath) {
  const struct {
    const char *words, *status;
    Reason reason;
  } cases[] = {
      {"550 5.7.1 Client host rejected: reverse DNS record does not exist", "5.7.1", Reason::blocked},
      {"550 5.7.1 <x>: Helo command rejected: domain does not exist", "5.7.1", Reason::blocked},
      {"550 Client host rejected: the name does not exist", "", Reason::blocked},
      {"553 5.1.7 Invalid address", "5.1.7", Reason::sender},
      {"553 5.1.7 Invalid address", "5.0.0", Reason::sender},
      {"553 5.1.8 <shop@shop.example>... Domain name not found", "5.1.8", Reason::sender},
      {"454 4.7.5 The certificate is not valid", "4.7.5", Reason::policy},
      {"Certificate of the host is not valid", "4.7.5", Reason::policy},
      {"550 5.7.5 the signature of this mail is not valid", "5.7.5", Reason::policy},
      {"554 550 Requested action not taken: mailbox unavailable invalid DNS MX or A/AAAA resource record", "5.0.0", Reason::sender},
      {"550 5.7.1 Requested action not taken: mailbox unavailable", "5.7.1", Reason::policy},
      {"550 5.7.1 This address no longer accepts mail from you; you have been blocked", "5.7.1", Reason::blocked},
      {"550 5.7.1 this list no longer accepts mail of others", "5.7.1", Reason::policy},
      {"550 5.6.0 the header is not valid", "5.6.0", Reason::policy},
      {"550-5.7.1 the domain does not exist\n 550 5.7.1 see our pages", "", Reason::policy},
      {"550 5.7.1 送信元ドメインが存在しません", "5.7.1", Reason::sender},
      {"the name does not exist (#5.7.1)", "", Reason::policy},
      {"554 EHLO hostname does not exist", "5.0.0", Reason::blocked},
      {"550 The sender's mailbox does not exist (sender verification failed)", "5.0.0", Reason::sender},
      {"550 Mail from domain does not exist", "5.0.0", Reason::sender},
      // Given up after tries, each of which was to pass.
      {"451 4.1.1 user unknown, temporary lookup failure", "4.4.7", Reason::expired},
      {"451 4.1.1 user unknown, temporary lookup failure", "5.0.0", Reason::expired},
      {"450 4.1.2 <a@b.example>: Recipient address rejected: Domain not found", "4.1.2", Reason::expired},
      {"450 4.1.1 <a@b.example>: user unknown in the table, greylisted", "4.1.1", Reason::rate},
      {"450 4.1.1 <a@b.example>: user unknown in the table", "4.1.1", Reason::user_unknown},
      {"450 <a@b.example>: user unknown, greylisted", "", Reason::rate},
      {"no such user", "4.4.7", Reason::expired},
      // Those that say 5.7.1 of a recipient whom they do not know.
      {"550 5.7.1 recipient not found", "5.7.1", Reason::user_unknown},
      {"550 5.7.1 <a@b.example>: no such user here, unable to relay", "5.7.1", Reason::user_unknown},
      {"554 5.7.1 The mailbox does not exist", "5.7.1", Reason::user_unknown},
      {"550 5.7.1 Unable to relay", "5.7.1", Reason::relay},
      {"450 4.2.0 try again; later: 550 5.1.1 no such user", "5.1.1", Reason::user_unknown},
      {"550 the address does not exist #5.1.1", "", Reason::user_unknown},
      {"550-5.1.1 The email account that you tried to reach does not exist.", "", Reason::user_unknown},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(reason_word(reason_of(c.words, c.status)), reason_word(c.reason)) << c.words;
    auto out = reports(dsn(std::string("Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: ") + c.status + "\nDiagnostic-Code: smtp; " + c.words + "\n"));
    ASSERT_EQ(out.size(), 1u) << c.words;
    EXPECT_EQ(out[0].permanent, is_permanent(c.reason)) << c.words << ": " << out[0].reason;
  }
}

// sendmail of old: each address with its answer on its own line, and lines of other servers between them.
TEST(Report, EachAddressOfATranscriptHasItsOwnAnswer) {
  auto out = reports("From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example>\nTo: shop@shop.example\nSubject: Returned mail: Host unknown\n\n"
                     "   ----- Transcript of session follows -----\n"
                     "554 <reset@a.example>... Remote protocol error: Connection reset by peer with a.example\n"
                     "550 b.example (smtp)... 550 Host unknown\n"
                     "554 <gone@b.example>... 550 Host unknown (Authoritative answer from name server)\n");
  ASSERT_EQ(out.size(), 2u);
  EXPECT_EQ(out[0].recipient, "reset@a.example");
  EXPECT_EQ(out[0].reason, "network");
  EXPECT_FALSE(out[0].permanent);
  EXPECT_EQ(out[1].reason, "host_unknown");
  EXPECT_TRUE(out[1].permanent);
}

std::string notice(const std::string& json, const std::string& from = "no-reply@sns.amazonaws.com") {
  return "From: " + from + "\nTo: shop@shop.example\nSubject: AWS Notification Message\n\n" + json + "\n";
}

TEST(Report, NoticesOfAServiceThatSends) {
  const std::string gone =
      R"({"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General","bouncedRecipients":[)"
      R"({"emailAddress":"a@b.example","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"},)"
      R"({"emailAddress":"full@b.example","status":"5.2.2","diagnosticCode":"smtp; 552 mailbox full"}]},)"
      R"("mail":{"commonHeaders":{"subject":"Hello","messageId":"<1@shop.example>"}}})";
  auto out = reports(notice(gone));
  ASSERT_EQ(out.size(), 2u);
  EXPECT_EQ(out[0].recipient, "a@b.example");
  EXPECT_EQ(out[0].reason, "user_unknown");
  EXPECT_TRUE(out[0].permanent);
  EXPECT_EQ(out[0].original_subject, "Hello");
  EXPECT_EQ(out[1].reason, "mailbox_full");
  EXPECT_FALSE(out[1].permanent);
  EXPECT_TRUE(reports(notice(gone, "somebody@else.example")).empty()) << "anybody can write JSON";

  std::string quoted;
  for (char c : gone) quoted += c == '"' ? std::string("\\\"") : std::string(1, c);
  quoted.insert(quoted.find("failed"), "!\n ");  // a long line that a server on the way has broken
  out = reports(notice("{\n \"Type\": \"Notification\",\n \"Message\": \"" + quoted + "\"\n}"));
  ASSERT_EQ(out.size(), 2u);
  EXPECT_TRUE(out[0].permanent);

  out = reports(notice(R"({"eventType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"Suppressed","bouncedRecipients":)"
                       R"([{"emailAddress":"a@b.example","status":"5.1.1"}]}})"));
  ASSERT_EQ(out.size(), 1u);
  EXPECT_FALSE(out[0].permanent);
  out = reports(notice(R"({"eventType":"Bounce","bounce":{"bounceType":"Transient","bouncedRecipients":[{"emailAddress":"a@b.example","status":"5.1.1"}]}})"));
  ASSERT_EQ(out.size(), 1u);
  EXPECT_FALSE(out[0].permanent);
  out = reports(notice(R"({"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"a@b.example"}]}})"));
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0].kind, "feedback");
  EXPECT_EQ(out[0].reason, "abuse");
  out = reports(notice(R"({"notificationType":"Delivery","delivery":{"recipients":["a@b.example"]}})"));
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0].kind, "report");
  EXPECT_TRUE(reports(notice(R"({"notificationType":5,"bounce":[1]})")).empty());
}

std::string complaint(const std::string& fields, const std::string& original = "To: somebody@b.example\n") {
  return "From: fbl@isp.example\nTo: abuse@shop.example\nSubject: complaint\nContent-Type: multipart/report; report-type=feedback-report; boundary=r\n\n"
         "--r\nContent-Type: message/feedback-report\n\nUser-Agent: isp/1\nVersion: 1\n" + fields +
         "\n--r\nContent-Type: message/rfc822\n\nFrom: shop@shop.example\n" + original + "Subject: News\n\nHello\n--r--\n";
}

TEST(Report, AComplaintNamesItsReader) {
  const struct {
    std::string mail, recipient, kind, reason;
  } cases[] = {
      {complaint("Feedback-Type: abuse\nOriginal-Rcpt-To: <a@b.example>\n"), "a@b.example", "feedback", "abuse"},
      {complaint("Feedback-Type: opt-out\nRemoval-Recipient: a@b.example\n"), "a@b.example", "feedback", "opt-out"},
      {complaint("Feedback-Type: abuse\n"), "somebody@b.example", "feedback", "abuse"},
      {complaint("Feedback-Type: abuse\n", "To: \"[Redacted]\" <>\nX-HmXmrOriginalRecipient: a@b.example\n"), "a@b.example", "feedback", "abuse"},
      {complaint("Feedback-Type: abuse\n", "To: undisclosed-recipients:;\n"), "", "feedback", "abuse"},
      {complaint("Feedback-Type: auth-failure\nOriginal-Rcpt-To: <a@b.example>\n"), "a@b.example", "report", "auth-failure"},
      {complaint("Feedback-Type: not-spam\nOriginal-Rcpt-To: <a@b.example>\n"), "a@b.example", "report", "not-spam"},
  };
  for (const auto& c : cases) {
    auto out = reports(c.mail);
    ASSERT_EQ(out.size(), 1u) << c.mail;
    EXPECT_EQ(out[0].recipient, c.recipient) << c.mail;
    EXPECT_EQ(out[0].kind, c.kind) << c.mail;
    EXPECT_EQ(out[0].reason, c.reason) << c.mail;
    EXPECT_EQ(out[0].original_subject, "News");
  }
  auto two = reports(complaint("Feedback-Type: abuse\nOriginal-Rcpt-To: <a@b.example>\nOriginal-Rcpt-To: <c@b.example>\nOriginal-Rcpt-To: <a@b.example>\n"));
  ASSERT_EQ(two.size(), 2u);
  EXPECT_EQ(two[1].recipient, "c@b.example");
}

TEST(Report, OthersAreNoBounces) {
  auto abuse = reports("From: fbl@isp.example\nTo: abuse@shop.example\nSubject: complaint\nContent-Type: multipart/report; report-type=feedback-report; boundary=r\n\n"
                       "--r\nContent-Type: text/plain\n\nA complaint.\n--r\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: <a@b.example>\n--r--\n");
  ASSERT_EQ(abuse.size(), 1u);
  EXPECT_EQ(abuse[0].kind, "feedback");
  EXPECT_EQ(abuse[0].recipient, "a@b.example");
  EXPECT_FALSE(abuse[0].permanent);
  EXPECT_EQ(abuse[0].reason, "abuse");
  EXPECT_TRUE(reports("From: a@b.example\nTo: shop@shop.example\nSubject: user unknown?\n\nc@d.example is an unknown user, they say.\n").empty());
  EXPECT_TRUE(reports("From: MTA Inc. Hanako <hanako@mta.example>\nTo: shop@shop.example\nSubject: 配信エラーについて\n\nc@d.example に送ると user unknown と返ってきます。\n").empty());
  EXPECT_EQ(reports("From: mta-1@mx.example\nTo: shop@shop.example\nSubject: 配信エラー\n\nc@d.example\nUser unknown\n").size(), 1u);
  EXPECT_TRUE(reports("From: a@b.example\nTo: shop@shop.example\nSubject: 不在\nAuto-Submitted: auto-replied\n\n休みです。\n").empty());
  auto delayed = reports("From: MAILER-DAEMON@mx.example\nTo: shop@shop.example\nSubject: Warning: could not send message\n\nTHIS IS A WARNING MESSAGE ONLY.\n\n<a@b.example>\nuser unknown\n");
  ASSERT_EQ(delayed.size(), 1u);
  EXPECT_EQ(delayed[0].kind, "report");
  EXPECT_FALSE(delayed[0].permanent);
}

}  // namespace
}  // namespace musubi::mail
