#include "connectors/mail/news.hpp"

#include <gtest/gtest.h>

#include "connectors/mail/own_text.hpp"

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
  };
  for (const NewsCase& c : cases) {
    auto news = employment_news(c.subject, c.text, c.automatic);
    EXPECT_EQ(news ? news->kind : "", c.kind) << c.subject << " / " << c.text;
    EXPECT_TRUE(!news || !news->text.empty());
  }
}

struct ChangeCase {
  const char *from, *subject, *text, *expected;
};

TEST(AddressChanges, SayWhichAddressIsNew) {
  const ChangeCase cases[] = {
      {"old@example.com", "アドレスが変わりました", "新しいアドレス: new@example.com", "old@example.com > new@example.com by old"},
      {"new@example.com", "メールアドレス変更のお知らせ", "旧：old@example.com\n新：new@example.com", "old@example.com > new@example.com by new"},
      {"new@example.com", "メールアドレスを変更しました", "これまでの old@example.com は使えなくなります。", "old@example.com > new@example.com by new"},
      {"old@example.com", "ご連絡", "メールアドレスが下記に変更になります。\nnew@example.com", "old@example.com > new@example.com by old"},
      {"old@example.com", "ご連絡", "アドレス変更のお願い\n変更前\nold@example.com\n変更後\nnew@example.com", "old@example.com > new@example.com by old, named"},
      {"old@example.com", "アドレスが変わりました", "旧アドレス: old@example.com\n新アドレス: new@example.com", "old@example.com > new@example.com by old, named"},
      {"old@example.com", "アドレスが変わりました", "これまでの old@example.com から new@example.com に変わりました。", "old@example.com > new@example.com by old, named"},
      {"old@example.com", "New address", "My old e-mail address is old@example.com, my new one new@example.com.", "old@example.com > new@example.com by old, named"},
      {"tanaka@example.com", "ご案内", "お問い合わせ窓口のメールアドレスが変わりました。新: info2@example.com", "tanaka@example.com > info2@example.com by old"},
      {"tanaka@example.com", "メールの件", "担当がメールも含めて変わります。今後は後任 sato@example.com まで。", "tanaka@example.com > sato@example.com by old"},
      {"tanaka@example.com", "ご案内", "窓口のメールアドレスが変わりました。新: info2@example.com\n以前にお世話になった田中 tanaka@example.com", "tanaka@example.com > info2@example.com by old"},
      {"john@example.com", "My new e-mail address", "My new address is john.smith@example.org.", "john@example.com > john.smith@example.org by old"},
      {"x@example.com", "アドレスが変わりました", "旧：a@example.com 新：b@example.com", ""},
      {"new@example.com", "アドレスが変わりました", "よろしくお願いします。", ""},
      {"a@example.com", "ご注文", "b@example.com に送ってください。", ""},
      {"a@example.com", "住所が変わりました", "新しい住所は渋谷区です。", ""},
  };
  for (const ChangeCase& c : cases) {
    auto change = address_change(c.subject, c.text, {"", c.from});
    EXPECT_EQ(change ? change->old_address + " > " + change->new_address + " by " + change->by + (change->names_sender && change->by == "old" ? ", named" : "") : "", c.expected) << c.subject << " / " << c.text;
  }
}

struct WishCase {
  const char *subject, *text;
  bool out;
};

