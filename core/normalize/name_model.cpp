#include "core/normalize/name_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/normalize/flat_table.hpp"
#include "core/normalize/place_fold.hpp"
#include "core/normalize/variants.hpp"
#include "core/text/utf8.hpp"

namespace musubi::normalize {
namespace {

constexpr char table_text[] =
#include "core/normalize/tables/names.inc"
    ;
constexpr std::string_view table{table_text, sizeof table_text - 1};

constexpr size_t most_characters = 12;
/// How far counts give way to the next coarser ones.
constexpr double trust_bigram = 100, trust_place = 100, trust_character = 0.3;
constexpr double unseen_characters = 3000;
/// A rare family name (森一) gives way to a usual one with a usual given name (森 一).
constexpr double far_likelier = 10'000;
/// Before an honorific a family name alone is the rule.
constexpr double likelier_before_honorific = 1000;
constexpr double certain = 0.8;
/// Where the dictionary has no such family name, characters alone say too much (綺羅崎|夜鷹).
constexpr double certain_of_unknown = 0.98, most_for_unknown = 0.79;
/// Where both places part names of the dictionary, how often it has each says too little below this.
constexpr double certain_of_rivalled = 0.98;

constexpr size_t places = 6;
/// Where in a name of `size` characters the one at `i` stands.
size_t place_of(size_t i, size_t size) {
  if (size == 1) return 0;
  if (i == 0) return size == 2 ? 1 : 2;
  if (i + 1 == size) return size == 2 ? 3 : 4;
  return 5;
}

enum Side : size_t { family, given };

/// How often a character is in names of each side: at all, before another one, at each place.
struct Letter {
  struct Counts {
    float anywhere, leading, at[places];
  } side[2];
};

/// What a model knows of each character of a text and of its neighbour, looked up once for all splits.
struct Known {
  const Letter* letter[most_characters];
  std::array<float, 2> pair[most_characters];  // with the character before
};

/// Family and given names of one kind.
class Model {
 public:
  void learn(View name, double weight, bool merely_listed, Side side) {
    Sums& sums = sums_[side];
    const float once = merely_listed ? 0.5f : 1;  // says less about the characters of names
    names_[hash_of(name)][side] += float(weight);
    sums.weight += weight;
    sums.names += once;
    sums.lengths[std::min<size_t>(name.size(), 6)] += once;
    for (size_t i = 0; i < name.size(); ++i) {
      Letter::Counts& counts = letters_[letter_key(name[i])].side[side];
      sums.distinct += counts.anywhere == 0;
      counts.anywhere += once;
      sums.characters += once;
      counts.at[place_of(i, name.size())] += once;
      sums.at[place_of(i, name.size())] += once;
      if (i == 0) continue;
      pairs_[pair_key(name[i - 1], name[i])][side] += once;
      letters_[letter_key(name[i - 1])].side[side].leading += once;
    }
  }

  Known look_up(View text) const {
    Known known;
    for (size_t i = 0; i < text.size(); ++i) {
      known.letter[i] = &letters_.at(letter_key(text[i]));
      known.pair[i] = i ? pairs_.at(pair_key(text[i - 1], text[i])) : std::array<float, 2>{};
    }
    return known;
  }

  double weight(uint64_t hash, Side side) const { return double(names_.at(hash)[side]); }
  double weight(View name, Side side) const { return weight(hash_of(name), side); }

  /// Of the piece of `text` from `begin` to `end` as a name of that side.
  double probability(View text, const Known& known, size_t begin, size_t end, Side side) const {
    const double whole = weight(text.substr(begin, end - begin), side);
    const double share = dictionary_share[side];
    return share * whole / sums_[side].weight + (1 - share) * by_characters(known, begin, end, side);
  }

 private:
  struct Sums {
    double weight = 0, names = 0, characters = 0, distinct = 0;
    std::array<double, 7> lengths{};
    std::array<double, places> at{};
  };
  static constexpr double dictionary_share[] = {0.98, 0.95};

  static uint64_t letter_key(char32_t c) { return hash_add(hash_start, c); }
  static uint64_t pair_key(char32_t a, char32_t b) { return hash_add(hash_add(hash_start, a), b); }

