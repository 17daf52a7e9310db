#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/resolve/resolve.hpp"

namespace musubi {
namespace {

Node node(int64_t id) {
  return {id, {{"shop", "people", std::to_string(100 + id)}, "person"}};
}

std::vector<Node> nodes(int64_t count) {
  std::vector<Node> out;
  for (int64_t i = 1; i <= count; ++i) out.push_back(node(i));
  return out;
}

Pair match(int64_t a, int64_t b, double weight) {
  return {a, b, weight, Band::match, "", {{"name", "exact", weight}}};
}
Pair blind(int64_t a, int64_t b, double weight, const char* level = "family_alone") {
  return {a, b, weight, Band::match, "", {{"name", level, weight}, {"phone", "exact", 15}}};
}
Pair heard(int64_t a, int64_t b, double weight) {
  return {a, b, weight, Band::match, "", {{"kana", "exact", weight}}};
}
// b has used the device that a is known by.
Pair device(int64_t a, int64_t b) {
  return {a, b, 40, Band::match, "", {{"device:visitor", "used_by", 40}}};
}
// Father and son of one reading: one house, given names one kanji apart.
Pair similar(int64_t a, int64_t b) {
  return {a, b, 8, Band::review, "", {{"name", "given_similar", 2}, {"household", "likely", 0}}};
}
// Of a nothing is known but a phone number, which b has, too; or of both.
Pair call(int64_t a, int64_t b, const char* level = "known_by") {
  return {a, b, -9, Band::match, "", {{"contact:phone", level, 0}, {"phone", "exact", 11}}};
}
Pair clash(int64_t a, int64_t b) {
  return {a, b, -20, Band::no, "", {{"name", "family", -12}}};
}
Pair vetoed(int64_t a, int64_t b) {
  return {a, b, 3, Band::review, "birth_date", {}};
}

Decision says(int64_t id, int64_t a, int64_t b, Verdict v, int day) {
  return {id, node(a).key, node(b).key, v, "steward", "", Time(std::chrono::hours(24 * day))};
}

struct Case {
  const char* what;
  int64_t count;
  std::vector<Pair> pairs;
  std::vector<Decision> decisions;
  std::vector<Cluster> clusters{};
  size_t review = 0;
};

const Case cases[] = {
    {"nothing known", 2, {}, {}, {{1}, {2}}},
    {"a chain", 3, {match(1, 2, 9), match(2, 3, 8)}, {}, {{1, 2, 3}}},
    {"a veto parts a chain at its lightest link",
     3,
     {match(1, 2, 9), match(2, 3, 8), vetoed(1, 3)},
     {},
     {{1, 2}, {3}},
     2},
    {"a name that contradicts parts a chain",
     3,
     {match(1, 2, 9), match(2, 3, 8), clash(1, 3)},
     {},
     {{1, 2}, {3}},
     1},
    {"enough matches outweigh one that contradicts",
     4,
     {match(1, 2, 9), match(1, 3, 8), match(2, 3, 8.5), match(2, 4, 7), match(3, 4, 7), clash(1, 4)},
     {},
     {{1, 2, 3, 4}}},
    {"what was refused is asked again once a cluster has grown", 4, {match(1, 2, 20), match(1, 3, 9), clash(2, 3), match(1, 4, 8), match(3, 4, 7)}, {}, {{1, 2, 3, 4}}},
    {"a family name alone that may be either is neither", 3, {blind(1, 3, 9), blind(2, 3, 8), clash(1, 2)}, {}, {{1}, {2}, {3}}, 2},
    {"who used a device gets what is known by it", 3, {device(1, 2), match(2, 3, 9)}, {}, {{1, 2, 3}}},
    {"also where all of one person's records name it", 3, {device(1, 2), device(1, 3), match(2, 3, 9)}, {}, {{1, 2, 3}}},
    {"one person's two devices", 3, {device(1, 3), device(2, 3)}, {}, {{1, 2, 3}}},
    {"two people's one device is nobody's", 3, {device(1, 2), device(1, 3)}, {}, {{1}, {2}, {3}}, 2},
    {"though somebody used another one alone", 4, {device(1, 2), device(1, 3), device(4, 2)}, {}, {{1}, {2, 4}, {3}}, 2},
    {"who was parted from a device is not asked",
     3,
     {device(1, 2), device(1, 3)},
     {says(1, 1, 3, Verdict::different, 1)},
     {{1, 2}, {3}}},
    {"a steward gives a device to one of two", 3, {device(1, 2), device(1, 3)}, {says(1, 1, 2, Verdict::same, 1)}, {{1, 2}, {3}}, 1},
    {"who used a device that a steward gave to another is not that other", 3, {device(1, 3)}, {says(1, 1, 2, Verdict::same, 1)}, {{1, 2}, {3}}, 1},
    {"also where the steward joined two devices", 4, {device(1, 3), device(2, 4)}, {says(1, 1, 2, Verdict::same, 1)}, {{1, 2}, {3}, {4}}, 2},
    {"one person's devices, one of which a steward gave to them", 3, {device(1, 3), device(2, 3)}, {says(1, 1, 3, Verdict::same, 1)}, {{1, 2, 3}}},
    {"a device that both used does not outweigh names that contradict",
     5,
     {device(1, 4), device(2, 4), match(3, 5, 9), match(4, 5, 8), clash(3, 4)},
     {says(1, 1, 3, Verdict::same, 1), says(2, 2, 3, Verdict::same, 1)},
     {{1, 2, 3, 5}, {4}},
     3},
    {"who has the number is who called", 3, {call(1, 2), match(2, 3, 9)}, {}, {{1, 2, 3}}},
    {"two who have the number: it was neither", 3, {call(1, 2), call(1, 3)}, {}, {{1}, {2}, {3}}, 2},
    {"calls from one number are one caller's", 3, {call(1, 2, "same")}, {}, {{1, 2}, {3}}},
    {"also those that nobody compared with who has it", 4, {call(1, 2, "same"), call(1, 3), match(3, 4, 9)}, {}, {{1, 2, 3, 4}}},
    {"a call joins no two people", 4, {call(1, 2, "same"), call(1, 3), call(2, 4)}, {}, {{1, 2}, {3}, {4}}, 2},
    {"a steward says whose call it was", 3, {call(1, 2), call(1, 3)}, {says(1, 1, 3, Verdict::same, 1)}, {{1, 3}, {2}}, 1},
    {"whose call it was not", 3, {call(1, 2), match(2, 3, 9)}, {says(1, 1, 2, Verdict::different, 1)}, {{1}, {2, 3}}},
    {"a reading that may be either is neither", 3, {heard(1, 3, 9), heard(2, 3, 9), clash(1, 2)}, {}, {{1}, {2}, {3}}, 2},
    {"a reading alone that may be the father's or the son's is neither's", 3, {heard(1, 3, 9), heard(2, 3, 9), similar(1, 2)}, {}, {{1}, {2}, {3}}, 3},
    {"it is the far likelier one's", 3, {heard(1, 3, 6), heard(2, 3, 22), similar(1, 2)}, {}, {{1}, {2, 3}}, 2},
    {"by way of another reading alone they are two, too", 4, {heard(1, 3, 9), heard(2, 4, 9), heard(3, 4, 20), similar(1, 2)}, {}, {{1, 3, 4}, {2}}, 2},
    {"what is spelt the same outweighs a slip in the given name", 3, {match(1, 3, 9), match(2, 3, 8), similar(1, 2)}, {}, {{1, 2, 3}}},
    {"unless one of them is far likelier", 3, {blind(1, 3, 19), blind(2, 3, 8), clash(1, 2)}, {}, {{1, 3}, {2}}, 1},
    {"a family name alone beside two that are one", 3, {blind(1, 3, 9), blind(2, 3, 8), match(1, 2, 20)}, {}, {{1, 2, 3}}},
    {"a whole name is torn by nobody", 3, {match(1, 3, 9), blind(2, 3, 8), clash(1, 2)}, {}, {{1, 3}, {2}}, 1},
    {"a steward says which of them it is", 3, {blind(1, 3, 9), blind(2, 3, 8), clash(1, 2)}, {says(1, 2, 3, Verdict::same, 1)}, {{1}, {2, 3}}, 1},
    {"a steward joins what the weights do not", 2, {}, {says(1, 1, 2, Verdict::same, 1)}, {{1, 2}}},
    {"a steward overrides a veto", 2, {vetoed(1, 2)}, {says(1, 2, 1, Verdict::same, 1)}, {{1, 2}}},
    {"a steward parts a match, and is not asked again",
     2,
     {match(1, 2, 30)},
     {says(1, 1, 2, Verdict::different, 1)},
     {{1}, {2}}},
    {"a household is two people", 2, {match(1, 2, 30)}, {says(1, 1, 2, Verdict::household, 1)}, {{1}, {2}}},
    {"the last word on a pair wins",
     2,
     {},
     {says(1, 1, 2, Verdict::different, 1), says(2, 2, 1, Verdict::same, 2)},
     {{1, 2}}},
    {"the last word wins by id where times are equal",
     2,
     {},
     {says(2, 1, 2, Verdict::different, 1), says(1, 2, 1, Verdict::same, 1)},
     {{1}, {2}}},
    {"A same B, B same C, A different C: the last word wins",
     3,
     {},
     {says(1, 1, 2, Verdict::same, 1), says(2, 2, 3, Verdict::same, 2), says(3, 1, 3, Verdict::different, 3)},
     {{1}, {2, 3}}},
    {"A different C, then A same B, B same C: the last words win",
     3,
     {},
     {says(1, 1, 3, Verdict::different, 1), says(2, 1, 2, Verdict::same, 2), says(3, 2, 3, Verdict::same, 3)},
     {{1, 2, 3}}},
    {"parted by a steward, also by way of a third",
     3,
     {match(1, 2, 9), match(2, 3, 8)},
     {says(1, 1, 3, Verdict::different, 1)},
     {{1, 2}, {3}},
     1},
    {"words on strangers change nothing",
     2,
     {match(1, 2, 9)},
     {says(1, 1, 77, Verdict::different, 1)},
     {{1, 2}}},
    {"equal weights: the order of source keys decides",
     3,
     {match(2, 3, 8), match(1, 2, 8), vetoed(1, 3)},
     {},
     {{1, 2}, {3}},
     2},
};

class Clusters : public ::testing::TestWithParam<Case> {};
TEST_P(Clusters, AreAsExpected) {
  const Case& c = GetParam();
  Clustering got = cluster(nodes(c.count), c.pairs, c.decisions);
  EXPECT_EQ(got.clusters, c.clusters) << c.what;
  EXPECT_EQ(got.review.size(), c.review) << c.what;
}
INSTANTIATE_TEST_SUITE_P(All, Clusters, ::testing::ValuesIn(cases));

TEST(Clusters, HearPairsThatShareNoKey) {
  int asked = 0;
  Between between = [&](int64_t a, int64_t b) {
    ++asked;
    return a + b == 4 ? vetoed(1, 3) : match(a, b, 5);
  };
  EXPECT_EQ(cluster(nodes(3), {match(1, 2, 9), match(2, 3, 8)}, {}, between).clusters, (std::vector<Cluster>{{1, 2}, {3}}));
  EXPECT_EQ(asked, 1);
}

TEST(Clusters, CompareEqualsOnce) {
  std::vector<Node> all = nodes(3000);
  std::vector<Pair> pairs;
  for (Node& n : all) {
    n.content = n.id == 1500 ? 8 : 7;
    if (n.id > 1) pairs.push_back(match(1, n.id, 9));
  }
  int asked = 0;
  auto got = cluster(all, pairs, {}, [&](int64_t a, int64_t b) { return ++asked, match(a, b, 9); });
  EXPECT_EQ(got.clusters.size(), 1u);
  EXPECT_LE(asked, 2);
}

// A random world: groups of nodes with matches, vetoes, contradictions and words. `group` nodes are linked
// among themselves only.
struct World {
  std::vector<Node> nodes;
  std::vector<Pair> pairs;
  std::vector<Decision> decisions;
};

World world(std::mt19937& random, int64_t groups, int64_t group) {
  World w;
  auto chance = [&](double p) { return std::uniform_real_distribution<>(0, 1)(random) < p; };
  for (int64_t g = 0; g < groups; ++g)
    for (int64_t i = 1; i <= group; ++i) {
      int64_t id = g * group + i;
      w.nodes.push_back(node(id));
      for (int64_t other = g * group + 1; other < id; ++other) {
        if (chance(0.4))
          w.pairs.push_back(match(other, id, double(std::uniform_int_distribution<>(5, 9)(random))));
        else if (chance(0.2))
          w.pairs.push_back(vetoed(other, id));
        else if (chance(0.2))
          w.pairs.push_back(clash(other, id));
        if (chance(0.1)) {
          auto verdict = Verdict(std::uniform_int_distribution<>(0, 2)(random));
          w.decisions.push_back(says(int64_t(w.decisions.size()) + 1, other, id, verdict,
                                     std::uniform_int_distribution<>(1, 3)(random)));
        }
      }
    }
  return w;
}

std::vector<std::string> written_review(const Clustering& c) {
  std::vector<std::string> out;
  for (const Pair& p : c.review) out.push_back(std::to_string(p.a) + "-" + std::to_string(p.b) + p.veto);
  return out;
}

TEST(ClusterProperty, NoOrderOfInputsMatters) {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    World w = world(random, 3, 7);
    Clustering first = cluster(w.nodes, w.pairs, w.decisions);
    for (int shuffle = 0; shuffle < 60; ++shuffle) {
      std::shuffle(w.nodes.begin(), w.nodes.end(), random);
      std::shuffle(w.pairs.begin(), w.pairs.end(), random);
      std::shuffle(w.decisions.begin(), w.decisions.end(), random);
      Clustering again = cluster(w.nodes, w.pairs, w.decisions);
      ASSERT_EQ(again.clusters, first.clusters);
      ASSERT_EQ(written_review(again), written_review(first));
    }
  }
}

TEST(ClusterProperty, AComponentAloneGivesWhatAllTogetherGive) {
  std::mt19937 random(11);
  for (int round = 0; round < 100; ++round) {
    World w = world(random, 4, 6);
    std::vector<Cluster> pieces;
    for (int64_t g = 0; g < 4; ++g) {
      auto here = [&](int64_t id) { return (id - 1) / 6 == g; };
      World part;
      part.decisions = w.decisions;
      std::copy_if(w.nodes.begin(), w.nodes.end(), std::back_inserter(part.nodes),
                   [&](const Node& n) { return here(n.id); });
      std::copy_if(w.pairs.begin(), w.pairs.end(), std::back_inserter(part.pairs),
                   [&](const Pair& p) { return here(p.a); });
      for (Cluster& c : cluster(part.nodes, part.pairs, part.decisions).clusters)
        pieces.push_back(std::move(c));
    }
    std::sort(pieces.begin(), pieces.end());
    ASSERT_EQ(cluster(w.nodes, w.pairs, w.decisions).clusters, pieces);
  }
}

TEST(ClusterProperty, IdsDoNotDecide) {
  std::mt19937 random(13);
  for (int round = 0; round < 100; ++round) {
    World w = world(random, 2, 7), renumbered = w;
    auto other_id = [](int64_t id) { return 1000 - id; };
    for (Node& n : renumbered.nodes) n.id = other_id(n.id);
    for (Pair& p : renumbered.pairs) p.a = other_id(p.a), p.b = other_id(p.b);
    auto clusters = cluster(renumbered.nodes, renumbered.pairs, w.decisions).clusters;
    for (Cluster& c : clusters) {
      for (int64_t& id : c) id = other_id(id);
      std::sort(c.begin(), c.end());
    }
    std::sort(clusters.begin(), clusters.end());
    ASSERT_EQ(clusters, cluster(w.nodes, w.pairs, w.decisions).clusters);
  }
}

TEST(ClusterReview, SaysWhatStoodAgainstAJoin) {
  auto got = cluster(nodes(3), {match(1, 2, 9), match(2, 3, 8), clash(1, 3)}, {});
  ASSERT_EQ(got.review.size(), 1u);
  EXPECT_EQ(got.review[0].band, Band::review);
  EXPECT_EQ(got.review[0].veto, "cohesion");
}

}  // namespace
}  // namespace musubi
