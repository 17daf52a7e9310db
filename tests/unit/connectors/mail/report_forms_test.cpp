// Forms of notices that follow no standard: a service's plain text, a carrier's, a provider's complaint; and a person who writes of errors.
#include <gtest/gtest.h>

#include "connectors/mail/report.hpp"

namespace musubi::mail {
namespace {

std::vector<Report> reports(const std::string& mail) { return reports_of(read_mail(mail, 1'767'225'600)); }

std::string with_copy(const std::string& head, const std::string& text, const std::string& copy) {
  return head + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=r\n\n--r\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n--r\nContent-Type: message/rfc822\n\n" + copy + "\n\nHello\n--r--\n";
}

TEST(ReportForms, ANoticeByMailEndsWithHowToStopIt) {
  const std::string head = "From: AWS Notifications <no-reply@sns.amazonaws.com>\nTo: shop@shop.example\nSubject: AWS Notification Message\nContent-Type: text/plain; charset=utf-8\n\n";
  const std::string tail = "\n\n--\nIf you wish to stop receiving notifications from this topic, please click or visit the link below to unsubscribe:\nhttps://sns.example/unsubscribe\n";
  auto bounce = reports(head + R"({"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"a@b.example","status":"5.1.1"}]}})" + tail);
  ASSERT_EQ(bounce.size(), 1u);
  EXPECT_TRUE(bounce[0].permanent);
  auto complaint = reports(head + R"({"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"a@b.example"}]}})" + tail);
  ASSERT_EQ(complaint.size(), 1u);
  EXPECT_EQ(complaint[0].kind, "feedback");
}

TEST(ReportForms, APostmasterWhoWritesToCustomersReportsNothing) {
  const std::string text = "From: postmaster@provider.example\nTo: shop@shop.example\nSubject: =?utf-8?B?6YeN6KaB?=\nContent-Type: text/plain; charset=utf-8\n\n設定によってはメールを配信できません。user unknown のエラーが返る場合は helpdesk@provider.example へご連絡ください。\n";
  EXPECT_TRUE(reports("Return-Path: <postmaster@provider.example>\n" + text).empty());
  EXPECT_EQ(reports("Return-Path: <>\n" + text).size(), 1u) << "what a machine says of itself";
}

TEST(ReportForms, AMailThatIsBroughtBackNamesItsReaderInTheCopy) {
  const std::string head = "From: no-reply@carrier.example\nTo: shop@shop.example\nSubject: =?utf-8?B?44Oh44O844Or44Ko44Op44O86YCa55+l?=\n";
  auto out = reports(with_copy(head, "次のメールは送信できませんでした。宛先のメールアドレスが存在しません。", "From: shop@shop.example\nTo: a@b.example\nSubject: News"));
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0].recipient, "a@b.example");
  EXPECT_TRUE(out[0].permanent);
  EXPECT_EQ(reports(with_copy("Reply-To: no-reply@app.carrier.example\n" + head, "次のメールは送信できませんでした。", "From: shop@shop.example\nTo: a@b.example\nSubject: News")).size(), 1u) << "nobody else is named who would answer";
  EXPECT_TRUE(reports(with_copy(head, "次のメールは送信できませんでした。", "From: other@shop.example\nTo: a@b.example\nSubject: News")).empty()) << "not ours";
  EXPECT_TRUE(reports(with_copy("From: hanako@carrier.example\nTo: shop@shop.example\nSubject: help\n", "送信できませんでした。", "From: shop@shop.example\nTo: a@b.example\nSubject: News")).empty()) << "a person";
}

TEST(ReportForms, AComplaintOfOutlookNamesItsReaderInTheCopy) {
  const std::string copy = "X-HmXmrOriginalRecipient: a@hotmail.example\nFrom: shop@shop.example\nTo: undisclosed-recipients:;\nSubject: News";
  auto out = reports(with_copy("From: staff@hotmail.com\nTo: shop@shop.example\nSubject: complaint about message from 192.0.2.1\n", "", copy));
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0].kind, "feedback");
  EXPECT_EQ(out[0].recipient, "a@hotmail.example");
  EXPECT_EQ(out[0].original_subject, "News");
  EXPECT_TRUE(reports(with_copy("From: someone@b.example\nTo: shop@shop.example\nSubject: complaint\n", "", copy)).empty());
}

}  // namespace
}  // namespace musubi::mail
