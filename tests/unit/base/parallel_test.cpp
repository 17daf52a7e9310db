#include "core/base/parallel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <vector>

namespace musubi {
namespace {

TEST(InPieces, TakesEachPieceOnce) {
  for (unsigned threads : {1u, 2u, 5u})
    for (size_t size : {size_t(0), size_t(1), size_t(7), size_t(100), size_t(101)}) {
      std::vector<std::atomic<int>> taken(size);
      in_pieces(size, 10, threads, [&](size_t from, size_t to) {
        EXPECT_LE(to - from, 10u);
        for (; from < to; ++from) ++taken[from];
      });
      EXPECT_TRUE(std::all_of(taken.begin(), taken.end(), [](const auto& n) { return n == 1; })) << size << " by " << threads;
    }
}

TEST(InPieces, GoesInOrderWithOneThread) {
  std::vector<size_t> starts;
  in_pieces(25, 10, 1, [&](size_t from, size_t) { starts.push_back(from); });
  EXPECT_EQ(starts, (std::vector<size_t>{0, 10, 20}));
}

TEST(InPieces, ThrowsWhatAPartThrewAndStops) {
  for (unsigned threads : {1u, 3u}) {
    std::atomic<size_t> taken = 0;
    auto run = [&] {
      in_pieces(1'000'000, 1, threads, [&](size_t from, size_t) {
        ++taken;
        if (from == 5) throw std::runtime_error("five");
      });
    };
    EXPECT_THROW(run(), std::runtime_error);
    EXPECT_LT(taken, 1'000'000u);
  }
}

}  // namespace
}  // namespace musubi
