// Places that are named as they were called before they merged.
#pragma once
#include "core/normalize/place_match.hpp"

namespace musubi::normalize {

/// The prefecture at the beginning of `text`; nothing else is looked at.
Place match_prefecture(View text);
/// A municipality by a name that it or a part of it had before, with the town that follows: 静岡県清水市,
/// 磐田郡佐久間町. Of several that were called so, those of another district than the typed one are out; what
/// the town behind does not tell apart is ambiguous, with the prefecture that all share. `folded` is `text`
/// folded. About a microsecond.
Place match_former(View text, const Folded& folded);

}  // namespace musubi::normalize
