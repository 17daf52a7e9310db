#include "core/normalize/person_first.hpp"

#include <algorithm>

#include "core/normalize/kana.hpp"
#include "core/normalize/name_model.hpp"
#include "core/normalize/person_parts.hpp"
#include "core/normalize/person_words.hpp"

namespace musubi::normalize {
namespace {

constexpr auto written = NameKind::written;

bool is_reading(View word) { return std::all_of(word.begin(), word.end(), is_kana); }
bool is_known_part(View word) { return is_known_family(word, written) || is_known_given(word, written); }

/// A whole name, which is neither a family name nor a given one.
bool is_full_name(View word) {
  if (word.size() < 3 || is_known_part(word) || is_reading(word) || is_office(word) || !is_whole_name(word)) return false;
  return word.size() > 3 || is_known_given(word.substr(split_name(word, written).at), written);
}

/// The same where the dictionary knows one of both (高緑成治, 坂本朱).
bool may_be_full_name(View word) {
  if (is_full_name(word)) return true;
  if (word.size() < 2 || word.size() > 6 || is_known_part(word) || is_office(word) || is_reading(word)) return false;
  if (std::any_of(word.begin(), word.end(), [](char32_t c) { return !is_kana(c) && !is_kanji(c); })) return false;
  const size_t at = split_name(word, written).at;
  const bool family = family_weight(word.substr(0, at)) > 0, given = given_weight(word.substr(at)) > 0;
  return word.size() > 2 ? given || (family && at > 1) : family && given;
}

/// The same, but neither a label nor a place (新規, 代理人, 和歌山県, 山田アパート, メゾン青山).
bool is_surely_full_name(View word) {
  if (!may_be_full_name(word)) return false;
  constexpr View ends = U"都道府県市区郡駅前店棟寮荘方寺院社会人者先主邸宅家組科丘";
  const size_t at = split_name(word, written).at;
  const View given = word.substr(at);
  if (is_katakana(word[0]) && family_weight(given) > 0) return false;
  const bool known = given_weight(given) > 0;
  if (known && given.size() > 1) return word.size() > 3 || is_full_name(word);
  if (ends.find(word.back()) != View::npos || is_katakana_word(given)) return false;
  return is_full_name(word) || (at > 1 && (known || is_whole_name(word)));
}

/// Of family and given name, in katakana or hiragana.
bool reads_a_name(const Chars& text) {
  if (text.size() < 4) return false;
  const NameSplit split = split_name(text, NameKind::reading);
  return split.at > 0 && is_known_family(View(text).substr(0, split.at), NameKind::reading);
}

View between(View text, View from, View to) {
  const size_t begin = size_t(from.data() - text.data());
  return text.substr(begin, size_t(to.data() + to.size() - text.data()) - begin);
}

bool is_parted_by_space(View text, View before, View behind) {
  const View gap = text.substr(size_t(before.data() + before.size() - text.data()), size_t(behind.data() - before.data()) - before.size());
  return gap == U" ";
}

/// How many words the first name takes: 1 or 2; 0 if what stands first is no whole name.
size_t size_of_first(View text, const std::vector<View>& words) {
  const bool spaced = is_parted_by_space(text, words[0], words[1]), may_be_label = spaced && !is_reading(words[1]);
  const bool given_behind = !spaced && words.size() == 2 && is_known_given(words[1], written) && !is_known_family(words[1], written);  // 新良・幸人
  if (given_behind ? is_full_name(words[0]) : may_be_label ? is_surely_full_name(words[0]) : may_be_full_name(words[0])) return 1;
  const bool two = words.size() > 2 && is_known_family(words[0], written) && is_known_given(words[1], written) && !is_reading(words[0]);
  return two ? 2 : 0;
}

/// Whether another person begins at `at`.
bool begins_another(View text, const std::vector<View>& words, size_t at) {
  if (is_full_name(words[at])) return true;
  if (!is_parted_by_space(text, words[at - 1], words[at]) && is_known_given(words[at], written)) return true;
  return at + 1 < words.size() && is_known_family(words[at], written) && is_known_given(words[at + 1], written);
}

/// No.1 山田太郎, 新規 山田太郎, 特別会員 山田 太郎: words that are no name before one that is.
bool is_label(View text, const std::vector<View>& words) {
  if (is_known_part(words[0]) || is_reading(words[0])) return false;
  if (words.size() == 2) return words[1].size() > 3 && is_full_name(words[1]) && size_of_first(text, words) == 0;
  const bool strange = std::any_of(words[0].begin(), words[0].end(), [](char32_t c) { return is_digit(c) || is_latin(c) || is_katakana(c); });
  return words.size() == 3 && words[0].size() > 1 && strange && is_family_alone(words[1], written) && is_known_given(words[2], written);
}

/// 王小明 Wang Xiaoming, 陳 大文 CHAN TAI MAN: how many words stand before its Latin letters; 0 if these may be the given name.
size_t before_latin(const std::vector<View>& words) {
  const auto latin = std::find_if(words.begin(), words.end(), is_western_word);
  const size_t size = size_t(latin - words.begin());
  if (size == 0 || size > 2 || words.end() - latin < 2 || !std::all_of(latin, words.end(), is_western_word)) return 0;
  const bool kanji = std::all_of(words.begin(), latin, [](View w) { return std::all_of(w.begin(), w.end(), is_kanji); });
  return kanji && (size == 2 || (words[0].size() > 1 && !is_known_family(words[0], written))) ? size : 0;
}

}  // namespace

FirstPerson first_person(View text, const std::vector<View>& words) {
  FirstPerson out{text, {}, false, false};
  if (std::all_of(words.begin(), words.end(), [](View w) { return w.size() == 1; })) return out;  // 門 田 博 光
  if (words.size() < 2 || (words.size() == 2 && words[0].size() < 3 && is_known_family(words[0], written))) return out;
  if (is_label(text, words)) return {between(text, words[1], words.back()), {}, false, true};
  if (is_western_word(words[0]) && is_full_name(words.back())) return {words.back(), {}, false, false};
  if (const size_t before = before_latin(words)) return {between(text, words[0], words[before - 1]), {}, false, false};
  const size_t size = size_of_first(text, words);
  if (size == 0) return out;
  const View name = between(text, words[0], words[size - 1]);
  const auto rest = words.begin() + ptrdiff_t(size);
  if (std::all_of(rest, words.end(), is_reading)) {
    const Chars reading = katakana(between(text, words[size], words.back()));
    if (reads_a_name(katakana(joined({rest, words.end()}, U"")))) out = {name, reading, false, false};
  } else if (words.size() > size + 1 && std::all_of(rest, words.end(), is_western_word)) {
    out.name = name;
  } else if (begins_another(text, words, size)) {
    out = {name, {}, true, false};
  } else if (words.size() == 2 && words[0].size() > 3 && is_full_name(words[0]) && !is_known_part(words[1])) {  // 山田太郎 VIP
    out = {name, {}, false, true};
  }
  return out;
}

}  // namespace musubi::normalize
