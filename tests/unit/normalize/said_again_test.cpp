#include "core/normalize/said_again.hpp"

#include <gtest/gtest.h>

namespace musubi::normalize {
namespace {

TEST(SaidAgain, GoesFromJoinedColumns) {
  const std::pair<const char32_t*, const char32_t*> cases[] = {
      {U"東京都 東京都渋谷区神宮前4-5-6", U"東京都渋谷区神宮前4-5-6"},
      {U"東京都 渋谷区 東京都渋谷区神宮前4-5-6", U"東京都渋谷区神宮前4-5-6"},
      {U"東京都 渋谷区 渋谷区神宮前 4-5-6", U"東京都 渋谷区神宮前 4-5-6"},
      {U"東京都 渋谷区 神宮前 4-5-6", U"東京都 渋谷区 神宮前 4-5-6"},
      {U"東京都 府中市 府中町1-1", U"東京都 府中市 府中町1-1"},
      {U"神宮前 神宮前4-5-6", U"神宮前 神宮前4-5-6"},
      {U"東京都 東京都 東京都渋谷区", U"東京都渋谷区"},
      {U" 東京都", U" 東京都"},
      {U"", U""},
  };
  for (auto [text, want] : cases) EXPECT_EQ(utf8(without_said_again(text)), utf8(want)) << utf8(text);
}

TEST(SaidAgain, FindsNamesThatStandTwiceSideBySide) {
  const std::pair<const char32_t*, const char32_t*> cases[] = {
      {U"水戸市水戸市中央1", U"水戸市中央1"},
      {U"茨城県茨城県水戸市", U"茨城県水戸市"},
      {U"茨城県水戸市水戸市中央", U"茨城県水戸市中央"},
      {U"市川市市川1", U""},
      {U"本町本町", U""},
      {U"", U""},
  };
  for (auto [text, want] : cases) EXPECT_EQ(utf8(without_twin(text)), utf8(want)) << utf8(text);
}

}  // namespace
}  // namespace musubi::normalize
