// How rare names are: agreeing on 渋屋 says more than agreeing on 佐藤.
#pragma once
#include <string_view>

namespace musubi::resolving {

/// Bits of rarity (−log2 of the share of people) of names and readings. Names are given as they stand in
/// comparison keys, in UTF-8. Immutable once made; thread-safe.
class Frequency {
 public:
  double family_bits(std::string_view family) const;
  double given_bits(std::string_view given) const;
  /// By Latin reading (reading.hpp, sound_of).
  double family_reading_bits(std::string_view sound) const;
  double given_reading_bits(std::string_view sound) const;
  /// True if some listed family name is read so.
  bool is_family_reading(std::string_view sound) const;
};

}  // namespace musubi::resolving
