// Which of its postal codes an address has in a town that has several (tables/split_codes.inc).
#pragma once
#include "core/normalize/towns.hpp"

namespace musubi::normalize {

/// What is known of a place within its town.
struct Within {
  View street;        // of Kyoto; any spelling
  View place;         // a small place, with or without 字
  int64_t chome = 0;  // 0: none
  View lot;           // "57-6"
};

/// The code that the list of postal codes gives that part of the town; 0 where the list doesn't tell, or more than
/// one would do. Under a microsecond; the first call reads the table.
uint32_t code_within(const Town& town, const Within& within);

}  // namespace musubi::normalize
