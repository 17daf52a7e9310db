// What a pair of persons shows, comparison by comparison, as the levels of tables/model.inc: what training counts.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "core/resolve/features.hpp"

namespace musubi::resolving {

enum class Witness : uint8_t { spelling, sound, phone, email, place, birth, employer, count_ };
inline constexpr size_t witnesses = size_t(Witness::count_);

/// The levels of a witness, which stand one behind the other in the table.
struct WitnessLevels {
  Level first, last;
  size_t size() const { return size_t(last) - size_t(first) + 1; }
  Level at(size_t place) const { return Level(size_t(first) + place); }
};
const std::array<WitnessLevels, witnesses>& witness_levels();

/// One level per witness, as its place in the witness's levels; kMissing (em.hpp) where it says nothing. A reading counts only where no
/// spelling does, and a family name alone says nothing of how names agree.
std::vector<uint8_t> shown_by(const Features& x, const Features& y, const Model::Impl& model);

}  // namespace musubi::resolving
