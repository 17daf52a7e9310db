#include <algorithm>
#include <array>
#include <memory>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"
#include "connectors/mail/news.hpp"
#include "connectors/mail/sentences.hpp"

namespace musubi::mail {
namespace {

struct News {
  const char *kind, *japanese, *english;
};
// The first that applies: who left has also moved, and somebody else has taken over.
constexpr News all_news[] = {
    {"ended",
     R"(退職(いた|致|し(ま|た|て)|する(こと|運び)|となり|とな(っ|る)|のため|のご挨拶|のごあいさつ|のお知らせ|により|につき|済)|退社(いた|致)?して(おり|い)ます|(をもって|を持ちまして|を以て|付(け)?で|限りで|末で|(末|\d)日(付)?で)、?(.{0,20}を)?(退社|退職)|在籍して(おりません|いません|ございません)|定年を迎え)",
     R"(no longer (with|works?|working|employed|at)\b|(has|have) left (the )?(company|firm|organi[sz]ation|our)|my last (working )?day|(has|have|i am|i'm) (retired|resigned)\b|am leaving (the )?(company|firm))"},
    {"leave",
     R"((産休|産前産後休|産前休|産後休|育休|育児休業|育児休暇|介護休業|休職)(暇|業)?(を|に|中|期間|のため|させ|いた|取得|と))",
     R"((maternity|paternity|parental) leave|sabbatical)"},
    {"moved",
     R"((異動|転勤|転籍|出向|転任)(いた|致|し(ま|た|て)|する(こと|運び)|とな|にな|に伴|のため|のご挨拶|のごあいさつ|のお知らせ|により|を命)|(部署|所属)が(変わ|変更))",
     R"((have|has|i've|been) (moved|transferred) to\b|(have|has) changed (my |his |her )?(positions?|roles?|departments?))"},
    {"handed_over",
     R"(担当(者)?(が|は|を|の)(変更|交代|交替|変わ|替わ)|担当(者)?(変更|交代|交替)の(お知らせ|ご連絡|ご案内)|後任(の|は|者|に|として)|(業務|担当)を引き継)",
     R"((my|his|her) (successor|replacement)|(has|have) taken over|please (contact|write to|reach out to) .{2,60} (instead|from now on|going forward|in (the )?future))"},
};

/// The words of a machine about the time until its owner's return say nothing of them; what stands before them in the sentence does.
void leave_out_absence(Sentence& s) {
  static const RE2 absence(R"(([^、]*(?:不在(?:中|の間|期間)|お急ぎ).*))", pattern_options());
  re2::StringPiece rest;
  if (!RE2::PartialMatch(s.bare, absence, &rest)) return;
  s.bare.resize(static_cast<size_t>(rest.data() - s.bare.data()));
  s.said = s.bare;
}

/// What did not happen, ends with the day, is wished for or asked.
bool is_denied(const Sentence& s) {
  static const RE2 denied(
      R"(退職(し|いた|致)(ません|ない|してはい)|退職金|退職者|(退職|異動|転勤)の(予定|話)は(ございません|ありません|ない)|異動はございません|(本日|今日|定時|営業時間|業務時間|就業時間)[^。]{0,10}退社|(変更|交代|交替)(を|の|は)?(ご)?(お願い|希望|依頼|検討|可能|して(ください|下さい|いただ|頂|ほしい|欲しい|もら)|したい|でき)|と(うかが|伺|聞き|聞い)|とのことで|(でしょうか|ですか|ますか|ましたか)[?]?$)",
      pattern_options());
  return found(s.bare, denied);
}

/// Said of a colleague who is at home by now, where no machine says it of its owner.
bool is_of_the_day(const Sentence& s) {
  static const RE2 gone_home(R"(退社(いた|致)?して(おり|い)ます)", pattern_options());
  return found(s.bare, gone_home);
}

/// 前任の佐藤が退職し、私が担当いたします · 夫が退職したので · 産休に入る同僚への
bool is_of_others(const Sentence& s) {
  static const RE2 others(
      R"((前任|前担当|弊社の?|当社の?|同僚|上司|部下|担当の|担当しておりました|担当していた|[^\s]{1,8}(課長|部長|さん|様|氏))[^、。]{0,14}(が|は|の(退職|異動|転勤|後任))|の後任(として|となり|を務|の.{1,12}(です|と申))|(退職|異動|転勤)した[^、。]{1,10}の後任|(your|former|previous) (contact|predecessor|account manager))",
      pattern_options());
  static const RE2 relatives(
      R"((^|[、。]|私の|うちの|わが家の)(夫|妻|主人|旦那|家内|嫁|父|母|両親|息子|娘|子ども|子供|兄|弟|姉|妹|祖父|祖母|義父|義母|彼|彼女|友人|友達|知人|先輩|後輩)(が|は|も|の)|(退職|退社|異動|転勤|転任|産休|育休|産前休|育児休業|休職)[^、。]{0,8}(同僚|上司|部下|友人|友達|先輩|後輩|先生|恩師|社員|従業員|スタッフ|方|人|夫|妻|父|母|娘|姉|妹)(へ|に|の|が|は|を|向け|用|と|さん|たち))",
      pattern_options());
  return found(s.bare, others) || found(s.said, others) || found(s.bare, relatives);
}

/// 今後は…まで: a machine speaks for its owner; of a person only where it names somebody, for 今後はこちらの番号まで is said of a telephone.
bool sends_to_another(const Sentence& s, bool automatic) {
  static const RE2 from_now_on(R"(今後は.{0,40}(まで$|(まで|宛て?|へ|に)(ご連絡|お願い|お問い合わせ|お送り)))", pattern_options());
  static const RE2 titled(R"(今後は[^、。]{0,20}(担当(者)?の|同僚|さん|氏|課長|部長|係長|主任|次長|店長)[^、。]{0,12}(まで|宛て?|へ|に)(ご連絡|お願い|お問い合わせ|お送り))", pattern_options());
  static const RE2 named(R"(今後は、?(?:[^、。]{0,12}の)?(\p{Han}{2,5})(?:\([^)]*\))?(?:まで|宛て?|へ|に)(?:ご連絡|お願い|お問い合わせ|お送り))", pattern_options());
  static const RE2 is_place(R"(記|番|号|電話|携帯|住所|自宅|会社|本社|支社|支店|窓口|代表|直接|[課店社先方]$|..部$)", pattern_options());
  if (automatic) return found(s.bare, from_now_on);
  std::string who;
  return found(s.bare, titled) || (RE2::PartialMatch(s.bare, named, &who) && !found(who, is_place));
}

}  // namespace

std::optional<EmploymentNews> employment_news(const std::string& subject, std::string_view own_text, bool automatic) {
  static const auto patterns = [] {
    std::vector<std::array<std::unique_ptr<RE2>, 2>> out;
    for (const News& n : all_news) out.push_back({std::make_unique<RE2>(n.japanese, pattern_options()), std::make_unique<RE2>(n.english, pattern_options())});
    return out;
  }();
  std::vector<Sentence> all = sentences(subject, own_text);
  std::for_each(all.begin(), all.end(), leave_out_absence);
  std::erase_if(all, [&](const Sentence& s) { return is_denied(s) || (!automatic && (is_of_others(s) || is_of_the_day(s))); });
  std::string_view words = trimmed(own_text.empty() ? std::string_view(subject) : own_text);
  for (size_t i = 0; i < std::size(all_news); ++i)
    for (const Sentence& s : all)
      if (found(s.bare, *patterns[i][0]) || found(s.said, *patterns[i][1])) return EmploymentNews{all_news[i].kind, first_bytes(words, kLongestText)};
  if (std::any_of(all.begin(), all.end(), [&](const Sentence& s) { return sends_to_another(s, automatic); })) return EmploymentNews{"handed_over", first_bytes(words, kLongestText)};
  return {};
}

}  // namespace musubi::mail
