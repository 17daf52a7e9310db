// Where a company's name ends and the branch or department that people type behind it begins.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// How many characters of `text` (without legal form) are the name itself; all of them if no branch stands
/// behind it. A branch is what follows a space and ends like one (東京営業所), 本社 and its kind, or a known
/// place with such an ending, a number or what such a department does before it
/// (第三工場, 経営企画部), or a title with who holds it (代表取締役 山田太郎).
size_t core_size(View text);

/// True for a word that is a branch by itself: 大阪支店, 営業部, 渋谷店, 購買G.
bool is_branch_word(View word);

}  // namespace musubi::normalize
