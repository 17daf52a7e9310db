#include "connectors/mail/employment_of_others.hpp"

#include "connectors/mail/lines.hpp"

namespace musubi::mail {
namespace {

/// 田中は3月末で退職いたしました: whoever is named, but for 私 and the sender. 今回は, 3月末は name nobody.
bool names_another(const Sentence& s, const Person& sender) {
  static const RE2 named(R"((?:^|[、。,の])(\p{Han}{1,4}|[ァ-ヶー]{2,10})(?:は|が|も)、?[^、。]{0,20}(?:退職|退社|退任|転職|異動|転勤|転籍|出向|転任|就任|着任|配属|昇進|拝命|産休|育休|休職|離職|辞職|転属|帰任|配置換|配置転換|勤務(?:と|に)な|[部課室局店社]に移り))", pattern_options());
  static const RE2 nobody(R"(^(私|小職|小生|当職|当方|僕|俺|自分)$|[日月年度回般週末後前時件実合的期社春夏秋冬]$)", pattern_options());
  std::string who;
  if (!RE2::PartialMatch(s.bare, named, &who)) return false;
  return !found(who, nobody) && without_blanks(folded_line(sender.name)).find(who) == std::string::npos;
}

/// "Mr. Tanaka has left the company."
bool is_of_a_third(const Sentence& s) {
  static const RE2 third(R"(\b(has|is) (been )?(left|moved|transferred|retired|resigned|leaving|no longer)\b)", pattern_options());
  static const RE2 first(R"(\bi( have|'ve| am|'m) ([a-z]+ )?(left|moved|transferred|retired|resigned|leaving|no longer)\b)", pattern_options());
  return found(s.said, third) && !found(s.said, first);
}

/// Said of a colleague who is at home by now, where no machine says it of its owner.
bool is_of_the_day(const Sentence& s) {
  static const RE2 gone_home(R"(退社(いた|致)?して(おり|い)ます)", pattern_options());
  return found(s.bare, gone_home);
}

}  // namespace

bool is_no_news(const Sentence& s) {
  static const RE2 denied(
      R"(退職(し|いた|致)(ません|ない|してはい)|(退職|転職|異動)し(たい|ようと|ようか)|退職金|退職者|(退職|異動|転勤)の(予定|話)は(ございません|ありません|ない)|異動はございません|(本日|今日|定時|営業時間|業務時間|就業時間)[^。]{0,10}退社|担当[^、。]{0,8}(変更|交代|交替)(を|の|は)?(ご)?(お願い|希望|依頼|検討|可能|して(ください|下さい|いただ|頂|ほしい|欲しい|もら)|したい|でき)|と(うかが|伺|聞き|聞い)|とのことで|(でしょうか|ですか|ますか|ましたか)[?]?$)",
      pattern_options());
  static const RE2 answered(
      R"((ご|御)(退職|退任|転職|異動|転勤|転籍|出向|就任|昇進|栄転|産休|育休|休職)|(お知らせ|ご連絡|ご案内|ご報告|ご挨拶|ごあいさつ)(を|も)?(いただき|頂き|頂戴し|くださり|下さり)?、?(誠に|本当に|どうも|ご丁寧に)?(ありがと|有難|有り難|感謝|拝見|拝読|拝受|承知|了解|驚))",
      pattern_options());
  static const RE2 bought(R"((退職|退社|退任|異動|転勤|転職|就任|産休)[^、。]{0,12}(祝|記念品|菓子|花束|ギフト|プレゼント|餞別|贈り物|贈答|色紙|挨拶状|案内状|はがき|ハガキ|葉書|印刷|用(に|の|と|で)))", pattern_options());
  static const RE2 telephone(R"(\b(moved|transferred) to your\b|(moved|transferred) .{0,40}\b(by|on|over) (the )?(phone|telephone)\b)", pattern_options());
  return found(s.said, telephone) || found(s.bare, denied) || found(s.bare, answered) || found(s.bare, bought);
}

bool is_of_others(const Sentence& s, const Person& sender) {
  static const RE2 others(
      R"((前任|前担当|弊社の?|当社の?|同僚|上司|部下|担当の|担当しておりました|担当していた|[^\s]{1,8}(課長|部長|さん|様|氏))[^、。]{0,14}(が|は|の(退職|異動|転勤|後任))|の後任(として|となり|を務|の.{1,12}(です|と申))|(退職|異動|転勤)した[^、。]{1,10}の後任|(your|former|previous) (contact|predecessor|account manager))",
      pattern_options());
  static const RE2 relatives(
      R"((^|[、。]|私の|うちの|わが家の)(夫|妻|主人|旦那|家内|嫁|父|母|両親|息子|娘|子ども|子供|兄|弟|姉|妹|祖父|祖母|義父|義母|彼|彼女|友人|友達|知人|先輩|後輩)(が|は|も|の)|((退職|退社|転職|異動|転勤|転任|産休|育休|産前休|育児休業|休職)|(会社|現職|当社|弊社)を(辞|や)め(た|る|られた))[^、。]{0,8}(同僚|上司|部下|友人|友達|先輩|後輩|先生|恩師|社員|従業員|スタッフ|方|人|夫|妻|父|母|娘|姉|妹)(へ|に|の|が|は|を|向け|用|と|さん|たち))",
      pattern_options());
  static const RE2 addressed(R"((退職|退社|退任|転職|異動|転勤|転籍|出向|転任|就任|着任|昇進|昇格|拝命|配属)(さ?れ|を?(いた|致)?し)?(ました|た)[^、。はがの]{1,10}(様|さま|さん|氏|殿|先生))", pattern_options());
  return found(s.bare, addressed) || found(s.bare, others) || found(s.said, others) || found(s.bare, relatives) || names_another(s, sender) || is_of_a_third(s) || is_of_the_day(s);
}

}  // namespace musubi::mail
