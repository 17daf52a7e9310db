// Two cells of one column: at which level do they agree?
//
//   level   text                        words (weighted by rarity)    code            date                      number
//   0       equal                       equal                         equal           equal                     equal
//   1       one slip, or very alike     four fifths in common         one slip        one digit, or day and     within 2 %
//           (Jaro–Winkler .92), or the                                                month the other way round
//           same words in another order
//   2       alike (.84), two slips,     half                          same first half two of its parts equal    within 15 %
//           or a word in common
//   3       different                   a quarter                     different       same year                 different
//   4                                   different                                     different
#pragma once
#include "core/resolve/list_column.hpp"

namespace musubi::resolving {

size_t levels_of(ColumnKind kind);
inline constexpr uint8_t kSame = 0, kNear = 1;

/// The level of two values that are there, of columns of one kind. `word_bits`: ListTable's. Symmetric. Cost: below a
/// microsecond for cells of everyday length; the lengths that are looked at are bounded.
uint8_t compare_values(ColumnKind kind, const Value& a, const Value& b, const std::vector<float>& word_bits);

}  // namespace musubi::resolving
