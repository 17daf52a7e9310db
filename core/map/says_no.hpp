// What lists write in a column that only says whether, where it is not so.
#pragma once
#include <string>

namespace musubi::map {

/// Whether a text says no, not yet or nothing: 0, いいえ, 無し, 未, ×, □, n/a, \N, a zero with its unit (0回), a code with such a word (0：しない), the mask of
/// a date (/  /, 0000-00-00) and the days that systems write for none (1900/1/0, 1970-01-01, 9999/12/31). Compared after NFKC, in any case. Pure.
bool says_no(const std::string& text);

/// Whether a text stands where nothing was written: なし, 未登録, -, n/a, the mask of a date or a day for none. 0 and いいえ say something. Pure.
bool says_nothing(const std::string& text);

}  // namespace musubi::map
