// The whole list at once gives what the rules give one by one.
#include "core/resolve/bulk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "tests/unit/resolve/people.hpp"

namespace musubi::testing {
namespace {

// Few names, phones and towns, so that blocks of all sizes come about.
std::vector<Says> crowd(size_t size, unsigned seed) {
  const char *families[] = {"佐藤", "渋屋", "東", "高橋"}, *givens[] = {"誠", "太郎", "花子"}, *towns[] = {"海岸", "芝"};
  std::mt19937 random(seed);
  auto one_of = [&](const auto& list) { return std::string(list[random() % std::size(list)]); };
  std::vector<Says> out;
  for (size_t i = 0; i < size; ++i) {
    Says s{one_of(families), one_of(givens)};
    if (random() % 8 == 0) {  // a call
      out.push_back({.phone = "+8190123498" + std::to_string(10 + random() % 12)});
      continue;
    }
    if (random() % 2) s.phone = "+8190123498" + std::to_string(10 + random() % 12);
    if (random() % 3 == 0) s.email = "kumo" + std::to_string(random() % 9) + "x@example.jp";
    if (random() % 3 == 0) s.birth_date = "1980-02-1" + std::to_string(random() % 4);
    if (random() % 2) s.town = one_of(towns), s.street = "2-" + std::to_string(random() % 5);
    out.push_back(s);
  }
  return out;
}

FeatureSet set_of(const std::vector<Says>& all, const Model& model) {
  FeatureSet out;
  for (size_t i = 0; i < all.size(); ++i) out.add(profile(int64_t(i), all[i]), model);
  return out;
}

// As the rules of resolve.hpp say it, block by block.
std::vector<BulkPair> pairs_by_the_rules(const FeatureSet& features, const Model& model) {
  std::map<uint64_t, std::vector<uint32_t>> blocks;
  for (uint32_t i = 0; i < features.size(); ++i)
    for (uint64_t key : blocking_keys(features.at(i), model)) blocks[key].push_back(i);
  std::set<std::pair<uint32_t, uint32_t>> candidates;
  for (const auto& [key, holders] : blocks) {
    BlockShape shape = block_shape(key, holders.size(), false, model);
    if (shape == BlockShape::none) continue;
    std::vector<Holder> ranked;
    for (uint32_t h : holders) ranked.push_back({features.content(h), h});
    std::vector<int64_t> leading = shape == BlockShape::hubs ? hubs(ranked) : std::vector<int64_t>(holders.begin(), holders.end());
    for (int64_t x : leading)
      for (uint32_t y : holders)
        if (x != y) candidates.insert(std::minmax(uint32_t(x), y));
  }
  for (const auto& [key, holders] : blocks) {  // who is known by a value alone, and its other holders
    auto common = blocks.find(common_key(key));
    if (key != lone_key(key) || common == blocks.end()) continue;
    std::vector<Holder> ranked;
    for (uint32_t h : holders) ranked.push_back({behind(features.content(h), false), h});
    for (int64_t x : lone_leaders(ranked, common->second.size(), false, model))
      for (uint32_t y : common->second) candidates.insert(std::minmax(uint32_t(x), y));
  }
  std::vector<BulkPair> out;
  for (const auto& [a, b] : candidates)
    if (Pair p = compare(features.at(a), features.at(b), model); p.band != Band::no) out.push_back({a, b, p.weight, p.band});
  return out;
}

std::vector<uint32_t> clusters_at_once(const FeatureSet& features, const Model& model, const std::vector<BulkPair>& pairs, const KeyOf& key_of) {
  std::vector<Node> nodes;
  for (uint32_t i = 0; i < features.size(); ++i) nodes.push_back({i, key_of(i), features.content(i)});
  std::vector<Pair> whole;
  for (const BulkPair& p : pairs) whole.push_back(compare(features.at(p.a), features.at(p.b), model));
  auto between = [&](int64_t a, int64_t b) { return compare(features.at(size_t(a)), features.at(size_t(b)), model); };
  std::vector<uint32_t> out(features.size());
  uint32_t number = 0;
  for (const Cluster& c : cluster(nodes, whole, {}, between).clusters) {  // in the order of their first
    ++number;
    for (int64_t place : c) out[size_t(place)] = number;
  }
  return out;
}

PartyKey key_of(uint32_t place) {
  return {{"shop", "people", std::to_string(1000 + place)}, "person"};
}

TEST(Bulk, GivesWhatTheRulesGive) {
  for (unsigned seed : {1u, 2u, 3u})
    for (const char* settings : {"", "block_limit: 4"}) {
      Model model = load_model(settings, "");
      FeatureSet features = set_of(crowd(400, seed), model);
      std::vector<BulkPair> pairs = bulk_pairs(features, model, 1);
      ASSERT_GT(pairs.size(), 50u);
      EXPECT_EQ(pairs, pairs_by_the_rules(features, model)) << settings;
      EXPECT_EQ(bulk_clusters(features, model, pairs, key_of, 1), clusters_at_once(features, model, pairs, key_of)) << settings;
    }
}

// 340 records where no block of different holders may have more than 300.
TEST(Bulk, JoinsWhoAreAlikeHoweverMany) {
  Model model = load_model("block_limit: 3", "");
  Says named{"野村", "理紗"}, bare;
  named.email = bare.email = "nomura.risa@example.jp";
  std::vector<Says> people(340, named);
  people.resize(700, bare);
  FeatureSet features = set_of(people, model);
  std::vector<uint32_t> clusters = bulk_clusters(features, model, bulk_pairs(features, model, 1), key_of, 1);
  EXPECT_EQ(std::set<uint32_t>(clusters.begin(), clusters.end()).size(), 1u);
}

// A family name alone may be either of two; one who gives the whole name is not torn, whoever else matches.
TEST(Bulk, KnowsWhoIsTorn) {
  Model model = load_model("", "");
  for (unsigned seed = 1; seed <= 30; ++seed) {
    std::vector<Says> people = crowd(120, seed);
    for (size_t i = 0; i < people.size(); i += 4) people[i].given = "";
    FeatureSet features = set_of(people, model);
    std::vector<BulkPair> pairs = bulk_pairs(features, model, 1);
    EXPECT_EQ(bulk_clusters(features, model, pairs, key_of, 1), clusters_at_once(features, model, pairs, key_of)) << seed;
  }
}

TEST(Bulk, DoesNotDependOnThreads) {
  Model model = load_model("", "");
  FeatureSet features = set_of(crowd(3000, 4), model);
  auto pairs = bulk_pairs(features, model, 1);
  EXPECT_EQ(bulk_pairs(features, model, 3), pairs);
  EXPECT_EQ(bulk_clusters(features, model, pairs, key_of, 3), bulk_clusters(features, model, pairs, key_of, 1));
}

TEST(Bulk, NobodyAndOne) {
  Model model = load_model("", "");
  EXPECT_TRUE(bulk_pairs(FeatureSet(), model, 2).empty());
  FeatureSet one = set_of(crowd(1, 1), model);
  EXPECT_TRUE(bulk_pairs(one, model, 2).empty());
  EXPECT_EQ(bulk_clusters(one, model, {}, key_of, 2), (std::vector<uint32_t>{1}));
}

}  // namespace
}  // namespace musubi::testing
