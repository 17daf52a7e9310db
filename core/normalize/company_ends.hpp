// What people type behind a company's name for the post: 御中, 様, 気付.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// Without the honorifics at the end; those that names end in too (行, さん) only behind a space or a legal form, none where only a form is left.
View without_honorifics(View text);

/// True for 御中, 様 and others that no company is called by, unlike 行, さん.
bool is_honorific(View word);

/// A text parted where the first 御中 or 気付 stands with something behind it: 結商事御中 経理部.
struct Addressed {
  View name;    // all of the text where none does
  View behind;  // begins with 御中 or 気付, unless that is a branch, which needs none to be told from the name
};
Addressed addressed(View text);

/// The office that a bank writes behind a payee, taken off `text`: ムスビ(エイ is ムスビ and 営業所; empty where none stands there.
View take_bank_office(View& text);

/// `text` without `marks` that stand between it and a form: at the begin where the form stands in front, at the end where it stands behind; spaces and 、
/// at both ends. A point goes before a Japanese letter alone (.com stays). A hyphen behind kana is a long vowel (センタ-).
View without_joint(View text, bool form_in_front);

}  // namespace musubi::normalize
