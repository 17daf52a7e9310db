#include "core/normalize/place_fold.hpp"

#include "core/normalize/numeral.hpp"
#include "core/normalize/variants.hpp"

namespace musubi::normalize {
namespace {

/// Characters that are mistaken for each other in place names, pair by pair: the second stands for both.
constexpr View place_pairs = U"冶治己巳已巳炮砲祗祇釜竃擽檪州洲";

char32_t fold_one(char32_t c) {
  switch (c) {
    case U'ヶ':
    case U'が':
    case U'ガ':
    case U'け':
    case U'ヵ':
      return U'ケ';
    case U'椙':  // 福井市 has 椙谷町 and 杉谷町
      return c;
    case U'の':
    case U'之':
    case U'乃':
      return U'ノ';
    case U'っ':
    case U'つ':
    case U'ッ':
      return U'ツ';
    default:
      break;
  }
  if (is_hiragana(c)) return c + 0x60;
  if (c < 0x3400) return upper(c);
  c = fold_loose(c);
  size_t mistaken = place_pairs.find(c);
  return mistaken == View::npos || mistaken % 2 ? c : place_pairs[mistaken + 1];
}

/// Where 条 follows, a number of two kanji digits gets its unit: 一一条 is 十一条.
void take_unit(Folded& out) {
  if (out.size < 2 || (out.size > 2 && is_numeral(out.chars[out.size - 3]))) return;
  const size_t first = out.size - 2, end = out.ends[out.size - 1];
  const int tens = kanji_digit(out.chars[first]), ones = kanji_digit(out.chars[first + 1]);
  if (tens < 1 || ones < 0 || out.is_from_digits(first) || out.ends[first] + 1u != end) return;
  const Chars number = kanji_number(tens * 10 + ones);
  if (first + number.size() > Folded::most) return;
  out.size = first;
  for (char32_t c : number) out.chars[out.size] = c, out.ends[out.size++] = 0;
  out.ends[out.size - 1] = uint16_t(end);
}

}  // namespace

Chars without_joints(View folded) {
  Chars out;
  for (size_t i = 0; i < folded.size(); ++i)
    if (!is_joint(folded, i)) out += folded[i];
  return out;
}

Folded fold_place(View text) {
  Folded out;
  auto put = [&](char32_t c, size_t end) {
    if (out.size == Folded::most) return false;
    out.chars[out.size] = c;
    out.ends[out.size++] = uint16_t(end);
    return true;
  };
  for (size_t at = 0; at < text.size();) {
    char32_t c = text[at];
    if (c == U' ' || c == U'字') {
      ++at;
      continue;
    }
    const bool begins_small = c == U'小' && out.size == 0;  // behind a name it may be that name's end: 西小 字中
    if ((c == U'大' || begins_small) && at + 1 < text.size() && text[at + 1] == U'字') {
      at += 2;
      continue;
    }
    if (is_digit(c)) {
      int64_t n = scan_number(text, at);
      if (n < 0 || n > 9999) break;
      Chars kanji = kanji_number(n);
      for (size_t i = 0; i < kanji.size(); ++i) {
        if (!put(kanji[i], i + 1 < kanji.size() ? 0 : at)) return out;
        out.digits |= uint64_t(1) << (out.size - 1);
      }
      continue;
    }
    bool counts_town =
        out.size &&
        ((c == U'丁' && out.chars[out.size - 1] == U'番') ||
         (c == U'町' && is_numeral(out.chars[out.size - 1]) && text.substr(at).starts_with(U"町目")));
    char32_t to = counts_town ? (c == U'丁' ? U'町' : U'丁') : fold_one(c);  // 番丁 is 番町, 町目 is 丁目
    const bool street =
        c == U'通' && at + 1 < text.size() && (text[at + 1] == U'り' || text[at + 1] == U'リ');
    if (to == U'条') take_unit(out);
    at += street ? 2 : 1;
    if (!put(to, at)) break;
  }
  return out;
}

}  // namespace musubi::normalize
