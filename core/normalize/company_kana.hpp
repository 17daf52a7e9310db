// Companies' names in the kana of banks and the post.
#pragma once
#include "core/normalize/chars.hpp"
#include "core/normalize/company_form.hpp"

namespace musubi::normalize {

/// A hyphen as ー where banks and the post write it so: right behind a kana that ー may stand behind, before another kana in a word that has
/// no kanji but a legal form (ト-ヨ-カラ-(カ), or at the end of any word (結センタ-); not where the text has a ー as well (コカ-コーラ). Other full-width
/// hyphens become narrow but between kana and kanji, where they may part a branch. True where a hyphen within a word of no bank's became ー, for it may have
/// been meant. Cost: linear.
bool write_long_vowels(Chars& text);

/// カブ, parted by a space from a name in such kana: カブ ムスビシヨウジ, ムスビシヨウジ カブ; none where the kana are small ones or have a ー (ショップ カブ).
std::optional<FormAt> bare_form_in_front(View text);
std::optional<FormAt> bare_form_behind(View text);

}  // namespace musubi::normalize
