// What a column's heading says.
#pragma once
#include <string_view>

#include "core/map/suggest.hpp"

namespace musubi::map {

struct Heading {
  Role role = Role::unknown;
  Whose whose = Whose::own;
  int place = 0;       // the number in it: 住所2 → 2
  bool exact = false;  // a known heading as it stands, not only its last word
};

/// Reads a heading in Japanese or English: a known one (tables/headings.inc), also with words around it that say of whom
/// (勤務先, 保護者, billing), how it is written (カナ, (半角)) or a number. About 2 µs.
Heading read_heading(std::string_view text);

}  // namespace musubi::map
