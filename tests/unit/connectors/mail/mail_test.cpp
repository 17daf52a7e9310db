// Whole mails: parts, HTML, dates, keys, and mails that break every rule.
#include "connectors/mail/mail.hpp"

#include <gtest/gtest.h>

#include "connectors/mail/html_text.hpp"
#include "connectors/mail/mail_date.hpp"
#include "connectors/mail/record.hpp"
#include "core/text/json.hpp"

namespace musubi::mail {
namespace {

constexpr int64_t kNow = 1'767'225'600;  // 2026-01-01

Mail read(const std::string& bytes) {
  return read_mail(bytes, kNow);
}

TEST(Mail, TheTextIsThePlainPartElseTheHtml) {
  const struct {
    const char *mail, *text;
    bool html;
  } cases[] = {
      {"From: a@b.example\n\nplain\n", "plain", false},
      {"Content-Type: text/html\n\n<p>a</p><p>b</p>", "a\nb", true},
      {"Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nplain\n--x\nContent-Type: text/html\n\n<p>html</p>\n--x--\n", "plain", false},
      {"Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\n \n--x\nContent-Type: text/html\n\n<p>html</p>\n--x--\n", "html", true},
      {"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nfirst\n--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename=n.txt\n\nnot this\n--x--\n", "first", false},
      {"Content-Type: multipart/mixed; boundary=x\n\nno part at all\n", "no part at all", false},
      {"Content-Type: multipart/mixed; boundary=x\n\n--y\nContent-Type: text/plain\n\nanother boundary\n--y--\n", "another boundary", false},
      {"Content-Type: multipart/mixed\n\nno boundary\n", "no boundary", false},
      {"Content-Type: nonsense\nContent-Transfer-Encoding: nonsense\n\nstill text\n", "still text", false},
      {"Content-Type: text/plain; charset=ISO-2022-JP\nContent-Transfer-Encoding: base64\n\nGyRCRnxLXBsoQg==\n", "日本", false},
  };
  for (const auto& c : cases) {
    Mail mail = read(c.mail);
    EXPECT_EQ(mail.text, c.text) << c.mail;
    EXPECT_EQ(mail.html, c.html) << c.mail;
  }
}

TEST(Mail, ImpossibleDatesGiveWayToTheReception) {
  const struct {
    const char *head, *date, *said;
  } cases[] = {
      {"Date: Thu, 1 Jan 2026 09:00:00 +0900\n", "2026-01-01T09:00:00+09:00", ""},
      {"Date: Wed, 31 Dec 2025 20:00:00 -0330\n", "2025-12-31T20:00:00-03:30", ""},
      {"Date: Thu, 1 Jan 1970 00:00:00 +0000\nReceived: from x; Wed, 31 Dec 2025 09:00:00 +0900\n", "2025-12-31T09:00:00+09:00", "Thu, 1 Jan 1970 00:00:00 +0000"},
      {"Date: Thu, 1 Jan 2099 00:00:00 +0000\nReceived: from x; Wed, 31 Dec 2025 09:00:00 +0900\n", "2025-12-31T09:00:00+09:00", "Thu, 1 Jan 2099 00:00:00 +0000"},
      {"Date: Thu, 1 Jan 2099 00:00:00 +0000\n", "", "Thu, 1 Jan 2099 00:00:00 +0000"},
      {"Date: yesterday\n", "", "yesterday"},
      {"Received: from x; Wed, 31 Dec 2025 09:00:00 +0900\n", "2025-12-31T09:00:00+09:00", ""},
      {"Subject: none\n", "", ""},
  };
  for (const auto& c : cases) {
    Mail mail = read(std::string(c.head) + "\nx");
    EXPECT_EQ(mail.date, c.date) << c.head;
    EXPECT_EQ(mail.date_said, c.said) << c.head;
  }
}

TEST(Mail, WithoutAReceptionTheMailboxTellsWhenItCame) {
  const struct {
    const char *head, *arrived, *date;
  } cases[] = {
      {"Date: Thu, 1 Jan 1970 00:00:00 +0000\n", "17 Jul 2025 02:44:25 -0500", "2025-07-17T02:44:25-05:00"},
      {"Date: Thu, 1 Jan 2099 00:00:00 +0000\n", "17 Jul 2025 02:44:25 +0900", "2025-07-17T02:44:25+09:00"},
      {"", "17 Jul 2025 02:44:25 +0900", "2025-07-17T02:44:25+09:00"},
      {"Date: Thu, 1 Jan 2099 00:00:00 +0000\nReceived: from x; Wed, 31 Dec 2025 09:00:00 +0900\n", "17 Jul 2025 02:44:25 +0900", "2025-12-31T09:00:00+09:00"},
      {"Date: Wed, 31 Dec 2025 20:00:00 +0900\n", "17 Jul 2025 02:44:25 +0900", "2025-12-31T20:00:00+09:00"},  // a copy of another mailbox may lie
      {"Date: Thu, 1 Jan 2099 00:00:00 +0000\n", "17 Jul 2098 02:44:25 +0900", ""},
      {"Date: Thu, 1 Jan 2099 00:00:00 +0000\n", "17 Foo", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(read_mail(std::string(c.head) + "\nx", kNow, c.arrived).date, c.date) << c.head << c.arrived;
}

TEST(Mail, TheKeyIsOfWhatTheSenderWrote) {
  const std::string mail = "From: a@b.example\nMessage-ID: <m1@b.example>\nSubject: x\n\nbody\n";
  std::string key = read(mail).key;
  EXPECT_TRUE(key.starts_with("m1@b.example#")) << key;
  EXPECT_EQ(read("Received: from y\nDelivered-To: z\n" + mail).key, key);
  EXPECT_EQ(read("From: a@b.example\r\nMessage-ID: <m1@b.example>\r\nSubject: x\r\n\r\nbody\r\n").key, key);
  EXPECT_EQ(read(mail + "\n\n").key, key);
  EXPECT_NE(read("From: a@b.example\nMessage-ID: <m1@b.example>\nSubject: x\n\nother\n").key, key);
  EXPECT_TRUE(read("Subject: x\n\nbody").key.starts_with("no-id#"));
  EXPECT_TRUE(read("Message-ID: <" + std::string(500, 'x') + ">\n\nbody").key.starts_with("no-id#"));
}

TEST(Mail, TooManyPartsAreLeftOut) {
  std::string many = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 10'500; ++i) many += "--b\nContent-Type: image/gif\n\nx\n";
  Mail mail = read(many + "--b--\n");
  EXPECT_TRUE(mail.parts.too_many);
  EXPECT_EQ(mail.parts.leaves.size(), kMostParts);
  std::string json = message_json(mail, {});
  EXPECT_LT(json.size(), 100'000u);
  EXPECT_NE(json.find("\"attachment_count\":10000"), std::string::npos);

  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) + "\n";
  EXPECT_TRUE(read(deep + "\ntext").parts.too_many);
}

TEST(Mail, ALongTextIsCutBetweenCharacters) {
  std::string text;
  while (text.size() < kKeptBytes + 100) text += "日本語の長い文\n";
  Mail mail = read("Content-Type: text/plain; charset=utf-8\n\n" + text);
  EXPECT_TRUE(mail.cut);
  EXPECT_LE(mail.text.size(), kKeptBytes);
  EXPECT_FALSE(text::check_json(message_json(mail, {})));
}

TEST(Mail, ALongFieldIsCut) {
  std::string to = "To: ";
  while (to.size() < 2 * kLongestField) to += "a@b.example,\n ";
  Mail mail = read("From: c@d.example\n" + to + "z@b.example\n\nbody");
  EXPECT_TRUE(mail.cut);
  EXPECT_EQ(mail.text, "body");
  EXPECT_EQ(mail.from.size(), 1u);
  EXPECT_LT(mail.to.size(), kLongestField / 10);
  EXPECT_FALSE(read("From: c@d.example\n\nbody").cut);
}

// Which of the same mail's copies counts: times of versions, compared as the host compares them.
TEST(Record, ACopyWithoutBccIsTheEarlierVersion) {
  const std::string head = "From: info@shop.example\nTo: a@b.example\nDate: Thu, 1 May 2025 10:00:00 +0900\n", bcc = "Bcc: c@d.example\n";
  const struct {
    std::string mail;
    bool sent_folder;
    const char* time;
  } cases[] = {
      {head + "\nx", false, "2025-05-01T10:00:00+09:00"},  // whose it is, no setting need tell
      {head + "\nx", true, "2025-05-01T10:00:00.25+09:00"},
      {head + bcc + "\nx", false, "2025-05-01T10:00:00.50+09:00"},
      {head + bcc + "\nx", true, "2025-05-01T10:00:00.75+09:00"},
      {"From: info@shop.example\nTo: a@b.example\n\nx", true, ""},
  };
  for (const auto& c : cases) EXPECT_EQ(version_time(read(c.mail), c.sent_folder), c.time) << c.mail;
}

TEST(Record, TellsWhoIsOutside) {
  Settings own;
  own.own = {"shop.example", "me@provider.example"};
  EXPECT_TRUE(own.owns("Info@Shop.Example"));
  EXPECT_TRUE(own.owns("x@mail.shop.example"));
  EXPECT_TRUE(own.owns("me@provider.example"));
  EXPECT_FALSE(own.owns("you@provider.example"));
  EXPECT_FALSE(own.owns("x@notshop.example"));
  const struct {
    const char *head, *holds;
  } cases[] = {
      {"From: a@b.example\nTo: info@shop.example\n", "\"direction\":\"in\""},
      {"From: info@shop.example\nTo: a@b.example\n", "\"direction\":\"out\""},
      {"From: info@shop.example\nTo: boss@shop.example\n", "\"direction\":\"internal\""},
      {"From: a@b.example\nTo: info@shop.example\nCc: c@d.example\n", "\"people\":[{\"role\":\"from\",\"name\":\"\",\"address\":\"a@b.example\"},{\"role\":\"cc\",\"name\":\"\",\"address\":\"c@d.example\"}]"},
      {"From: info@shop.example\nTo: boss@shop.example\n", "\"people\":[]"},
      {"From: info@shop.example\nTo: a@b.example\nBcc: C <c@d.example>, boss@shop.example\n",
       "{\"role\":\"to\",\"name\":\"\",\"address\":\"a@b.example\"},{\"role\":\"bcc\",\"name\":\"C\",\"address\":\"c@d.example\"}]"},
      {"From: info@shop.example\nTo: boss@shop.example\nBcc: c@d.example\n", "\"direction\":\"out\""},
      {"From: a@b.example\nTo: info@shop.example\nBcc: c@d.example\n", "\"people\":[{\"role\":\"from\",\"name\":\"\",\"address\":\"a@b.example\"}]"},
      {"From: a@b.example\nReferences: <r1@x> <r2@x>\nIn-Reply-To: <r2@x>\n", "\"thread\":\"r1@x\",\"in_reply_to\":\"r2@x\""},
  };
  for (const auto& c : cases) {
    std::string json = message_json(read(std::string(c.head) + "\nx"), own);
    EXPECT_NE(json.find(c.holds), std::string::npos) << c.head << json;
  }
}

TEST(Record, AFormsAddressForAnswersIsNotOurOwn) {
  Settings own;
  own.own = {"shop.example"};
  for (auto [reply_to, holds] : {std::pair("Info@shop.example", "\"subject\":\"f\"}"), std::pair("info@shop.example, a@b.example", "\"reply_to\":\"a@b.example\""), std::pair("a@b.example", "\"reply_to\":\"a@b.example\"")}) {
    Mail mail = read(std::string("From: web@shop.example\nSubject: f\nReply-To: ") + reply_to + "\n\nx");
    std::string json = form_json(mail, {}, {}, Ours(mail, own, false));
    EXPECT_NE(json.find(holds), std::string::npos) << json;
  }
}

TEST(Html, BecomesTheTextThatIsRead) {
  const struct {
    const char *html, *text;
  } cases[] = {
      {"a<br>b<br/>c", "a\nb\nc"},
      {"<div>a</div><div>b</div>", "a\nb"},
      {"<style>p{}</style><script>x()</script>a<!-- no -->b", "ab"},
      {"<html><head><title>t</title></head><body>x</body></html>", "x"},
      {"a &amp; b &lt;c&gt; &#12354;&#x3044; &yen;1 &nosuch; &", "a & b <c> あい ¥1 &nosuch; &"},
      {"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"},
      {"<a href=\"x>y\">link</a>", "link"},
      {"<a href=\"never closed>text", "text"},
      {"1 < 2 and 3 > 2", "1 < 2 and 3 > 2"},
      {"  a \n\t b  ", "a b"},
      {"", ""},
      {"<", "<"},
      {"</", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(html_text(c.html), c.text) << c.html;
}

}  // namespace
}  // namespace musubi::mail
