#include "core/normalize/name_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>

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

/// Family names, or given names, of one kind.
class Side {
 public:
  explicit Side(double dictionary_share) : share_(dictionary_share) {}

  void learn(View name, double weight) {
    weights_[hash_of(name)] += weight;
    total_ += weight;
    ++names_;
    ++lengths_[std::min<size_t>(name.size(), 6)];
    for (size_t i = 0; i < name.size(); ++i) {
      ++characters_[name[i]];
      ++all_characters_;
      uint32_t place = place_of(i, name.size());
      ++at_place_[key(place, name[i])];
      ++places_[place];
      if (i == 0) continue;
      ++pairs_[key(name[i - 1], name[i])];
      ++leading_[name[i - 1]];
    }
  }

  double probability(View name) const {
    auto at = weights_.find(hash_of(name));
    double known = at == weights_.end() ? 0 : at->second / total_;
    return share_ * known + (1 - share_) * by_characters(name);
  }

 private:
  static uint64_t key(uint32_t a, uint32_t b) { return uint64_t(a) << 32 | b; }

  /// Where in a name of `size` characters the one at `i` stands.
  static uint32_t place_of(size_t i, size_t size) {
    if (size == 1) return 0;
    if (i == 0) return size == 2 ? 1 : 2;
    if (i + 1 == size) return size == 2 ? 3 : 4;
    return 5;
  }

  template <class Map, class Key>
  static double count(const Map& map, Key k) {
    auto at = map.find(k);
    return at == map.end() ? 0 : at->second;
  }

  double by_characters(View name) const {
    double p = (lengths_[std::min<size_t>(name.size(), 6)] + 0.5) / (names_ + 4);
    for (size_t i = 0; i < name.size(); ++i) {
      double anywhere = (count(characters_, name[i]) + trust_character) /
                        (all_characters_ + trust_character * (double(characters_.size()) + unseen_characters));
      uint32_t place = place_of(i, name.size());
      double here = (count(at_place_, key(place, name[i])) + trust_place * anywhere) / (places_[place] + trust_place);
      if (i) {
        double pair = count(pairs_, key(name[i - 1], name[i]));
        here = (pair + trust_bigram * here) / (count(leading_, name[i - 1]) + trust_bigram);
      }
      p *= here;
    }
    return p;
  }

  double share_;
  double total_ = 0, names_ = 0, all_characters_ = 0;
  std::unordered_map<uint64_t, double> weights_;
  std::unordered_map<uint64_t, float> at_place_, pairs_;
  std::unordered_map<char32_t, float> characters_, leading_;
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
