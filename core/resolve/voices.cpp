#include "core/resolve/voices.hpp"

#include <algorithm>

#include "core/resolve/by_device.hpp"

namespace musubi::resolving {
namespace {

uint64_t both(uint32_t a, uint32_t b) {
  return uint64_t(std::min(a, b)) << 32 | std::max(a, b);
}

bool names_contradict(const Pair& pair) {
  if (pair.band == Band::match) return false;
  return std::any_of(pair.evidence.begin(), pair.evidence.end(), [](const Evidence& e) {
    bool naming = e.field == "name" || e.field == "kana" || e.field == "company";
    return naming && (e.level == "family" || e.level == "clash" || e.level == "branch");
  });
}

// Father and son of one reading: one house, and the given name in two spellings that may be one with a slip.
bool one_reading_in_a_house(const Pair& pair) {
  auto has = [&](std::string_view field, std::string_view level) {
    return std::any_of(pair.evidence.begin(), pair.evidence.end(), [&](const Evidence& e) { return e.field == field && e.level == level; });
  };
  return pair.band != Band::match && has("household", "likely") && has("name", "given_similar");
}

/// Numbers that agree, and nothing of either that says who it is.
bool by_number_alone(const Pair& pair) {
  return std::all_of(pair.evidence.begin(), pair.evidence.end(), [](const Evidence& e) { return e.field == "kind" || e.field == "id" || e.field.starts_with("id:"); });
}

}  // namespace

Voices::Voices(const std::vector<Node>& nodes, const Between& between) : nodes_(nodes), between_(between) {
  std::unordered_map<uint64_t, Index> seen;
  for (Index i = 0; i < nodes.size(); ++i) {
    auto [at, fresh] = seen.emplace(nodes[i].content, Index(of_.size()));
    if (fresh || nodes[i].content == 0) {
      content_of_.push_back(Index(of_.size()));
      of_.emplace_back(i, i);
    } else {
      content_of_.push_back(at->second);
      auto& [first, second] = of_[at->second];
      if (second == first) second = i;
    }
  }
}

void Voices::heard(Index x, Index y, const Pair& pair) {
  known_.emplace(both(content_of_[x], content_of_[y]), noted(pair));
}

void Voices::join(Members& into, const Members& from) {
  Members out;
  auto a = into.begin();
  for (const auto& [content, count] : from) {
    for (; a != into.end() && a->first < content; ++a) out.push_back(*a);
    bool same = a != into.end() && a->first == content;
    out.emplace_back(content, same ? count + a->second : count);
    if (same) ++a;
  }
  out.insert(out.end(), a, into.end());
  into = std::move(out);
}

std::string Voices::objection(const Members& x, const Members& y, bool blind) {
  size_t matches = 0, contradictions = 0;
  std::string veto;
  for (const auto& [a, of_a] : x)
    for (const auto& [b, of_b] : y) {
      Voice v = voice(a, b);
      if (v.veto && (veto.empty() || vetoes_[v.veto] < veto)) veto = vetoes_[v.veto];
      matches += v.match ? of_a * of_b : 0;
      contradictions += v.contradicts || (blind && v.may_contradict) ? of_a * of_b : 0;
    }
  if (!veto.empty()) return veto;
  return contradictions > 0 && matches < 2 * contradictions ? "cohesion" : "";
}

Voices::Voice Voices::voice(Index content, Index other) {
  auto at = known_.find(both(content, other));
  if (at != known_.end()) return at->second;
  Voice out;
  if (between_) {
    Index first = of_[content].first, second = content == other ? of_[content].second : of_[other].first;
    out = noted(between_(nodes_[first].id, nodes_[second].id));
  }
  known_.emplace(both(content, other), out);
  return out;
}

Voices::Voice Voices::noted(const Pair& pair) {
  auto at = std::find(vetoes_.begin(), vetoes_.end(), pair.veto);
  if (at == vetoes_.end()) at = vetoes_.insert(vetoes_.end(), pair.veto);
  bool match = pair.band == Band::match && !by_device(pair) && !known_alike(pair) && !by_number_alone(pair);
  return {uint16_t(at - vetoes_.begin()), match, names_contradict(pair), one_reading_in_a_house(pair)};
}

}  // namespace musubi::resolving
