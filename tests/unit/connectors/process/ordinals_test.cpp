#include "connectors/process/ordinals.hpp"

#include <gtest/gtest.h>

#include "connectors/process/record_key.hpp"

namespace musubi::process {
namespace {

/// Spreads counting numbers over all bits, one for one.
uint64_t digest_of(uint64_t n) {
  n = (n ^ (n >> 30)) * 0xBF58476D1CE4E5B9u;
  n = (n ^ (n >> 27)) * 0x94D049BB133111EBu;
  return n ^ (n >> 31);
}

TEST(ProcessOrdinals, CountEachByItself) {
  Ordinals ordinals;
  for (uint32_t round = 1; round <= 3; ++round)
    for (uint64_t n = 1; n <= 50'000; ++n) ASSERT_EQ(ordinals.next(digest_of(n)), round) << n;
  for (uint32_t n = 1; n <= 100'000; ++n) ASSERT_EQ(ordinals.next(7), n);
  EXPECT_EQ(ordinals.next(8), 1u) << "its neighbour";
  EXPECT_EQ(ordinals.next(0), 1u);
  EXPECT_EQ(ordinals.next(0), 2u);
}

TEST(ProcessOrdinals, StaySmall) {
  Ordinals ordinals;
  EXPECT_LT(ordinals.memory(), 20'000u);
  for (uint64_t n = 1; n <= 1'000'000; ++n) {
    ordinals.next(digest_of(n));
    if (n < 100'000 || n % 10'000) continue;
    ASSERT_LT(ordinals.memory(), 17 * n + 20'000) << n;
  }
}

TEST(ProcessRecordKeys, TellEqualRecordsApartByTheirOrder) {
  RecordKeys keys({});
  std::string a = keys.of(R"({"a":1})"), b = keys.of(R"({"a":2})"), again = keys.of(R"({"a":1})");
  EXPECT_EQ(a.substr(a.find('#')), "#1");
  EXPECT_EQ(b.substr(b.find('#')), "#1");
  EXPECT_EQ(again, a.substr(0, a.find('#')) + "#2");
  EXPECT_EQ(RecordKeys({}).of(R"({"a":1})"), a) << "the same in each read";
}

}  // namespace
}  // namespace musubi::process
