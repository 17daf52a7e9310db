// Characters of names: UTF-8 to UTF-16 units, scripts, and the question whether two short texts are one slip
// apart.
#pragma once
#include <string>
#include <string_view>

namespace musubi::resolving {

/// UTF-16 units; a byte that is no UTF-8 becomes U+FFFD. Names of everyday length need no allocation this
/// way.
std::u16string units(std::string_view utf8);
/// Back to UTF-8; half a pair becomes U+FFFD.
std::string utf8(std::u16string_view units);

/// Characters, so that 𠮷, which takes two units, counts as one.
std::u32string characters(std::u16string_view text);
/// How many units the first `count` characters take (all where there are fewer).
size_t units_of(std::u16string_view text, size_t count);

/// What a name is written in. `none`: empty. Anything beside kana alone and Latin alone is `kanji`.
enum class Script : unsigned char { none, kanji, kana, latin };
Script script_of(std::u16string_view text);

/// Same length and one character differs, or two neighbours are swapped.
template <class View>
bool one_apart(View a, View b) {
  if (a.size() != b.size() || a.size() < 2) return false;
  size_t i = 0, end = a.size();
  while (i < end && a[i] == b[i]) ++i;
  while (end > i && a[end - 1] == b[end - 1]) --end;
  if (end - i == 1) return true;
  return end - i == 2 && a[i] == b[i + 1] && a[i + 1] == b[i];
}

/// As one_apart, or one character is missing on one side: what happens to numbers and addresses typed in
/// haste.
template <class View>
bool one_slip(View a, View b) {
  if (a.size() == b.size()) return one_apart(a, b);
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() != 1 || a.size() < 2) return false;
  size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  return a.substr(i) == b.substr(i + 1);
}

}  // namespace musubi::resolving
