// The inside of a Model: weights per comparison level, rarity of names, limits, and what matching.yaml says.
#pragma once
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>

#include "core/resolve/frequency.hpp"
#include "core/resolve/resolve.hpp"

namespace musubi {
namespace resolving {

/// The levels of tables/model.inc.
enum class Level : unsigned char {
#define LEVEL(id, field, level, m, u) id,
#include "core/resolve/tables/model.inc"
#undef LEVEL
  count_
};

/// The words by which a level stands in evidence.
struct LevelWords {
  std::string_view field, level;
};
LevelWords words_of(Level level);

/// Rounded to hundredths, so that what is stored compares equal with what is computed.
double rounded(double bits);

}  // namespace resolving

struct Model::Impl {
  std::array<double, size_t(resolving::Level::count_)> bits{};  // weight of each level
  resolving::Frequency frequency;
  double prior = -22, organisation_prior = -20;  // bits before any evidence
  double identified = 40;                        // what an id that identifies weighs
  double match_from = 0, review_from = 0;        // limits of the bands, in bits
  size_t block_limit = 50;
  std::unordered_set<uint64_t> shared_phones, shared_emails;  // hashes of keys; they say nothing
  std::set<std::string, std::less<>> identifying, one_per_party;

  double weight(resolving::Level level) const { return bits[size_t(level)]; }
  Band band(double weight) const {
    return weight >= match_from ? Band::match : weight >= review_from ? Band::review : Band::no;
  }
};

}  // namespace musubi
