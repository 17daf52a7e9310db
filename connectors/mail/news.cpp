#include "connectors/mail/news.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"

namespace musubi::mail {
namespace {

constexpr size_t kLongestText = 2000;

struct Sentence {
  std::string said, bare;  // folded; and without blanks
};

/// "Re: …" and "自動返信: …" repeat what others wrote.
std::string own_subject(const std::string& subject) {
  static const RE2 repeats(R"(^\W*(re|fwd?|fw|転送|返信|自動返信|自動応答|auto(matic)?[ -]?(reply|response)|out of (the )?office)\W)", pattern_options());
  static const RE2 wish(R"(^(re:\s*)?(配信停止|配信解除|購読解除|退会|unsubscribe)(希望|依頼|のお願い)?$)", pattern_options());
  std::string folded = folded_line(subject);
  return found(folded, repeats) && !found(folded, wish) ? "" : folded;
}

/// Of the subject and the text. A line that a mailer has wrapped stays in pieces; that is enough for the words looked for.
std::vector<Sentence> sentences(const std::string& subject, std::string_view text) {
  std::vector<Sentence> out;
  auto add = [&](std::string_view piece) {
    std::string said = folded_line(piece);
    if (!said.empty()) out.push_back({said, lower(without_blanks(said))});
  };
  add(own_subject(subject));
  for (const std::string& line : lines_of(text)) {
    constexpr std::string_view stop = "。";
    std::string_view rest = line;
    for (size_t at; (at = rest.find(stop)) != rest.npos; rest.remove_prefix(at + stop.size())) add(rest.substr(0, at));
    add(rest);
  }
  return out;
}

struct News {
  const char *kind, *japanese, *english;
};
// The first that applies: who left has also moved, and somebody else has taken over.
constexpr News all_news[] = {
    {"ended",
     R"(退職(いた|致|し(ま|た|て)|する(こと|運び)|となり|とな(っ|る)|のため|のご挨拶|のごあいさつ|のお知らせ|により)|(をもって|を持ちまして|を以て|付(け)?で|限りで|末で|(末|\d)日(付)?で)、?(.{0,20}を)?(退社|退職)|在籍して(おりません|いません|ございません)|定年を迎え)",
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

/// A time off after which all is as before; also the words of a machine about its owner's return.
bool is_denied(const Sentence& s) {
  static const RE2 denied(R"(退職(し|いた|致)(ません|ない|してはい)|退職金|退職者|(退職|異動|転勤)の(予定|話)は(ございません|ありません|ない)|異動はございません|不在(中|の間|期間)|お急ぎ)", pattern_options());
  return found(s.bare, denied);
}

/// 前任の佐藤が退職し、私が担当いたします
bool is_of_others(const Sentence& s) {
  static const RE2 others(
      R"((前任|前担当|弊社の?|当社の?|同僚|上司|部下|担当の|担当しておりました|担当していた|[^\s]{1,8}(課長|部長|さん|様|氏))[^、。]{0,14}(が|は|の(退職|異動|転勤|後任))|の後任(として|となり|を務|の.{1,12}(です|と申))|(退職|異動|転勤)した[^、。]{1,10}の後任|(your|former|previous) (contact|predecessor|account manager))",
      pattern_options());
  return found(s.bare, others) || found(s.said, others);
}

/// 今後は…まで: a machine speaks for its owner; of a person only where it names somebody, for 今後はこちらの番号まで is said of a telephone.
bool sends_to_another(const Sentence& s, bool automatic) {
  static const RE2 from_now_on(R"(今後は.{0,40}(まで|宛て?|へ|に)(ご連絡|お願い|お問い合わせ|お送り))", pattern_options());
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
  std::erase_if(all, [&](const Sentence& s) { return is_denied(s) || (!automatic && is_of_others(s)); });
  std::string_view words = trimmed(own_text.empty() ? std::string_view(subject) : own_text);
  for (size_t i = 0; i < std::size(all_news); ++i)
    for (const Sentence& s : all)
      if (found(s.bare, *patterns[i][0]) || found(s.said, *patterns[i][1])) return EmploymentNews{all_news[i].kind, first_bytes(words, kLongestText)};
  if (std::any_of(all.begin(), all.end(), [&](const Sentence& s) { return sends_to_another(s, automatic); })) return EmploymentNews{"handed_over", first_bytes(words, kLongestText)};
  return {};
}

std::optional<AddressChange> address_change(const std::string& subject, std::string_view own_text, const Person& sender) {
  static const RE2 says(R"((アドレス|メアド|メール).{0,12}(変更|変わ|移行|切り?替)|(new|changed|changing|change of|updated) (my )?(e-?mail|address)|e-?mail address (has |is )?(changed|changing))", pattern_options());
  static const RE2 address(R"(([a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+))", pattern_options());
  static const RE2 of_new(R"((新|変更後|今後|これから|new|from now)[^@]*$)", pattern_options()), of_old(R"((旧|変更前|以前|これまで|今までの|old|previous|former)[^@]*$)", pattern_options());
  static const RE2 names_old(R"((旧|変更前|以前の?|これまでの?|今までの?|old|previous|former)(の?e?-?メール)?(の?アドレス|の?メアド)?( ?(e-?mail|mail|address))*( is| was|は|が)?[\s:：>→()（）<「『【】\[\].*・-]*$)", pattern_options());
  std::vector<Sentence> all = sentences(subject, own_text);
  if (std::none_of(all.begin(), all.end(), [](const Sentence& s) { return found(s.bare, says) || found(s.said, says); })) return {};
  AddressChange out;
  std::string other, label_before;
  for (const Sentence& s : all) {
    re2::StringPiece rest(s.said), hit;
    for (const char* from = rest.data(); RE2::FindAndConsume(&rest, address, &hit); from = rest.data()) {
      std::string label = label_before + std::string(from, size_t(hit.data() - from)), one = hit.as_string();
      label_before.clear();
      bool is_new = found(label, of_new), is_old = found(label, of_old);
      if (is_new && !is_old && out.new_address.empty()) out.new_address = one;
      else if (is_old && out.old_address.empty()) out.old_address = one, out.names_sender = found(label, names_old) && same(one, sender.address);
      else if (!same(one, sender.address) && other.empty()) other = one;
    }
    label_before = s.said.find('@') == std::string::npos ? s.said + " " : "";
  }
  if (out.new_address.empty()) out.new_address = same(out.old_address, sender.address) || out.old_address.empty() ? other : sender.address;
  if (out.old_address.empty()) out.old_address = same(out.new_address, sender.address) ? other : sender.address;
  if (out.new_address.empty() || out.old_address.empty() || same(out.new_address, out.old_address)) return {};
  out.by = same(out.old_address, sender.address) ? "old" : same(out.new_address, sender.address) ? "new" : "";
  if (out.by.empty()) return {};
  out.text = first_bytes(trimmed(own_text), kLongestText);
  return out;
}

std::string opt_out(const std::string& subject, std::string_view own_text) {
  static const RE2 mailing(
      R"((配信|メルマガ|メールマガジン|ニュースレター|購読|\bdms?\b|ダイレクトメール|お知らせメール|案内メール|メール登録).{0,14}((停止|解除|中止|ストップ)(の?ご?(手続き?|処理|対応))?(して(ください|下さい|くれ|ほしい|欲しい|もら|いただ(け|き)|頂(け|き)|$)|(を|で|の|も|方)?(ほど|程|件)?、?(希望|(よろしく|宜しく|至急|是非|ぜひ)?お?願|依頼(し|いた|致|です|$))|を?(いた|致)?したい|を?させて)|不要|(やめ|止め|辞め)(て(ください|下さい|くれ|ほしい|欲しい|もら|いただ|頂|$)|たい|ます|させて)|お断り|要りません|いりません|いらない)|(停止|解除|中止)して(ください|下さい|ほしい|欲しい).{0,6}(配信|メルマガ)|退会(を?希望|します|したい|させ|をお願い|お願い|いたし|致し|(の)?手続き?を?(お願い|希望|したい|して(ください|下さい)))|登録(を)?(解除|抹消|削除)(を?希望|して(ください|下さい|ほしい|欲しい|もら|いただ|頂)|をお願い|お願い|します|したい))",
      pattern_options());
  static const RE2 alone(R"(^(re:)?[「『【\[]?(配信)?(停止|解除|退会|(メルマガ|メールマガジン|dm|メルマガの配信)(停止|解除|不要)|配信不要|購読解除|購読中止|登録解除|停止希望|解除希望|退会希望|配信停止依頼|stop|unsubscribe|remove|optout|opt-out)(希望|依頼|願います|お願いします|します|してください|して下さい)?[」』】\].!]*$)",
                         pattern_options());
  static const RE2 english(R"(\bunsubscribe\b|\bopt(ing)?[ -]?out\b|remove me from|take me off|stop (sending|e-?mailing|mailing)|no longer wish to receive)", pattern_options());
  static const RE2 denied(
      R"((停止|解除|退会|中止|やめ|止め|不要)(は|を|に)?(し|さ)?(ないで|なくて|ません|せず|たくない|たくありません|ではありません|ではない)|(停止|解除)(に)?(な(って|り)|され)|(停止|解除|中止)して(い(る|ま|て|な)|お(り|る))|停止の?解除|配信(サーバ|システム|設備|基盤|ツール)|(停止|解除|退会)(を|の)?(取り?消|撤回|再開|キャンセル)|再開|(do not|don't|didn't|did not|never) (want to )?(unsubscribe|opt)|(not|n't) .{0,20}unsubscribe|定期購読)",
      pattern_options());
  static const RE2 direction(R"(こちら|https?:|クリック|click|用フォーム|以下のurl|可能です|できます|(方|場合)は|can (be )?unsubscribe|to unsubscribe)", pattern_options());
  for (const Sentence& s : sentences(subject, own_text)) {
    if (found(s.bare, denied) || found(s.said, denied) || found(s.bare, direction)) continue;
    if (found(s.bare, mailing) || found(s.bare, alone) || found(s.said, english)) return first_bytes(s.said, kLongestText);
  }
  return "";
}

}  // namespace musubi::mail
