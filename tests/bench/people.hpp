// Invented people for benchmarks: the same for the same seed. Names are put together from common kanji, so
// that a few family names are frequent and many rare; mail domains are example domains, phone numbers begin
// with unassigned prefixes.
#pragma once
#include <cstdint>
#include <random>
#include <string>

namespace musubi::bench {

/// A number below `limit`, the same on every platform.
uint64_t below(std::mt19937_64& random, uint64_t limit);
/// True in `percent` of 100 cases.
bool chance(std::mt19937_64& random, unsigned percent);

/// One invented person. `house` is chōme, banchi and number, written with hyphens.
struct Person {
  int64_t number = 0;
  std::string family, given, family_kana, given_kana;  // kana: katakana
  std::string phone, email, born;                      // "09001234567", ISO date
  std::string postal_code, region, house;              // "1500001", prefecture to town
};

/// Pure: depends on seed and number alone.
Person person(uint64_t seed, int64_t number);

}  // namespace musubi::bench
