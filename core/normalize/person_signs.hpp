// What accounts and profiles of social networks have for a name: emoji around it, or the account's own word.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// Geometrical shapes, arrows, dingbats, emoji: ★ ♪ ♡ 🌸. None stands in a name, but that shapes (■●) within one stand for characters that were lost. Box lines are none of them: people type them for a hyphen.
bool is_sign(char32_t c);
bool has_sign(View text);
/// `text` with a space for each run of signs but lost characters, none at its ends.
Chars without_signs(View text);

/// True for the word of an account (yasuhiro76, hanako_0512, k.m1987), as read() gives it: one piece of Latin letters with digits or _ in it,
/// but not digits before a capital (3M).
/// Taro_Yamada, taro_yamada and John_Smith are names.
bool is_handle(View text);

}  // namespace musubi::normalize
