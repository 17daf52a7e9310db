// Titles, offices and professions beside a person's name: 部長 山田, 山田太郎営業部長, 公認会計士・税理士 山田太郎.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// Takes a title off behind a space with its office (山田太郎 東京支店長), behind a family name (山田部長) or behind what may be a whole name, with what says
/// of what kind it is (山田太郎社会保険労務士); not what may be the end of a name (服部長, 山田 博士). Any text; some ten ns where none stands there.
bool take_title_behind(View& text);
/// 部長 山田, 代表取締役山田太郎, 総務課長山田太郎, 医学博士 野口英世.
bool take_title_before(View& text);

/// Whether a word is a title, alone or behind its office: 顧問, 総務課長, 代表取締役CEO. 服部長 and 博士 are names.
bool is_title(View word);
/// Whether it is nothing but titles (部長, 保護者, 代表取締役社長, 営業部長), which are nobody's name.
bool is_bare_title(View word);
/// Whether a text ends in a word that tells of what kind the title behind it is: 山田太郎特任 before 教授.
bool says_kind_of_title(View name);
/// 森健: a family and a given name of one character each.
bool is_short_name(View word);

}  // namespace musubi::normalize
