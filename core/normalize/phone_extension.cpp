#include "core/normalize/phone_extension.hpp"

#include <algorithm>

#include "core/normalize/char_set.hpp"

namespace musubi::normalize {
namespace {

constexpr size_t least_digits = 9, longest_extension = 6;

/// Words before an extension; lower case, longer ones first.
constexpr View words[] = {U"内線", U"ナイセン", U"ないせん", U"内", U"extension", U"exten", U"ext", U"ex", U"x", U"×", U"#", U"♯"};
constexpr CharSet first_ones(U"内ナなex×#♯");

bool is_word_at(View text, size_t at, View word) {
  return at + word.size() <= text.size() &&
         std::equal(word.begin(), word.end(), text.begin() + long(at), [](char32_t a, char32_t b) { return a == lower(b); });
}

/// The word at `at`; "" if there is none, or only the end of another one (市内, fax).
View word_at(View text, size_t at) {
  if (at >= text.size() || !first_ones.has(lower(text[at]))) return {};
  if (at > 0 && is_latin(text[at - 1]) && is_latin(text[at])) return {};
  for (View word : words)
    if (is_word_at(text, at, word)) return word == U"内" && at > 0 && is_kanji(text[at - 1]) ? View() : word;
  return {};
}

}  // namespace

size_t digits_from(View text, size_t at) {
  const size_t start = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  return at - start;
}

size_t extension_at(View text, size_t at) {
  const View word = word_at(text, at);
  if (word.empty()) return 0;
  size_t end = at + word.size();
  while (end < text.size() && (is_hyphen(text[end]) || View(U" :;.,、・/()[]【】〔〕「」『』<>〈〉=→⇒#♯番号はのNnOo").find(text[end]) != View::npos)) ++end;
  return end < text.size() && is_digit(text[end]) ? end : 0;
}

bool is_called_extension(View text, size_t end) {
  while (end < text.size() && View(U" ()[]【】〔〕").find(text[end]) != View::npos) ++end;
  if (end >= text.size() || View(U"x×#♯").find(lower(text[end])) != View::npos) return false;
  return !word_at(text, end).empty() && extension_at(text, end) == 0;
}

std::string take_extension(View text, size_t at) {
  std::string out;
  for (; at < text.size(); ++at) {
    const bool joins = is_hyphen(text[at]) && at + 1 < text.size() && is_digit(text[at + 1]);
    if (!is_digit(text[at]) && !joins) break;
    out += joins ? '-' : char(text[at]);
  }
  return out;
}

View behind_extension(View text, std::string& ext) {
  const auto digit = std::find_if(text.begin(), text.end(), is_digit);
  for (size_t i = 0; i < size_t(digit - text.begin()); ++i) {
    const size_t begin = extension_at(text, i);
    if (begin == 0 || View(U"x×#♯").find(lower(text[i])) != View::npos) continue;
    const View rest = text.substr(begin + digits_from(text, begin));
    const bool number = size_t(std::count_if(rest.begin(), rest.end(), is_digit)) >= least_digits && !is_hyphen(rest.front());
    if (!number || text.size() - rest.size() - begin > longest_extension) return text;
    ext = take_extension(text.substr(0, text.size() - rest.size()), begin);
    return rest;
  }
  return text;
}

}  // namespace musubi::normalize
