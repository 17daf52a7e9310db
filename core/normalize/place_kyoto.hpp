// Kyoto's streets before and behind its towns.
#pragma once
#include "core/normalize/place_match.hpp"
#include "core/normalize/place_town.hpp"

namespace musubi::normalize {

/// Kyoto writes streets before the town (河原町通丸太町上る桝屋町, 四条烏丸長刀鉾町), some lists behind it
/// (桝屋町河原町通丸太町上る): sets the town and the street of `place`, which has the city, where a street
/// begins at `from`. `first`: the town that begins there, if there is one. What is called after a temple's
/// gate (下る本願寺門前町) is the ward's 門前町, guessed, unless the ward has such a town.
void take_street(Place& place, const Folded& text, size_t from, FoundTown first, uint32_t city);

/// Where `town` ends, of which the list knows no town, before a street that stands behind it: 結町 of
/// 結町河原町通丸太町上る; all of it where no street does.
View before_street(View town);

}  // namespace musubi::normalize
