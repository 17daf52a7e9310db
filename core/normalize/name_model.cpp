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

/// Numbers by hash, 0 where there is none; a flat table with room to spare.
class Counts {
 public:
  void add(uint64_t hash, double n) {
    if (used_ * 2 >= slots_.size()) grow();
    Slot& slot = find(hash);
    used_ += slot.hash == 0;
    slot.hash = hash;
    slot.value += float(n);
  }
  double operator[](uint64_t hash) const {
    for (size_t i = hash & (slots_.size() - 1);; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].hash == hash) return double(slots_[i].value);
      if (!slots_[i].hash) return 0;
    }
  }

 private:
  struct Slot {
    uint64_t hash = 0;
    float value = 0;
  };
  Slot& find(uint64_t hash) {
    size_t i = hash & (slots_.size() - 1);
    while (slots_[i].hash && slots_[i].hash != hash) i = (i + 1) & (slots_.size() - 1);
    return slots_[i];
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    std::swap(old, slots_);
    for (const Slot& slot : old)
      if (slot.hash) find(slot.hash) = slot;
  }

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  size_t used_ = 0;
};

/// Family names, or given names, of one kind.
class Side {
 public:
  explicit Side(double dictionary_share) : share_(dictionary_share) {}

  void learn(View name, double weight) {
    counts_.add(hash_of(name), weight);
    total_ += weight;
    ++names_;
    ++lengths_[std::min<size_t>(name.size(), 6)];
    for (size_t i = 0; i < name.size(); ++i) {
      distinct_ += counts_[key(character, name[i])] == 0;
      counts_.add(key(character, name[i]), 1);
      ++all_characters_;
      uint32_t place = place_of(i, name.size());
      counts_.add(key(at_place, place, name[i]), 1);
      ++places_[place];
      if (i == 0) continue;
      counts_.add(key(pair, name[i - 1], name[i]), 1);
      counts_.add(key(leading, name[i - 1]), 1);
    }
  }

  double probability(View name) const {
    return share_ * counts_[hash_of(name)] / total_ + (1 - share_) * by_characters(name);
  }

 private:
  /// What is counted, told apart in one table.
  enum Counted : uint64_t { character = 1, at_place, pair, leading };
  static uint64_t key(Counted what, uint64_t a, uint64_t b = 0) {
    return hash_add(hash_add(hash_start, char32_t(what * 0x200000 + a)), char32_t(b));
  }

  /// Where in a name of `size` characters the one at `i` stands.
  static uint32_t place_of(size_t i, size_t size) {
    if (size == 1) return 0;
    if (i == 0) return size == 2 ? 1 : 2;
    if (i + 1 == size) return size == 2 ? 3 : 4;
    return 5;
  }

  double by_characters(View name) const {
    double p = (lengths_[std::min<size_t>(name.size(), 6)] + 0.5) / (names_ + 4);
    const double all = all_characters_ + trust_character * (distinct_ + unseen_characters);
    for (size_t i = 0; i < name.size(); ++i) {
      double anywhere = (counts_[key(character, name[i])] + trust_character) / all;
      uint32_t place = place_of(i, name.size());
      double here =
          (counts_[key(at_place, place, name[i])] + trust_place * anywhere) / (places_[place] + trust_place);
      if (i) {
        double led = counts_[key(leading, name[i - 1])];
        here = ((led ? counts_[key(pair, name[i - 1], name[i])] : 0) + trust_bigram * here) /
               (led + trust_bigram);
      }
      p *= here;
    }
    return p;
  }

  double share_;
  double total_ = 0, names_ = 0, all_characters_ = 0, distinct_ = 0;
  Counts counts_;
  std::array<double, 7> lengths_{};
  std::array<double, 6> places_{};
};

struct Model {
  Side family{0.9}, given{0.8};
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
    Side& side = kind == 'F' || kind == 'f' ? model.family : model.given;
    size_t space = line.find(' ');
    double weight = std::exp2(std::stod(std::string(line.substr(1, space - 1))));
    for (std::string_view rest = line.substr(space + 1); !rest.empty();) {
      size_t stop = std::min(rest.find(' '), rest.size());
      side.learn(text::to_code_points(rest.substr(0, stop)), weight);
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
  double best = 0, sum = 0;
  NameSplit split;
  for (size_t i = 1; i < name.size(); ++i) {
    double p = model.family.probability(name.substr(0, i)) * model.given.probability(name.substr(i));
    sum += p;
    if (p > best) best = p, split.at = i;
  }
  split.confidence = sum > 0 ? best / sum : 0;
  return split;
}

double family_first(View first, View second, NameKind kind) {
  const Model& model = Models::of(kind);
  double as_is = model.family.probability(first) * model.given.probability(second);
  double turned = model.family.probability(second) * model.given.probability(first);
  return as_is + turned > 0 ? as_is / (as_is + turned) : 0.5;
}

}  // namespace musubi::normalize
