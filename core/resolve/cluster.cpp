// Greedy joining: stewards' words from the last to the first, then match pairs from the heaviest to the
// lightest. A later word is heard first, so an earlier one that contradicts it finds its way barred: the last
// word wins.
#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

#include "core/resolve/by_device.hpp"
#include "core/resolve/resolve.hpp"
#include "core/resolve/voices.hpp"

namespace musubi {
namespace {

using resolving::Voices;
using Index = Voices::Index;

// A pair between two nodes; x is the one whose key comes first.
struct Edge {
  Index x, y;
  const Pair* pair;
};

class Joining {
 public:
  Joining(size_t nodes, Voices& voices) : cluster_of_(nodes), members_(nodes), barred_(nodes), voices_(voices) {
    std::iota(cluster_of_.begin(), cluster_of_.end(), 0);
    for (Index i = 0; i < nodes; ++i) {
      members_[i] = {i};
      contents_.push_back(voices.alone(i));
    }
  }

  bool together(Index x, Index y) const { return cluster_of_[x] == cluster_of_[y]; }
  const std::vector<std::vector<Index>>& members() const { return members_; }  // by cluster
  Index cluster(Index node) const { return cluster_of_[node]; }

  // True if a decision that counts keeps the two clusters apart.
  bool parted(Index x, Index y) const {
    const auto& side = smaller(x, y);
    Index across = cluster_across(x, y, side);
    return std::any_of(side.begin(), side.end(), [&](Index m) {
      return std::any_of(barred_[m].begin(), barred_[m].end(),
                         [&](Index b) { return cluster_of_[b] == across; });
    });
  }

  // A steward's word: `same` joins whatever the vetoes say, the others part what no later word has joined.
  void decide(Index x, Index y, Verdict verdict) {
    if (together(x, y)) return;
    if (verdict == Verdict::same) {
      if (!parted(x, y)) join(x, y);
    } else {
      barred_[x].push_back(y);
      barred_[y].push_back(x);
    }
  }

  // Joins the clusters of a match pair, `blind` or not (Voices::objection); where that may not be, why.
  std::string try_join(Index x, Index y, bool blind) {
    if (together(x, y)) return {};
    if (parted(x, y)) return "decision";
    auto [one, other] = std::minmax(cluster_of_[x], cluster_of_[y]);
    Refusal& last = refused_[{one, other, blind}];
    size_t size = members_[one].size() + members_[other].size();
    if (last.size != size) last = {size, voices_.objection(contents_[one], contents_[other], blind)};
    if (last.why.empty()) join(x, y);
    return last.why;
  }

 private:
  // What was answered when two clusters were this large together; asked again once one of them has grown.
  using Sides = std::tuple<Index, Index, bool>;
  struct Refusal {
    size_t size = 0;
    std::string why;
  };

  const std::vector<Index>& smaller(Index x, Index y) const {
    const auto &a = members_[cluster_of_[x]], &b = members_[cluster_of_[y]];
    return a.size() <= b.size() ? a : b;
  }
  Index cluster_across(Index x, Index y, const std::vector<Index>& side) const {
    return cluster_of_[side.front()] == cluster_of_[x] ? cluster_of_[y] : cluster_of_[x];
  }

  void join(Index x, Index y) {
    Index into = cluster_of_[x], from = cluster_of_[y];
    if (members_[into].size() < members_[from].size()) std::swap(into, from);
    for (Index m : members_[from]) cluster_of_[m] = into;
    members_[into].insert(members_[into].end(), members_[from].begin(), members_[from].end());
    members_[from].clear();
    Voices::join(contents_[into], contents_[from]);
    contents_[from].clear();
  }