  double by_characters(const Known& known, size_t begin, size_t end, Side side) const {
    const Sums& sums = sums_[side];
    const size_t size = end - begin;
    double p = (sums.lengths[std::min<size_t>(size, 6)] + 0.5) / (sums.names + 4);
    const double all = sums.characters + trust_character * (sums.distinct + unseen_characters);
    for (size_t i = 0; i < size; ++i) {
      const Letter::Counts& counts = known.letter[begin + i]->side[side];
      const size_t place = place_of(i, size);
      const double anywhere = (double(counts.anywhere) + trust_character) / all;
      double here = (double(counts.at[place]) + trust_place * anywhere) / (sums.at[place] + trust_place);
      if (i) {
        const double led = double(known.letter[begin + i - 1]->side[side].leading);
        here = (double(known.pair[begin + i][side]) + trust_bigram * here) / (led + trust_bigram);
      }
      p *= here;
    }
    return p;
  }

  Sums sums_[2];
  FlatTable<std::array<float, 2>> names_, pairs_;
  FlatTable<Letter> letters_;
};

struct Models {
  Model written, reading;

  Models() {
    for (std::string_view rest = table; !rest.empty();) {
      size_t end = rest.find('\n');
      learn(rest.substr(0, end));
      rest.remove_prefix(end + 1);
    }
  }

  void learn(std::string_view line) {
    char kind = line[0];
    Model& model = kind == 'F' || kind == 'G' ? written : reading;
    const Side side = kind == 'F' || kind == 'f' ? family : given;
    size_t space = line.find(' ');
    double weight = std::exp2(std::stod(std::string(line.substr(1, space - 1))));
    const bool merely_listed = line[space - 1] == '?';
    for (std::string_view rest = line.substr(space + 1); !rest.empty();) {
      size_t stop = std::min(rest.find(' '), rest.size());
      model.learn(text::to_code_points(rest.substr(0, stop)), weight, merely_listed, side);
      rest.remove_prefix(std::min(rest.size(), stop + 1));
    }
  }

  static const Model& of(NameKind kind) {
    static const Models all;
    return kind == NameKind::written ? all.written : all.reading;
  }
};

/// A name as typed and with its old and variant characters folded (元榮 as 元栄): each piece counts as the likelier of the two.
class Spelt {
 public:
  Spelt(View name, NameKind kind) : model_(Models::of(kind)), name_(name), known_(model_.look_up(name)) {
    if (std::all_of(name.begin(), name.end(), [](char32_t c) { return fold_strict(c) == c; })) return;
    folded_.assign(name);
    std::transform(folded_.begin(), folded_.end(), folded_.begin(), fold_strict);
    known_folded_ = model_.look_up(folded_);
  }

  double probability(size_t begin, size_t end, Side side) const {
    const double p = model_.probability(name_, known_, begin, end, side);
    return folded_.empty() ? p : std::max(p, model_.probability(folded_, known_folded_, begin, end, side));
  }
  double split(size_t at) const { return probability(0, at, family) * probability(at, name_.size(), given); }

