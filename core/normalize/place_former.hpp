// Places that are named as they were called before they merged.
#pragma once
#include "core/normalize/place_match.hpp"

namespace musubi::normalize {

/// The prefecture at the beginning of `text`; nothing else is looked at.
Place match_prefecture(View text);
/// One without its 県, 府 or 都 before a district: 愛知 of 愛知宝飯郡; none in 愛知郡, which is a district.
Place match_short_prefecture(View text);
/// A municipality by a name that it or a part of it had before, with the town that follows: 静岡県清水市,
/// 磐田郡佐久間町. Of several that were called so, those of another district than the typed one are out,
/// unless a prefecture is typed in which one alone was called so (the district has a slip then); what the
/// town behind does not tell apart is ambiguous, with the prefecture that all share. `folded` is `text`
/// folded. About a microsecond.
Place match_former(View text, const Folded& folded);

}  // namespace musubi::normalize