  std::vector<Index> cluster_of_;
  std::vector<std::vector<Index>> members_, barred_;
  std::vector<Voices::Members> contents_;
  std::map<Sides, Refusal> refused_;
  Voices& voices_;
};

// The last word on each pair of nodes, the latest first.
struct Word {
  Index x, y;
  Verdict verdict;
};
std::vector<Word> last_words(const std::vector<Node>& nodes, const std::vector<Decision>& decisions) {
  auto index_of = [&](const PartyKey& key) -> std::optional<Index> {
    auto at = std::lower_bound(nodes.begin(), nodes.end(), key,
                               [](const Node& n, const PartyKey& k) { return n.key < k; });
    if (at == nodes.end() || at->key != key) return {};
    return Index(at - nodes.begin());
  };
  std::vector<const Decision*> latest;
  for (const Decision& d : decisions) latest.push_back(&d);
  std::sort(latest.begin(), latest.end(),
            [](auto* l, auto* r) { return std::tie(l->at, l->id) > std::tie(r->at, r->id); });
  std::vector<Word> out;
  std::set<std::pair<Index, Index>> heard;
  for (const Decision* d : latest) {
    auto x = index_of(d->a), y = index_of(d->b);
    if (x && y && x != y && heard.insert(std::minmax(*x, *y)).second) out.push_back({*x, *y, d->verdict});
  }
  return out;
}

std::vector<Edge> edges_between(const std::vector<Node>& nodes, const std::vector<Pair>& pairs) {
  std::unordered_map<int64_t, Index> index_of;
  for (Index i = 0; i < nodes.size(); ++i) index_of.emplace(nodes[i].id, i);
  std::vector<Edge> out;
  for (const Pair& p : pairs) {
    auto a = index_of.find(p.a), b = index_of.find(p.b);
    if (a != index_of.end() && b != index_of.end() && a->second != b->second)
      out.push_back({std::min(a->second, b->second), std::max(a->second, b->second), &p});
  }
  std::sort(out.begin(), out.end(), [](const Edge& l, const Edge& r) {
    return std::tuple(-l.pair->weight, l.x, l.y) < std::tuple(-r.pair->weight, r.x, r.y);
  });
  return out;
}

// Evidence that cannot tell a father from a son: a family name alone, kana against kanji, no name at all.
bool is_blind(const Pair& pair) {
  if (by_device(pair) || known_alike(pair)) return false;
  return std::none_of(pair.evidence.begin(), pair.evidence.end(), [](const Evidence& e) {
    bool spelt = e.field == "name" && e.level != "family_alone";
    return spelt || e.field == "kind" || e.field.starts_with("id:");
  });
}

// Blind matches of one node with two whose names contradict each other: it may be either, so it is neither, unless one
// of them is far likelier. Nodes that meet more than `many` different others are let be.
class Torn {
 public:
  Torn(const std::vector<Edge>& edges, Voices& voices) : edges_(edges), voices_(voices), torn_(edges.size()) {
    std::map<Index, std::vector<size_t>> of_node;
    for (size_t i = 0; i < edges.size(); ++i)
      if (edges[i].pair->band == Band::match && is_blind(*edges[i].pair)) {
        of_node[edges[i].x].push_back(i);
        of_node[edges[i].y].push_back(i);
      }
    for (const auto& [node, blind] : of_node) judge(node, blind);
  }
  bool operator[](size_t edge) const { return torn_[edge]; }

 private:
  static constexpr size_t many = 32;
  static constexpr double far_likelier = 5;  // bits

  Index other(size_t edge, Index node) const { return edges_[edge].x == node ? edges_[edge].y : edges_[edge].x; }

  void judge(Index node, const std::vector<size_t>& blind) {
    std::map<Index, size_t> heaviest;  // by content; edges stand in order of weight
    for (size_t e : blind) heaviest.emplace(voices_.content(other(e, node)), e);
    if (heaviest.size() < 2 || heaviest.size() > many) return;
    for (size_t a : blind)
      for (const auto& [content, b] : heaviest) {
        bool rival = edges_[b].pair->weight > edges_[a].pair->weight - far_likelier;
        if (rival && !torn_[a] && voices_.may_contradict(other(a, node), other(b, node))) torn_[a] = true;
      }
  }

  const std::vector<Edge>& edges_;
  Voices& voices_;
  std::vector<bool> torn_;
};

// Who is known by one contact alone and was given by a word to somebody known by more: others known by it alone don't follow, for
// whose the contact is is asked last, of all who have it (join_devices).
class GivenAway {
 public:
  // Once the words have been heard, and nothing else yet: nothing else joins such nodes to others.
  GivenAway(const std::vector<Edge>& edges, const Joining& joining, size_t nodes) : given_(nodes) {
    std::vector<bool> lone(nodes);
    for (const Edge& e : edges)
      if (known_alike(*e.pair)) lone[e.x] = lone[e.y] = true;
    for (const auto& members : joining.members())
      if (!std::all_of(members.begin(), members.end(), [&](Index m) { return lone[m]; }))
        for (Index m : members) given_[m] = true;
  }
  bool parts(const Edge& e) const { return known_alike(*e.pair) && (given_[e.x] || given_[e.y]); }

