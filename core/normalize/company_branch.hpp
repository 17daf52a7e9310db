// Where a company's name ends and the branch or department that people type behind it begins.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// What is known of a text whose name is to be told from its branch: nothing, that a legal form stood in front of it, or behind it.
enum class Named { by_itself, by_form, before_form };

/// How many characters of `text` (without legal form) are the name itself; all of them if no branch stands
/// behind it. A branch is what follows a space and ends like one (東京営業所), 本社 and its kind, or a known
/// place with such an ending, a number or what such a department does before it
/// (第三工場, 経営企画部), a chain of those (大阪支店営業部 第一課), or a title with who holds it (代表取締役 山田太郎).
/// Behind a legal form (Named::by_form) a name may be one character (星 of 星札幌支店), and a branch may be followed by
/// what is none (営業部 佐藤); before a form only words behind a space are a branch.
size_t core_size(View text, Named named = Named::by_itself);

}  // namespace musubi::normalize
