#include "core/map/said_once.hpp"

#include <gtest/gtest.h>

namespace musubi::map {
namespace {

using Texts = std::vector<std::string>;

TEST(SaidOnce, LeavesOutWhatAnotherHolds) {
  EXPECT_EQ(said_once({"東京都", "渋谷区", "神宮前", "東京都渋谷区神宮前４丁目５番６号", "4-5-6"}), (Texts{"東京都渋谷区神宮前４丁目５番６号"}));
  EXPECT_EQ(said_once({"渋谷区", "東京都 渋谷区 神宮前4-5-6", "5-6"}), (Texts{"東京都 渋谷区 神宮前4-5-6"}));
}

TEST(SaidOnce, KeepsWhatIsOnlyPartOfAWord) {
  EXPECT_EQ(said_once({"渋谷区", "渋谷", "1-2-3"}), (Texts{"渋谷区", "渋谷", "1-2-3"})) << "a town called as its city";
  EXPECT_EQ(said_once({"150-0001", "渋谷区神宮前", "150"}), (Texts{"150-0001", "渋谷区神宮前", "150"})) << "numbers alone hold nothing";
  EXPECT_EQ(said_once({"神宮前14-5", "4-5"}), (Texts{"神宮前14-5", "4-5"}));
  EXPECT_EQ(said_once({"1-2", "1-2"}), (Texts{"1-2", "1-2"})) << "the same is no part";
  EXPECT_EQ(said_once({}), Texts());
}

}  // namespace
}  // namespace musubi::map
