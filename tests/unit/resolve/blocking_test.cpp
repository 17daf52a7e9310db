#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/resolve/people.hpp"

namespace musubi::testing {
namespace {

std::vector<uint64_t> keys(const Profile& p) {
  Model model = load_model("", "");
  FeatureSet set;
  set.add(p, model);
  return blocking_keys(set.at(0), model);
}

size_t shared(const Profile& x, const Profile& y) {
  auto a = keys(x), b = keys(y);
  std::vector<uint64_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

const Says full{"渋屋",       "太郎", "シブヤ", "タロウ",    "+819012349876", "kumo17x@example.jp",
                "海岸一丁目", "2-3",  "",       "1980-02-11"};

TEST(BlockingKeys, AreSortedAndUnique) {
  auto k = keys(profile(1, full));
  EXPECT_TRUE(std::is_sorted(k.begin(), k.end()));
  EXPECT_EQ(std::adjacent_find(k.begin(), k.end()), k.end());
  EXPECT_GE(k.size(), 8u);
  EXPECT_LE(k.size(), 20u);
}

TEST(BlockingKeys, DependOnValuesNotOnIds) {
  EXPECT_EQ(keys(profile(1, full)), keys(profile(2, full)));
}

TEST(BlockingKeys, AStubHasNone) {
  Profile stub = profile(1, full);
  stub.stub = true;
  EXPECT_TRUE(keys(stub).empty());
}

TEST(BlockingKeys, AGoneProfileKeepsThem) {
  Profile gone = profile(1, full);
  gone.gone = true;
  EXPECT_EQ(keys(gone), keys(profile(1, full)));
}

TEST(BlockingKeys, PersonsAndOrganisationsShareNone) {
  Profile person = profile(1, {.phone = "+81355551234", .company = "東亜工業"}), company = person;
  company.kind = Kind::organisation;
  EXPECT_EQ(shared(person, company), 0u);
}

TEST(BlockingKeys, AFamilyNameAloneIsNoKey) {
  EXPECT_EQ(shared(profile(1, {"渋屋"}), profile(2, {"渋屋"})), 0u);
}

// These stand in identity.match_key; a change of the hash would orphan them all.
TEST(BlockingKeys, NeverChange) {
  EXPECT_EQ(keys(profile(1, {.phone = "+819012349876"})), keys(profile(1, {.phone = "090-1234-9876"})));
  ASSERT_EQ(keys(profile(1, {.phone = "+819012349876", .sex = "male"})).size(), 1u);
  EXPECT_EQ(keys(profile(1, {.phone = "+819012349876", .sex = "male"}))[0], 11753657386086027914u);
}

TEST(BlockingKeys, OfOneContactAloneStandsBesideTheCommonOne) {
  auto common = keys(profile(1, {.phone = "+819012349876", .sex = "male"})), lone = keys(profile(1, {.phone = "+819012349876"}));
  ASSERT_EQ(lone.size(), 1u);
  EXPECT_EQ(lone[0], lone_key(common[0]));
  EXPECT_EQ(common_key(lone[0]), common[0]);
}

TEST(BlockShape, SecondKeysGoOnWhereWeakOnesEnd) {
  Model model = load_model("block_limit: 3", "");
  auto weak = keys(profile(1, {.phone = "+819012349876", .sex = "male"}));
  auto with_birth = keys(profile(1, {"渋屋", "太郎", "", "", "", "", "", "", "", "1980-02-11"}));
  ASSERT_EQ(weak.size(), 1u);
  EXPECT_EQ(block_shape(weak[0], 3, false, model), BlockShape::every_pair);
  EXPECT_EQ(block_shape(weak[0], 4, false, model), BlockShape::none);
  size_t second = 0;
  for (uint64_t key : with_birth) {
    EXPECT_EQ(block_shape(key, 3, false, model), BlockShape::every_pair);
    if (block_shape(key, 4, false, model) == BlockShape::none) continue;
    ++second;
    EXPECT_EQ(block_shape(key, 300, false, model), BlockShape::hubs);
    EXPECT_EQ(block_shape(key, 301, false, model), BlockShape::none);
    EXPECT_EQ(block_shape(key, 301, true, model), BlockShape::hubs) << "one person of very many records";
  }
  EXPECT_GE(second, 2u) << "name and birth date, given name and birth date";
}

TEST(Hubs, DependOnNoOrder) {
  std::vector<Holder> holders;
  for (int i = 0; i < 40; ++i) holders.push_back({rank_of({{"shop", "members", std::to_string(i)}, "member"}, false), i});
  std::vector<int64_t> first = hubs(holders);
  EXPECT_EQ(first.size(), 8u);
  std::reverse(holders.begin(), holders.end());
  EXPECT_EQ(hubs(holders), first);
  holders.resize(5);
  EXPECT_EQ(hubs(holders).size(), 5u);
}

}  // namespace
}  // namespace musubi::testing
