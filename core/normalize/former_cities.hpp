// Municipalities by the names they, or parts of them, had before they merged (tables/former_cities.inc).
#pragma once
#include <string_view>

#include "core/normalize/hash_index.hpp"

namespace musubi::normalize {

/// One that a municipality holds now.
struct FormerCity {
  uint32_t city;      // in Towns::cities()
  uint64_t district;  // hash_of its folded 郡, for names that several had; 0: any fits
};

class FormerCities {
 public:
  /// Read when first asked for; thread-safe.
  static const FormerCities& all();
  /// The places among the entries of those that were called so (hash_of the folded name, without prefecture
  /// and district).
  std::span<const uint32_t> find(uint64_t hash) const { return names_.find(hash); }
  const FormerCity& entry(uint32_t i) const { return entries_[i]; }

 private:
  FormerCities();
  void add(std::string_view name, uint32_t city);

  std::vector<FormerCity> entries_;
  HashIndex names_;
};

}  // namespace musubi::normalize
