#include "core/resolve/compare_name.hpp"

#include <algorithm>

#include "core/resolve/compare_split.hpp"
#include "core/resolve/reading.hpp"

namespace musubi::resolving {
namespace {

using Latin = SplitName<std::string>;

bool characters_near(std::u16string_view a, std::u16string_view b) {
  return one_apart<std::u32string_view>(characters(a), characters(b));
}

// 渋屋 and 渋谷 may be a slip; 山田 and 山本 are two common names with other readings.
bool kanji_families_near(const std::u16string& a, const std::u16string& b, const Frequency& f) {
  if (!characters_near(a, b)) return false;
  const auto &ra = f.readings(a), &rb = f.readings(b);
  if (ra.empty() || rb.empty()) return true;
  return std::any_of(ra.begin(), ra.end(),
                     [&](const std::string& r) { return std::find(rb.begin(), rb.end(), r) != rb.end(); });
}

NameCase compare_spelling(const Spelling& x, const Spelling& y, const Frequency& f) {
  if (x.script != Script::kanji || y.script != Script::kanji) return NameCase::unknown;
  return compare_split<std::u16string>(
      x, y, f, [&](auto& a, auto& b) { return kanji_families_near(a, b, f); },
      characters_near);
}

// タカダ and タカタ, ショウヘイ and ショヘイ: one sound, heard or typed in two ways.
bool sounds_near(const std::string& a, const std::string& b) {
  return unvoiced(folded_reading(a)) == unvoiced(folded_reading(b));
}

NameCase compare_sound(const Sound& x, const Sound& y, const Frequency& f) {
  if (x.empty() || y.empty()) return NameCase::unknown;
  if (x.from_kana && y.from_kana) return compare_split<std::string>(x, y, f, sounds_near, sounds_near);
  auto near = [](std::string_view l, std::string_view r) { return l.size() > 4 && one_slip(l, r); };
  return compare_split(Latin{x.folded_family, x.folded_given}, Latin{y.folded_family, y.folded_given}, f,
                       near, near);
}

// Bits of a whole name that nobody could split.
constexpr double unsplit_bits = 16;

struct Rarity {
  double family = 0, given = 0;
};

// Rarity of what agrees. Where one side is unsplit, the split side knows.
Rarity rarity(NameCase c, const auto& x, const auto& y) {
  bool split_x = !x.given.empty(), split_y = !y.given.empty();
  if (c == NameCase::exact && !split_x && !split_y) return {unsplit_bits, 0};
  bool family = c == NameCase::exact || c == NameCase::given_similar || c == NameCase::family ||
                c == NameCase::family_alone;
  bool given = c == NameCase::exact || c == NameCase::family_similar || c == NameCase::given;
  auto known = [&](double of_x, double of_y) {
    return !split_y ? of_x : !split_x ? of_y : std::min(of_x, of_y);
  };
  return {family ? known(x.family_bits, y.family_bits) : 0, given ? known(x.given_bits, y.given_bits) : 0};
}

// Beyond `knee` bits names get no rarer as fast as a product of frequencies says: even the rarest are often
// two people.
double damped(double bits, double knee) {
  return bits <= knee ? bits : knee + 0.4 * (bits - knee);
}

// Bits lost where only the wider key agrees.
constexpr double variant_cost = 3;

bool is_among(const std::vector<std::string>& readings, const std::string& folded) {
  return std::any_of(readings.begin(), readings.end(),
                     [&](const std::string& r) { return folded_reading(r) == folded; });
}

// Kanji on one side, a reading on the other: are they usual readings of the kanji? Given names are read in so
// many ways that another reading says nothing.
void read_kanji(NameFinding& out, const Spelling& kanji, const Sound& sound, const Frequency& f) {
  const auto& families = f.readings(kanji.family);
  if (families.empty() || sound.empty()) return;
  if (sound.given.empty()) {
    out.fits = std::any_of(families.begin(), families.end(), [&](const std::string& r) {
      return sound.folded_family.starts_with(folded_reading(r));
    });
  } else {
    bool turned = !is_among(families, sound.folded_family);
    out.fits = !turned || is_among(families, sound.folded_given);
    out.fits_whole = out.fits && is_among(f.given_readings(kanji.given),
                                          turned ? sound.folded_family : sound.folded_given);
  }
  out.unfit = !out.fits;
  if (out.fits_whole) out.rarity = damped(sound.family_bits + sound.given_bits, 15);
}

// 斎藤 一 and 斉藤 一: spelt with characters that are taken for each other.
bool only_loosely_same(const Features& x, const Features& y, NameCase spelling) {
  bool differ =
      spelling != NameCase::exact && spelling != NameCase::family_alone && spelling != NameCase::unknown;
  return differ && x.loose_name != 0 && x.loose_name == y.loose_name &&
         !(x.name.given.empty() && y.name.given.empty());
}

Level level_of(NameCase c, bool by_sound) {
  return Level(size_t(by_sound ? Level::kana_exact : Level::name_exact) + size_t(c));
}

}  // namespace

NameFinding compare_names(const Features& x, const Features& y, const Model::Impl& model) {
  NameFinding out;
  out.nameless = (x.name.empty() && x.sound.empty()) || (y.name.empty() && y.sound.empty());
  if (out.nameless) return out;
  out.spelling = compare_spelling(x.name, y.name, model.frequency);
  out.sound = compare_sound(x.sound, y.sound, model.frequency);
  bool variants = only_loosely_same(x, y, out.spelling);
  if (variants) out.spelling = NameCase::exact;
  if (out.spelling != NameCase::unknown) {
    Rarity bits = rarity(out.spelling, x.name, y.name);
    out.family_rarity = bits.family;
    out.rarity = damped(bits.family + bits.given, 18) - (variants ? variant_cost : 0);
  } else if (out.sound != NameCase::unknown) {
    Rarity bits = rarity(out.sound, x.sound, y.sound);
    out.family_rarity = bits.family;
    out.rarity = damped(bits.family + bits.given, 15);
  } else {
    bool x_is_kanji = x.name.script == Script::kanji;
    read_kanji(out, x_is_kanji ? x.name : y.name, x_is_kanji ? y.sound : x.sound, model.frequency);
  }
  return out;
}

Evidence evidence(Level level, const Model::Impl& model, double more) {
  LevelWords words = words_of(level);
  return {std::string(words.field), std::string(words.level), rounded(model.weight(level) + more)};
}

std::vector<Evidence> name_evidence(const NameFinding& f, const Model::Impl& model) {
  std::vector<Evidence> out;
  if (f.fits_whole)
    out.push_back(evidence(Level::reading_fits_whole, model, f.rarity));
  else if (f.fits || f.unfit)
    out.push_back(evidence(f.fits ? Level::reading_fits : Level::reading_unfit, model));
  if (f.counted() == NameCase::unknown) return out;
  bool by_sound = f.spelling == NameCase::unknown;
  out.push_back(evidence(level_of(f.counted(), by_sound), model, f.rarity));
  if (by_sound || f.sound == NameCase::unknown) return out;
  bool sounds_same = f.sound == NameCase::exact, spelt_alike = f.spelling <= NameCase::given_similar;
  if (sounds_same)
    out.push_back(evidence(f.spelling == NameCase::exact ? Level::kana_confirms
                           : spelt_alike                 ? Level::kana_supports
                                                         : Level::kana_rescues,
                           model));
  else if (spelt_alike &&
           (f.sound == NameCase::family || f.sound == NameCase::given || f.sound == NameCase::clash))
    out.push_back(evidence(Level::kana_against, model));
  return out;
}

}  // namespace musubi::resolving
