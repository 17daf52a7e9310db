#include "connectors/mail/lines.hpp"
#include "connectors/mail/news.hpp"
#include "connectors/mail/sentences.hpp"

namespace musubi::mail {
namespace {

/// How to stop it, where the wish to is not told as well (…停止したいのですが、方法を教えてください).
bool only_asks_how(const std::string& bare) {
  static const RE2 how(R"((手順|方法|やり方|仕方)(を|について)(教え|お?知|お聞|ご教示|うかが|伺))", pattern_options());
  static const RE2 told(R"((配信|メルマガ|メールマガジン|ニュースレター|購読|\bdm|ダイレクトメール|退会|登録).{0,14}(したいの(です|だ)|したいです|したく(、|思|存|て)|希望(します|してい|して(い|お)|です)|やめたいの|止めたいの))", pattern_options());
  static const RE2 of_a_system(R"(システム|サーバ|設定画面|管理画面|ツール)", pattern_options());
  return found(bare, how) && (!found(bare, told) || found(bare, of_a_system));
}

/// Mails of an order alone. They may be named beside others (予約メール、広告メールとも) or as what stays (注文確認メール以外).
bool is_of_trade_mails(std::string bare) {
  static const RE2 stays(R"((注文|受注|発送|出荷|予約|認証|パスワード|請求|領収)(の|書|確認|完了|通知|案内|受付)*メール(だけ|のみ)?(以外|を除|の(他|ほか)|は、?(引き?続き|今後も|これまで|そのまま|必要|残|続け|送って|受け)))", pattern_options());
  static const RE2 trade(R"((注文|受注|発送|出荷|予約|認証|パスワード|請求|領収)(の|書|確認|完了|通知|案内|受付)*メール)", pattern_options());
  static const RE2 as_well(R"(広告|宣伝|営業メール|案内メール(と|も)|メルマガ|メールマガジン|ニュースレター|\bdm|ダイレクトメール|キャンペーン)", pattern_options());
  static const RE2 alone(R"(メール(だけ|のみ)|(広告|メルマガ|メールマガジン|ニュースレター|dm|ダイレクトメール)(メール)?(は|を)[^、。]{0,6}(続け|引き?続き|そのまま|残|送って|必要)|(では|じゃ)なく)", pattern_options());
  RE2::GlobalReplace(&bare, stays, "");
  return found(bare, trade) && (!found(bare, as_well) || found(bare, alone));
}

/// The sentence without what else is delivered, registered or sent by mail (動画の配信, カードの登録, 資料のメール送付), where no newsletter is named beside it.
std::string without_other_things(std::string bare) {
  static const RE2 thing(
      R"((ライブ|動画|映像|音楽|番組|ゲーム|広告|プレスリリース|アプリ|ストリーミング)(の|を|は)?(ライブ)?配信|(カード|商品|製品|ユーザー?|会員|口座|端末)(情報)?(の|を)?登録|(資料|見積書?|請求書?|領収書?|納品書?|契約書?|カタログ)(等|など)?(の|は|を)(e?-?メール)(で|に)?(よる|の)?(送付|送信|配信|受信|受け?取り?)|購読料)",
      pattern_options());
  static const RE2 newsletter(R"(メルマガ|メールマガジン|ニュースレター|\bdm|ダイレクトメール|(お知らせ|案内|広告|宣伝|営業)の?メール|メールの?配信)", pattern_options());
  if (!found(bare, newsletter)) RE2::GlobalReplace(&bare, thing, "");
  return bare;
}

/// How somebody else is taken off a list of theirs.
bool asks_how_in_english(const std::string& said) {
  static const RE2 how(
      R"(\bhow (do|does|can|could|should|to)\b.{0,30}\b(unsubscribe|opt[ -]?out)\b (an?|the|our|some|all|their) ([a-z]+ )?(customer|user|contact|subscriber|member|client|recipient|people|person))",
      pattern_options());
  return found(said, how);
}

/// Whether the subject is that of business: of an order, or an answer to something that is no news.
bool is_business(const std::string& about, const RE2& of_trade) {
  static const RE2 news(R"(お知らせ|ご?案内|メルマガ|メールマガジン|ニュース|news|セール|sale|キャンペーン|特集|新着|月号|vol\.?\d|配信|通信)", pattern_options());
  return found(about, of_trade) || (repeats_another(about) && !found(about, news));
}

/// What the subject says of the mails that the sentences may speak of.
struct About {
  bool answers_newsletter, business;
};

About about_of(const std::string& subject) {
  static const RE2 newsletter(R"((メルマガ|メールマガジン|ニュースレター|メールニュース|(ニュース|通信)\W*(第?\d|vol|no\.|[』」】\])]|$)|([春夏秋冬]の|新商品|新製品|お得な|おすすめ)[^、。]{0,4}(お知らせ|ご?案内)|\bnews(letter)?\b|セール|\bsale\b|キャンペーン|特集|新着(商品|情報|アイテム)|月号|vol\.?\d))", pattern_options());
  static const RE2 of_trade(R"((発送|出荷|注文|受注|入荷|変更|請求|予約|見積|納品|打ち?合わ?せ|日程|会議|面談|採寸|休業|障害|契約|修理))", pattern_options());
  const std::string about = folded_line(subject);
  return {repeats_another(about) && found(about, newsletter) && !found(about, of_trade), is_business(about, of_trade)};
}

bool asks_for_stop(const Sentence& s, const About& about) {
  static const RE2 mailing(
      R"((配信|メルマガ|メールマガジン|ニュースレター|購読|\bdms?\b|ダイレクトメール|お知らせメール|案内メール|メール登録|メールの?(送信|送付|受信|受け?取り?)).{0,14}((停止|解除|中止|ストップ)(の?ご?(手続き?|処理|対応))?(に?して(ください|下さい|くれ|ほしい|欲しい|もら|いただ(け|き|くこと(は|が)(可能|でき)[^、。]{0,8}か)|頂(け|き|くこと(は|が)(可能|でき)[^、。]{0,8}か)|$)|(を|で|の|も|方)?(ほど|程|件)?、?(希望|(よろしく|宜しく|至急|是非|ぜひ)?お?願|依頼(し|いた|致|です|$))|を?(いた|致)?したい|を?させて)|不要|結構です|お?(やめ|止め|辞め|とめ)(て?(ください|下さい)|て(くれ|ほしい|欲しい|もら|いただ|頂|$)|いただ|たい|ます|させて)|お断り|要りません|いりません|いらない)|(停止|解除|中止)して(ください|下さい|ほしい|欲しい).{0,6}(配信|メルマガ)|退会(を?希望|します|したい|させ|をお願い|お願い|いたし|致し|(の)?手続き?を?(お願い|希望|したい|して(ください|下さい)))|登録(を)?(解除|抹消|削除|取り?消)(し)?(を?希望|して(ください|下さい|ほしい|欲しい|もら|いただ|頂)|をお願い|お願い|します|したい))",
      pattern_options());
  static const RE2 alone(R"(^(re:)?[「『【\[]?(配信)?(停止|解除|退会|(メルマガ|メールマガジン|dm|メルマガの配信)(停止|解除|不要)|配信不要|購読解除|購読中止|登録解除|停止希望|解除希望|退会希望|配信停止依頼|stop|unsubscribe|remove|optout|opt-out)(希望(です|します|いたします|致します)?|です|依頼|願います|お願いします|します|してください|して下さい)?[」』】\].!]*$)",
                         pattern_options());
  static const RE2 no_more(
      R"((^|[、。,]|今後|以後|もう|これ以上|二度と|どうか|ので)(は|の|も|一切|お知らせ|ご?案内|広告|宣伝|営業|御社からの|貴社からの|そちらからの|(この|その)ような|(こう|そう)(いっ|し)た|この|こちらの|こちらへ?の|私への|弊社への)*、?(e?-?メール|メルマガ|メールマガジン|dm|ダイレクトメール|ニュースレター|お知らせ|ご?案内|広告)(など|等|マガジン)?(は|を|も|の送信は|の配信は)?(もう|一切|二度と|今後|これ以上)?、?(送ら|送信し|送付し|配信し|送って(こ|来))ないで|アドレス(宛て?)?に?(は|へは)?、?(もう|今後|二度と|一切)?、?(メールを)?(送ら|送信し|配信し|送って(こ|来))ないで|^(もう|今後|二度と|これ以上)は?、?(送ら|送信し|送って(こ|来))ないで(ください|下さい|ほしい|欲しい|もら|いただ|頂)|今後[^、。]{0,8}(メール|配信|送信|dm|案内)[^、。で]{0,4}(拒否|お断り|辞退)(し|いた|致|で|$)|(配信|メルマガ|メールマガジン|ニュースレター|dm|ダイレクトメール)(は|を|の(配信|受信|購読)は?を?)?希望(し|いたし|致し)ません|(今後|以後|もう|これ以上)の?、?(営業|広告|案内|お知らせ)?(メール|メルマガ|メールマガジン|dm|ダイレクトメール)(など)?(は|も|の(配信|送信|送付)は)?(もう|一切)?、?(不要|無用|結構です|要りません|いりません|いらない|必要ありません|ご?遠慮)|今後の?(ご?案内|お知らせ|営業)(メール)?(は|も|を)?(一切)?(不要|無用|結構です|お断り|ご遠慮))",
      pattern_options());
  static const RE2 mail_stop(
      R"(メール(を|の|は|も)?、?((停止|中止|解除|ストップ)(の?ご?(手続き?|処理|対応))?(して(ください|下さい|くれ|ほしい|欲しい|もら|いただ(け|き)|頂(け|き)|$)|を?(お願|希望|依頼|したい))|お?(やめ|止め|辞め|とめ)(て?(ください|下さい)|て(くれ|ほしい|欲しい|もら|いただ|頂|$))))",
      pattern_options());
  static const RE2 spare_us(
      R"((営業|広告|宣伝|勧誘|セールス|メルマガ|メールマガジン|ニュースレター|\bdm|ダイレクトメール|(ご?案内|お知らせ)の?(e?-?メール|配信))(e?-?メール|の?(配信|送信|送付)|など|等|一切|今後|は|を|も|の)*、?ご?遠慮(ください|下さい|願|いただ|頂|し))",
      pattern_options());
  static const RE2 off_the_list(
      R"(((^|[、。,])(今後)?|配信|送付|送信|送り先|メール|メーリング|宛先|あて先|顧客|アドレス|dm|その|御社の|貴社の|そちらの|(私|わたし|弊社|当社|自分|アドレス|名前)(を|は|も)、?)(リスト|名簿)(から|より)の?、?((私|わたし|弊社|当社|自分|(この|こちらの)?アドレス|名前)(を|は|も))?、?(外し|はずし|削除|除外|抹消|除い)|配信(先|対象)(から|より)の?、?((外し|はずし|除い)て(くだ|下さ|ほし|欲し|いただ|頂|もら)|(削除|除外|抹消)(して(くだ|下さ|ほし|欲し|いただ|頂|もら)|を?(お?願|希望|依頼))))",
      pattern_options());
  static const RE2 not_wanted(
      R"(((この|その)ような|(こう|そう)(いっ|し)た|(御社|貴社|貴店|そちら)からの)、?(営業|広告|宣伝|お知らせ|ご?案内)?の?(e?-?メール|メルマガ|メールマガジン|dm|ダイレクトメール)(等|など)?(は|も)、?(もう|今後|一切|全て|すべて)?、?(不要|無用|結構です|要りません|いりません|いらない|必要ありません|お断り)|^(もう)?e?-?メール(は|も)(もう|一切)?(要りません|いりません|いらない)(です)?[!.]*$|迷惑(です|な|だ)?(ので|から)、?(もう|今後|二度と)?(は)?、?(メール(を|は))?(送ら|送信し|送付し|配信し|送って(こ|来))ないで|(営業|広告|宣伝|勧誘|セールス)の?(e?-?メール|メルマガ|dm)(等|など|は|を|も|一切)*、?お断り(です|し(ます|たい)|いたし|致し|[!.]*$))",
      pattern_options());
  static const RE2 refused(
      R"(受信を?拒否(で|を|に|と)?(お?願|希望|し(ます|たい|て(ください|下さい|ほしい|欲しい))|させて|(いたし|致し)(ます|たい))|(メルマガ|メールマガジン|ニュースレター|メール配信)(を|の)?解約(を|し(ます|たい|て(ください|下さい|ほしい|欲しい))|希望|お?願|いたし|致し)|(配信|メルマガ|メールマガジン|ニュースレター|dm|ダイレクトメール)(を|は|の(受信|購読)(を|は))?ご?辞退(し(ます|たい)|いた|致|させ|を?希望|$))",
      pattern_options());
  // Of mails only where the subject does not say of what else.
  static const RE2 of_these(
      R"(^(もう|今後は?|これ以上)、?((メール|メルマガ|dm|ご?案内|お知らせ)(は|を|も))?、?(送ら|送信し|送付し|配信し)なくて(も)?(結構|いい|良い|よい|大丈夫)|((この|その)ような|(こう|そう)(いっ|し)た|(御社|貴社|貴店|そちら)からの)、?(ご?案内|お知らせ)(等|など)?(は|も)、?(もう|今後|一切|全て|すべて)?、?(不要|無用|結構です|要りません|いりません|いらない|必要ありません|お断り)|^(今後の?|以後の?)?、?(送付|送信)(を|は|の)(停止|中止|ストップ|やめ|止め)(を?お?願|を?希望|に?して(ください|下さい|ほしい|欲しい|いただ|頂|もら)|て(ください|下さい|ほしい|欲しい|いただ|頂|もら))|^(私|わたし|弊社|当社|自分)?の?(この|こちらの|登録)?の?(e?-?メール|メルマガの?)?(アドレス|メアド)(の|を|は)(削除|抹消)(を|の)?(お?願|希望|して(ください|下さい|ほしい|欲しい|いただ|頂|もら)))",
      pattern_options());
  static const RE2 english(R"(\bunsubscribe\b|\bopt(ing)?[ -]?out\b|remove me from|take me off|cancel (my|our|this|the) (e-?mail|mail|newsletter|mailing list) subscription|cancel (my|our|this|the) subscription (to|of|from|for) (your|the|this) (e-?mail|mail|news|list|update)|stop (sending|e-?mailing|mailing)|no longer wish to receive|(do not|don't|never) (contact|e-?mail|write to) me (again|any ?more|further)|(remove|delete|take) my (e-?mail |mail )?(address )?(from|off) (your|the|this) )", pattern_options());
  static const RE2 cancels(R"(cancel (my|our|this|the) subscription\s*([.!,;]|$))", pattern_options());
  static const RE2 denied(
      R"((停止|解除|退会|中止|やめ|止め|不要)(は|を|に)?(し|さ)?(ないで|なくて|ません|せず|たくない|たくありません|ではありません|ではない)|(停止|解除)(に)?(な(って|り)|され)|(停止|解除|中止)して(い(る|ま|て|な)|お(り|る))|停止の?解除|(配信|メール)(サーバ|システム|設備|基盤|ツール)|(サーバー?|システム|機能)(から)?の|(まで|間)(は)?[^、。]{0,6}、?(メール|配信|案内)[^、。]{0,6}(送ら|送信し)ないで|(停止|解除|退会)(を|の)?(取り?消|撤回|再開|キャンセル)|再開|(do not|don't|didn't|did not|never) (want to )?(unsubscribe|opt)|(not|n't) .{0,20}unsubscribe|定期購読|(停止|解除|退会|中止)(は|を|も)?(まだ)?希望((し|いたし|致し)て?(い|おり|お)?)?(ません|ない)|したい(場合|とき|時|方)|(not|n't|never) (remove|delete|take) m|登録し直)",
      pattern_options());
  static const RE2 direction(R"((は|なら|、)こちら(です)?([^ぁ-んァ-ヶ一-龠]|$|から|より|へ|の(ページ|リンク|フォーム|url|サイト))|^こちら(から|より)|こちら(から|より)(お手続|ご?連絡|行|でき|どうぞ)|こちらの(ページ|リンク|フォーム|url|サイト)|https?:|クリック|click|用フォーム|以下のurl|(停止|解除|退会|変更|中止|手続き?|設定|操作|マイページ|こちらで)[^、。お願]{0,12}(可能です|できます)([がのよ、。!]|$)|(方|場合)は|can (be )?unsubscribe|to unsubscribe)", pattern_options());
  static const RE2 needless(R"(^(もう|今後は?)?、?(不要|無用|要りません|いりません|いらない|要らない|結構)(です|でございます)?[!.]*$)", pattern_options());
  if (found(s.bare, denied) || found(s.said, denied) || found(s.bare, direction) || only_asks_how(s.bare) || is_of_trade_mails(s.bare) || asks_how_in_english(s.said)) return false;
  if (about.answers_newsletter && (found(s.bare, needless) || found(s.said, cancels))) return true;
  if (!about.business && found(s.bare, of_these)) return true;
  return found(about.answers_newsletter ? s.bare : without_other_things(s.bare), mailing) || found(s.bare, no_more) || found(s.bare, mail_stop) || found(s.bare, spare_us) || found(s.bare, off_the_list) || found(s.bare, not_wanted) || found(s.bare, refused) || found(s.bare, alone) || found(s.said, english);
}

constexpr const char* of_old_address = R"((?:旧|古い|以前の|前の|変更前の?)(?:e?-?メール)?(?:アドレス|メアド))";

bool is_of_old_address(const Sentence& s) {
  static const RE2 old_address(of_old_address, pattern_options());
  return found(s.bare, old_address) || found(s.said, old_address);
}

std::string without_addresses(std::string bare) {
  static const RE2 address(R"([(「『<\[]*[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+[)」』>\]]*)", pattern_options());
  RE2::GlobalReplace(&bare, address, "");
  return bare;
}

/// Whether a wish about the old address is one about the sender's, too (旧アドレスと現在のアドレスの両方, こちらのアドレスへの配信も). That mails come to both, or are to, is none.
bool is_of_both(std::string bare) {
  static const std::string this_one = R"((?:現在の?|今の|こちらの|この|新しい|新)(?:e?-?メール)?(?:アドレス|メアド))", mails = R"((?:宛て?)?[へに]?の?(?:配信|送信|送付|メルマガ|メール)?)";
  static const RE2 arrive(R"((両方|双方|どちらに?も|いずれに?も|とも|共|(アドレス|メアド)(宛て?)?[へに])[^、。]{0,14}(届|来て|来ま|登録(され|し|が)|受信し|重複|使|いただいて|頂いて))", pattern_options());
  static const RE2 as_well(this_one + mails + "も、?(" + of_old_address + mails + R"(も、?)?(全て|すべて|一切|(の?(配信|送信|送付|メルマガ|メール)))?[をはの]?(停止|解除|中止|ストップ|お?(やめ|止め)|お断り|不要|送らない|外し|同様))", pattern_options());
  static const RE2 joined(std::string(of_old_address) + R"(も?(と|・|、|や|及び|および|並びに|ならびに)、?)" + this_one + R"((の?(両方|双方)|とも|共|へ|宛|に))", pattern_options());
  static const RE2 both(R"((アドレス|メアド)の?、?(両方|双方|とも|共に|どちらも|どちらにも|いずれも|いずれにも))", pattern_options());
  bare = without_addresses(std::move(bare));
  return !found(bare, arrive) && (found(bare, as_well) || found(bare, joined) || found(bare, both));
}

/// Whether mails to the old address are to end, rather than its registration or its record, and it is no report of an earlier wish.
bool is_of_mails_there(const std::string& bare) {
  static const RE2 mails(std::string(of_old_address) + R"(.{0,20}(配信|送信|送付|送ら|送って|メール|メルマガ|マガジン|ニュースレター|案内|お知らせ|\bdm|受信|購読))", pattern_options());
  static const RE2 past(R"((停止|解除|中止|退会)(の|を)?(お?願い|依頼|希望|申請|ご?連絡)を?(し|(いた|致)し)(まし|てい(まし)?|ており(まし)?)た[。!]*$)", pattern_options());
  return found(bare, mails) && !found(bare, past);
}

/// The address that the sentence, or else another one, calls the old one; "" where none does. One is called so that stands right behind those
/// words, or before them in brackets, and of which the words behind do not say that it is the one now.
std::string old_address_in(const std::vector<Sentence>& all, const Sentence& wish) {
  static const std::string address = R"(([a-z0-9_][a-z0-9_%+-]*(?:\.[a-z0-9_%+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}))", old_one = of_old_address;
  static const RE2 labelled("(?:(?:^|[^新名])" + old_one + R"(|(?:^|[\s、。,(「『<\[・■●*-])(?:旧|変更前)\s*[:：])[\s:：=は(（「『<\[]{0,4})" + address, pattern_options());
  static const RE2 named_behind(address + R"(\s?[(（「『<\[])" + old_one + R"([)）」』>\]])", pattern_options());
  static const RE2 goes_on(R"(^[a-z0-9_@]|^\.[a-z0-9]|^[)」』>\]\s]*[へに]、?(ご?変更|変わ|移行|切り?替|なり))", pattern_options());
  auto in = [](const Sentence& s) {
    std::string out;
    for (const RE2* one : {&labelled, &named_behind}) {
      re2::StringPiece rest(s.said);
      while (RE2::FindAndConsume(&rest, *one, &out))
        if (out.find('@') <= 64 && !found({rest.data(), rest.size()}, goes_on)) return out;
    }
    return std::string();
  };
  std::string out = in(wish);
  for (auto s = all.begin(); out.empty() && s != all.end(); ++s) out = in(*s);
  return out;
}

}  // namespace

std::string opt_out(const std::string& subject, std::string_view own_text) {
  const About about = about_of(subject);
  for (const Sentence& s : sentences(subject, own_text))
    if ((!is_of_old_address(s) || is_of_both(s.bare)) && asks_for_stop(s, about)) return first_bytes(s.said, kLongestText);
  return "";
}

std::optional<OtherOptOut> opt_out_elsewhere(const std::string& subject, std::string_view own_text) {
  const About about = about_of(subject);
  const std::vector<Sentence> all = sentences(subject, own_text);
  for (const Sentence& s : all) {
    const Sentence without{s.said, without_addresses(s.bare)};
    if (is_of_mails_there(without.bare) && asks_for_stop(without, about)) return OtherOptOut{old_address_in(all, s), first_bytes(s.said, kLongestText)};
  }
  return {};
}

}  // namespace musubi::mail
