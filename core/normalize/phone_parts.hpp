// A phone number's digits, its extension and what else stands beside it in the text.
#pragma once
#include <string>
#include <vector>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

struct PhoneParts {
  std::string digits, ext;  // ext: digits, and hyphens between them
  std::string typed;        // the digits, with a hyphen where anything stood between them
  bool plus = false;        // international
  bool several = false;     // there are more numbers, or a range of them (0987〜9)
};

/// All digits before an extension, a word, a remark in brackets, a time or another number as one number.
PhoneParts phone_parts(View text);
/// What else the number may be, likeliest first: each run of 9 to 14 digits that begins with 0 or + behind a
/// space, a word or a mark, and ends before no hyphen with more of it; none behind a country code that begins
/// the text. For texts whose digits are no number as a whole. Linear but for the first 24 groups of digits.
std::vector<PhoneParts> phone_candidates(View text);

}  // namespace musubi::normalize
