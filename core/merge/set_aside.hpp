// Which statements say nothing against others: a name in Latin letters or by its reading, a slip of the pen, an address without a house.
#pragma once
#include <vector>

#include "core/merge/candidate.hpp"

namespace musubi::merging {

/// Where somebody wrote the name in kanji, its spelling in Latin letters (of a mail program, mostly) is out of the race, whoever typed it; and
/// one in kana that is how such a name is read: as its own record states, or as `reads` knows.
void set_aside_spellings(std::vector<Candidate>& names, const ReadsAs& reads);

/// Names one kanji away from what somebody more trusted wrote are taken out of the race, and reported.
void set_aside_misspellings(std::vector<Candidate>& names, const Rules& rules, std::vector<Warning>& warnings);

/// Addresses that another one contains (the postal code alone, the town without the number, the number without the building) are out of the
/// race, however new they are.
void set_aside_vague(std::vector<Candidate>& addresses);

}  // namespace musubi::merging
