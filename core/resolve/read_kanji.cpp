#include "core/resolve/read_kanji.hpp"

#include "core/resolve/reading.hpp"

namespace musubi::resolving {
namespace {

Fit fit(const std::string& readings, const std::string& sound) {
  if (readings.empty() || sound.empty()) return Fit::unknown;
  return has_reading(readings, sound) ? Fit::yes : Fit::no;
}

int fitting(const Read& r) {
  return int(r.family == Fit::yes) + int(r.given == Fit::yes);
}

// Wherever the sound was split: some family reading and some given one make up the whole of it.
bool fits_whole(const Readings& kanji, std::string_view whole) {
  bool found = false;
  each_reading(kanji.families, [&](std::string_view family) {
    if (whole.starts_with(family)) found |= has_reading(kanji.givens, whole.substr(family.size()));
    if (whole.ends_with(family)) found |= has_reading(kanji.givens, whole.substr(0, whole.size() - family.size()));
  });
  return found;
}

}  // namespace

Read read_kanji(const Readings& kanji, const Sound& sound) {
  if (sound.empty() || (kanji.families.empty() && kanji.givens.empty())) return {};
  std::string whole = sound.folded_family + sound.folded_given;
  if (!kanji.givens.empty() && fits_whole(kanji, whole)) return {Fit::yes, Fit::yes};
  if (sound.folded_given.empty() || has_reading(kanji.families, whole))
    return {fit(kanji.families, whole), Fit::unknown, true};
  Read straight{fit(kanji.families, sound.folded_family), fit(kanji.givens, sound.folded_given)},
      turned{fit(kanji.families, sound.folded_given), fit(kanji.givens, sound.folded_family)};
  return fitting(turned) > fitting(straight) ? turned : straight;
}

}  // namespace musubi::resolving
