#include "connectors/mail/wish.hpp"

#include "connectors/mail/lines.hpp"
#include "connectors/mail/news.hpp"
#include "connectors/mail/sentences.hpp"

namespace musubi::mail {
namespace {

const RE2& things() {
  static const RE2 thing(
      R"(見積|資料|カタログ|パンフレット|サンプル|問い?合わ?せ|購入|注文|発注|相談|検討|質問|価格|料金|費用|納期|在庫|教えて|知りたい|(ほ|欲)しい|たいの(です|だ)が|(伺|聞|尋ね|たずね)い?きたい|商談|打ち?合わ?せ|デモ|申し?込|導入|予約|再送)",
      pattern_options());
  return thing;
}

/// Of what does not work or is hoped for; not of the address before, which soon won't.
bool is_in_need(const std::string& bare) {
  static const RE2 trouble(R"(困って|困りま|故障|不具合|壊れ|動か(な|ず)|動きません|トラブル|修理|返品|返金|キャンセル|届か(な|ず)|届(いて|き)(い?ません)|つながら(な|ず)|つながりません)", pattern_options());
  static const RE2 unable(R"((でき|出来)(な(い|く)|ません))", pattern_options()), of_addresses(R"(アドレス|メール|受信|返信|電話|番号)", pattern_options());
  static const RE2 desire(R"(たい(です|と(思|考)|んです|ので|の)|探して(い|お)|[?]$|(です|ます|ました|ません|でしょう)か[。.!]*$)", pattern_options());
  return found(bare, trouble) || found(bare, desire) || (found(bare, unable) && !found(bare, of_addresses));
}

const RE2& courtesies() {
  static const RE2 courtesy(
      R"((よろしく|宜しく)|指導|鞭撻|愛顧|厚誼|交誼|厚情|高配|支援|引き立て|引き回し|付き合い|お元気|ご?自愛|健康|ご?(容赦|了承|承知|理解|確認|査収|留意|注意|参照|放念|安心)|ご?連絡|含みおき|知りおき|立ち寄|お越し|間違え|お気軽|お手数|お伝え|挨拶|まいりたい|参りたい|精進|邁進|お過ごし)",
      pattern_options());
  return courtesy;
}

/// お話を伺えれば, 置きたく: a clause that ends so is the wish, whatever the sentence then says of itself (ご連絡しました).
bool hopes(const std::string& bare) {
  static const RE2 hope(R"(([^。、]*?(?:(?:伺|うかが)え|聞け|話せ|会え|(?:話し?|会い)でき|願え)れば|[^。、]*?[^っ冷]たく)(?:存じ|思|考|と|、|て|幸|$))", pattern_options());
  static const RE2 telling(R"(知らせ|報告|案内|伝え|申し上げ|御礼|お礼|ありがた|有り?がた|有り?難|めでた|励み|努め|尽く|祈)", pattern_options());
  std::string clause;
  for (re2::StringPiece rest(bare); RE2::FindAndConsume(&rest, hope, &clause);)
    if (!found(clause, telling) && !found(clause, courtesies())) return true;
  return false;
}

/// What the sender's new name, post or address asks of everybody's lists. What is left of the sentence may ask for more.
bool take_housekeeping(std::string& bare) {
  static const RE2 housekeeping(
      R"((登録|アドレス帳|住所録|電話帳|名簿|連絡先|送信先|送り先|送付先|配信先|宛先|あて先|宛名|お手元|アドレス|メアド|住所|電話番号|番号|情報|データ)(内容|情報)?[^。、]{0,24}?(変更|修正|更新|訂正|削除|破棄|差し?替え|書き?換え|切り?替え|登録|お改め))",
      pattern_options());
  return RE2::Replace(&bare, housekeeping, "");
}

bool wishes(const Sentence& s) {
  static const RE2 to_another(R"(後任|(まで|宛て?|へ|に)(ご連絡|お願い|お問い?合わ?せ|ご相談|お送り|お申し付け))", pattern_options());
  static const RE2 thanks(R"(ありがと|有難|有り難|感謝|御礼|お礼|賜|お世話になりました|thank)", pattern_options());
  static const RE2 request(R"(お願い|依頼|いただけ(ます|ない|れば)|でしょうか|ますか|ください|下さい)", pattern_options());
  static const RE2 records(R"(\b(update|change|correct|amend) (your|our|my|the|any) ([a-z-]+ )?(records?|address ?books?|contacts?|lists?|files?|details|database)\b)", pattern_options());
  static const RE2 english(R"(\b(quot(e|ation)|estimate|catalog(ue)?|brochure|price|inquir|enquir|purchase|could you|would you|please send|i('d| would) like)\b)", pattern_options());
  if (found(s.bare, to_another) || found(s.bare, thanks)) return false;
  std::string bare = s.bare;
  if (take_housekeeping(bare)) return found(bare, things());
  if (found(s.said, english)) return !found(s.said, records) || found(s.said, things());
  return found(bare, things()) || hopes(bare) || ((found(bare, request) || is_in_need(bare)) && !found(bare, courtesies()));
}

}  // namespace

std::string wish_beside_news(const std::string& subject, std::string_view text) {
  for (const Sentence& s : sentences(subject, text))
    if (wishes(s) && opt_out({}, s.said).empty() && !opt_out_elsewhere({}, s.said)) return first_bytes(s.said, kLongestText);
  return {};
}

}  // namespace musubi::mail
