// What a mail with news asks for besides, and news of a company or a house.
#include "connectors/mail/wish.hpp"

#include <gtest/gtest.h>

#include "connectors/mail/news.hpp"
#include "connectors/mail/record.hpp"

namespace musubi::mail {
namespace {

TEST(Wish, StandsBesideNews) {
  const struct {
    const char *text, *wish;
  } cases[] = {
      {"このたび総務部に配属されました。つきましてはお見積りをお願いいたします。", "つきましてはお見積りをお願いいたします"},
      {"青空商事へ転職しました。新しい会社でも名刺のお見積りをいただけますか。", "新しい会社でも名刺のお見積りをいただけますか"},
      {"大阪支店へ異動いたしました。カタログを送ってください。", "カタログを送ってください"},
      {"I have moved to the Osaka office. Could you send us a quotation?", "I have moved to the Osaka office. Could you send us a quotation?"},
      {"メールアドレスが変わりました。\nついでに見積もりをお願いします", "ついでに見積もりをお願いします"},
      {"アドレスが変わりました。先日の商品の在庫はありますか？", "先日の商品の在庫はありますか?"},
      {"アドレスの変更と、見積もりをお願いします。", "アドレスの変更と、見積もりをお願いします"},
      {"担当が変わりました。打ち合わせの日程をご相談させてください。", "打ち合わせの日程をご相談させてください"},
      {"着任いたしました。一度ご挨拶に伺いたいのですが、ご都合はいかがでしょうか。", "一度ご挨拶に伺いたいのですが、ご都合はいかがでしょうか"},
      {"先日オフィスを移転しました。複合機が動かなくて困っています。", "複合機が動かなくて困っています"},
      {"社名変更に伴い名刺を100枚作りたいと考えています。", "社名変更に伴い名刺を100枚作りたいと考えています"},
      {"アドレスが変わりました。先日の件、どうなりましたか。", "先日の件、どうなりましたか"},
      {"アドレスが変わりました。ログインできなくなりました。", "ログインできなくなりました"},
      {"先月、本社を移転しました。新オフィスの什器を探しております。一度お話を伺えればと思います。", "新オフィスの什器を探しております"},
      {"本社を移転しました。一度お話を伺えればと思います。", "一度お話を伺えればと思います"},
      {"本社を移転しました。詳しいお話を聞ければ幸いです。", "詳しいお話を聞ければ幸いです"},
      {"本社を移転しました。受付に観葉植物を置きたく、ご連絡しました。", "受付に観葉植物を置きたく、ご連絡しました"},
      {"社名を変更いたしました。つきましては名刺を作り直したく存じます。", "つきましては名刺を作り直したく存じます"},
      {"移転いたしました。照明についてご相談です。", "照明についてご相談です"},
      {"移転いたしました。取り急ぎお知らせいたしたく、ご連絡申し上げます。", ""},
      {"社名を変更いたしました。まずはご報告申し上げたく存じます。", ""},
      {"移転いたしました。近日中にご挨拶に伺いたく存じます。", ""},
      {"移転いたしました。お近くにお越しの際はお立ち寄りいただければ幸いです。", ""},
      {"社名を変更いたしました。今後とも末永くお付き合いいただきたく存じます。", ""},
      {"移転いたしました。まったく新しい環境で、社業に励みたく存じます。", ""},
      {"旧アドレスは4月末で使用できなくなります。", ""},
      {"皆様いかがお過ごしでしょうか。新天地で精進してまいりたいと存じます。", ""},
      {"3月末で退職いたしました。今後ともよろしくお願い申し上げます。", ""},
      {"3月末で退職いたします。お問い合わせは後任の佐藤までお願いいたします。", ""},
      {"3月末で退職いたします。たくさんのご注文をありがとうございました。", ""},
      {"異動いたしました。お手数ですが、ご登録の変更をお願いいたします。", ""},
      {"アドレス帳の書き換えをお願いします。旧アドレスは削除してください。", ""},
      {"次回から請求書の宛名を佐藤に変更してください。", ""},
      {"移転いたしました。お近くにお越しの際はぜひお立ち寄りください。", ""},
      {"変わらぬご指導をお願い申し上げます。お間違えのないようお願いいたします。ご確認ください。", ""},
      {"異動になりました。メールマガジンは配信停止してください。", ""},
      {"異動になりました。メールマガジンは配信停止してください。カタログはください。", "カタログはください"},
      {"Please update your records.", ""},
      {"Could you please update your address book?", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(wish_beside_news("ご挨拶", c.text), c.wish) << c.text;
}

TEST(ChangeNotice, TellsWhatTheCompanyHasChanged) {
  const struct {
    const char *subject, *text, *kind;
  } cases[] = {
      {"社名変更のお知らせ", "弊社は4月1日より社名を「株式会社あおぞら」に変更いたしました。", "renamed"},
      {"ご案内", "株式会社青空商事は、4月1日付で株式会社あおぞらへ商号を変更いたします。", "renamed"},
      {"ご挨拶", "このたび、社名が株式会社あおぞらに変わりました。", "renamed"},
      {"Company name change", "Our company name has changed to Aozora Inc.", "renamed"},
      {"News", "We have changed our name to Aozora.", "renamed"},
      {"移転のお知らせ", "このたび本社を下記へ移転いたしました。", "relocated"},
      {"事務所移転のご案内", "", "relocated"},
      {"ご挨拶", "このたび引っ越しました。", "relocated"},
      {"We have moved", "Our office has moved to Shiba.", "relocated"},
      {"廃業のお知らせ", "このたび3月31日をもちまして廃業することとなりました。", "closed"},
      {"閉店のご挨拶", "3月末をもって閉店いたします。", "closed"},
      {"合併のお知らせ", "株式会社青空と合併いたしました。", "merged"},
      {"ご質問", "閉店時間は何時ですか。", ""},
      {"ご連絡", "携帯電話の番号が変わりました。", "phone_changed"},
      {"電話番号変更のお知らせ", "新：03-1234-0040", "phone_changed"},
      {"ご相談", "オフィスの移転を予定しており、什器の見積りをお願いします。", ""},
      {"ご相談", "社名を変更したいのですが、手続きを教えてください。", ""},
      {"ご相談", "本社の移転をお願いする業者を探しています。", ""},
      {"Re: ご移転のお知らせ", "ご移転おめでとうございます。", ""},
      {"ご相談", "登録した電話番号の変更はできますか。", ""},
      {"ご質問", "御社の社名が変わったと聞きました。本当でしょうか。", ""},
      {"Trip", "We moved to the next item.", ""},
      {"ご相談", "得意先が本社を移転しました。お祝いを贈りたいです。", ""},
      {"ご質問", "店名が変わったのは本当ですか", ""},
      {"ご質問", "商品の名称が変わりました。", ""},
  };
  for (const auto& c : cases) {
    auto notice = change_notice(c.subject, c.text);
    EXPECT_EQ(notice ? notice->kind : "", c.kind) << c.subject << " / " << c.text;
  }
}

TEST(Wish, IsInTheRecordOfAMailWithNewsAlone) {
  Settings settings;
  settings.own = {"shop.example"};
  auto record = [&](const std::string& head, const std::string& text) {
    return message_json(read_mail("From: old@example.com\nTo: info@shop.example\nContent-Type: text/plain; charset=utf-8\n" + head + "\n" + text, 1'767'225'600), settings);
  };
  auto has = [](const std::string& json, const char* what) { return json.find(what) != json.npos; };
  const std::string news = "アドレスが new@example.com に変わりました。\n", wish = "見積もりをお願いします。\n", left = "3月末で退職いたしました。\n";
  EXPECT_TRUE(has(record("", news + wish), "\"wish\":\"見積もりをお願いします\""));
  EXPECT_FALSE(has(record("", news), "\"wish\""));
  EXPECT_FALSE(has(record("", wish), "\"wish\""));
  EXPECT_TRUE(has(record("", left), "\"only\":true"));
  EXPECT_FALSE(has(record("", left + wish), "\"only\":true"));
  // Our own address is nobody's new one.
  EXPECT_FALSE(has(record("", "アドレスが変わりましたか。order@shop.example に送っても届きません。\n"), "\"address_change\""));
  // A machine tells of the address that it stands for, not of who is there meanwhile; its word is never more than a proposal.
  EXPECT_TRUE(has(record("Auto-Submitted: auto-replied\n", "このアドレスは3月31日で廃止となりました。新アドレスは new@example.com です。\n"), "\"new\":\"new@example.com\""));
  EXPECT_FALSE(has(record("Auto-Submitted: auto-replied\n", "担当が変わり、メールアドレスも変わりました。後任は new@example.com です。\n"), "\"address_change\""));
  EXPECT_FALSE(has(record("Auto-Submitted: auto-replied\n", "不在です。メールの宛先を変更し、new@example.com までお願いします。\n"), "\"address_change\""));
  // A machine wishes for nothing; neither does a signature.
  EXPECT_TRUE(has(record("Auto-Submitted: auto-replied\n", left + wish), "\"only\":true"));
  EXPECT_FALSE(has(record("", news + "---\n株式会社青空商事 営業部\n電話 03-1234-0040\nold@example.com\nお問い合わせ窓口 0120-123-456\n---\n"), "\"wish\""));
}

}  // namespace
}  // namespace musubi::mail
