#include "core/normalize/person_titles.hpp"

#include <algorithm>

#include "core/normalize/name_model.hpp"
#include "core/normalize/word_list.hpp"

namespace musubi::normalize {
namespace {

constexpr WordList title_ends({
    U"社長",     U"会長",     U"取締役", U"監査役", U"相談役", U"執行役員", U"執行役",   U"役員",     U"専務",       U"常務",     U"理事",     U"監事",
    U"評議員",   U"参与",     U"顧問",   U"頭取",   U"総裁",   U"会頭",     U"代表",     U"代表社員", U"代表者",     U"理事長",   U"責任者",   U"創業者",
    U"本部長",   U"事業部長", U"部長",   U"次長",   U"課長",   U"係長",     U"室長",     U"局長",     U"支店長",     U"支社長",   U"支部長",   U"部会長",
    U"営業所長", U"所長",     U"店長",   U"工場長", U"班長",   U"組長",     U"隊長",     U"部門長",   U"センター長", U"チーム長", U"グループ長", U"ユニット長",
    U"主任",     U"主査",     U"主幹",   U"主事",   U"参事",   U"参事官",   U"審議官",   U"書記",     U"書記官",     U"書記長",   U"事務員",   U"事務長",
    U"代理", U"部長付", U"課長付", U"部長待遇", U"課長待遇", U"補佐",     U"心得",   U"担当",   U"ご担当", U"御担当",   U"ご担当者", U"担当者",   U"秘書",       U"会計",     U"幹事",     U"幹事長",
    U"委員",     U"委員長",   U"議長",   U"議員",   U"組合長", U"市長",     U"町長",     U"村長",     U"区長",       U"知事",     U"大臣",     U"長官",
    U"院長",     U"校長",     U"学長",   U"総長",   U"園長",   U"館長",     U"塾長",     U"団長",     U"署長",       U"駅長",     U"船長",     U"機長",
    U"准教授",   U"助教授",   U"教授",   U"助教",   U"講師",   U"教諭",     U"教頭",     U"教員",     U"研究員",     U"調査員",   U"助手",     U"博士",
    U"弁護士",   U"税理士",   U"司法書士", U"弁理士", U"行政書士", U"会計士", U"建築士", U"労務士",   U"社労士",     U"診断士",   U"調査士",   U"鑑定士",
    U"取引士",   U"技術士",   U"測量士", U"設計士", U"整備士", U"消防士",   U"予報士",   U"療法士",   U"聴覚士",     U"心理士",   U"心理師",   U"福祉士",
    U"保育士",   U"栄養士",   U"衛生士", U"技工士", U"医師",   U"看護師",   U"薬剤師",   U"保健師",   U"助産師",     U"整復師",   U"調理師",   U"美容師",
    U"理容師",   U"技師",     U"技師長", U"師長",   U"医長",   U"料理長",   U"女将",     U"支配人",   U"編集長",     U"記者",     U"監督",     U"コーチ",
    U"住職",     U"宮司",     U"禰宜",   U"牧師",   U"神父",   U"和尚",     U"巡査",     U"警部",     U"保護者",     U"オーナー", U"店主",     U"事務局長",
    U"副社長",   U"副会長",   U"副部長", U"副店長", U"副院長", U"副校長",   U"副所長",   U"副支店長", U"マネージャー", U"マネジャー", U"マネージャ", U"リーダー",
    U"チーフ",   U"ディレクター", U"スタッフ", U"アシスタント", U"アドバイザー", U"コンサルタント", U"エンジニア", U"デザイナー", U"プロデューサー", U"スーパーバイザー",
    U"パートナー", U"CEO",    U"COO",    U"CFO",    U"CTO",    U"CIO"});
/// What stands before a title and says of what kind it is; a name may end in those of one character.
constexpr WordList title_kinds({U"名誉", U"特任", U"客員", U"主任", U"常任", U"社外", U"共同", U"特別", U"最高", U"経営", U"執行", U"財務", U"技術", U"総", U"副", U"元", U"前", U"獣",
                                U"一級", U"二級", U"公認", U"認定", U"社会", U"保険", U"中小", U"企業", U"土地", U"家屋", U"不動産", U"宅地", U"建物", U"歯科", U"理学", U"作業",
                                U"言語", U"臨床", U"介護", U"精神", U"保健", U"管理", U"気象", U"柔道", U"医学", U"工学", U"文学", U"法学", U"経済学", U"薬学", U"農学", U"歯学",
                                U"衆議院", U"参議院", U"市議会", U"県議会", U"都議会", U"府議会", U"町議会", U"村議会", U"区議会", U"市会", U"巡査", U"看護", U"消防", U"研究", U"編集"});
constexpr WordList field_ends({U"営業", U"総務", U"経理", U"人事", U"技術", U"企画", U"製造", U"開発", U"統括", U"担当", U"常務", U"専務", U"筆頭", U"上席", U"主席"});

bool is_written(View text) { return std::all_of(text.begin(), text.end(), is_kanji); }
View last_word(View text) { return text.substr(text.find_last_of(U' ') + 1); }
View before_last_word(View text) { return trim(text.substr(0, text.size() - last_word(text).size())); }
View longer(View one, View other) { return one.size() < other.size() ? other : one; }

/// 服部長 and 田所長: the title's first character is the last one of a family name; but 林 in 林部長 is far more frequent than 林部.
bool belongs_to_family(View text, View title) {
  constexpr double far_more = 4;
  const View longer = text.substr(0, text.size() - 1), family = text.substr(0, text.size() - title.size());
  return family_weight(text) > 0 || (family_weight(longer) > 0 && family_weight(family) < far_more * family_weight(longer));
}

/// What stands before a title in one word: 総務部総務(課長), 東京(支店長), 副(部長).
bool is_office_of(View office, View title) {
  constexpr View ends = U"部課室係局店所科社校院園館会団", modifiers = U"副正元前";
  if (office.empty()) return true;
  const bool small = office.size() == 1 && modifiers.find(office[0]) != View::npos;
  return small || title.size() > 2 || ends.find(office.back()) != View::npos || !field_ends.end_of(office).empty() || !title_ends.end_of(office).empty();
}

/// Whether what stands before a title may be a name that no dictionary has: 山田太郎, 針山, by where the model parts the whole.
bool ends_a_name(View before, View word, View title) {
  if (title.size() == 2 && before.size() > 2 && is_written(before)) return true;
  if (is_short_name(before)) return true;
  const size_t split = split_name(word, NameKind::written).at;
  return before.find(U' ') == View::npos && split > 1 && split >= before.size();
}

/// The shortest title behind what is a family name (山本部長), else the longest.
View title_behind(View text) {
  const View longest = title_ends.longest_end_of(text);
  for (size_t size = 2; size < longest.size(); ++size) {
    const View title = text.substr(text.size() - size), before = last_word(text.substr(0, text.size() - size));
    if (title_ends.longest_end_of(title) == title && is_family_alone(before, NameKind::written)) return title;
  }
  return longest;
}

/// Both parts are known, or it is a family name.
bool is_known_name(View name) {
  const size_t at = split_name(name, NameKind::written).at;
  return is_family_alone(name, NameKind::written) ||
         (at > 0 && is_known_family(name.substr(0, at), NameKind::written) && is_known_given(name.substr(at), NameKind::written));
}

/// 太郎 of 山田 太郎税理士; not 千葉 of 佐藤 千葉支店長.
bool is_given_behind(View family, View word) { return is_family_alone(family, NameKind::written) && given_weight(word) > family_weight(word); }

/// 山田太郎社会保険 before 労務士, 山田太郎営業 before 部長: without what says of what kind the title is, if a name is left.
View without_kinds(View before) {
  View name = before;
  const View words = before_last_word(before);
  const auto names = [&](View rest) { return is_name(last_word(rest)) || (!words.empty() && is_given_behind(last_word(words), last_word(rest))); };
  for (View rest = before; !is_known_name(last_word(rest)) && (words.empty() || !names(rest));) {
    const View kind = longer(title_kinds.longest_end_of(rest), field_ends.longest_end_of(rest));
    if (kind.empty() || kind.size() == rest.size()) break;
    rest.remove_suffix(kind.size());
    if (names(rest)) name = rest;
  }
  return name;
}

/// 山田 博士, 今井大臣: some titles are given names, which a family name alone does not stand before as one.
bool is_given_of(View before, View title) {
  return given_weight(title) > 0 && is_family_alone(last_word(trim(before)), NameKind::written);
}

}  // namespace

bool is_short_name(View word) { return word.size() == 2 && family_weight(word.substr(0, 1)) > 0 && given_weight(word.substr(1)) > 0; }

bool says_kind_of_title(View name) { return !title_kinds.end_of(name).empty(); }

bool take_title_behind(View& text) {
  const View title = title_behind(text);
  if (title.empty() || is_bare_title(text)) return false;
  const View before = without_kinds(text.substr(0, text.size() - title.size())), words = before_last_word(text);
  if (is_given_of(before, title)) return false;
  const View office = last_word(before);
  if (!words.empty() && is_given_behind(last_word(words), office)) {
    text = before;
    return true;
  }
  const bool named = is_name(office) || (!words.empty() && is_known_given(office, NameKind::written));
  if (!words.empty() && is_office_of(office, title) && (!named || is_name(last_word(words)))) {
    text = words;
    return true;
  }
  if (belongs_to_family(last_word(text), title) || !(named || ends_a_name(before, last_word(text), title))) return false;
  text = before;
  return true;
}

bool take_title_before(View& text) {
  if (text.size() < 4) return false;
  const size_t space = text.find(U' ');
  if (space != View::npos) {
    if (!is_bare_title(text.substr(0, space))) return false;
    text = trim(text.substr(space), U" :");
    return !text.empty();
  }
  if (text.size() < 5) return false;
  constexpr size_t longest_title = 16;
  const size_t kanji = size_t(std::find_if_not(text.begin(), text.end(), is_kanji) - text.begin());
  for (size_t at = std::min({text.size() - 2, kanji, longest_title}); at > 1; --at) {
    if (title_ends.end_of(text.substr(0, at)).empty()) continue;
    const View name = text.substr(at);
    if (is_known_family(text.substr(0, at - 1), NameKind::written) || !is_name(name)) continue;
    text = name;
    return true;
  }
  return false;
}

bool is_title(View word) {
  const View title = title_ends.longest_end_of(word);
  if (title.size() == word.size() && given_weight(word) > 0) return false;
  return !title.empty() && (title.size() == word.size() || !belongs_to_family(word, title));
}

bool is_bare_title(View word) {
  constexpr View joints = U"・、,/&兼";
  if (given_weight(word) > 0) return false;
  for (View rest = word; !rest.empty(); rest = trim(rest, joints)) {
    View last = title_ends.longest_end_of(rest);
    if (last.empty() && rest.size() < word.size()) last = longer(field_ends.longest_end_of(rest), title_kinds.longest_end_of(rest));
    if (last.empty()) return false;
    rest.remove_suffix(last.size());
  }
  return !word.empty();
}

}  // namespace musubi::normalize