 private:
  const Model& model_;
  View name_;
  Chars folded_;
  Known known_, known_folded_;
};

double weight_of(View name, NameKind kind, Side side) {
  const Model& model = Models::of(kind);
  uint64_t as_typed = hash_start, folded = hash_start;
  for (char32_t c : name) as_typed = hash_add(as_typed, c), folded = hash_add(folded, fold_strict(c));
  const double weight = model.weight(as_typed, side);
  return weight > 0 || folded == as_typed ? weight : model.weight(folded, side);
}

/// Katakana beside kanji is one word of another language: ダルビッシュ|有. Nothing begins with the second half of a sound.
bool cuts_a_word(View name, size_t at, NameKind kind) {
  constexpr View never_first = U"ァィゥェォッャュョヮーンぁぃぅぇぉっゃゅょゎん々ゝヽ";
  if (never_first.find(name[at]) != View::npos) return true;
  return kind == NameKind::written && is_katakana(name[at - 1]) && is_katakana(name[at]);
}

bool is_family_against_splits(View name, NameKind kind, double likelier) {
  if (name.empty() || name.size() > most_characters) return false;
  const Spelt spelt(name, kind);
  double split = 0;
  for (size_t i = 1; i < name.size(); ++i) split += spelt.split(i);
  return spelt.probability(0, name.size(), family) > likelier * split;
}

bool parts_known_names(View name, size_t at, NameKind kind) {
  return !cuts_a_word(name, at, kind) && weight_of(name.substr(0, at), kind, family) > 0 && weight_of(name.substr(at), kind, given) > 0;
}

bool has_rival(View name, const NameSplit& split, NameKind kind) {
  if (split.confidence >= certain_of_rivalled) return false;
  for (size_t i = 1; i < name.size(); ++i)
    if (i != split.at && parts_known_names(name, i, kind)) return true;
  return false;
}

size_t leading_katakana(View name) {
  return size_t(std::find_if_not(name.begin(), name.end(), is_katakana) - name.begin());
}

/// ベイカー茉秋, クルム伊達公子: the family name of another language, and a family name of birth behind it.
NameSplit split_behind_katakana(View name, size_t run) {
  const View rest = name.substr(run);
  if (rest.size() > 2 && !is_known_given(rest, NameKind::written) && is_whole_name(rest)) {
    NameSplit split = split_name(rest, NameKind::written);
    if (split.at > 1) return {run + split.at, split.confidence, split.rivalled};
  }
  return {run, run > 2 ? 0.9 : 0.6};
}

}  // namespace

NameSplit split_name(View name, NameKind kind) {
  if (name.size() < 2 || name.size() > most_characters) return {};
  if (kind == NameKind::written && is_katakana(name[0])) {
    if (const size_t run = leading_katakana(name); run > 1 && run < name.size()) return split_behind_katakana(name, run);
  }
  const Spelt spelt(name, kind);
  double best = 0, sum = 0;
  NameSplit split;
  for (size_t i = 1; i < name.size(); ++i) {
    if (cuts_a_word(name, i, kind)) continue;
    const double p = spelt.split(i);
    sum += p;
    if (p > best) best = p, split.at = i;
  }
  split.confidence = sum > 0 ? best / sum : 0;
  if (split.at && weight_of(name.substr(0, split.at), kind, family) == 0 &&
      (split.confidence < certain_of_unknown || weight_of(name.substr(split.at), kind, given) == 0))
    split.confidence = std::min(split.confidence, most_for_unknown);
  split.rivalled = has_rival(name, split, kind);
  return split;
}

bool is_known_family(View name, NameKind kind) { return weight_of(name, kind, family) > 0; }

bool is_known_given(View name, NameKind kind) { return weight_of(name, kind, given) > 0; }

double family_weight(View name, NameKind kind) { return weight_of(name, kind, family); }

double given_weight(View name, NameKind kind) { return weight_of(name, kind, given); }

bool is_whole_name(View name) {
  constexpr char32_t east_asia = 0x2E80;
  if (name.size() < 3 || std::any_of(name.begin(), name.end(), [](char32_t c) { return c != U' ' && c < east_asia; })) return false;
  const NameSplit split = split_name(name, NameKind::written);
  if (split.at == 0 || split.confidence < certain) return false;
  const View first = name.substr(0, split.at);
  return is_family_alone(first, NameKind::written) || (split.at > 1 && is_known_family(first, NameKind::written) && is_known_given(name.substr(split.at), NameKind::written));
}

bool is_family_alone(View name, NameKind kind) { return is_known_family(name, kind) && is_family_against_splits(name, kind, far_likelier); }

bool is_likely_family(View name, NameKind kind) {
  constexpr double far_more_frequent = 10;  // 森 beside 森一
  const bool short_name = name.size() == 2 && is_known_given(name.substr(1), kind) && family_weight(name.substr(0, 1), kind) > far_more_frequent * family_weight(name, kind);
  return is_family_against_splits(name, kind, short_name ? far_likelier : likelier_before_honorific);
}

bool is_name(View word) { return is_family_alone(word, NameKind::written) || is_whole_name(word); }

double family_first(View first, View second, NameKind kind) {
  if (first.size() > most_characters || second.size() > most_characters) return 0.5;
  const Spelt one(first, kind), two(second, kind);
  const double as_is = one.probability(0, first.size(), family) * two.probability(0, second.size(), given);
  const double turned = two.probability(0, second.size(), family) * one.probability(0, first.size(), given);
  return as_is + turned > 0 ? as_is / (as_is + turned) : 0.5;
}

}  // namespace musubi::normalize
