#include "core/resolve/model.hpp"

#include <cmath>

namespace musubi::resolving {
namespace {

constexpr LevelWords level_words[] = {
#define LEVEL(id, field, level, m, u) {field, level},
#include "core/resolve/tables/model.inc"
#undef LEVEL
};

}  // namespace

LevelWords words_of(Level level) {
  return level_words[size_t(level)];
}

double rounded(double bits) {
  return std::round(bits * 100) / 100;
}

}  // namespace musubi::resolving
