#include "core/normalize/company_branch.hpp"

#include <algorithm>

#include "core/normalize/place_name.hpp"

namespace musubi::normalize {
namespace {

constexpr View endings[] = {
    U"営業本部",     U"事業本部",     U"営業所",         U"事業所",   U"出張所",       U"営業部",
    U"事業部",       U"研究所",       U"工場",           U"支店",     U"支社",         U"支部",
    U"支局",         U"分室",         U"分店",           U"連絡所",   U"駐在所",       U"サービスセンター",
    U"物流センター", U"配送センター", U"コールセンター", U"センター", U"オフィス",     U"本店",
    U"本社",         U"本部",         U"本館",           U"別館",     U"総務部",       U"人事部",
    U"経理部",       U"広報部",       U"企画部",         U"開発部",   U"法務部",       U"製造部",
    U"技術部",       U"購買部",       U"情報システム部", U"部",       U"課",           U"室",
    U"係",           U"店",           U"グループ",       U"チーム",   U"ステーション", U"ショールーム",
};
constexpr View whole_branches[] = {
    U"本社",   U"本店",   U"本部",   U"本社営業部", U"本店営業部", U"本社工場", U"総務部", U"人事部",
    U"経理部", U"営業部", U"広報部", U"企画部",     U"開発部",     U"法務部",   U"購買部", U"情報システム部"};
/// Endings that part a name from its branch when a place stands before them, with no space:
/// 中央自動車大阪支店.
constexpr View joined_endings[] = {U"営業所", U"事業所", U"出張所", U"支店", U"支社",    U"支部",
                                   U"支局",   U"本社",   U"本店",   U"工場", U"オフィス"};

/// 大阪支店, 営業部, 渋谷店: but of 店 only what has a place or a number before it.
bool is_branch_word(View word) {
  if (word.size() > 2 && word.ends_with(U"店") && !word.ends_with(U"支店") && !word.ends_with(U"本店"))
    return word.ends_with(U"号店") || is_place_name(word.substr(0, word.size() - 1));
  return word.size() > 1 &&
         std::any_of(std::begin(endings), std::end(endings), [&](View e) { return word.ends_with(e); });
}

/// Where the place before `end` begins; `end` itself if none does.
size_t place_start(View text, size_t end) {
  size_t best = end;
  for (size_t size = 2; size <= 6 && size < end; ++size)
    if (is_place_name(text.substr(end - size, size))) best = end - size;
  return best;
}

size_t joined_branch(View text) {
  for (View whole : whole_branches)
    if (text.size() > whole.size() + 1 && text.ends_with(whole)) {
      size_t end = text.size() - whole.size();
      size_t place = place_start(text, end);
      return place > 1 ? place : end;
    }
  for (View ending : joined_endings) {
    if (!text.ends_with(ending)) continue;
    size_t end = text.size() - ending.size();
    if (end > 1 && text[end - 1] == U'第') --end;
    size_t place = place_start(text, end);
    if (place < end && place > 1) return place;
  }
  return text.size();
}

/// Where the words at the end that are branches begin, with the space before them.
size_t spaced_branch(View text) {
  size_t core = text.size();
  while (core > 0) {
    size_t space = text.substr(0, core).rfind(U' ');
    if (space == View::npos || space == 0 || !is_branch_word(text.substr(space + 1, core - space - 1))) break;
    core = space;
  }
  return core;
}

}  // namespace

size_t core_size(View text) {
  size_t core = spaced_branch(text);
  return core < text.size() ? core : joined_branch(text);
}

}  // namespace musubi::normalize
