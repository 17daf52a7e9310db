#include <algorithm>

#include "connectors/mail/employment_of_others.hpp"
#include "connectors/mail/news.hpp"
#include "connectors/mail/news_patterns.hpp"

namespace musubi::mail {
namespace {

// The first that applies: who left has also moved, and somebody else has taken over.
constexpr NewsKind all_news[] = {
    {"ended",
     R"(退職(を?(いた|致)|を?し(ま|た|て)|させ|され(まし|ており|てい)|する(こと|運び)|となり|とな(っ|る)|のため|のご挨拶|のごあいさつ|のお知らせ|により|につき|済)|退社(いた|致)?して(おり|い)ます|(をもって|をもちまして|を持ちまして|を以て|を最後に|付(け)?で|限りで|末で|(末|\d)日(付)?で)、?(.{0,20}を)?(退社|退職)|在籍して(おりません|いません|ございません)|定年を迎え|最終(出社|出勤|勤務)日?(です|でした|と(な|さ)|にな|を迎え)|(転職|退任)(いた|致|し(ま|た|て)|する(こと|運び)|のため|のご挨拶|のごあいさつ|のお知らせ|により)|(会社|現職|当社|弊社)を((辞|や)め(ま|る|た)|離れ(ました|る(こと|運び)))|(離職|辞職)を?(いた|致|し(ま|て)|する(こと|運び)|させ)|(^|[、。末日]|で|の度|のたび|私の)退職に伴い)",
     R"(no longer (with|at) ((the|this|our) (company|firm|organi[sz]ation|business)|us\b|(?-i:[A-Z]))|no longer (works?|working) (here|for|(at|with) ((the|this|our) |(?-i:[A-Z])))|no longer employed|(has|have) left (the )?(company|firm|organi[sz]ation|our)|my last (working )?day|(has|have|i am|i'm) (retired|resigned)\b|\bi retired (from|on|in|at)\b|(am|will be|i'll be) leaving (the |our |my )?(company|firm|organi[sz]ation|job|position|post)\b)"},
    {"leave",
     R"((産休|産前産後休|産前休|産後休|育休|育児休業|育児休暇|介護休業|休職)(暇|業)?(を|に|中|期間|のため|させ|いた|取得|して|と))",
     R"((maternity|paternity|parental) leave|sabbatical)"},
    {"moved",
     R"((異動|転勤|転籍|出向|転任)(いた|致|し(ま|た|て)|する(こと|運び)|とな|にな|に伴|のため|のご挨拶|のごあいさつ|のお知らせ|により|を命)|(部署|所属)が(変わ|変更)|を拝命|(に|へ)(就任|着任|昇進|昇格)(いた|致|し(ま|た|て)|する(こと|運び))|配属(とな|にな|され|いた|致)|(転属|帰任)(いた|致|し(ま|た|て)|する(こと|運び)|とな|にな|に伴|のため|により|を命)|配置(換え|転換)(とな|にな)|(支店|支社|本社|本店|営業所|事業所|出張所|工場|センター|[部課室局])勤務(とな|にな|を命)|(^|[、。]|(私|小職|小生|当職)は|(この|今)(たび|度)は?|[日月](より|から|付け?で|に)|で)、?[^、。はがも]{1,12}([部課室局]|支店|支社|営業所)(に|へ)移り(ました|ます))",
     R"((\bi have|i've|\bi was|he has|been|(?-i:[A-Z][a-z]+) has) (been )?(moved|transferred) to .{0,30}(office|department|dept|team|branch|division|section|headquarters|group|unit|role|position|desk)|(have|has) changed (my |his |her )?(positions?|roles?|departments?))"},
    {"handed_over",
     R"(担当(者)?(が|は|を|の)(変更|交代|交替|変わ|替わ)|担当(者)?(変更|交代|交替)の(お知らせ|ご連絡|ご案内)|後任(の|は|者|に|として)|(業務|担当)を引き継)",
     R"((my|his|her) (successor|replacement)|(has|have) taken over|please (contact|write to|reach out to) .{2,60} (from now on|going forward|in (the )?future))"},
};

/// The words of a machine about the time until its owner's return say nothing of them; what stands before them in the sentence does.
void leave_out_absence(Sentence& s) {
  static const RE2 absence(R"(([^、]*(?:不在(?:中|の間|期間)|お急ぎ).*))", pattern_options());
  re2::StringPiece rest;
  if (!RE2::PartialMatch(s.bare, absence, &rest)) return;
  s.bare.resize(static_cast<size_t>(rest.data() - s.bare.data()));
  s.said = s.bare;
}

/// A machine whose owner comes back; whom it names meanwhile has not taken over.
bool tells_of_absence(const Sentence& s) {
  static const RE2 japanese(R"(不在|休暇|出張|外出|休業|お休み|お急ぎ)", pattern_options());
  static const RE2 english(
      R"(out of (the )?office|on (vacation|holiday|annual leave|a (business )?trip)|travel+ing|away (from|until|on)|urgent|until (i|my) return|\b(back|returning) (on|in|at|to)\b)", pattern_options());
  return found(s.bare, japanese) || found(s.said, english);
}

/// "I have left Aozora", not "I have left Osaka": a machine says it of its employer, a person where the address bears the name.
bool left_by_name(const Sentence& s, const Person& sender, bool automatic) {
  static const RE2 left(R"((?:(?:have|has|i've) left|(?:am|will be|i'll be) leaving) (?-i:([A-Z][A-Za-z]+)))", pattern_options());
  std::string whom;
  return RE2::PartialMatch(s.said, left, &whom) && (automatic || lower(sender.address).find(lower(whom), sender.address.rfind('@')) != std::string::npos);
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

std::optional<EmploymentNews> employment_news(const std::string& subject, std::string_view own_text, const Person& sender, bool automatic) {
  static const RE2 instead(R"(please (contact|write to|reach out to) .{2,60} instead)", pattern_options());
  static const NewsPatterns patterns(all_news);
  std::vector<Sentence> all = sentences(subject, own_text);
  const bool absent = std::any_of(all.begin(), all.end(), tells_of_absence);
  std::for_each(all.begin(), all.end(), leave_out_absence);
  std::erase_if(all, [&](const Sentence& s) { return is_no_news(s) || (!automatic && is_of_others(s, sender)); });
  for (size_t i = 0; i < std::size(all_news); ++i) {
    const bool hands_over = i + 1 == std::size(all_news);
    for (const Sentence& s : all) {
      bool heard = patterns.tells(i, s) || (i == 0 && left_by_name(s, sender, automatic));
      if (hands_over) heard = !(absent && automatic) && (heard || sends_to_another(s, automatic) || (!absent && found(s.said, instead)));
      if (heard) return EmploymentNews{all_news[i].kind, kept_words(subject, own_text)};
    }
  }
  return {};
}

}  // namespace musubi::mail
