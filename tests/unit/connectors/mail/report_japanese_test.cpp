// Reports as Japanese providers, rental servers and mail programs word them, and mails that only sound like one.
#include <gtest/gtest.h>

#include "connectors/mail/automatic.hpp"
#include "connectors/mail/report.hpp"

namespace musubi::mail {
namespace {

Mail read(const std::string& from, const std::string& subject, const std::string& text, const std::string& head = "") {
  return read_mail(head + "From: " + from + "\nTo: shop@shop.example\nSubject: " + subject + "\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n", 1'767'225'600);
}

TEST(JapaneseReport, SaysWhatBecameOfTheMail) {
  const struct {
    const char *from, *subject, *text, *kind, *reason;
    bool permanent;
  } cases[] = {
      // the text alone says that it is one
      {"mail-daemon@carrier.example", "Unknown", "次のあて先へのメッセージはエラーのため送信できませんでした。\n\n送信先メールアドレスが見つからないか、送信先メールサーバーの事由により送信できませんでした。\n\n  a@b.example", "bounce", "other", false},
      {"postmaster@provider.example", "ご連絡", "以下の宛先にメールを届けることができませんでした。\n宛先: a@b.example\n原因: 指定されたメールアドレスは存在しません。", "bounce", "user_unknown", true},
      {"postmaster@provider.example", "メールの送信に失敗しました", "宛先: a@b.example\n原因: 該当するユーザーがいません。", "bounce", "user_unknown", true},
      {"postmaster@provider.example", "【重要】メール不達通知", "宛先: a@b.example\n理由: メールアドレスに誤りがあります。", "bounce", "user_unknown", true},
      {"postmaster@provider.example", "【配信エラー】", "a@b.example は現在使われておりません。", "bounce", "user_unknown", true},
      {"postmaster@provider.example", "メール配送エラーのお知らせ", "お客様のメールは配送できませんでした。\n宛先: a@b.example\n宛先のメールボックスが容量制限を超えています。", "bounce", "mailbox_full", false},
      {"mailer-daemon@provider.example", "送信エラー", "a@b.example は迷惑メールフィルターの設定により受信を拒否しています。", "bounce", "policy", false},
      {"postmaster@aozora.example", "配信不能: お見積り", "次の受信者またはグループに配信できませんでした:\n\na@b.example\n入力された電子メール アドレスが見つかりませんでした。\n\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##", "bounce", "user_unknown", true},
      {"postmaster@aozora.example", "配信不能: お見積り", "次の受信者への配信に失敗しました:\n\na@b.example\n受信者のメールボックスがいっぱいのため、現在メッセージを受信できません。\n\n#554 5.2.2 STOREDRV.Deliver.Exception:QuotaExceededException ##", "bounce", "mailbox_full", false},
      {"Mail Delivery Subsystem <mailer-daemon@mail.example>", "配信ステータス通知（失敗）", "アドレス不明\n\nドメイン b.example が見つからなかったため、メールは a@b.example に配信されませんでした。\n\nDNS type 'mx' lookup of b.example responded with code NXDOMAIN", "bounce", "host_unknown", true},
      // what is advised to be looked at has not been found
      {"mailer-daemon@provider.example", "配信エラー", "a@b.example に配信できませんでした。メールアドレスに誤りがないか、解約された可能性がないかをご確認ください。", "bounce", "other", false},
      // on the way, and arrived
      {"Mail Delivery Subsystem <mailer-daemon@mail.example>", "配信ステータス通知（遅延）", "a@b.example へのメール配信中に一時的な問題が発生しました。今後 46 時間にわたって再試行します。", "report", "delayed", false},
      {"postmaster@aozora.example", "配信済み: お見積り", "メッセージが次の受信者またはグループに配信されました:\n\na@b.example", "report", "delivered", false},
      {"postmaster@aozora.example", "中継済み: お見積り", "これらの受信者への配信が完了しましたが、宛先サーバーは配信通知を送信しませんでした:\n\na@b.example", "report", "delivered", false},
      {"mailer-daemon@provider.example", "配信エラー", "a@b.example への配信を再試行しましたが、失敗しました。\nUser unknown a@b.example", "bounce", "user_unknown", true},
  };
  for (const auto& c : cases) {
    auto out = reports_of(read(c.from, c.subject, c.text));
    ASSERT_EQ(out.size(), 1u) << c.subject << c.text;
    EXPECT_EQ(out[0].recipient, "a@b.example") << c.text;
    EXPECT_EQ(out[0].kind, c.kind) << c.text;
    EXPECT_EQ(out[0].reason, c.reason) << c.text;
    EXPECT_EQ(out[0].permanent, c.permanent) << c.text;
  }
}

TEST(JapaneseReport, TheAddressToTryInsteadIsNotDead) {
  auto out = reports_of(read("mailer-daemon@mx.example", "Undelivered mail", "<a@b.example>: host mx said: 551 5.1.6 User has moved; please try <new@c.example>"));
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0].recipient, "a@b.example");
  EXPECT_EQ(out[0].reason, "moved");
  EXPECT_TRUE(out[0].permanent);
}

TEST(JapaneseReport, OthersOnlySoundLikeOne) {
  for (const Mail& mail : {
           read("hanako@example.com", "メールが届きません", "注文確認メールが届きません。a@b.example に再送してください。エラーは User unknown でした。"),
           read("postmaster@aozora.example", "Re: Unknown", "送信できませんでした、とのことですが、a@b.example は使えています。"),
           read("postmaster@aozora.example", "お問い合わせの件", "資料を a@b.example へお送りください。"),
           read("taro@b.example", "自動返信: 不在のため", "メールが届かない場合は a@b.example まで。", "Return-Path: <>\nAuto-Submitted: auto-replied\n"),
           read("list-bounces@list.example", "Your message to Staff awaits moderator approval", "Post by non-member to a@b.example", "Precedence: bulk\n"),
       })
    EXPECT_TRUE(reports_of(mail).empty()) << mail.subject;
}

TEST(JapaneseReport, MachinesAreNoPeople) {
  const Settings settings;
  EXPECT_EQ(automatic(read("no-reply@shop.example", "発送のお知らせ", "発送しました。"), settings), "generated");
  EXPECT_EQ(automatic(read("noreply@form.example", "お問い合わせ", "…", "Reply-To: hanako@example.com\n"), settings), "");
  EXPECT_EQ(automatic(read("MAILER-DAEMON@mx.example", "status", "…"), settings), "generated");
  EXPECT_EQ(automatic(read("postmaster@aozora.example", "ご相談", "…"), settings), "");
  EXPECT_EQ(automatic(read("staff-owner@list.example", "rejected", "…", "Return-Path: <>\n"), settings), "generated");
  EXPECT_EQ(automatic(read("norie@example.com", "ご相談", "…"), settings), "");
  EXPECT_EQ(automatic(read("a@b.example", "投稿", "…", "X-ML-Name: staff\n"), settings), "list");
  EXPECT_EQ(automatic(read("a@b.example", "開封済み: お見積り", "件名: お見積り\nは 2026/04/01 11:00 に開封されました。"), settings), "generated");
  EXPECT_EQ(automatic(read("a@b.example", "Read: this book", "It is good."), settings), "");
}

}  // namespace
}  // namespace musubi::mail
