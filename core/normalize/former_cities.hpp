// Municipalities by the names they, or parts of them, had before they merged (tables/former_cities.inc).
#pragma once
#include "core/normalize/hash_index.hpp"

namespace musubi::normalize {

class FormerCities {
 public:
  /// Read when first asked for; thread-safe.
  static const FormerCities& all();
  /// The places in Towns::cities() of those that now hold what was called so (hash_of the folded name,
  /// without prefecture and district).
  std::span<const uint32_t> find(uint64_t hash) const { return names_.find(hash); }

 private:
  FormerCities();
  HashIndex names_;
};

}  // namespace musubi::normalize
