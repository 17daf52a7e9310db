// Of whom a refusal speaks: the same words are said of a dead address, of our text and of us.
#include "connectors/mail/bounce_subject.hpp"

#include <gtest/gtest.h>

#include "connectors/mail/bounce_reason.hpp"

namespace musubi::mail {
namespace {

TEST(BounceSubject, WordsOfTheMailAndItsSenderAreNoDeath) {
  const char* cases[] = {
      "550 b@c.example does not accept mail from you", "550 b@c.example does not accept mail from unknown senders", "550 mx.example does not accept mail over TLS 1.0", "550 Too many invalid recipients",
      "550 5.7.1 Too many unknown recipients, you are blocked for a day", "554 5.5.1 Error: no valid recipients", "550 5.7.1 Reply-To address is invalid", "550 From: address not valid",
      "550 Header From domain does not exist", "554 attachment name not valid", "550 Unable to verify sender: mailbox unavailable", "550 No user may relay through this server",
      "535 5.7.8 authentication failed: no such user", "送信元のメールアドレスが存在しません。", "差出人のドメインが存在しません。", "添付ファイルが存在しません。", "ファイルが見つかりません。", "宛先のサーバーが、差出人のアドレスが登録されていないため受け取りませんでした。"};
  for (const char* words : cases) EXPECT_FALSE(is_permanent(reason_of(words, ""))) << words << ": " << reason_word(reason_of(words, ""));
}

TEST(BounceSubject, TheSameWordsOfTheRecipientAre) {
  const char* cases[] = {"550 domain c.example does not accept mail", "550 5.1.1 b@c.example: address is invalid", "550 5.1.1 The mailbox of the recipient does not exist", "550 mailbox unavailable",
                         "550 message returned to the sender - the address b@c.example does not exist", "送信者様のメールは届きませんでした。宛先のメールアドレスが存在しません。", "送信元へお知らせします: 宛先は存在しません。"};
  for (const char* words : cases) EXPECT_TRUE(is_permanent(reason_of(words, ""))) << words << ": " << reason_word(reason_of(words, ""));
}

TEST(BounceSubject, JapaneseSaysGoneInManyWays) {
  const char* gone[] = {"宛先のメールアドレスは登録されておりません。", "宛先のアドレスは当社のサーバーに存在いたしません。", "ご指定のメールアドレスは廃止されました。", "このアカウントは削除されています。", "メールアドレスが無効です。", "宛先に無効なメールアドレスが含まれています",
                        "該当するユーザーはありません。", "該当するアカウントはございません。", "不明なユーザーです。", "宛先のユーザー様は解約されており、お届けできません。", "宛先のメールアドレスが正しくないため、お届けできません。", "メールアドレスに間違いがあります。",
                        "宛先のメールボックスがありません。", "そのようなユーザーはおりません。", "宛先のメールアドレスが見つからないため、配信できませんでした。", "メールアドレスの登録がございません。"};
  for (const char* words : gone) EXPECT_EQ(reason_of(words, ""), Reason::user_unknown) << words;
  const char* not_gone[] = {"宛先のメールアドレスに問題はありません。", "アドレスに誤りはありません。", "メールアドレスが登録されていない可能性があります。", "メールアドレスに誤りがある場合があります。", "ユーザー宛のメールは削除されました。", "宛先のメールボックスから削除されたメッセージがあります。",
                            "アカウントが解約されていないかご確認ください。", "送信元のアドレスが登録されておりません。", "設定が正しくありません。"};
  for (const char* words : not_gone) EXPECT_FALSE(is_permanent(reason_of(words, ""))) << words << ": " << reason_word(reason_of(words, ""));
}

TEST(BounceSubject, AGatewaysWrapperSaysNothingOfItsOwn) {
  for (const char* inner : {"550-'5.7.1 Relaying denied'", "550-'Administrative prohibition'", "554-'Your access to this mail system has been rejected'"})
    EXPECT_FALSE(is_permanent(reason_of("5.1.0 - Unknown address error " + std::string(inner) + " (delivery attempts: 0)", "5.1.0"))) << inner;
  EXPECT_EQ(reason_of("5.1.0 - Unknown address error 550-'5.1.1 User unknown' (delivery attempts: 0)", "5.1.0"), Reason::user_unknown);
  EXPECT_EQ(reason_of("5.1.0 - Unknown address error 550-'no such recipient' (delivery attempts: 0)", "5.1.0"), Reason::user_unknown);
}

TEST(BounceSubject, WordsThatAreSaidOfNobodyElse) {
  for (const char* words : {"550 There is no one at this address", "550 Nobody by that name here", "550 Addressee unknown", "550 non-existent address", "553 sorry, that address is not in my validrcptto list (#5.7.1)",
                            "550 The recipient's mailbox is unavailable", "550 Recipient rejected: unknown"})
    EXPECT_EQ(reason_of(words, ""), Reason::user_unknown) << words;
  EXPECT_EQ(reason_of("smtp; The name servers answered NXDOMAIN", "4.0.0"), Reason::host_unknown);
  EXPECT_NE(reason_of("smtp; The name servers answered SERVFAIL", "4.0.0"), Reason::host_unknown);
}

TEST(BounceSubject, AnAnswerToTheTextMayPassOnOneToTheAddress) {
  const char* passed_on = "550 permanent failure for one or more recipients (b@c.example:550 5.1.1 <b@c.example>: Recipient address rejected: User unknown)";
  EXPECT_EQ(at_stage(reason_of(passed_on, "5.0.0"), Stage::data, passed_on, "5.0.0"), Reason::user_unknown);
  EXPECT_EQ(at_stage(Reason::user_unknown, Stage::data, "554 delivery error: dd Not a valid recipient", "5.0.0"), Reason::user_unknown);
  EXPECT_EQ(at_stage(Reason::user_unknown, Stage::data, "550 User unknown", "5.0.0"), Reason::filtered);
}

}  // namespace
}  // namespace musubi::mail
