#include "core/normalize/name_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/normalize/place_fold.hpp"
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

/// Values by hash, Value() where there is none; a flat table with room to spare.
template <class Value>
class Table {
 public:
  Value& operator[](uint64_t hash) {
    if (used_ * 2 >= slots_.size()) grow();
    Slot& slot = slots_[place(hash)];
    used_ += slot.hash == 0;
    slot.hash = hash;
    return slot.value;
  }
  const Value& at(uint64_t hash) const { return slots_[place(hash)].value; }

 private:
  struct Slot {
    uint64_t hash = 0;
    Value value{};
  };
  size_t place(uint64_t hash) const {
    size_t i = hash & (slots_.size() - 1);
    while (slots_[i].hash && slots_[i].hash != hash) i = (i + 1) & (slots_.size() - 1);
    return i;
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    std::swap(old, slots_);
    for (const Slot& slot : old)
      if (slot.hash) slots_[place(slot.hash)] = slot;
  }

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  size_t used_ = 0;
};

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
  void learn(View name, double weight, Side side) {
    Sums& sums = sums_[side];
    names_[hash_of(name)][side] += float(weight);
    sums.weight += weight;
    ++sums.names;
    ++sums.lengths[std::min<size_t>(name.size(), 6)];
    for (size_t i = 0; i < name.size(); ++i) {
      Letter::Counts& counts = letters_[letter_key(name[i])].side[side];
      sums.distinct += counts.anywhere == 0;
      ++counts.anywhere;
      ++sums.characters;
      ++counts.at[place_of(i, name.size())];
      ++sums.at[place_of(i, name.size())];
      if (i == 0) continue;
      ++pairs_[pair_key(name[i - 1], name[i])][side];
      ++letters_[letter_key(name[i - 1])].side[side].leading;
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

  bool knows_family(View name) const { return names_.at(hash_of(name))[family] > 0; }

  /// Of the piece of `text` from `begin` to `end` as a name of that side.
  double probability(View text, const Known& known, size_t begin, size_t end, Side side) const {
    const double whole = double(names_.at(hash_of(text.substr(begin, end - begin)))[side]);
    const double share = dictionary_share[side];
    return share * whole / sums_[side].weight + (1 - share) * by_characters(known, begin, end, side);
  }

 private:
  struct Sums {
    double weight = 0, names = 0, characters = 0, distinct = 0;
    std::array<double, 7> lengths{};
    std::array<double, places> at{};
  };
  static constexpr double dictionary_share[] = {0.9, 0.8};

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
  Table<std::array<float, 2>> names_, pairs_;
  Table<Letter> letters_;
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
    for (std::string_view rest = line.substr(space + 1); !rest.empty();) {
      size_t stop = std::min(rest.find(' '), rest.size());
      model.learn(text::to_code_points(rest.substr(0, stop)), weight, side);
      rest.remove_prefix(std::min(rest.size(), stop + 1));
    }
  }

  static const Model& of(NameKind kind) {
    static const Models all;
    return kind == NameKind::written ? all.written : all.reading;
  }
};

}  // namespace

NameSplit split_name(View name, NameKind kind) {
  if (name.size() < 2 || name.size() > most_characters) return {};
  const Model& model = Models::of(kind);
  const Known known = model.look_up(name);
  double best = 0, sum = 0;
  NameSplit split;
  for (size_t i = 1; i < name.size(); ++i) {
    double p = model.probability(name, known, 0, i, family) *
               model.probability(name, known, i, name.size(), given);
    sum += p;
    if (p > best) best = p, split.at = i;
  }
  split.confidence = sum > 0 ? best / sum : 0;
  return split;
}

bool is_family_alone(View name, NameKind kind) {
  if (name.empty() || name.size() > most_characters) return false;
  const Model& model = Models::of(kind);
  if (!model.knows_family(name)) return false;
  const Known known = model.look_up(name);
  double split = 0;
  for (size_t i = 1; i < name.size(); ++i)
    split += model.probability(name, known, 0, i, family) * model.probability(name, known, i, name.size(), given);
  return model.probability(name, known, 0, name.size(), family) > far_likelier * split;
}

double family_first(View first, View second, NameKind kind) {
  if (first.size() > most_characters || second.size() > most_characters) return 0.5;
  const Model& model = Models::of(kind);
  const Known one = model.look_up(first), two = model.look_up(second);
  const double as_is = model.probability(first, one, 0, first.size(), family) *
                       model.probability(second, two, 0, second.size(), given);
  const double turned = model.probability(second, two, 0, second.size(), family) *
                        model.probability(first, one, 0, first.size(), given);
  return as_is + turned > 0 ? as_is / (as_is + turned) : 0.5;
}

}  // namespace musubi::normalize
