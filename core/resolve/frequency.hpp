// How rare names are: agreeing on 渋屋 says more than agreeing on 佐藤.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace musubi::resolving {

/// Bits of rarity (−log2 of the share of people) of names and readings, and the usual readings of common
/// family names. Names are given as they stand in comparison keys. Immutable once made; thread-safe.
class Frequency {
 public:
  Frequency();
  double family_bits(std::u16string_view family) const;
  double given_bits(std::u16string_view given) const;
  /// By Latin reading (reading.hpp, romaji).
  double family_reading_bits(std::string_view romaji) const;
  double given_reading_bits(std::string_view romaji) const;
  /// The Latin readings of a common family or given name; empty where it is not in the table.
  const std::vector<std::string>& readings(std::u16string_view family) const;
  const std::vector<std::string>& given_readings(std::u16string_view given) const;

 private:
  struct Entry {
    double share = 0;
    std::vector<std::string> readings;
  };
  std::unordered_map<std::u16string, Entry> family_, given_;
  std::unordered_map<std::string, double> family_reading_, given_reading_;
};

}  // namespace musubi::resolving
