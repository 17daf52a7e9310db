#include "core/normalize/company_kana.hpp"

#include <algorithm>

#include "core/normalize/kana.hpp"

namespace musubi::normalize {
namespace {

constexpr View bare_form = U"カブ";
constexpr size_t shortest_name = 3;

bool is_in_word(char32_t c) { return is_kana(c) || is_latin(c) || is_digit(c) || c == U'・' || c == U'&' || is_dash(c); }

/// Whether a hyphen stands at `at` where ー may.
bool may_lengthen(View text, size_t at) {
  if (at == 0 || !has_vowel(text[at - 1]) || !is_dash(text[at])) return false;
  return at + 1 == text.size() || is_kana(text[at + 1]) || text[at + 1] == U'・' || !is_in_word(text[at + 1]);
}

/// Whether `text` ends with no kanji but those of a form.
bool may_precede(View text) { return text.empty() || !is_kanji(text.back()) || is_form(text) || form_behind(text); }

/// Whether `text` begins with no kanji but those of a form.
bool may_follow(View text) { return text.empty() || !is_kanji(text.front()) || is_form(text) || form_in_front(text); }

/// Banks and the post have neither kanji nor small kana.
bool is_of_banks(View text) {
  return std::none_of(text.begin(), text.end(), [](char32_t c) { return is_kanji(c) || is_hiragana(c) || large_kana(c) != c; });
}

/// The hyphens of the word from `begin` to `end`; whether one within the word became ー.
bool lengthen_word(Chars& text, size_t begin, size_t end) {
  bool within = false, behind = false;  // whether a hyphen may be ー in the word, and at its end
  const View whole = text;
  for (size_t at = begin; at < end; ++at)
    if (may_lengthen(whole, at)) (at + 1 == end ? behind : within) = true;
  if ((!within && !behind) || !may_follow(whole.substr(end))) return false;
  within = within && may_precede(whole.substr(0, begin));
  if (!within && !behind) return false;
  for (size_t at = begin; at < end; ++at)
    if ((at + 1 == end ? behind : within) && may_lengthen(text, at)) text[at] = U'ー';
  return within;
}

bool is_bank_kana(View name) {
  const auto is_one = [](char32_t c) { return c == U' ' || is_digit(c) || is_latin(c) || (is_katakana(c) && c != U'ー' && large_kana(c) == c); };
  return name.size() >= shortest_name && std::all_of(name.begin(), name.end(), is_one);
}

}  // namespace

bool write_long_vowels(Chars& text) {
  if (std::none_of(text.begin(), text.end(), is_dash)) return false;
  bool doubtful = false;
  const bool of_banks = is_of_banks(text);
  for (size_t at = text.find(U'ー') == Chars::npos ? 0 : text.size(); at < text.size();) {
    size_t end = at;
    while (end < text.size() && is_in_word(text[end])) ++end;
    doubtful = (end > at && lengthen_word(text, at, end)) || doubtful;
    at = end + 1;
  }
  for (size_t at = 0; at < text.size(); ++at)
    if (text[at] == 0xFF0D && (at == 0 || at + 1 == text.size() || !is_kana(text[at - 1]) || !is_kanji(text[at + 1]))) text[at] = U'-';
  return doubtful && !of_banks;
}

std::optional<FormAt> bare_form_in_front(View text) {
  if (!text.starts_with(bare_form) || text.size() < bare_form.size() + 1 || text[bare_form.size()] != U' ') return std::nullopt;
  const size_t end = bare_form.size() + 1;
  return is_bank_kana(text.substr(end)) ? std::optional(FormAt{"株式会社", 0, end}) : std::nullopt;
}

std::optional<FormAt> bare_form_behind(View text) {
  if (!text.ends_with(bare_form) || text.size() < bare_form.size() + 1) return std::nullopt;
  const size_t begin = text.size() - bare_form.size() - 1;
  return text[begin] == U' ' && is_bank_kana(text.substr(0, begin)) ? std::optional(FormAt{"株式会社", begin, text.size()}) : std::nullopt;
}

}  // namespace musubi::normalize
