// Branches that are written behind a company's name without a space: 結商事大阪支店.
#pragma once
#include "core/normalize/company_branch.hpp"

namespace musubi::normalize {

/// A branch at the end of a text.
struct JoinedBranch {
  size_t begin = 0;   // the size of the text if there is none
  bool bare = false;  // 本社 or 本店 with no place before it, which may be part of a name where more follows
};

/// The last piece of a chain: of 結商事大阪支店営業部 it is 営業部. A name is left before it: two characters, or one where a form named it and a city
/// stands behind it.
JoinedBranch joined_branch(View text, Named named);
/// Whether all of `word` is such a piece: 大阪支店, 第一営業部.
bool is_whole_branch(View word);

}  // namespace musubi::normalize
