// Keys, comparison and clusters together give one result, in whatever order and under whatever ids the profiles come.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "tests/unit/resolve/people.hpp"

namespace musubi::testing {
namespace {

std::vector<Pair> candidates(const FeatureSet& set, const std::vector<Profile>& profiles, const Model& model) {
  std::map<uint64_t, std::vector<size_t>> blocks;
  for (size_t i = 0; i < set.size(); ++i)
    for (uint64_t key : blocking_keys(set.at(i), model)) blocks[key].push_back(i);
  std::set<std::pair<size_t, size_t>> met;
  for (const auto& [key, held] : blocks) {
    BlockShape shape = block_shape(key, held.size(), false, model);
    std::set<int64_t> leading;
    std::vector<Holder> holders;
    for (size_t i : held) holders.push_back({rank_of(profiles[i].key, false), int64_t(i)});
    if (shape == BlockShape::hubs)
      for (int64_t i : hubs(holders)) leading.insert(i);
    for (size_t x : held)
      for (size_t y : held)
        if (x < y && (shape == BlockShape::every_pair || leading.contains(int64_t(x)) || leading.contains(int64_t(y))))
          met.emplace(x, y);
  }
  for (const auto& [key, held] : blocks) {
    auto common = blocks.find(common_key(key));
    if (key != lone_key(key) || common == blocks.end()) continue;
    std::vector<Holder> holders;
    for (size_t i : held) holders.push_back({rank_of(profiles[i].key, false), int64_t(i)});
    for (int64_t x : lone_leaders(holders, common->second.size(), false, model))
      for (size_t y : common->second) met.emplace(std::min(size_t(x), y), std::max(size_t(x), y));
  }
  std::vector<Pair> out;
  for (auto [x, y] : met) out.push_back(compare(set.at(x), set.at(y), model));
  return out;
}

/// Clusters as sets of record keys.
std::set<std::set<std::string>> resolved(const std::vector<Profile>& profiles, const Model& model) {
  FeatureSet set;
  std::vector<Node> nodes;
  std::map<int64_t, size_t> place;
  for (const Profile& p : profiles) {
    place[p.id] = set.size();
    set.add(p, model);
    nodes.push_back({p.id, p.key, set.content(set.size() - 1)});
  }
  auto between = [&](int64_t a, int64_t b) { return compare(set.at(place[a]), set.at(place[b]), model); };
  std::set<std::set<std::string>> out;
  for (const Cluster& c : cluster(nodes, candidates(set, profiles, model), {}, between).clusters) {
    std::set<std::string> keys;
    for (int64_t id : c) keys.insert(profiles[place[id]].key.record.key);
    out.insert(std::move(keys));
  }
  return out;
}

// Few names, phones and addresses, so that namesakes, households and half-known people abound.
std::vector<Profile> town(std::mt19937& random, int people) {
  auto one_of = [&](std::initializer_list<const char*> list) { return std::string(list.begin()[random() % list.size()]); };
  std::vector<Profile> out;
  for (int i = 0; i < people; ++i) {
    Says s;
    if (random() % 5 == 0) {  // a call or a mail
      (random() % 2 ? s.phone : s.email) = random() % 2 ? one_of({"+819012349871", "+81355551234"}) : one_of({"kumo17x@example.jp", "nomura.risa@example.jp"});
      out.push_back(profile(i + 1, s));
      continue;
    }
    if (random() % 4 != 0) {
      s.family = one_of({"野村", "渋谷", "渋屋", "百目鬼"});
      s.given = one_of({"学", "茂", "理紗", "里沙", "りさ", ""});
    }
    if (s.family.empty() || random() % 3 == 0) {
      s.family_kana = one_of({"ノムラ", "シブヤ", "ドウメキ"});
      s.given_kana = one_of({"マナブ", "シゲル", "リサ", "リザ", ""});
    }
    s.phone = one_of({"", "+819012349871", "+819012349817", "+81355551234"});
    s.email = one_of({"", "", "kumo17x@example.jp", "kuom17x@example.jp", "nomura.risa@example.jp"});
    if (random() % 3 == 0) s.town = "海岸", s.street = one_of({"1-2-3", "1-2-8"});
    s.birth_date = one_of({"", "", "1980-02-11", "1980-02-21", "1990-05-05"});
    s.company = one_of({"", "", "東亜工業", "百目鬼工業"});
    out.push_back(profile(i + 1, s));
  }
  return out;
}

TEST(Pipeline, NoOrderOfTheProfilesMatters) {
  std::mt19937 random(17);
  Model model = load_model("block_limit: 4", "");
  size_t joined = 0;
  for (int round = 0; round < 50; ++round) {
    std::vector<Profile> profiles = town(random, 14);
    auto first = resolved(profiles, model);
    joined += 14 - first.size();
    for (int shuffle = 0; shuffle < 40; ++shuffle) {
      std::shuffle(profiles.begin(), profiles.end(), random);
      std::vector<int64_t> ids(profiles.size());
      for (size_t i = 0; i < ids.size(); ++i) ids[i] = int64_t(i) + 1;
      std::shuffle(ids.begin(), ids.end(), random);
      for (size_t i = 0; i < ids.size(); ++i) profiles[i].id = ids[i];
      ASSERT_EQ(resolved(profiles, model), first) << "round " << round;
    }
  }
  EXPECT_GT(joined, 50u) << "a world in which something is joined";
}

}  // namespace
}  // namespace musubi::testing
