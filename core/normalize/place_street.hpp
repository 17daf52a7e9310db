// Kyoto's streets, by which its towns are found: 間之町通竹屋町下る楠町, 中立売通室町西入三丁町.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// Where in `folded` (of fold_place) the street that begins at or behind `from` ends: behind the last
/// direction (上る, 下る, 東入, 西入) or, without one, behind 通; 0 if there is no street. `directed` says
/// which.
size_t end_of_street(View folded, size_t from, bool& directed);

/// Where the names of main streets end that stand at `from` without 通: 四条烏丸; `from` if there are none.
size_t end_of_bare_streets(View folded, size_t from);

/// The street as it is officially written: 寺町通御池上ル2筋目 西入ル → 寺町通御池上る二筋目西入.
Chars street_name(View text);

}  // namespace musubi::normalize
