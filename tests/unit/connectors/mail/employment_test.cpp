// News of the sender's employment: what is heard, and what speaks of an absence, of others or of something else.
#include <gtest/gtest.h>

#include "connectors/mail/news.hpp"

namespace musubi::mail {
namespace {

struct NewsCase {
  const char *subject, *text, *kind;
  bool automatic = true;
};

TEST(EmploymentNews, AreToldFromAPlainAbsence) {
  const NewsCase cases[] = {
      {"自動返信", "3月31日をもちまして退職いたしました。", "ended"},
      {"退職のご挨拶", "このたび一身上の都合により退職することになりました。", "ended", false},
      {"自動応答", "佐藤は既に退職しております。今後は後任の鈴木（suzuki@example.com）までご連絡ください。", "ended"},
      {"自動返信", "私は2月末日で退社いたしました。", "ended"},
      {"自動返信", "このアドレスの者は現在在籍しておりません。", "ended"},
      {"Automatic reply", "I am no longer with Aozora Trading. Please contact sato@example.com.", "ended"},
      {"Auto", "John has left the company.", "ended"},
      {"Auto", "My last day was March 31.", "ended"},
      {"異動のお知らせ", "4月1日付で大阪支店へ異動いたしました。", "moved", false},
      {"自動返信", "このたびの人事異動により、企画部へ異動になりました。", "moved"},
      {"自動返信", "名古屋支店に転勤となりました。", "moved"},
      {"Auto", "I have moved to the Osaka office.", "moved"},
      {"自動返信", "産休に入っております。10月に復帰の予定です。", "leave"},
      {"自動返信", "ただいま育児休業を取得しております。", "leave"},
      {"自動返信", "産前産後休暇中です。", "leave"},
      {"Auto", "I am on maternity leave until October.", "leave"},
      {"担当変更のお知らせ", "担当者が変更になりました。", "handed_over", false},
      {"自動返信", "今後は後任の佐藤までご連絡ください。", "handed_over"},
      {"自動返信", "業務を引き継ぎました。今後は佐藤宛にお送りください。", "handed_over"},
      {"Auto", "Please contact my successor, Mr. Sato.", "handed_over"},
      {"自動返信", "今後はこちらの番号までご連絡ください。", "handed_over"},
      {"自動応答", "アカウントは存在しません。今後は佐藤(sato@b.example)まで", "handed_over"},
      {"ご連絡", "今後は佐藤までご連絡ください。", "handed_over", false},
      {"ご連絡", "今後は営業部の佐藤さん宛にお送りください。", "handed_over", false},
      {"ご連絡", "今後はこちらの番号までご連絡ください。", "", false},
      {"ご連絡", "今後は携帯電話へご連絡ください。", "", false},
      {"ご連絡", "今後は下記の住所宛にお送りください。", "", false},
      {"ご連絡", "今後は本社営業部までお問い合わせください。", "", false},
      {"自動応答", "4月1日をもって異動いたしましたので、お急ぎの場合は代表電話までお願いします。", "moved"},
      {"自動応答", "3月末で退職いたしました。お急ぎの場合は佐藤までご連絡ください。", "ended"},
      {"自動応答", "佐藤は退社しております。", "ended"},
      {"自動応答", "営業時間外のため退社しております。", ""},
      {"ご連絡", "佐藤は退社しております。明日折り返します。", "", false},
      {"自動応答", "佐藤 退職につき、総務部で承ります。", "ended"},
      {"自動応答", "佐藤は退職済みです。", "ended"},
      {"自動応答", "退職済のため、このアドレスは使われていません。", "ended"},
      {"ご挨拶", "3月末で退職いたします。後輩の鈴木が担当いたしますので、よろしくお願いします。", "ended", false},
      {"ご挨拶", "4月より大阪へ異動になりました。彼が後を継ぎます。", "moved", false},
      {"ご連絡", "担当変更のため、よろしくお願いします。担当が変わりました。", "handed_over", false},
      {"ご挨拶", "このたび転職しました。", "ended", false},
      {"ご挨拶", "私は3月末で会社を辞めました。", "ended", false},
      {"ご挨拶", "私、鈴木は3月末で退職いたしました。", "ended", false},
      {"ご挨拶", "このたびは退職のご挨拶を申し上げます。", "ended", false},
      {"ご挨拶", "取締役を退任いたしました。", "ended", false},
      {"ご挨拶", "4月1日付で部長を拝命いたしました。", "moved", false},
      {"ご挨拶", "総務部に配属となりました。", "moved", false},
      {"ご挨拶", "このたび大阪支店長に就任いたしました。", "moved", false},
      {"Goodbye", "I have left Aozora.", "ended", false},
      {"Goodbye", "I've left Aozora Trading at the end of March.", "ended", false},
      {"Goodbye", "I am no longer at Aozora.", "ended", false},
      {"Auto", "I have left Example Corporation.", "ended"},
      {"Auto", "She is no longer employed here.", "ended"},
      {"News", "I have transferred to the Osaka branch.", "moved", false},
      {"News", "Ken has taken over my customers.", "handed_over", false},
      {"News", "From April please contact Ken instead.", "handed_over", false},
      {"自動返信", "病気療養のため休職しております。", "leave"},
      {"ご挨拶", "本日が最終出社日となりました。大変お世話になりました。", "ended", false},
      // A plain absence.
      {"自動返信", "お急ぎの場合は、後任の佐藤までご連絡ください。", ""},
      {"自動返信", "不在の間、後任の佐藤が承ります。", ""},
      {"自動返信", "本日は退社しております。", ""},
      {"不在のお知らせ", "8月10日から15日まで夏季休暇をいただいております。お急ぎの場合は佐藤までご連絡ください。", ""},
      {"自動返信", "ただいま出張のため不在にしております。", ""},
      {"自動返信", "年末年始は休業いたします。", ""},
      {"自動返信", "有給休暇中です。不在の間は後任ではなく代表電話へお願いします。", ""},
      {"Out of office", "I am out of the office until Monday. For urgent matters please contact Sato.", ""},
      {"自動返信", "お問い合わせありがとうございます。担当者より折り返しご連絡いたします。", ""},
      {"自動返信", "本日は退社いたしました。明日ご連絡します。", ""},
      {"自動返信", "For urgent matters please contact Ken instead.", ""},
      {"Automatic reply", "I am travelling until Friday. Please contact Ken instead.", ""},
      {"自動返信", "出張のため不在です。ご用の方は今後は代表番号までご連絡ください。", ""},
      {"自動返信", "現在不在です。今後は佐藤までご連絡ください。", ""},
      // Of others, and of nobody.
      {"担当のご挨拶", "前任の佐藤が退職いたしましたので、私が担当いたします。", "", false},
      {"ご挨拶", "佐藤の後任として着任しました中村です。", "", false},
      {"Re: 退職のご挨拶", "長い間お世話になりました。お元気で。", "", false},
      {"自動返信: 配送の担当変更のお知らせ", "ただいま不在にしております。", ""},
      {"ご相談", "夫が退職したので、保険を変えたいです。", "", false},
      {"ご相談", "私の父は3月で退職しました。", "", false},
      {"ご相談", "産休に入る同僚へのギフトを探しています。", "", false},
      {"ご相談", "退職する上司への花束をお願いします。", "", false},
      {"ご相談", "異動される方への記念品を10個ください。", "", false},
      {"ご相談", "育休中の友人に贈ります。", "", false},
      {"ご相談", "担当者の変更をお願いします。", "", false},
      {"ご相談", "担当者を変更してください。", "", false},
      {"ご相談", "担当の変更は可能ですか。", "", false},
      {"ご相談", "御社の担当者が変わったとうかがいました。", "", false},
      {"ご相談", "夫の転勤のため、来月引っ越します。", "", false},
      {"ご相談", "担当者が変わりましたか？", "", false},
      {"ご相談", "退職金の制度についておたずねします。", "", false},
      {"ご連絡", "退職の予定はございません。", "", false},
      {"ご挨拶", "田中の後任となりました佐藤と申します。田中は退職いたしました。", "", false},
      {"ご連絡", "田中が異動となりましたので、今後は私が担当いたします。", "", false},
      {"ご連絡", "弊社の田中は3月末をもって退職いたしました。", "", false},
      {"ご連絡", "スミスは先月異動になりました。", "", false},
      {"ご連絡", "このたび前任者の異動に伴い、私が担当することになりました。", "", false},
      {"ご連絡", "新社長が就任いたしました。", "", false},
      {"Re: ご挨拶", "ご退職のお知らせ、驚きました。", "", false},
      {"Re: ご挨拶", "ご異動とのこと、おめでとうございます。", "", false},
      {"Re: ご挨拶", "担当変更のご連絡ありがとうございます。", "", false},
      {"Re: ご挨拶", "退職のご挨拶をいただき、ありがとうございました。", "", false},
      {"Re: ご挨拶", "異動のお知らせを拝見しました。", "", false},
      {"ご注文", "退職のご挨拶用に菓子折りを20個お願いします。", "", false},
      {"ご注文", "異動のお祝いに花束を贈ります。", "", false},
      {"ご注文", "退職のための記念品を探しています。", "", false},
      {"ご相談", "転職を考えています。", "", false},
      {"ご相談", "転職した友人に贈ります。", "", false},
      {"ご連絡", "部長を拝命しました山田様にお取次ぎください", "", false},
      {"ご連絡", "異動いたしました佐藤です。", "moved", false},
      {"ご相談", "会社を辞めた友人に贈りたい", "", false},
      {"ご相談", "転職のご挨拶のはがきの印刷を", "", false},
      {"ご相談", "退任のご挨拶状の印刷の見積りをお願いします", "", false},
      {"Help", "I was transferred to your support team by phone", "", false},
      {"Delivery", "I am no longer at home in the mornings.", "", false},
      {"Payment", "I have transferred to your account 5,000 yen.", "", false},
      {"Payment", "The money has been transferred to your account.", "", false},
      {"Move", "I have moved to a new house.", "", false},
      {"Help", "My password no longer works.", "", false},
      {"Help", "The link no longer works at all.", "", false},
      {"News", "Mr. Tanaka has left the company. I am your new contact.", "", false},
      {"Trip", "I have left Osaka and am on my way.", "", false},
      {"Trip", "I have left my umbrella at your shop.", "", false},
  };
  for (const NewsCase& c : cases) {
    auto news = employment_news(c.subject, c.text, {"鈴木 一", "suzuki@aozora.example"}, c.automatic);
    EXPECT_EQ(news ? news->kind : "", c.kind) << c.subject << " / " << c.text;
    EXPECT_TRUE(!news || !news->text.empty());
  }
}

TEST(EmploymentNews, AreHeardBesideAWishToChangeARegistration) {
  const NewsCase cases[] = {
      {"お知らせ", "部署異動に伴い、ご登録の変更をお願いいたします。", "moved", false},
      {"請求書の宛名", "異動いたしましたので、次回から請求書の宛名を佐藤に変更してください。", "moved", false},
      {"ご相談", "担当の変更をお願いいたします。", "", false},
      {"ご相談", "担当していただく方の交代を希望します。", "", false},
  };
  for (const NewsCase& c : cases) {
    auto news = employment_news(c.subject, c.text, {"鈴木 一", "suzuki@aozora.example"}, c.automatic);
    EXPECT_EQ(news ? news->kind : "", c.kind) << c.subject << " / " << c.text;
  }
}

}  // namespace
}  // namespace musubi::mail
