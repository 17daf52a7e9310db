// What the members of two clusters say of each other when the clusters are about to be joined.
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/resolve/resolve.hpp"

namespace musubi::resolving {

/// Nodes of the same content speak with one voice, so a customer of very many equal records costs no more than one of
/// few. Not thread-safe.
class Voices {
 public:
  using Index = uint32_t;
  /// `between` may be empty: then only the pairs that are heard() speak.
  Voices(const std::vector<Node>& nodes, const Between& between);
  /// Takes a pair between nodes x and y that has been compared already.
  void heard(Index x, Index y, const Pair& pair);

  /// True if two nodes bear names that contradict each other, also if only for who cannot tell them apart: father and son of one reading.
  bool may_contradict(Index x, Index y) {
    Voice v = voice(content_of_[x], content_of_[y]);
    return v.contradicts || v.may_contradict;
  }
  /// Nodes of equal content have equal numbers.
  Index content(Index node) const { return content_of_[node]; }

  /// How many members of a cluster have which content.
  using Members = std::vector<std::pair<Index, size_t>>;
  Members alone(Index node) const { return {{content_of_[node], 1}}; }
  static void join(Members& into, const Members& from);

  /// Why the two may not be one: a veto between any two members, else "cohesion" where names contradict and not twice
  /// as many pairs match beside them; "" if nothing speaks against it. Pairs of which only numbers agree match nobody's name, however many they
  /// are: events of one account that two people have linked. `blind`: what would join them tells no father from a son, so names that
  /// may_contradict() do.
  std::string objection(const Members& x, const Members& y, bool blind);

 private:
  struct Voice {
    uint16_t veto = 0;  // place in vetoes_
    bool match = false, contradicts = false, may_contradict = false;
  };
  Voice voice(Index content, Index other);
  Voice noted(const Pair& pair);

  const std::vector<Node>& nodes_;
  const Between& between_;
  std::vector<Index> content_of_;             // by node
  std::vector<std::pair<Index, Index>> of_;  // by content: its first two nodes
  std::vector<std::string> vetoes_{""};
  std::unordered_map<uint64_t, Voice> known_;
};

}  // namespace musubi::resolving
