// The municipalities and towns of Japan with their postal codes (tables/towns.inc), indexed by their folded
// names.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/normalize/hash_index.hpp"
#include "core/normalize/place_fold.hpp"

namespace musubi::normalize {

struct City {
  std::string_view pref, name;  // 北海道, 札幌市中央区
  uint32_t first_town, end_town;
  uint32_t code;  // the postal code of the whole
};

struct Town {
  std::string_view name;
  bool chome;  // counted in 丁目
  uint8_t first_chome, last_chome;  // of those; 0: unknown
  uint32_t city;
  uint32_t first_code, end_code;
};

/// What a folded name leads to: cities or towns, from an index that is built once.
class Towns {
 public:
  /// The table, read when first asked for (about 50 ms); thread-safe.
  static const Towns& all();

  std::span<const City> cities() const { return cities_; }
  const Town& town(uint32_t i) const { return towns_[i]; }
  std::span<const uint32_t> codes(const Town& t) const {
    return std::span(codes_).subspan(t.first_code, t.end_code - t.first_code);
  }

  static constexpr uint32_t none = UINT32_MAX;
  /// Where the hash of a town's name in `city` begins: add the folded characters to it.
  static uint64_t start_in(uint32_t city) { return hash_add(hash_start, city + 0x110000); }
  /// The town with the hash so begun, or none; `alias` finds short forms: without 町, 条, 番町.
  uint32_t find(uint64_t hash, bool alias) const;
  /// The only town whose name without the ケ, ツ or ノ in it (place_fold.hpp) has the hash so begun, or none;
  /// other towns' names are not looked at.
  uint32_t find_joined(uint64_t hash) const;
  /// The town whose name without its district (town_heads.hpp) has the hash so begun, or none.
  uint32_t find_headless(uint64_t hash) const;
  /// Cities by the hash of a folded name: with or without prefecture, district (郡) or, for wards, city.
  std::span<const uint32_t> find_cities(uint64_t hash) const;
  /// Towns anywhere by the hash of the folded name; none if there are several.
  uint32_t find_unique(uint64_t hash) const;
  /// Whether any town, municipality (also without its 市区町村) or prefecture is called so.
  bool is_name(uint64_t hash) const;
  /// Whether a prefecture or a city (市) is called so, also without its 都道府県市.
  bool is_city_name(uint64_t hash) const;
  /// The towns (by number) or, behind them, cities (number + towns) that have the code.
  std::span<const uint32_t> with_code(uint32_t code) const;
  bool is_city(uint32_t entry) const { return entry >= towns_.size(); }
  const City& city_of(uint32_t entry) const {
    return is_city(entry) ? cities_[entry - towns_.size()] : cities_[towns_[entry].city];
  }

 private:
  Towns();
  void read_table();
  void index_towns();
  void index_cities();
  void index_codes();

  std::vector<City> cities_;
  std::vector<Town> towns_;
  std::vector<uint32_t> codes_;
  HashIndex by_city_, by_city_alias_, joined_, headless_, city_names_, anywhere_, names_, large_names_, with_code_;
};

}  // namespace musubi::normalize
