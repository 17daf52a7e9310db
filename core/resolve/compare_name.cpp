#include "core/resolve/compare_name.hpp"

#include <algorithm>

#include "core/resolve/compare_split.hpp"
#include "core/resolve/half_name.hpp"
#include "core/resolve/read_kanji.hpp"
#include "core/resolve/reading.hpp"

namespace musubi::resolving {
namespace {

using Latin = SplitName<std::string>;

bool characters_near(std::u16string_view a, std::u16string_view b) {
  return one_apart<std::u32string_view>(characters(a), characters(b));
}

// 渋屋 and 渋谷 may be a slip, as 太郎 and 太朗; 山田 and 山本, 和子 and 節子 are two common names with other readings.
bool kanji_near(NamePart part, const std::u16string& a, const std::u16string& b) {
  if (!characters_near(a, b)) return false;
  auto ra = readings_of(part, utf8(a)), rb = readings_of(part, utf8(b));
  if (ra.empty() || rb.empty()) return true;
  return std::any_of(ra.begin(), ra.end(),
                     [&](const std::string& r) { return std::find(rb.begin(), rb.end(), r) != rb.end(); });
}

NameCase compare_spelling(const Spelling& x, const Spelling& y, const Frequency& f) {
  if (x.script != Script::kanji || y.script != Script::kanji) return NameCase::unknown;
  return compare_split<std::u16string>(
      x, y, f, [](auto& a, auto& b) { return kanji_near(NamePart::family, a, b); },
      [](auto& a, auto& b) { return kanji_near(NamePart::given, a, b); });
}

// タカダ and タカタ, ショウヘイ and ショヘイ: one sound, heard or typed in two ways.
bool sounds_near(const std::string& a, const std::string& b) {
  return unvoiced(folded_reading(a)) == unvoiced(folded_reading(b));
}

NameCase compare_sound(const Sound& x, const Sound& y, const Frequency& f) {
  if (x.empty() || y.empty()) return NameCase::unknown;
  if (x.from_kana && y.from_kana) {
    NameCase found = compare_split<std::string>(x, y, f, sounds_near, sounds_near);
    bool split_elsewhere = found == NameCase::clash && !x.given.empty() && !y.given.empty();
    return split_elsewhere && sounds_near(x.family + x.given, y.family + y.given) ? NameCase::given_similar : found;
  }
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

// 渋谷 たろう and 渋谷 太郎: one family name, and a given name in kana that may be the reading of the other.
void read_given(NameFinding& out, const Features& kana, const Features& kanji) {
  std::string given = folded_reading(sound_of(utf8(kana.name.given)));
  const std::string& readings = kanji.sound.empty() ? kanji.readings.givens : kanji.sound.folded_given;
  out.family_fit = Fit::yes;
  if (!readings.empty()) out.given_fit = has_reading(readings, given) ? Fit::yes : Fit::no;
  out.family_rarity = std::min(kana.name.family_bits, kanji.name.family_bits);
  out.rarity = damped(out.family_rarity + (out.given_fit == Fit::yes ? kanji.name.given_bits : 0), 15);
}

// An e-mail address made of the name says how it is read: hirokiyamada@ of 山田 裕樹.
bool spells(const Features& kanji, const std::string& reading) {
  auto spelt = [&](const Mailbox& m) { return holds_reading(spelt_in(m.local), reading); };
  return reading.size() > 3 && kanji.sound.empty() && std::any_of(kanji.emails.begin(), kanji.emails.end(), spelt);
}

void read_whole(NameFinding& out, const Features& kanji, const Sound& sound) {
  Read read = read_kanji(kanji.readings, sound);
  bool turned = has_reading(kanji.readings.families, sound.folded_given);
  if (!read.given_missing && !turned && read.given != Fit::yes && spells(kanji, sound.folded_given)) {
    out.given_doubted = read.given == Fit::no;
    read.given = out.given_doubted ? Fit::unknown : Fit::yes;
  }
  out.family_fit = read.family;
  out.given_fit = read.given;
  out.given_missing = read.given_missing || kanji.name.given.empty();
  out.family_rarity = read.family == Fit::yes ? sound.family_bits : 0;
  out.rarity = damped(out.family_rarity + (read.given == Fit::yes ? sound.given_bits : 0), 15);
}

NameFinding of_given_alone(double bits) {
  NameFinding out;
  out.given_fit = Fit::yes;
  out.rarity = damped(bits, 15);
  return out;
}

// 里沙 and 理紗, whose readings are stated or usual.
bool givens_read_alike(const Features& x, const Features& y) {
  const std::string &a = x.sound.empty() ? x.readings.givens : x.sound.folded_given,
                    &b = y.sound.empty() ? y.readings.givens : y.sound.folded_given;
  bool found = false;
  each_reading(a, [&](std::string_view r) { found |= has_reading(b, r); });
  return found;
}

bool in_kana(const std::u16string& text) {
  return script_of(text) == Script::kana;
}

// 斎藤 一 and 斉藤 一: spelt with characters that are taken for each other.
bool only_loosely_same(const Features& x, const Features& y, NameCase spelling) {
  bool differ =
      spelling != NameCase::exact && spelling != NameCase::family_alone && spelling != NameCase::unknown;
  return differ && x.loose_name != 0 && x.loose_name == y.loose_name &&
         !(x.name.given.empty() && y.name.given.empty());
}

std::optional<Level> reading_level(const NameFinding& f) {
  if (f.family_fit == Fit::yes)
    return f.given_fit == Fit::yes  ? Level::reading_fits
           : f.given_fit == Fit::no ? Level::reading_given_unfit
                                    : Level::reading_family_fits;
  if (f.given_fit == Fit::yes)
    return f.family_fit == Fit::no ? Level::reading_family_unfit : Level::reading_given_fits;
  if (f.family_fit == Fit::no || f.given_fit == Fit::no) return Level::reading_unfit;
  return {};
}

Level level_of(NameCase c, bool by_sound) {
  return Level(size_t(by_sound ? Level::kana_exact : Level::name_exact) + size_t(c));
}

}  // namespace

bool NameFinding::given_agrees() const {
  NameCase c = counted();
  if (c == NameCase::unknown) return given_fit == Fit::yes;
  if (sound == NameCase::family || sound == NameCase::clash) return false;  // read otherwise
  return c == NameCase::exact || c == NameCase::family_similar || c == NameCase::given || read_alike ||
         (spelling == NameCase::unknown && heard_alike);
}

bool NameFinding::family_agrees() const {
  NameCase c = counted();
  if (c == NameCase::unknown) return family_fit == Fit::yes;
  return c == NameCase::exact || c == NameCase::given_similar || c == NameCase::family_alone;
}

NameFinding compare_names(const Features& x, const Features& y, const Model::Impl& model) {
  NameFinding out;
  out.nameless = (x.name.empty() && x.sound.empty()) || (y.name.empty() && y.sound.empty());
  if (out.nameless) return out;
  out.spelling = compare_spelling(x.name, y.name, model.frequency);
  out.sound = compare_sound(x.sound, y.sound, model.frequency);
  bool similar = out.sound == NameCase::given_similar || out.sound == NameCase::family_similar;
  out.heard_alike = similar && x.sound.from_kana && y.sound.from_kana;
  bool one_family = out.spelling == NameCase::family || out.spelling == NameCase::given_similar;
  out.read_alike = out.sound == NameCase::exact || (one_family && givens_read_alike(x, y));
  bool variants = only_loosely_same(x, y, out.spelling);
  if (variants) out.spelling = NameCase::exact;
  bool in_two_scripts = out.spelling == NameCase::family && in_kana(x.name.given) != in_kana(y.name.given);
  if (in_two_scripts || readings_say_more(out.spelling, x, y)) out.spelling = NameCase::unknown;
  if (out.counted() == NameCase::clash || out.counted() == NameCase::unknown)
    if (auto bits = given_alone(x, y, model.frequency)) return of_given_alone(*bits);
  if (out.spelling != NameCase::unknown) {
    Rarity bits = rarity(out.spelling, x.name, y.name);
    out.family_rarity = bits.family;
    out.rarity = damped(bits.family + bits.given, 18) - (variants ? variant_cost : 0);
  } else if (out.sound != NameCase::unknown) {
    Rarity bits = rarity(out.heard_alike ? NameCase::exact : out.sound, x.sound, y.sound);
    out.family_rarity = bits.family;
    out.rarity = damped(bits.family + bits.given, 15);
  } else if (in_two_scripts) {
    read_given(out, in_kana(x.name.given) ? x : y, in_kana(x.name.given) ? y : x);
  } else {
    read_whole(out, x.sound.empty() ? x : y, x.sound.empty() ? y.sound : x.sound);
  }
  return out;
}

Evidence evidence(Level level, const Model::Impl& model, double more) {
  LevelWords words = words_of(level);
  return {std::string(words.field), std::string(words.level), rounded(model.weight(level) + more)};
}

std::vector<Evidence> name_evidence(const NameFinding& f, const Model::Impl& model) {
  std::vector<Evidence> out;
  if (auto level = reading_level(f)) out.push_back(evidence(*level, model, f.rarity));
  if (f.counted() == NameCase::unknown) return out;
  if (f.spelling == NameCase::unknown && f.heard_alike) {
    out.push_back(evidence(Level::kana_heard_alike, model, f.rarity));
    return out;
  }
  bool by_sound = f.spelling == NameCase::unknown;
  out.push_back(evidence(level_of(f.counted(), by_sound), model, f.rarity));
  if (f.spelling == NameCase::family && f.sound == NameCase::unknown && f.read_alike)
    out.push_back(evidence(Level::reading_rescues, model));
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
