// Keys that very many records share: one person does not fall apart, vetoes are heard, and neither order nor portions matter.
#include <gtest/gtest.h>

#include <random>

#include "tests/unit/flow/small_hub.hpp"

namespace musubi::testing {
namespace {

using Members = std::map<std::string, Member>;

std::string numbered(int i) { return std::to_string(1000 + i); }

Members forms(int from, int to, const Member& one) {
  Members out;
  for (int i = from; i < to; ++i) out[numbered(i)] = one;
  return out;
}

const Member hanako{"小鳥遊 花子", "kotori.h@example.jp", "", "", ""};

TEST(LargeBlock, OnePersonOfVeryManyRecordsStaysOne) {
  SmallHub hub;
  hub.sync(forms(0, 50, hanako));
  EXPECT_EQ(hub.customers().size(), 1u);
  hub.sync(forms(50, 51, hanako));
  EXPECT_EQ(hub.customers().size(), 1u);
  hub.sync(forms(51, 700, hanako), 100);
  EXPECT_EQ(hub.customers().size(), 1u);
  hub.sync(forms(0, 660, {"別所 次郎", "", "", "", ""}));
  EXPECT_EQ(hub.customers().size(), 661u) << "40 records of hers are left, and a name alone joins nobody";
}

// A block's end (300 where the limit is 3) is for holders who differ: then they are no one's, as many as they may be.
TEST(LargeBlock, WhoStatesTheSameStaysOneBeyondEveryBound) {
  SmallHub grown, fresh;
  for (SmallHub* hub : {&grown, &fresh}) hub->write("matching.yaml", "block_limit: 3\n");
  Members all = forms(0, 330, hanako);
  grown.sync(all, 70);
  EXPECT_EQ(grown.customers().size(), 1u);
  Members others;
  for (int i = 0; i < 5; ++i) {
    Member other = hanako;
    other.birth = "198" + std::to_string(i) + "-02-11";
    others[numbered(i)] = all[numbered(i)] = other;
  }
  grown.sync(others, 1);
  fresh.sync(all);
  EXPECT_EQ(grown.customers(), fresh.customers());
  EXPECT_EQ(grown.pairs(), fresh.pairs());
  EXPECT_GT(fresh.customers().size(), 5u) << "more than three different things are stated by too many";
  for (auto& [key, member] : others) member = hanako;
  grown.sync(others, 2);
  EXPECT_EQ(grown.customers().size(), 1u) << "and back";
}

TEST(LargeBlock, AVetoIsHeardAmongVeryMany) {
  SmallHub hub;
  Members all = forms(0, 400, hanako);
  for (int i = 0; i < 400; i += 2) all[numbered(i)].birth = i % 4 ? "1980-02-11" : "2004-11-30";
  hub.sync(all);
  size_t mixed = 0;
  for (const auto& customer : hub.customers()) {
    std::set<std::string> births;
    for (const std::string& key : customer) births.insert(all[key].birth);
    births.erase("");
    mixed += births.size() > 1;
  }
  EXPECT_EQ(mixed, 0u);
}

/// A small world in which nearly everything is shared by too many for a block limit of 3.
Member somebody(std::mt19937& random) {
  auto one_of = [&](std::vector<std::string> words) { return words[random() % words.size()]; };
  return {one_of({"小鳥遊 花子", "小鳥遊 太郎", "勅使河原 健"}), one_of({"a1@example.jp", "b2@example.jp", ""}), one_of({"090-1234-9876", "080-9876-1234", ""}),
          one_of({"1980-02-11", "", ""}), one_of({"東京都港区海岸一丁目2-3", ""})};
}

TEST(LargeBlock, PortionsAndOrderDoNotMatter) {
  std::mt19937 random(20261122);
  for (int round = 0; round < 3; ++round) {
    SmallHub grown, fresh;
    for (SmallHub* hub : {&grown, &fresh}) hub->write("matching.yaml", "block_limit: 3\n");
    Members all;
    for (int step = 0; step < 6; ++step) {
      Members portion;
      for (int i = 0; i < 12; ++i) portion[numbered(int(random() % 40))] = somebody(random);
      for (const auto& [id, m] : portion) all[id] = m;
      grown.sync(portion, 1 + random() % 7);
    }
    fresh.sync(all);
    ASSERT_EQ(grown.customers(), fresh.customers()) << "round " << round;
    ASSERT_EQ(grown.pairs(), fresh.pairs()) << "round " << round;
  }
}

}  // namespace
}  // namespace musubi::testing
