#include "core/resolve/half_name.hpp"

#include <algorithm>

#include "core/resolve/read_kanji.hpp"
#include "core/resolve/reading.hpp"

namespace musubi::resolving {
namespace {

template <class Name>
bool is_word(const Name& name) {
  return name.given.empty() && !name.family.empty();
}

bool given_spelt(const Features& lone, const Features& whole) {
  return lone.name.script == Script::kanji && whole.name.script == Script::kanji && is_word(lone.name) && lone.name.family == whole.name.given;
}

std::optional<double> bits_of(const Features& lone, const Features& whole, const Frequency& frequency) {
  if (given_spelt(lone, whole)) return whole.name.given_bits;
  if (lone.name.script == Script::kanji) return {};
  if (!is_word(lone.sound)) return {};
  const std::string& word = lone.sound.folded_family;
  if (!whole.sound.empty()) return word == whole.sound.folded_given ? std::optional<double>(whole.sound.given_bits) : std::nullopt;
  bool read_so = has_reading(whole.readings.givens, word) && !has_reading(whole.readings.families, word);
  return read_so ? std::optional(std::min<double>(whole.name.given_bits, frequency.given_reading_bits(lone.sound.family))) : std::nullopt;
}

bool reads_given(const Features& lone, const Features& whole) {
  return is_word(lone.name) && !lone.sound.given.empty() && whole.sound.empty() && read_kanji(whole.readings, lone.sound).given != Fit::unknown;
}

}  // namespace

std::optional<double> given_alone(const Features& x, const Features& y, const Frequency& frequency) {
  auto bits = bits_of(x, y, frequency);
  return bits ? bits : bits_of(y, x, frequency);
}

bool readings_say_more(NameCase spelling, const Features& x, const Features& y) {
  bool half = (spelling == NameCase::family_alone && (is_word(x.name) || is_word(y.name))) || given_spelt(x, y) || given_spelt(y, x);
  if (!half) return false;
  return (!x.sound.given.empty() && !y.sound.given.empty()) || reads_given(x, y) || reads_given(y, x);
}

}  // namespace musubi::resolving
