#include "core/resolve/bulk.hpp"

#include <algorithm>
#include <numeric>

#include "core/base/parallel.hpp"
#include "core/resolve/blocks_in_memory.hpp"

namespace musubi {
namespace {

constexpr size_t rows_a_piece = 1024, groups_a_piece = 256;

using Group = std::vector<uint32_t>;

// What match pairs join, in order of the first, and those pairs. Places that no match pair joins are left out.
struct Component {
  Group places;
  std::vector<const BulkPair*> pairs;
};

std::vector<uint32_t> roots(size_t size, const std::vector<BulkPair>& pairs) {
  std::vector<uint32_t> parent(size);
  std::iota(parent.begin(), parent.end(), 0);
  auto root = [&](uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (const BulkPair& p : pairs) {
    if (p.band != Band::match) continue;
    uint32_t x = root(p.a), y = root(p.b);
    parent[std::max(x, y)] = std::min(x, y);
  }
  for (uint32_t i = 0; i < size; ++i) parent[i] = root(i);
  return parent;
}

std::vector<Component> components(const std::vector<uint32_t>& root, const std::vector<BulkPair>& pairs) {
  constexpr uint32_t none = ~uint32_t(0);
  std::vector<uint32_t> number(root.size(), none);
  std::vector<Component> out;
  for (uint32_t i = 0; i < root.size(); ++i) {
    if (root[i] == i) continue;
    uint32_t& n = number[root[i]];
    if (n == none) {
      n = uint32_t(out.size());
      out.push_back({{root[i]}, {}});
    }
    out[n].places.push_back(i);
  }
  for (const BulkPair& p : pairs)
    if (p.band == Band::match) out[number[root[p.a]]].pairs.push_back(&p);
  return out;
}

// Where all match all nothing speaks against any of them.
bool all_match_all(const Component& component) {
  size_t size = component.places.size();
  return component.pairs.size() == size * (size - 1) / 2;
}

// Splits one component as vetoes and cohesion say.
std::vector<Group> clustered(const Component& component, const FeatureSet& features, const Model& model,
                             const KeyOf& key_of) {
  if (all_match_all(component)) return {component.places};
  std::vector<Node> nodes;
  for (uint32_t place : component.places) nodes.push_back({int64_t(place), key_of(place), features.content(place)});
  std::vector<Pair> pairs;
  Between between = [&](int64_t a, int64_t b) { return compare(features.at(size_t(a)), features.at(size_t(b)), model); };
  for (const BulkPair* p : component.pairs) pairs.push_back(between(p->a, p->b));  // again, for its evidence
  std::vector<Group> out;
  for (const Cluster& c : cluster(std::move(nodes), std::move(pairs), {}, between).clusters)
    out.emplace_back(c.begin(), c.end());
  return out;
}

}  // namespace

std::vector<BulkPair> bulk_pairs(const FeatureSet& features, const Model& model, unsigned threads) {
  resolving::BlocksInMemory blocks(features, model, threads);
  std::vector<std::vector<BulkPair>> found((features.size() + rows_a_piece - 1) / rows_a_piece);
  in_pieces(features.size(), rows_a_piece, threads, [&](size_t from, size_t to) {
    std::vector<BulkPair>& mine = found[from / rows_a_piece];
    std::vector<uint32_t> partners;
    for (size_t a = from; a < to; ++a) {
      blocks.partners(uint32_t(a), partners);
      for (uint32_t b : partners) {
        Pair pair = compare(features.at(a), features.at(b), model);
        if (pair.band != Band::no) mine.push_back({uint32_t(a), b, pair.weight, pair.band});
      }
    }
  });
  std::vector<BulkPair> out;
  for (std::vector<BulkPair>& part : found) {
    out.insert(out.end(), part.begin(), part.end());
    part = {};
  }
  return out;
}

std::vector<uint32_t> bulk_clusters(const FeatureSet& features, const Model& model, const std::vector<BulkPair>& pairs,
                                    const KeyOf& key_of, unsigned threads) {
  std::vector<uint32_t> first = roots(features.size(), pairs);
  std::vector<Component> all = components(first, pairs);
  in_pieces(all.size(), groups_a_piece, threads, [&](size_t from, size_t to) {
    for (; from < to; ++from)
      for (const Group& group : clustered(all[from], features, model, key_of))
        for (uint32_t place : group) first[place] = group.front();
  });
  std::vector<uint32_t> out(features.size());
  uint32_t next = 0;
  for (uint32_t i = 0; i < out.size(); ++i) out[i] = first[i] == i ? ++next : out[first[i]];
  return out;
}

}  // namespace musubi
