#include "connectors/mail/news.hpp"

#include <gtest/gtest.h>

#include "connectors/mail/own_text.hpp"

namespace musubi::mail {
namespace {

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
      {"a@example.com", "ご連絡", "貴社のドメインのアドレスが変わったようです。sales@other.example に送りましたが戻ってきます。", ""},
      {"old@example.com", "ご連絡", "このメールアドレスは使用できなくなりますので、今後は new@example.com へお願いします。", "old@example.com > new@example.com by old"},
      {"a@example.com", "ご注文", "b@example.com に送ってください。", ""},
      {"old@example.com", "ご連絡", "メルマガの送り先を old@example.com から new@example.com へ変更してください。", "old@example.com > new@example.com by old"},
      {"old@example.com", "ご連絡", "メール配信先を new@example.com に変更してください。", "old@example.com > new@example.com by old"},
      {"new@example.com", "ご連絡", "登録を old@example.com から new@example.com へ切り替えてください。", "old@example.com > new@example.com by new"},
      {"old@example.com", "ご連絡", "メールアドレスを old@example.com から new@example.com に変更しました。", "old@example.com > new@example.com by old, named"},
      {"tanaka@a.example", "ご連絡", "会社のドメインが変更になりました。旧：tanaka@a.example 新：tanaka@b.example", "tanaka@a.example > tanaka@b.example by old, named"},
      {"tanaka@a.example", "ドメイン変更のお知らせ", "旧ドメイン：a.example　新ドメイン：b.example", "tanaka@a.example > tanaka@b.example by old"},
      {"tanaka@b.example", "ドメイン変更のお知らせ", "ドメインが変更になりました\n旧：@a.example\n新：@b.example", "tanaka@a.example > tanaka@b.example by new"},
      {"tanaka@c.example", "ドメイン変更のお知らせ", "旧ドメイン：a.example　新ドメイン：b.example", ""},
      // Of whom something is sent to, which says nothing of the sender's own address.
      {"sato@aozora.example", "ご連絡", "お見積書の宛先を sato@aozora.example から suzuki@aozora.example に変更してください", "sato@aozora.example > suzuki@aozora.example by old"},
      {"sato@aozora.example", "ご連絡", "連絡先のメールアドレスを sato@aozora.example から suzuki@aozora.example に変更してください。", "sato@aozora.example > suzuki@aozora.example by old"},
      {"sato@aozora.example", "ご連絡", "担当のメールアドレスを sato@aozora.example から suzuki@aozora.example に変更しました。", "sato@aozora.example > suzuki@aozora.example by old"},
      {"sato@aozora.example", "ご連絡", "登録を sato@aozora.example から suzuki@aozora.example に変更してください", "sato@aozora.example > suzuki@aozora.example by old"},
      {"sato@aozora.example", "お見積書の宛先変更のお願い", "宛先のメールアドレスが変わります。\n旧：sato@aozora.example\n新：suzuki@aozora.example", "sato@aozora.example > suzuki@aozora.example by old"},
      {"old@example.com", "ご連絡", "私のメールアドレスが old@example.com から new@example.com に変わりました。", "old@example.com > new@example.com by old, named"},
      {"a@example.com", "ご連絡", "メールを b@example.com に送ったところ、予定が変更になったそうです。", ""},
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
      {"Re: 春のお知らせ", "今後メールは不要です。", true},
      {"Re: 春のお知らせ", "もうメールはいりません。", true},
      {"Re: 春のお知らせ", "メールの送信をおやめください。", true},
      {"Re: 春のお知らせ", "メールをおやめください。", true},
      {"Re: 春のお知らせ", "配信をとめてください。", true},
      {"Re: 春のお知らせ", "営業メールの送信はご遠慮ください。", true},
      {"Re: News", "Please cancel my subscription.", true},
      {"Re: 春のお知らせ【配信停止】", "", true},
      {"Re: 春のお知らせ [配信停止希望]", "お願いします。", true},
      {"Re: 春のお知らせ", "不要です。", true},
      {"Re: メールマガジン5月号", "もう不要です", true},
      {"Re: 春のお知らせ", "配信停止を希望していません。", false},
      {"Re: 春のお知らせ", "配信停止は希望しておりません。", false},
      {"ご質問", "御社のシステムで、メール送信を停止したい場合の手順を教えてください。", false},
      {"ご質問", "メルマガの配信を停止したいときの方法を教えてください。", false},
      {"ご連絡", "注文確認メールの受信をやめたいです。", false},
      {"Re: 発送のお知らせ", "不要です。", false},
      {"Re: ご注文の件", "不要です。", false},
      {"Re: 【配信停止】手続きが変わりました", "承知しました。", false},
      {"ご連絡", "保証書は不要です。", false},
      // A wish beside a question, beside mails of an order
      {"ご連絡", "メルマガの配信を停止したいのですが、方法を教えてください", true},
      {"ご連絡", "退会したいのですが、手順を教えてください。", true},
      {"ご質問", "御社のシステムで配信を停止したいのですが、方法を教えてください。", false},
      {"ご連絡", "注文確認メール以外の配信を停止してください", true},
      {"ご連絡", "予約メール、広告メールともに配信停止をお願いします", true},
      {"ご連絡", "メルマガの配信を停止してください、注文メールは引き続き送ってください。", true},
      {"ご連絡", "広告メールの配信を停止してください。注文メールは必要です。", true},
      {"ご連絡", "メルマガは続けて、予約メールだけ配信を停止してください。", false},
      {"ご連絡", "予約メールの配信を停止してください。", false},
      // What is asked to be spared
      {"ご連絡", "個人情報を含むメールの送信はご遠慮ください", false},
      {"ご連絡", "本メールの無断転載・配信はご遠慮ください", false},
      {"ご連絡", "メルマガの配信はご遠慮ください。", true},
      {"ご連絡", "広告メールはご遠慮願います。", true},
      {"ご連絡", "ご案内のメールはご遠慮ください。", true},
      // An answer to a notice is none to a newsletter
      {"Re: 打合せ日程のお知らせ", "結構です。", false},
      {"Re: 採寸の件のお知らせ", "不要です。", false},
      {"Re: 通信障害のご報告", "不要です。", false},
      {"Re: ニュースレター vol.3", "不要です。", true},
      {"Re: 新商品のお知らせ", "不要です。", true},
      {"Re: 夏季休業のお知らせ", "不要です。", false},
      {"ご連絡", "発送通知メールとメルマガの配信停止をお願いします", true},
      {"Plan", "Please cancel our subscription to the Pro plan", false},
      {"Plan", "Please cancel my subscription.", false},
      {"Hello", "Please cancel our newsletter subscription.", true},
      {"Hello", "Please cancel my subscription to your newsletter.", true},
      // What becomes of the address before
      {"アドレス変更", "旧アドレスの登録を削除してください。", false},
      {"アドレス変更", "お手数ですが、前のメールアドレスの登録を解除し、新しいものに変えてください。", false},
      {"部署異動のお知らせ", "異動に伴い、ご登録の変更をお願いいたします。", false},
      {"異動", "異動になりましたので、メルマガの登録を解除してください。", true},
      // Asked politely, and in other plain words
      {"Re: 春のお知らせ", "メール配信の停止をお願いできますでしょうか。", true},
      {"Re: 春のお知らせ", "メルマガの配信停止をお願いできますか", true},
      {"Re: 春のお知らせ", "配信停止をお願いできますと幸いです。", true},
      {"Re: 春のお知らせ", "メルマガの配信を停止していただくことは可能ですか。", true},
      {"Re: 春のお知らせ", "今後このようなメールを送らないでください", true},
      {"Re: 春のお知らせ", "このようなメールは不要です", true},
      {"Re: 春のお知らせ", "こういったご案内は不要です。", true},
      {"Re: 春のお知らせ", "御社からのメールは不要です", true},
      {"Re: 春のお知らせ", "貴社からのお知らせはもういりません。", true},
      {"Re: 春のお知らせ", "メールはいりません", true},
      {"Re: 春のお知らせ", "もう送らなくて結構です", true},
      {"Re: 春のお知らせ", "もう送らなくていいです。", true},
      {"Re: 春のお知らせ", "迷惑なので送らないでください。", true},
      {"Re: 春のお知らせ", "営業メールお断り", true},
      {"Re: 春のお知らせ", "メルマガ配信リストからの削除をお願いします", true},
      {"Re: 春のお知らせ", "配信リストより外してください", true},
      {"Re: 春のお知らせ", "配信先から外してください。", true},
      {"Re: 春のお知らせ", "今後の送信を拒否します。", true},
      {"Re: 春のお知らせ", "受信拒否でお願いします", true},
      {"Re: 春のお知らせ", "メルマガ解約したいです。", true},
      {"Re: 春のお知らせ", "配信を辞退いたします。", true},
      {"Re: 春のお知らせ", "メールアドレスの削除をお願いします", true},
      {"Re: 春のお知らせ", "アドレスの削除をお願いします。", true},
      {"Re: 春のお知らせ", "停止希望です", true},
      {"Re: 春のお知らせ", "配信停止にしてください", true},
      {"Re: 春のお知らせ", "送付を停止してください", true},
      {"Re: 春のお知らせ", "会員登録を解除し、メルマガの配信も停止してください。", true},
      {"Re: 春のお知らせ", "資料を請求した者ですが、メールの配信を停止してください。", true},
      {"Re: News", "How do I unsubscribe?", true},
      // An offer, an answer, or of another thing than newsletters
      {"ご連絡", "配信停止は、いつでも可能です。退会手続きはマイページでできます。", false},
      {"ご連絡", "退会手続きをお願いする画面で、メルマガの配信停止ができます。", false},
      {"ご連絡", "サンプルはもう送らなくていいです。", false},
      {"ご連絡", "返信のメールはいりません。", false},
      {"ご連絡", "このような商品は不要です。", false},
      {"ご連絡", "このようなメールは助かります。", false},
      {"ご連絡", "間違えて受信拒否をしていました。", false},
      {"ご連絡", "受信拒否の設定になっていたようです。", false},
      {"ご連絡", "商品の送付を停止してください。", false},
      {"ご連絡", "配送先から外してください。", false},
      {"ご連絡", "アドレスの変更をお願いします。", false},
      {"ご連絡", "受賞を辞退いたします。", false},
      {"ご連絡", "保険を解約したいです。", false},
      {"ご連絡", "資料のメール送付は不要です。郵送してください", false},
      {"ご連絡", "クレジットカードの登録を解除してください", false},
      {"ご連絡", "商品の登録を削除してください", false},
      {"ご連絡", "会員登録を取り消してください", false},
      {"ご連絡", "以前、会員登録をした者ですが、配信停止をお願いします", true},
      {"ご連絡", "会員登録を解除し、配信停止をお願いします", true},
      {"ご連絡", "会員登録しましたが、今後メールは送らないでください", true},
      {"Re: 春のセール", "広告の配信を停止してください", true},
      {"Question", "How do I unsubscribe my email in your system?", true},
      {"【社外】Re: 春のセール", "不要です", true},
      {"[外部] Re: 春のセール", "不要です", true},
      {"【社外】Re: 配信停止をお願いします", "よろしく。", false},
      {"お知らせ", "メルマガはいつでも配信停止していただくことが可能です", false},
      {"お知らせ", "ニュースレターの配信を停止していただくことができます。", false},
      {"お知らせ", "DM不要のお客様はいつでもマイページで設定できます", false},
      {"ご連絡", "配信を停止していただくことは可能でしょうか。", true},
      {"ご連絡", "誤って受信拒否いたしておりました", false},
      {"Re: 請求書の件", "もう送らなくて大丈夫です", false},
      {"Re: サンプルの件", "送付を停止してください", false},
      {"Re: 打ち合わせのCC", "アドレスの削除をお願いします", false},
      {"Re: 訪問の件", "貴社からのご案内は不要です", false},
      {"ご連絡", "配信先から外してしまい申し訳ありません", false},
      {"ご連絡", "営業メールお断りの窓口はどちらですか", false},
      {"ご連絡", "メルマガの配信先から外してください", true},
      {"ご連絡", "ライブの配信を停止してください。", false},
      {"ご連絡", "動画の配信を中止してください。", false},
      {"ご連絡", "広告の配信を停止してください。", false},
      {"ご連絡", "プレスリリースの配信を停止してください。", false},
      {"ご連絡", "購読料の請求を停止してください。", false},
      {"Question", "How do I unsubscribe a customer in your system?", false},
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
  EXPECT_EQ(own_text("はい。\nFrom: y@example.com\nDate: Monday\n\nいつ"), "はい。");
  EXPECT_EQ(own_text("はい。\nFrom: 店\nSent: Monday, January 5, 2026\n\nいつ"), "はい。");
  EXPECT_EQ(own_text("はい。\n\n店 <a@b.example> 2026/01/05 10:00:\n\nいつ"), "はい。");
  EXPECT_EQ(own_text("はい。\n==== 元メール ====\nいつ"), "はい。");
  EXPECT_EQ(own_text("Ja.\n\nAm 05.01.2026 um 10:00 schrieb Shop <a@b.example>:\n\nWann"), "Ja.");
  EXPECT_EQ(own_text("Oui.\n\nLe lun. 5 janv. 2026 à 10:00, Shop\n<a@b.example> a écrit :\n\n> Quand\nMerci"), "Oui.\n\n\nMerci");
  for (const char* said : {"山田商店さんは書きました:", "山田様が次のように書きました。", "At Mon, 5 Jan 2026 10:00:00 +0900,\nYamada wrote:", "Yamada <a@b.example> writes:", "Yamada wrote (2026/01/05 10:00):",
                           "------ Original ------", "----- 転送元のメッセージ -----", "----- 引用 -----", "2026년 1월 5일 (월), Shop <a@b.example>님이 작성:"})
    EXPECT_EQ(own_text(std::string("はい。\n\n") + said + "\n\nいつ"), "はい。") << said;
  EXPECT_EQ(own_text("先日、店員の佐藤さんが言いました。\n今後の配信は停止してください。"), "先日、店員の佐藤さんが言いました。\n今後の配信は停止してください。");
  EXPECT_EQ(own_text("はい。\n\n佐藤さんは書きました。\n> いつ"), "はい。");
  EXPECT_EQ(own_text("様が来ました。\n先日の手紙に書きました。\nはい。"), "様が来ました。\n先日の手紙に書きました。\nはい。");
  EXPECT_EQ(own_text("From: 東京\nTo: 大阪\n2枚お願いします。"), "From: 東京\nTo: 大阪\n2枚お願いします。");
  EXPECT_EQ(own_text("From: 東京まで\nの切符です。"), "From: 東京まで\nの切符です。");
  EXPECT_EQ(own_text("はい。\n| いつですか\n| 配信停止をお願いします。\n来週です。"), "はい。\n来週です。");
  EXPECT_EQ(own_text("はい。\nAozora> 配信停止はこちら\n佐藤＞ いつですか\n来週です。"), "はい。\n来週です。");
  EXPECT_EQ(own_text("はい。\nご要望＞ 配信停止をお願いします"), "はい。\nご要望＞ 配信停止をお願いします");
  EXPECT_EQ(own_text("はい。\n-------- 引用 --------\nいつ"), "はい。");
  EXPECT_EQ(own_text("Ja.\nVon: Shop <a@b.example>\nGesendet: Montag, 5. Januar 2026 10:00\nAn: Taro\nBetreff: Wann\n\nWann"), "Ja.");
  EXPECT_EQ(own_text("好。\n发件人: 店 <a@b.example>\n发送时间: 2026年1月5日 10:00\n收件人: Taro\n主题: 何时\n\n何时"), "好。");
  EXPECT_EQ(own_text("好。\n寄件者: 店\n寄件日期: 2026年1月5日\n\n何時"), "好。");
  EXPECT_EQ(own_text("Oui.\nDe : Shop <a@b.example>\nEnvoyé : lundi 5 janvier 2026\nÀ : Taro\nObjet : Quand\n\nQuand"), "Oui.");
  // Neither a table, nor a frame, nor steps of a menu are quotes.
  for (const char* said : {"|品名|数|\n|名刺|2|", "| 株式会社青空商事\n| 営業部 中村\n| 03-1234-0040", "設定 > 配信を選びました。", "数量>3です", "a > b", "Von: Hamburg\n2 Karten", "引用 は不要です"}) EXPECT_EQ(own_text(said), said);
  EXPECT_EQ(own_text(""), "");
}

TEST(OptOut, AStopAtAnOldAddressIsForThatOne) {
  const struct {
    const char *subject, *text, *address;  // "-": none
  } cases[] = {
      {"ご連絡", "旧アドレスへの配信を停止してください。", ""},
      {"旧アドレスへの配信停止のお願い", "よろしくお願いいたします。", ""},
      {"ご連絡", "旧アドレス(old@example.com)への配信を停止してください。", "old@example.com"},
      {"ご連絡", "以前のメールアドレス old@example.com には、もうメールを送らないでください。", "old@example.com"},
      {"ご連絡", "旧アドレスへの配信を停止してください。\n旧アドレス：old@example.com", "old@example.com"},
      {"アドレス変更", "メールアドレスが変わりました。\n新：new@example.com\n旧：old@example.com\n旧アドレスへのメルマガの配信を停止してください。", "old@example.com"},
      {"アドレス変更", "メールアドレスがother@example.netに変わりました。旧アドレスへの配信を停止してください。", ""},
      {"ご連絡", "メールアドレスを new@example.com に変更したため、旧アドレス宛のメルマガ配信の停止をお願いいたします。", ""},
      {"ご連絡", "メールアドレスが new@example.com に変わりましたので、旧アドレスへの配信を停止してください。", ""},
      {"ご連絡", "旧アドレスへの配信を停止していただき、今後はnew@example.comに送付をお願いします。", ""},
      {"ご連絡", "新しいアドレス new@example.com で登録しましたので、以前のアドレスへの配信を停止してください。", ""},
      {"ご連絡", "旧アドレスではなく new2@example.com にお願いします。旧アドレスへの配信は停止してください。", ""},
      {"ご連絡", "旧アドレスから new2@example.com に変更しました。旧アドレスへの配信の停止をお願いします。", ""},
      {"ご連絡", "旧アドレス（new2@example.com に変更済み）への配信を停止してください。", ""},
      {"ご連絡", "新旧アドレス new@example.com のうち、旧アドレスへの配信を停止してください。", ""},
      {"ご連絡", "old@example.com（旧アドレス）への配信を停止してください。", "old@example.com"},
      {"ご連絡", "旧アドレスへの配信を停止してください。\n旧アドレス：old@example.com----------", "old@example.com"},
      {"ご連絡", "旧アドレスへの配信を停止してください。\n旧アドレス：old@example-.com", ""},
      {"ご連絡", "旧アドレスへの配信を停止してください。\n旧アドレス：old@example.c0m", ""},
      {"ご連絡", "旧アドレスへの配信を停止してください。\n旧アドレス：old..x@example.com", ""},
      {"ご連絡", "旧アドレス old@example.com TEL 03-1234-0001 への配信を停止してください。", "old@example.com"},
      {"ご連絡", "旧アドレスと新アドレスの両方にメールが届いていますので、旧アドレスへの配信を停止してください。", ""},
      {"ご連絡", "新しいアドレスも登録しましたので、旧アドレスへの配信は停止してください。", ""},
      {"ご連絡", "旧アドレスと新アドレスに二重に届くので、旧アドレスへの配信を停止してください。", ""},
      {"ご連絡", "旧アドレスへの配信は停止していただき、新しいアドレスへの配信もお願いします。", ""},
      {"ご連絡", "以前のアドレスから配信停止をお願いしました。", "-"},
      {"ご連絡", "新アドレスnew@example.com、旧アドレスold@example.comのうち、旧アドレスへの配信を停止してください。", "old@example.com"},
      {"ご連絡", "前のアドレスを配信リストから外してください。", ""},
      {"アドレス変更", "旧アドレスの登録を削除してください。", "-"},
      {"アドレス変更", "お手数ですが、前のメールアドレスの登録を解除し、新しいものに変えてください。", "-"},
      {"ご連絡", "旧アドレスへの配信は停止されています。", "-"},
      {"ご連絡", "旧アドレスへの配信を停止しないでください。", "-"},
      {"ご連絡", "旧アドレスは4月末で使用できなくなります。", "-"},
      {"ご連絡", "配信を停止してください。", "-"},
  };
  for (const auto& c : cases) {
    const auto got = opt_out_elsewhere(c.subject, c.text);
    EXPECT_EQ(got ? got->address : "-", c.address) << c.text;
    EXPECT_EQ(opt_out(c.subject, c.text), std::string(c.text) == "配信を停止してください。" ? "配信を停止してください" : "") << c.text;
  }
}

TEST(OptOut, AStopAtBothAddressesIsTheSendersToo) {
  for (const char* text : {"旧アドレスと現在のアドレスの両方への配信を停止してください", "現在のアドレスも旧アドレスも配信を停止してください", "前のアドレスへの配信は停止しましたが、こちらのアドレスへの配信も停止してください",
                           "旧アドレス(old@example.com)と新アドレス(new@example.com)への配信を停止してください", "新旧アドレスとも配信を停止してください"}) {
    EXPECT_EQ(opt_out("ご連絡", text), text);
    EXPECT_TRUE(opt_out_elsewhere("ご連絡", text)) << text;
  }
}

TEST(OptOut, AStopAtTheSendersAddressBesideOneAtTheOldStandsForItself) {
  const char* text = "メルマガの配信を停止してください。旧アドレスへの配信も停止してください。";
  EXPECT_EQ(opt_out("ご連絡", text), "メルマガの配信を停止してください");
  EXPECT_TRUE(opt_out_elsewhere("ご連絡", text));
}

}  // namespace
}  // namespace musubi::mail
