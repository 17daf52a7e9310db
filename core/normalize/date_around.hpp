// What stands round a day that says nothing of it, or says it again.
#pragma once
#include "core/normalize/calendar.hpp"
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// `text` without quotes or brackets round the whole of it, commas and semicolons at its end, and a label in front (誕生日：, 【生年月日】, DOB:).
View bare_date(View text);
/// Moves `at` behind 生まれ, 付け, 現在, 必着, まで, (生) and a full stop, where nothing but a bracket or a space follows.
void skip_words_behind(View text, size_t& at);
/// Moves `at` behind the same day once more, or its year or an age, in brackets: (2026年9月30日), (令和8年), [満46歳]; `agrees` becomes false where another
/// day or year is said. A day that is the same may also stand behind a slash or a space, an age at the end. Whether anything was there.
bool skip_other_reckoning(View text, size_t& at, const Day& day, bool& agrees);

}  // namespace musubi::normalize