TEST(OptOut, IsHeardInTheSendersOwnWordsAlone) {
  const WishCase cases[] = {
      {"Re: 春のお知らせ", "配信停止を希望します。", true},
      {"配信停止希望", "", true},
      {"Re: メールマガジン5月号", "メルマガの配信を解除してください。", true},
      {"Re: 春のお知らせ", "退会します。", true},
      {"Re: 春のお知らせ", "退会手続きをお願いします", true},
      {"Re: 春のお知らせ", "今後メールマガジンは不要です。", true},
      {"Re: 春のお知らせ", "解除", true},
      {"Re: 春のお知らせ", "ＳＴＯＰ", true},
      {"unsubscribe", "", true},
      {"Re: News", "Please unsubscribe me.", true},
      {"Re: News", "Remove me from this list, please.", true},
      {"Re: 春のお知らせ", "購読を中止したいのですが。\n\n> 配信停止はこちら", true},
      {"Re: 春のお知らせ", "登録を解除してください。", true},
      {"Re: 春のお知らせ", "配信停止しないでください。", false},
      {"Re: 春のお知らせ", "メルマガを停止しないで続けて送ってください。", false},
      {"Re: 春のお知らせ", "配信停止の取り消しをお願いします。", false},
      {"Re: 春のお知らせ", "配信が停止されているようです。再開してください。", false},
      {"Re: News", "Please do not unsubscribe me.", false},
      {"Re: 春のお知らせ", "ありがとうございます。\n> 配信停止を希望される方はこちら\n> https://shop.example/stop", false},
      {"Re: 春のお知らせ", "配信停止はこちら https://shop.example/stop", false},
      {"Re: 配信停止の手続きが変わりました", "承知しました。", false},
      {"ご注文", "注文を停止していただけますか。", false},
      {"Re: 春のお知らせ", "メルマガの配信が停止しているようです", false},
      {"ご連絡", "配信サーバーの停止について", false},
      {"ご連絡", "配信サーバーの停止をお願いします。", false},
      {"ご連絡", "admin画面の表示が停止しました", false},
      {"ご連絡", "admin画面の自動更新を停止してください。", false},
      {"ご質問", "メルマガの停止の方法を教えてください。", false},
      {"ご質問", "購読を解除するとどうなりますか。", false},
      {"ご連絡", "配信停止の解除をお願いします。", false},
      {"ご連絡", "先月から配信が停止しております。", false},
      {"ご連絡", "配信を停止していますが、手続きしてください。", false},
      {"ご連絡", "動画の配信が中止となり残念です。", false},
      {"ご質問", "購読中止の場合は返金されますか。", false},
      {"お知らせ", "メルマガの配信をやめているので、代わりに電話します。", false},
      {"ご連絡", "退会手続きについて教えてください。", false},
      {"Re: 春のお知らせ", "配信を停止していただけますか。", true},
      {"Re: 春のお知らせ", "メルマガの停止の手続きをお願いいたします。", true},
      {"Re: 春のお知らせ", "配信停止の程、よろしくお願いします。", true},
      {"Re: 春のお知らせ", "DMの送付は停止でお願いします", true},
      {"Re: 春のお知らせ", "メールマガジンの購読を解除したいです。", true},
      {"Re: 春のお知らせ", "ニュースレターの配信を止めてください。", true},
      {"Re: 春のお知らせ", "今後の配信は中止させていただきたく存じます。", true},
      {"Re: 春のお知らせ", "配信停止を依頼します。", true},
      {"Re: 春のお知らせ", "ＤＭは要りません。", true},
      {"Re: 春のお知らせ", "配信を停止して欲しいです。", true},
      {"メルマガ停止", "", true},
      {"ご相談", "保険の解除について教えてください。", false},
      // こちら is a place on a page, or the sender
      {"Re: 春のお知らせ", "こちらのメールの配信停止をお願いします。", true},
      {"Re: 春のお知らせ", "こちらのアドレスへの配信を停止してください", true},
      {"Re: 春のお知らせ", "こちらへのメルマガの配信を止めてください。", true},
      {"Re: 春のお知らせ", "配信停止はこちらからお手続きください。", false},
      {"Re: 春のお知らせ", "こちらから配信停止をお願いします。", false},
      {"Re: 春のお知らせ", "配信停止をご希望の方は、こちらのページで手続きしてください。", false},
      {"Re: 春のお知らせ", "退会をお願いする方はこちら", false},
      // without a word of newsletters
      {"Re: 春のお知らせ", "今後メールは送らないでください", true},
      {"Re: 春のお知らせ", "もうメールを送ってこないでください。", true},
      {"Re: 春のお知らせ", "お世話になっております。今後、ご案内のメールを送らないでいただけますか。", true},
      {"Re: 春のお知らせ", "このアドレスには今後送信しないでください。", true},
      {"Re: 春のお知らせ", "メール送信を停止してください", true},
      {"Re: 春のお知らせ", "メールの受信を停止したいです。", true},
      {"Re: 春のお知らせ", "メールを停止してください。", true},
      {"Re: 春のお知らせ", "もう送らないでください。", true},
      {"Re: 春のお知らせ", "二度と送ってこないでいただきたい。", true},
      {"Re: 春のお知らせ", "今後一切のメールをお断りします。", true},
      {"Re: 春のお知らせ", "メルマガは希望しません。", true},
      {"Re: News", "Do not contact me again.", true},
      {"Re: News", "Please delete my e-mail address from your mailing list.", true},
      {"Re: 春のお知らせ", "配信停止は希望しません。", false},
      {"Re: News", "Please don't remove my address from your list.", false},
      {"ご連絡", "領収書はメールで送ってください。もう郵送はしないでください。", false},
      {"ご連絡", "今後の見積もりはメールでお断りすることもあります。", false},
      {"Re: 春のお知らせ", "メールを止めてください", true},
      {"Re: 春のお知らせ", "メールの停止をお願いいたします。", true},
      {"ご連絡", "解決しましたので、今後のご連絡は不要です。", false},
      {"ご連絡", "メールを止めていたのはこちらの設定でした。", false},
      {"ご連絡", "メールの停止について教えてください。", false},
      {"Re: 春のお知らせ", "今後のご案内は不要です。", true},
      {"Re: 春のお知らせ", "今後のお知らせは結構です。", true},
      {"Re: 春のお知らせ", "メルマガはもう結構です。", true},
      {"Re: 春のお知らせ", "リストから外してください", true},
      {"Re: 春のお知らせ", "配信リストから削除をお願いします。", true},
      {"Re: 春のお知らせ", "私のアドレスを送付リストから外してください。", true},
      {"Re: 春のお知らせ", "メールマガジンの登録を取り消してください。", true},
      {"ご連絡", "パスワードはメールで送らないでください。", false},
      {"ご連絡", "添付ファイルは送らないでください。", false},
      {"ご連絡", "間違ったメールを送らないでください。", false},
      {"ご連絡", "確認できるまでメールは送らないでください。", false},
      {"ご連絡", "メールが届かないので、もう一度送ってください。", false},
      {"ご連絡", "サーバーからのメール送信を停止してください。", false},
      {"ご連絡", "この商品を注文リストから外してください。", false},
      {"ご連絡", "在庫リストから削除してください。", false},
      {"ご連絡", "リストからお選びください。", false},
      {"ご連絡", "見積りのご案内は不要です。", false},
      {"ご連絡", "領収書は不要です。", false},
      {"ご連絡", "迷惑メールの受信を停止する方法はありますか。", false},
  };
  for (const WishCase& c : cases) {
    std::string said = opt_out(c.subject, own_text(c.text));
    EXPECT_EQ(!said.empty(), c.out) << c.subject << " / " << c.text << " / " << said;
  }
}

TEST(OwnText, LeavesOutWhatIsQuoted) {
  EXPECT_EQ(own_text("はい。\n> いつですか\n来週です。\n"), "はい。\n来週です。");
  EXPECT_EQ(own_text("はい。\n\n2026年1月5日(月) 10:00 山田 <y@example.com>:\n> いつ\n\n追伸"), "はい。\n\n\n追伸");
  EXPECT_EQ(own_text("はい。\n\nOn Mon, Jan 5, 2026 at 10:00 AM Yamada\n<y@example.com> wrote:\n\nいつ"), "はい。");
  EXPECT_EQ(own_text("はい。\n-----Original Message-----\nFrom: y\nいつ"), "はい。");
  EXPECT_EQ(own_text("はい。\nFrom: y\nSent: Monday\nTo: z\nSubject: いつ\n\nいつ"), "はい。");
  EXPECT_EQ(own_text("From: 東京まで\nの切符です。"), "From: 東京まで\nの切符です。");
  EXPECT_EQ(own_text(""), "");
}

}  // namespace
}  // namespace musubi::mail
