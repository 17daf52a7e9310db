#include "core/normalize/company_form.hpp"

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <iterator>

#include "core/normalize/char_set.hpp"
#include "core/normalize/kana.hpp"
#include "core/normalize/variants.hpp"

namespace musubi::normalize {
namespace {

struct Spelling {
  View word;
  std::string_view form;
  char place;  // 'a' at either end, 'f' in front, 'b' behind
};
constexpr Spelling forms[] = {
#include "core/normalize/tables/legal_forms.inc"
};

/// The places of forms in the table by the two characters at one end, in their order.
class FormIndex {
 public:
  constexpr explicit FormIndex(bool front) {
    for (size_t i = std::size(forms); i-- > 0;) {
      const View word = forms[i].word;
      const size_t b = front ? bucket(word[0], word[1]) : bucket(word[word.size() - 1], word[word.size() - 2]);
      next_[i] = head_[b];
      head_[b] = uint16_t(i + 1);
    }
  }
  /// The first form, counted from 1, that may have `outer` at that end and `inner` beside it; then those behind it; 0 at the end.
  constexpr size_t first(char32_t outer, char32_t inner) const { return head_[bucket(outer, inner)]; }
  constexpr size_t next(size_t form) const { return next_[form - 1]; }

 private:
  static constexpr size_t bucket(char32_t outer, char32_t inner) { return (outer ^ (outer >> 6) ^ (inner * 37)) % 1024; }
  uint16_t head_[1024] = {}, next_[std::size(forms)] = {};
};
constexpr FormIndex by_first(true), by_last(false);

constexpr View openers = U"([{「『【〔〈《<“‘\"'", closers = U")]}」』】〕〉》>”’\"'";
constexpr CharSet opening_ones(openers), closing_ones(closers);

/// As the table writes it: today's characters, capitals, large katakana.
char32_t plain(char32_t c) {
  if (c < 0x80) return upper(c);
  if (is_hiragana(c)) c += 0x60;
  return c < 0x3400 ? large_kana(c) : fold_strict(c);
}

bool is_same(View text, View word) {
  return std::equal(text.begin(), text.end(), word.begin(), word.end(), [](char32_t a, char32_t b) { return a == b || plain(a) == b; });
}

/// How many characters of `text` are `word`, which may have a space before each of its characters but the first (株 式 会 社); 0 if it is not there.
size_t spaced_size(View text, View word) {
  size_t at = 0;
  for (size_t i = 0; i < word.size(); ++i, ++at) {
    if (i > 0 && at < text.size() && text[at] == U' ') ++at;
    if (at >= text.size() || !is_same(text.substr(at, 1), word.substr(i, 1))) return 0;
  }
  return at;
}

bool may_be_spaced(View word) { return word.size() >= 4 && (is_kanji(word.front()) || is_kanji(word.back())); }

size_t front_size(View text, View word) {
  if (is_same(text.substr(0, word.size()), word)) return word.size();
  return may_be_spaced(word) ? spaced_size(text, word) : 0;
}

size_t back_size(View text, View word) {
  if (text.size() >= word.size() && is_same(text.substr(text.size() - word.size()), word)) return word.size();
  if (!may_be_spaced(word)) return 0;
  for (size_t size = word.size() + 1; size < word.size() * 2 && size < text.size(); ++size)
    if (View tail = text.substr(text.size() - size); plain(tail.front()) == word.front() && spaced_size(tail, word) == size) return size;
  return 0;
}

/// The first form from `i` on of which `is_it` says so; nullptr where none is.
template <class Is>
const Spelling* found_from(size_t i, const FormIndex& index, Is is_it) {
  for (; i; i = index.next(i))
    if (is_it(forms[i - 1])) return &forms[i - 1];
  return nullptr;
}

/// The form that stands between brackets, with or without brackets of its own in the table; nullptr for what is none.
const Spelling* spelled(View inner) {
  inner = trim(inner);
  if (inner.empty()) return nullptr;
  const char32_t first = plain(inner[0]);
  const auto in_brackets = [&](const Spelling& s) { return s.place == 'a' && s.word.front() == U'(' && s.word.back() == U')' && is_same(inner, s.word.substr(1, s.word.size() - 2)); };
  if (const Spelling* s = found_from(by_first.first(U'(', first), by_first, in_brackets)) return s;
  if (inner.size() < 2) return nullptr;
  return found_from(by_first.first(first, plain(inner[1])), by_first, [&](const Spelling& s) { return s.place == 'a' && is_same(inner, s.word); });
}

/// The character of `text` at `at` or behind the space there; 0 where the text ends.
char32_t char_at(View text, size_t at) {
  if (at < text.size() && text[at] == U' ') ++at;
  return at < text.size() ? plain(text[at]) : 0;
}

/// The characters that a form may begin with, as text has them; beyond 16 bits there is none.
const std::bitset<0x10000>& beginnings() {
  static const std::bitset<0x10000> out = [] {
    std::bitset<0x10000> plain_ones, all;
    for (const Spelling& form : forms) plain_ones.set(form.word.front());
    for (char32_t c : openers) plain_ones.set(c);
    for (char32_t c = 0; c < all.size(); ++c) all.set(c, plain_ones[plain(c) & 0xFFFF]);
    return all;
  }();
  return out;
}

/// A form at `at`, or in brackets that begin there.
std::optional<FormAt> form_at(View text, size_t at, char other_place) {
  if (text[at] > 0xFFFF || !beginnings()[text[at]]) return std::nullopt;
  size_t size = 0;
  const Spelling* s = found_from(by_first.first(plain(text[at]), char_at(text, at + 1)), by_first, [&](const Spelling& form) {
    return (form.place == 'a' || form.place == other_place) && (size = front_size(text.substr(at), form.word)) > 0;
  });
  if (s) return FormAt{s->form, at, at + size};
  const char32_t closer = closer_of(text[at]);
  constexpr size_t longest = 60;  // no form is longer
  const size_t end = closer ? text.substr(0, at + longest).find(closer, at + 1) : View::npos;
  if (end == View::npos) return std::nullopt;
  s = spelled(text.substr(at + 1, end - at - 1));
  return s ? std::optional(FormAt{s->form, at, end + 1}) : std::nullopt;
}

/// Where the bracket or quote at `at` is closed, past those within it; npos where it is not, or holds more than a company's name and some words.
size_t closing(View text, size_t at, char32_t closer) {
  constexpr size_t longest = 200;
  size_t depth = 0;
  for (size_t i = at + 1; i < std::min(text.size(), at + longest); ++i) {
    if (text[i] == closer && depth-- == 0) return i;
    if (text[i] == text[at]) ++depth;
  }
  return View::npos;
}

}  // namespace

char32_t closer_of(char32_t opener) {
  const size_t at = opening_ones.has(opener) ? openers.find(opener) : View::npos;
  return at == View::npos ? 0 : closers[at];
}

size_t bracket_behind(View text) {
  const size_t kind = text.size() < 3 || !closing_ones.has(text.back()) ? View::npos : closers.find(text.back());
  if (kind == View::npos) return View::npos;
  const size_t nearest = text.rfind(openers[kind], text.size() - 2);
  for (size_t at = nearest; at != View::npos; at = at > 0 ? text.rfind(openers[kind], at - 1) : View::npos)
    if (closing(text, at, closers[kind]) == text.size() - 1) return at;
  return nearest;
}

bool may_have_form(View text) {
  for (size_t at = 0; at < text.size(); ++at) {
    const char32_t c = text[at];
    if (is_latin(c) || c == U'株') return true;
    if (c > 0xFFFF || !beginnings()[c]) continue;
    const char32_t first = plain(c), second = char_at(text, at + 1);
    const auto begins = [&](const Spelling& form) { return form.word[0] == first && form.word[1] == second; };
    if (closer_of(c) || found_from(by_first.first(first, second), by_first, begins)) return true;
  }
  return false;
}

bool is_form(View inner) { return spelled(inner) != nullptr; }

std::optional<FormAt> form_in_front(View text) {
  if (text.empty()) return std::nullopt;
  auto out = form_at(text, 0, 'f');
  return out && out->end < text.size() ? out : std::nullopt;
}

std::optional<FormAt> form_behind(View text) {
  if (text.size() < 2) return std::nullopt;
  const size_t inner = text.size() - (text[text.size() - 2] == U' ' && text.size() > 2 ? 3 : 2);
  size_t size = 0;
  const Spelling* s = found_from(by_last.first(plain(text.back()), plain(text[inner])), by_last, [&](const Spelling& form) {
    return form.place != 'f' && text.size() > form.word.size() && (size = back_size(text, form.word)) > 0;
  });
  if (s) return FormAt{s->form, text.size() - size, text.size()};
  const size_t bracket = bracket_behind(text);
  if (bracket == View::npos || bracket == 0) return std::nullopt;
  auto out = form_at(text, bracket, 'a');
  return out && out->end == text.size() ? out : std::nullopt;
}

std::optional<FormAt> form_within(View text) {
  for (size_t at = 0; at + 1 < text.size(); ++at) {
    auto out = at > 0 ? form_at(text, at, 'a') : std::nullopt;
    if (out && out->end < text.size()) return out;
    const char32_t closer = text[at] == U'\'' ? 0 : closer_of(text[at]);
    if (const size_t end = closer ? closing(text, at, closer) : View::npos; end != View::npos) at = end;
  }
  return std::nullopt;
}

}  // namespace musubi::normalize