 private:
  std::vector<bool> given_;
};

struct Use {
  Index device, user;
  size_t edge;
};

// Whether a device belongs to one customer: all who used it, or another that is one with it, and whom else words have put there.
bool is_of_one(const std::vector<Use>& uses, const std::set<Index>& devices, const Joining& joining) {
  Index here = joining.cluster(uses[0].device);
  std::set<Index> owners;
  for (const Use& use : uses) owners.insert(joining.cluster(use.user));
  const std::vector<Index>& members = joining.members()[here];
  if (std::any_of(members.begin(), members.end(), [&](Index m) { return !devices.contains(m); })) owners.insert(here);
  return owners.size() == 1;
}

// Joins what is known by a device alone to those who used it, and by one contact alone to those who have it, once all others stand: where
// they are one customer; else to nobody. Whom a steward has parted from the device is not asked. `refused`: by edge.
void join_devices(const std::vector<Edge>& edges, const std::vector<Node>& nodes, Joining& joining, std::vector<std::string>& refused) {
  std::set<Index> devices;
  std::map<Index, std::vector<Use>> uses_of;  // by the devices' cluster
  for (size_t i = 0; i < edges.size(); ++i) {
    if (known_alike(*edges[i].pair)) devices.insert({edges[i].x, edges[i].y});
    if (const Evidence* used = by_device(*edges[i].pair)) {
      bool x_is_device = smaller_is_device(*used) == (nodes[edges[i].x].id == edges[i].pair->a);
      auto [device, user] = x_is_device ? std::pair(edges[i].x, edges[i].y) : std::pair(edges[i].y, edges[i].x);
      devices.insert(device);
      if (!joining.parted(device, user)) uses_of[joining.cluster(device)].push_back({device, user, i});
    }
  }
  for (const auto& [cluster, uses] : uses_of) {
    bool one = is_of_one(uses, devices, joining);
    for (const Use& use : uses) refused[use.edge] = one ? joining.try_join(use.device, use.user, false) : std::string(device_veto(*by_device(*edges[use.edge].pair)));
  }
}

std::vector<Cluster> clusters_of(const Joining& joining, const std::vector<Node>& nodes) {
  std::vector<Cluster> out;
  for (const auto& members : joining.members()) {
    if (members.empty()) continue;
    Cluster& cluster = out.emplace_back();
    for (Index m : members) cluster.push_back(nodes[m].id);
    std::sort(cluster.begin(), cluster.end());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

Clustering cluster(std::vector<Node> nodes, std::vector<Pair> pairs, const std::vector<Decision>& decisions,
                   const Between& between) {
  std::sort(nodes.begin(), nodes.end(), [](const Node& l, const Node& r) { return l.key < r.key; });
  std::vector<Edge> edges = edges_between(nodes, pairs);
  std::vector<Word> words = last_words(nodes, decisions);
  Voices voices(nodes, between);
  for (const Edge& e : edges) voices.heard(e.x, e.y, *e.pair);
  Joining joining(nodes.size(), voices);
  std::set<std::pair<Index, Index>> decided;
  for (const Word& w : words) {
    joining.decide(w.x, w.y, w.verdict);
    decided.insert(std::minmax(w.x, w.y));
  }
  Torn torn(edges, voices);
  GivenAway given(edges, joining, nodes.size());
  std::vector<std::string> refused(edges.size());
  for (size_t i = 0; i < edges.size(); ++i)
    if (given.parts(edges[i])) refused[i] = "contact";
    else if (edges[i].pair->band == Band::match && !by_device(*edges[i].pair))
      refused[i] = torn[i] ? "cohesion" : joining.try_join(edges[i].x, edges[i].y, is_blind(*edges[i].pair));
  join_devices(edges, nodes, joining, refused);
  Clustering out;
  for (size_t i = 0; i < edges.size(); ++i) {
    const Edge& e = edges[i];
    if (e.pair->band == Band::no || joining.together(e.x, e.y) || decided.contains({e.x, e.y})) continue;
    if (e.pair->band == Band::review && joining.parted(e.x, e.y)) continue;  // a steward has said so already
    Pair& shown = out.review.emplace_back(*e.pair);
    shown.band = Band::review;
    if (shown.veto.empty()) shown.veto = refused[i];
  }
  out.clusters = clusters_of(joining, nodes);
  return out;
}

}  // namespace musubi
