#include "core/resolve/compare_name.hpp"

#include <algorithm>

#include "core/resolve/reading.hpp"

namespace musubi::resolving {
namespace {

using Kanji = SplitName<std::u16string>;
using Latin = SplitName<std::string>;

// What two unsplit but equal texts are: a whole name, or only a family name?
bool is_whole_name(const std::u16string& text, const Frequency& f) {
  return text.size() > 2 && f.readings(text).empty();
}
bool is_whole_name(const std::string& reading, const Frequency& f) {
  return reading.size() > 8 && f.family_reading_bits(reading) >= f.family_reading_bits("");
}

template <class Text>
NameCase both_unsplit(const Text& a, const Text& b, const Frequency& f) {
  if (a != b) return NameCase::clash;
  return is_whole_name(a, f) ? NameCase::exact : NameCase::family_alone;
}

// `families_near`, `givens_near`: are two different texts one slip apart?
template <class Text>
NameCase both_split(const SplitName<Text>& a, const SplitName<Text>& b, auto&& families_near,
                    auto&& givens_near) {
  bool family = a.family == b.family, given = a.given == b.given;
  if ((family && given) || a.family + a.given == b.family + b.given) return NameCase::exact;
  if (given) return families_near(a.family, b.family) ? NameCase::family_similar : NameCase::given;
  if (family) return givens_near(a.given, b.given) ? NameCase::given_similar : NameCase::family;
  return NameCase::clash;
}

template <class Text>
NameCase compare_split(SplitName<Text> a, SplitName<Text> b, const Frequency& f, auto&& families_near,
                       auto&& givens_near) {
  if (a.given.empty() && b.given.empty()) return both_unsplit(a.family, b.family, f);
  if (b.given.empty()) std::swap(a, b);
  if (a.given.empty()) {
    if (a.family == b.family) return NameCase::family_alone;
    if (a.family.size() <= b.family.size()) return NameCase::clash;
    a = {a.family.substr(0, b.family.size()), a.family.substr(b.family.size())};
  }
  return both_split(a, b, families_near, givens_near);
}

// 渋屋 and 渋谷 may be a slip; 山田 and 山本 are two common names with other readings.
bool kanji_families_near(const std::u16string& a, const std::u16string& b, const Frequency& f) {
  if (!one_apart<std::u16string_view>(a, b)) return false;
  const auto &ra = f.readings(a), &rb = f.readings(b);
  if (ra.empty() || rb.empty()) return true;
  return std::any_of(ra.begin(), ra.end(),
                     [&](const std::string& r) { return std::find(rb.begin(), rb.end(), r) != rb.end(); });
}

NameCase compare_spelling(const Spelling& x, const Spelling& y, const Frequency& f) {
  if (x.script != Script::kanji || y.script != Script::kanji) return NameCase::unknown;
  return compare_split<std::u16string>(
      x, y, f, [&](auto& a, auto& b) { return kanji_families_near(a, b, f); },
      [](std::u16string_view a, std::u16string_view b) { return one_apart(a, b); });
}

NameCase compare_sound(const Sound& x, const Sound& y, const Frequency& f) {
  if (x.empty() || y.empty()) return NameCase::unknown;
  auto same_folded = [](const std::string& a, const std::string& b) {
    return folded_reading(a) == folded_reading(b);
  };
  if (x.from_kana && y.from_kana) return compare_split<std::string>(x, y, f, same_folded, same_folded);
  Latin a{x.folded_family, x.folded_given}, b{y.folded_family, y.folded_given}, turned{b.given, b.family};
  auto near = [](std::string_view l, std::string_view r) { return l.size() > 4 && one_slip(l, r); };
  NameCase straight = compare_split(a, b, f, near, near);
  if (straight == NameCase::exact || turned.family.empty()) return straight;
  return compare_split(a, turned, f, near, near) == NameCase::exact ? NameCase::exact : straight;
}

// Rarity of what agrees. Where one side is unsplit, the split side knows; two unsplit names count as one rare
// family name.
double rarity(NameCase c, double family_x, double given_x, bool split_x, double family_y, double given_y,
              bool split_y) {
  double family = !split_y ? family_x : !split_x ? family_y : std::min(family_x, family_y);
  double given = split_x && split_y ? std::min(given_x, given_y) : split_x ? given_x : split_y ? given_y : 0;
  switch (c) {
    case NameCase::exact:
      return family + given;
    case NameCase::family_similar:
    case NameCase::given:
      return given;
    case NameCase::given_similar:
    case NameCase::family:
    case NameCase::family_alone:
      return family;
    default:
      return 0;
  }
}

// Beyond `knee` bits names get no rarer as fast as a product of frequencies says: even the rarest are often
// two people.
double damped(double bits, double knee) {
  return bits <= knee ? bits : knee + 0.4 * (bits - knee);
}

// Bits lost where only the wider key agrees.
constexpr double variant_cost = 3;

void read_kanji(NameFinding& out, const Features& kanji, const Features& kana) {
  if (kanji.family_readings.empty() || kana.sound.empty()) return;
  out.fits =
      std::any_of(kanji.family_readings.begin(), kanji.family_readings.end(), [&](const std::string& r) {
        std::string folded = folded_reading(r);
        return kana.sound.folded_family == folded || kana.sound.folded_given == folded ||
               (kana.sound.given.empty() && kana.sound.folded_family.starts_with(folded));
      });
  out.unfit = !out.fits;
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
    out.rarity = damped(rarity(out.spelling, x.name.family_bits, x.name.given_bits, !x.name.given.empty(),
                               y.name.family_bits, y.name.given_bits, !y.name.given.empty()),
                        18) -
                 (variants ? variant_cost : 0);
  } else if (out.sound != NameCase::unknown) {
    out.rarity = damped(rarity(out.sound, x.sound.family_bits, x.sound.given_bits, !x.sound.given.empty(),
                               y.sound.family_bits, y.sound.given_bits, !y.sound.given.empty()),
                        15);
  } else {
    read_kanji(out, x.name.script == Script::kanji ? x : y, x.name.script == Script::kanji ? y : x);
  }
  return out;
}

Evidence evidence(Level level, const Model::Impl& model, double more) {
  LevelWords words = words_of(level);
  return {std::string(words.field), std::string(words.level), rounded(model.weight(level) + more)};
}

std::vector<Evidence> name_evidence(const NameFinding& f, const Model::Impl& model) {
  std::vector<Evidence> out;
  if (f.fits || f.unfit) out.push_back(evidence(f.fits ? Level::reading_fits : Level::reading_unfit, model));
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
