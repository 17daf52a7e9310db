// Absence notes, told from lists, notifications and delivery reports.
#include "connectors/mail/automatic.hpp"

#include <gtest/gtest.h>

#include "connectors/mail/record.hpp"
#include "connectors/mail/report.hpp"

namespace musubi::mail {
namespace {

constexpr int64_t kNow = 1'767'225'600;

Mail read(const std::string& head, const std::string& text = "x") {
  return read_mail(head + "\n" + text, kNow);
}

TEST(Automatic, WhoWroteIt) {
  Settings settings;
  settings.own = {"shop.example"};
  const struct {
    const char *head, *kind;
  } cases[] = {
      {"From: a@b.example\nAuto-Submitted: auto-replied\n", "reply"},
      {"From: a@b.example\nAuto-Submitted: Auto-Replied (vacation)\n", "reply"},
      {"From: a@b.example\nX-Autoreply: yes\n", "reply"},
      {"From: a@b.example\nX-Autoreply: no\n", ""},
      {"From: a@b.example\nPrecedence: auto_reply\n", "reply"},
      // Exchange and Microsoft 365
      {"From: a@b.example\nAuto-Submitted: auto-generated\nX-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent\n", "reply"},
      {"From: a@b.example\nAuto-Submitted: auto-generated\nX-MS-Exchange-Inbox-Rules-Loop: a@b.example\n", "reply"},
      {"From: a@b.example\nSubject: FW: x\nAuto-Submitted: auto-generated\nX-MS-Exchange-Inbox-Rules-Loop: a@b.example\n", "generated"},
      {"From: a@b.example\nMessage-ID: <1@jp.outlook.example>\nIn-Reply-To: <2@mail.example>\nAuto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\n", "reply"},
      {"From: t@b.example\nMessage-ID: <1@tickets.example>\nIn-Reply-To: <2@tickets.example>\nAuto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\n", "generated"},
      {"From: t@b.example\nAuto-Submitted: auto-generated\nX-Auto-Response-Suppress: All\n", "generated"},
      // by the subject
      {"From: a@b.example\nPrecedence: bulk\nSubject: 自動応答: お見積りの件\n", "reply"},
      {"From: a@b.example\nPrecedence: junk\nSubject: Automatic reply: Your order\n", "reply"},
      {"From: a@b.example\nSubject: 【自動返信】お問い合わせ\n", "reply"},
      {"From: a@b.example\nSubject: 不在通知\n", "reply"},
      {"From: a@b.example\nSubject: Out of Office: Re: News\n", "reply"},
      {"From: a@b.example\nSubject: Re: 自動応答: お見積りの件\n", ""},
      {"From: a@b.example\nSubject: 自動応答システムのご提案\n", ""},
      {"From: a@b.example\nSubject: 自動返信メールが届きません\n", ""},
      {"From: a@b.example\nSubject: 自動返信の設定について\n", ""},
      {"From: a@b.example\nSubject: 不在通知が入っていました\n", ""},
      {"From: a@b.example\nSubject: Out of office furniture\n", ""},
      {"From: a@b.example\nSubject: Out of Office AutoReply: News\n", "reply"},
      {"From: a@b.example\nSubject: [自動返信メール]お問い合わせ\n", "reply"},
      {"From: a@b.example\nSubject: Out of office - back on Monday\n", "reply"},
      {"From: a@b.example\nSubject: 休業のお知らせ【自動返信】\n", "reply"},
      {"From: a@b.example\nSubject: 【社外】Re: ご注文について【自動返信】\n", ""},
      {"From: a@b.example\nSubject: Re[2]: ご注文について【自動返信】\n", ""},
      {"From: a@b.example\nSubject: SV: ご注文について【自動返信】\n", ""},
      {"From: a@b.example\nSubject: 【自動送信】お問い合わせ\n", ""},
      {"From: a@b.example\nSubject: 夏季休業のお知らせ（自動応答）\n", "reply"},
      {"From: a@b.example\nSubject: 【自動送信】お問い合わせを受け付けました\n", "reply"},
      {"From: a@b.example\nSubject: Re: 休業のお知らせ【自動返信】\n", ""},
      {"From: a@b.example\nSubject: 夏季休業のお知らせ 自動返信\n", ""},
      {"From: a@b.example\nSubject: 自動送信の設定について\n", ""},
      {"From: a@b.example\nSubject: 見積りのお願い【至急】\n", ""},
      {"From: a@b.example\nList-Id: <x>\nSubject: Automatic reply: how to\n", "list"},
      // in answer to a mail of ours
      {"From: a@b.example\nPrecedence: bulk\nIn-Reply-To: <n1@mail.shop.example>\n", "reply"},
      {"From: a@b.example\nPrecedence: bulk\nIn-Reply-To: <n1@other.example>\n", "list"},
      {"From: a@b.example\nPrecedence: list\nIn-Reply-To: <n1@shop.example>\n", "list"},
      {"From: a@b.example\nAuto-Submitted: auto-generated\nIn-Reply-To: <n1@shop.example>\n", "reply"},
      // others
      {"From: a@b.example\nList-Id: <x>\n", "list"},
      {"From: a@b.example\nPrecedence: bulk\n", "list"},
      {"From: a@b.example\nAuto-Submitted: auto-generated\n", "generated"},
      {"From: a@b.example\nAuto-Submitted: no\nIn-Reply-To: <n1@shop.example>\n", ""},
      {"From: a@b.example\n", ""},
      // owners and requests of companies are people, those of lists are not
      {"From: cafe-owner@b.example\nSubject: 配信停止\n", ""},
      {"From: owner-sato@b.example\n", ""},
      {"Return-Path: <info-request@b.example>\nFrom: info-request@b.example\n", ""},
      {"Return-Path: <>\nFrom: ml-request@b.example\n", "generated"},
      {"From: owner-ml@b.example\nPrecedence: first-class\n", "generated"},
      {"From: ml-owner@b.example\nList-Help: <mailto:ml@b.example>\n", "generated"},
      {"From: noreply@b.example\n", "generated"},
  };
  for (const auto& c : cases) EXPECT_EQ(automatic(read(c.head), settings), c.kind) << c.head;
}

TEST(Automatic, AnAbsenceNoteIsNoReportWhateverItsSubject) {
  const char* note = "佐藤は退職いたしました。このアカウントは存在しません。今後は後任の鈴木(suzuki@b.example)まで\n";
  for (const char* head : {
           "Return-Path: <>\nFrom: sato@b.example\nSubject: 自動応答: Re: 商品が届きません\n",
           "Return-Path: <>\nFrom: sato@b.example\nSubject: Re: 商品が届きません\nAuto-Submitted: auto-replied\n",
           "Return-Path: <>\nFrom: sato@b.example\nSubject: Automatic reply: Undelivered parcel\n",
           "Return-Path: <>\nFrom: shop@b.example\nSubject: Undelivered parcel\n",
           "From: support@mtakai.example\nSubject: Undelivered parcel\n",
           "From: info@mta.example\nSubject: Undelivered parcel\n",
           "From: info@mail-daemon.example\nSubject: Undelivered parcel\n",
       }) {
    Mail mail = read(head, note);
    EXPECT_TRUE(reports_of(mail).empty()) << head;
  }
  std::string json = message_json(read("Return-Path: <>\nFrom: sato@b.example\nSubject: 自動応答: Re: 商品が届きません\n", note), {});
  EXPECT_NE(json.find("\"auto\":\"reply\""), json.npos) << json;
  EXPECT_NE(json.find("\"employment\":{\"kind\":\"ended\""), json.npos) << json;
}

TEST(Automatic, AReportIsOneThoughItSaysThatAMachineAnswers) {
  const char* bounce = "The following address failed:\n\n  a@b.example\n    550 5.1.1 user unknown\n";
  for (const char* head : {
           "From: Mail Delivery System <MAILER-DAEMON@mx.example>\nSubject: Mail delivery failed\nAuto-Submitted: auto-replied\n",
           "Return-Path: <>\nFrom: robot@mx.example\nSubject: Undelivered mail\n",
           "Return-Path: <>\nFrom: robot@mx.example\nSubject: 配信エラー\n",
           "From: MTA <mta-01@mx.example>\nSubject: Undelivered mail\n",
           "From: postmaster@mx.example\nSubject: 配信エラー\n",
       }) {
    auto out = reports_of(read(head, bounce));
    ASSERT_EQ(out.size(), 1u) << head;
    EXPECT_EQ(out[0].recipient, "a@b.example");
    EXPECT_TRUE(out[0].permanent) << head;
  }
  auto bare = reports_of(read("Return-Path: <>\nFrom: robot@mx.example\nSubject: 配信エラー\n", "a@b.example\nNo such user\n"));
  ASSERT_EQ(bare.size(), 1u);
  EXPECT_TRUE(bare[0].permanent);
}

}  // namespace
}  // namespace musubi::mail
