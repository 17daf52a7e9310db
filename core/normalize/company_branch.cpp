#include "core/normalize/company_branch.hpp"

#include <algorithm>
#include <iterator>

#include "core/normalize/numeral.hpp"
#include "core/normalize/place_name.hpp"

namespace musubi::normalize {
namespace {

constexpr View endings[] = {
    U"営業本部",     U"事業本部",     U"営業所",         U"事業所",   U"出張所",       U"営業部",       U"事業部",       U"研究所",   U"工場",
    U"支店",         U"支社",         U"支部",           U"支局",     U"支所",         U"本所",         U"総局",         U"分室",     U"分店",
    U"連絡所",       U"駐在所",       U"駐在員事務所",   U"窓口",         U"サービスセンター", U"物流センター", U"配送センター", U"コールセンター",
    U"センター",     U"オフィス",     U"本店",           U"本社",     U"本部",         U"本館",         U"別館",         U"部",       U"課",
    U"室",           U"係",           U"店",             U"グループ", U"チーム",       U"ユニット",     U"ステーション", U"ショールーム", U"担当",
    U"担当者",       U"シテン",       U"ホンテン",       U"シシヤ",   U"シシャ",       U"ホンシヤ",     U"ホンシャ",     U"エイギヨウシヨ", U"エイギョウショ",
    U"シユツチヨウシヨ", U"シュッチョウショ",
};
/// What a department is called without its 部, where a space stands before it; none that companies are called by (企画, 物流).
constexpr View bare[] = {U"営業", U"総務", U"人事", U"経理", U"財務", U"購買", U"法務", U"広報", U"秘書"};
constexpr View whole_branches[] = {
    U"本社",   U"本店",   U"本部",   U"本社営業部", U"本店営業部", U"本社工場", U"総務部", U"人事部",
    U"経理部", U"営業部", U"広報部", U"企画部",     U"開発部",     U"法務部",   U"購買部", U"情報システム部"};
/// What such a department does, before it: 経営企画部.
constexpr View tasks[] = {U"経営", U"商品", U"製品", U"事業", U"営業", U"販売", U"技術", U"研究", U"海外", U"国内", U"法人", U"広域", U"直販", U"店舗", U"広告"};
/// Endings that part a name from its branch when a place or a number stands before them, with no space:
/// 中央自動車大阪支店, 中央自動車第三工場.
constexpr View joined_endings[] = {U"営業所", U"事業所", U"出張所", U"支店", U"支社",    U"支部",
                                   U"支局",   U"本社",   U"本店",   U"工場", U"オフィス"};
constexpr View abroad[] = {U"上海",   U"北京",       U"香港",     U"台北",   U"台湾",       U"ソウル",         U"大連",     U"広州",     U"深圳",   U"青島",   U"天津",       U"蘇州",
                           U"バンコク", U"ハノイ",   U"ホーチミン", U"マニラ", U"ジャカルタ", U"シンガポール",   U"クアラルンプール", U"デリー", U"ムンバイ", U"シドニー", U"ニューヨーク", U"ロサンゼルス",
                           U"シカゴ", U"サンフランシスコ", U"ロンドン", U"パリ", U"ミラノ",   U"デュッセルドルフ", U"フランクフルト", U"海外",   U"国際"};
/// Titles of those who speak for a company, with or without what stands before them (営業部長).
constexpr View titles[] = {U"取締役", U"代表取締役", U"社長", U"会長", U"理事長", U"院長", U"園長", U"学長", U"支店長", U"支社長", U"所長", U"工場長", U"店長", U"部長", U"課長", U"係長", U"室長", U"主任", U"代表", U"代表社員", U"店主"};

template <size_t N>
bool is_of(const View (&words)[N], View word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool is_place(View word) { return is_of(abroad, word) || is_place_name(word); }

/// Where the place before `end` begins; `end` itself if none does.
size_t place_start(View text, size_t end) {
  size_t best = end;
  for (size_t size = 2; size <= 8 && size < end; ++size)
    if (is_place(text.substr(end - size, size))) best = end - size;
  return best;
}

/// Where the places before `end` begin that leave a name: 札幌中央支店.
size_t places_start(View text, size_t end) {
  for (size_t place = place_start(text, end); place < end && place > 1; place = place_start(text, end)) end = place;
  return end;
}

/// Where 第三 or 第2 begins that ends at `end`; `end` itself if none does.
size_t ordinal_start(View text, size_t end) {
  size_t at = end;
  while (at > 0 && is_numeral(text[at - 1])) --at;
  return at < end && at > 0 && text[at - 1] == U'第' ? at - 1 : end;
}

size_t whole_branch(View text, View whole) {
  size_t end = ordinal_start(text, text.size() - whole.size());
  if (whole.ends_with(U"部"))
    for (View task : tasks)
      if (end > task.size() + 1 && text.substr(0, end).ends_with(task)) {
        end -= task.size();
        break;
      }
  return places_start(text, end);
}

size_t joined_branch(View text) {
  if (text.ends_with(U"総本店")) return text.size();
  for (View whole : whole_branches)
    if (text.size() > whole.size() + 1 && text.ends_with(whole)) {
      const size_t at = whole_branch(text, whole);
      return at > 0 ? at : text.size();
    }
  for (View ending : joined_endings) {
    if (!text.ends_with(ending)) continue;
    const size_t end = text.size() - ending.size(), number = ordinal_start(text, end);
    const size_t place = places_start(text, number > 1 && number == end && text[end - 1] == U'第' ? end - 1 : number);
    if (place > 1 && place < end) return place;
  }
  return text.size();
}

/// Where the words at the end that are branches begin, with the space before them. A place stands before what is an ending alone (東京 営業所).
size_t spaced_branch(View text) {
  size_t core = text.size();
  while (core > 0) {
    const size_t space = text.substr(0, core).rfind(U' ');
    if (space == View::npos || space == 0) break;
    const View word = text.substr(space + 1, core - space - 1);
    const bool place = core < text.size() && is_place(word) && is_of(endings, text.substr(core + 1, text.substr(core + 1).find(U' ')));
    if (!place && !is_branch_word(word)) break;
    core = space;
  }
  return core;
}

bool is_title(View word) {
  return std::any_of(std::begin(titles), std::end(titles), [&](View title) { return word.ends_with(title); });
}

/// Where the first word but one stands that is a title, with the space before it; all of the text where none does.
size_t titled(View text) {
  for (size_t space = text.find(U' '); space != View::npos; space = text.find(U' ', space + 1))
    if (space > 0 && is_title(text.substr(space + 1, text.find(U' ', space + 1) - space - 1))) return space;
  return text.size();
}

}  // namespace

/// But of 店, 事務所 and 倉庫 only what has a place or a number before it, for companies are called so as well.
bool is_branch_word(View word) {
  if (const size_t bracket = word.find(U'('); bracket != View::npos && bracket > 1 && word.ends_with(U')')) word = word.substr(0, bracket);
  if (is_of(bare, word)) return true;
  for (View kind : {View(U"店"), View(U"事務所"), View(U"倉庫")})
    if (word.size() > kind.size() + 1 && word.ends_with(kind) && !word.ends_with(U"支店") && !word.ends_with(U"本店") && !word.ends_with(U"駐在員事務所"))
      return word.ends_with(U"号店") || ordinal_start(word, word.size() - kind.size()) == 0 || is_place(word.substr(0, word.size() - kind.size()));
  for (View group : {View(U"G"), View(U"Gr"), View(U"Gr.")})
    if (word.size() > group.size() + 1 && word.ends_with(group) && is_kanji(word[word.size() - group.size() - 1])) return true;
  return word.size() > 1 && std::any_of(std::begin(endings), std::end(endings), [&](View e) { return word.ends_with(e); });
}

size_t core_size(View text) {
  const size_t people = titled(text);
  const View before = text.substr(0, people);
  const size_t core = spaced_branch(before);
  return core < text.size() ? core : joined_branch(text);
}

}  // namespace musubi::normalize
