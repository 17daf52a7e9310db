#include "connectors/mail/news.hpp"
#include "connectors/mail/news_patterns.hpp"

namespace musubi::mail {
namespace {

constexpr NewsKind changes[] = {
    {"renamed",
     R"((社名|商号|会社名|法人名|屋号|店名|校名|病院名|(会社|法人|団体|施設|店舗)の?名称)(が|は|を|の)?([^。、]{0,40}、?[^。、]{0,40})(変更|改称|改め|変わ)(いた|致|し(ま|た|て)|する(こと|運び)|とな|にな|り|る(こと|運び)|のお知らせ|のご?(案内|挨拶)|に伴|$)|(へ|に)(社名|商号)を?変更|(社名|商号)変更)",
     R"(((company|corporate|firm|business) name (has |is |will be )?(been )?(changed|changing)|(company|corporate) name change|change of (our )?(company|corporate) name|we (are now|have been renamed|have changed our name)))"},
    {"relocated",
     R"((本社|本店|本部|支社|支店|営業所|事務所|オフィス|店舗|工場|倉庫|会社|弊社|当社|当店|拠点|住所)[^。]{0,24}移転(いた|致|し(ま|た|て)|する(こと|運び)|とな|にな|のお知らせ|のご?(案内|挨拶))|移転の?(お知らせ|ご案内|ご?挨拶)|(引っ?越し|転居)(いた|致|し?ました|のお知らせ|のご?(案内|挨拶))|住所(が|は)(変わ|変更))",
     R"(\bour (office|company|shop)( has| is)? (moved|moving|relocated|relocating) to\b|\bwe( have|'ve| are)? (moved|moving|relocated|relocating) to (a |our )?new\b|we( have|'ve)? relocated|change of (business |office |postal |mailing )address)"},
    {"closed",
     R"((廃業|閉店|閉院|閉業|閉鎖|解散|(営業|事業)を終了)(いた|致|し(ま|た|て)|する(こと|運び)|とな|のお知らせ|のご?(案内|挨拶)))",
     R"(\bwe (are|have) (closing|closed) (down|our (shop|store|office|business))|going out of business)"},
    {"merged", R"(合併(いた|致|し(ま|た|て)|する(こと|運び)|とな|のお知らせ|のご?(案内|挨拶)))", R"(\b(we|our company) (have|has|are|is) (merged|merging) with\b)"},
    {"phone_changed", R"((電話|携帯|fax|ファックス|ファクス)(電話)?(の?番号)?(など|等|・fax番号)?(が|は|を|の)?(下記(のとおり|の通り)?(に|へ))?(変更|変わ)(いた|致|し(ま|た|て)|する(こと|運び)|とな|にな|り|のお知らせ|のご?案内))",
     R"(\b(new|changed) (my |our )?(tele)?phone number|(tele)?phone number (has |is )?(been )?(changed|changing))"}};

/// What is asked for, or done for others: 社名を変更したい, 移転を予定しており, 御社の移転.
bool is_none(const Sentence& s) {
  static const RE2 none(R"((ご|御)(移転|転居)|(御社|貴社|そちら|お客様)の|得意先|取引先|客先|先方|友人|知人|配送先|(変更|移転|引っ?越し|転居)(を|の)?(予定|検討|計画|相談|希望|手続|方法|やり方|代行|お願い|依頼|費用|祝)|(変更|移転|引っ?越し|転居)(を)?(し|いた|致)?(したい|ようと|できます|可能|する(には|場合|とき|時))|(ください|下さい|でしょうか|ですか|ますか|ましたか)[?]?$)", pattern_options());
  return found(s.bare, none);
}

}  // namespace

std::optional<ChangeNotice> change_notice(const std::string& subject, std::string_view own_text) {
  static const NewsPatterns patterns(changes);
  const std::vector<Sentence> all = sentences(subject, own_text);
  for (size_t i = 0; i < std::size(changes); ++i)
    for (const Sentence& s : all)
      if (!is_none(s) && patterns.tells(i, s)) return ChangeNotice{changes[i].kind, kept_words(subject, own_text)};
  return {};
}

}  // namespace musubi::mail
