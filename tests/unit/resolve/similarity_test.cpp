#include "core/resolve/similarity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace musubi::resolving {
namespace {

TEST(Similarity, IsThatOfJaroAndWinkler) {
  struct {
    const char32_t *a, *b;
    double likeness;
  } cases[] = {
      {U"martha", U"marhta", 0.9611}, {U"dwayne", U"duane", 0.84},      {U"dixon", U"dicksonx", 0.8133},
      {U"jones", U"johnson", 0.8324}, {U"abc", U"xyz", 0},              {U"same", U"same", 1},
      {U"", U"a", 0},                 {U"渡邊", U"渡辺", 0.7}, {U"a", U"a b", 0.8},
  };
  for (const auto& c : cases) {
    EXPECT_NEAR(jaro_winkler(c.a, c.b), c.likeness, 0.0001);
    EXPECT_EQ(jaro_winkler(c.a, c.b), jaro_winkler(c.b, c.a));
  }
}

TEST(Similarity, CountsEdits) {
  struct {
    const char32_t *a, *b;
    size_t most, edits;
  } cases[] = {
      {U"kitten", U"sitting", 3, 3}, {U"kitten", U"sitting", 2, 3}, {U"abcd", U"acbd", 1, 1}, {U"", U"abc", 5, 3},
      {U"", U"abc", 2, 3},           {U"same", U"same", 0, 0},      {U"ab", U"ba", 2, 1},     {U"a", U"b", 0, 1},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(edits(c.a, c.b, c.most), c.edits);
    EXPECT_EQ(edits(c.b, c.a, c.most), c.edits);
  }
}

// The whole table, without a limit.
size_t plain_edits(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<size_t>> d(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i)
    for (size_t k = 0; k <= b.size(); ++k) {
      if (i == 0 || k == 0) {
        d[i][k] = i + k;
        continue;
      }
      d[i][k] = std::min({d[i - 1][k - 1] + (a[i - 1] != b[k - 1]), d[i - 1][k] + 1, d[i][k - 1] + 1});
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) d[i][k] = std::min(d[i][k], d[i - 2][k - 2] + 1);
    }
  return d[a.size()][b.size()];
}

TEST(Similarity, WithALimitCountsAsWithout) {
  std::mt19937 random(3);
  auto text = [&] {
    std::u32string out(random() % 9, U'a');
    for (char32_t& c : out) c = U'a' + random() % 3;
    return out;
  };
  for (int i = 0; i < 20'000; ++i) {
    std::u32string a = text(), b = text();
    size_t most = random() % 6;
    ASSERT_EQ(edits(a, b, most), std::min(plain_edits(a, b), most + 1)) << i;
  }
}

TEST(Similarity, BearsLongTexts) {
  std::u32string a(10'000, U'x'), b(9'999, U'y');
  EXPECT_EQ(jaro_winkler(a, b), 0);
  EXPECT_EQ(edits(a, b, 2), 3u);
}

}  // namespace
}  // namespace musubi::resolving
