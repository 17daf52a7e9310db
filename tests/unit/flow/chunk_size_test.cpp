#include "core/flow/chunk_size.hpp"

#include <gtest/gtest.h>

#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

/// Sizes asked for while each record takes `each` seconds.
size_t settled(ChunkSize& size, double each, int chunks = 20) {
  for (int i = 0; i < chunks; ++i) size.took(size.next(), ChunkSize::Seconds(each * double(size.next())), ChunkSize::alone);
  return size.next();
}

TEST(ChunkSizeTest, FollowsTheTime) {
  ChunkSize size;
  EXPECT_EQ(size.next(), 1000u);
  size.took(1000, ChunkSize::Seconds(0.1), ChunkSize::alone);
  EXPECT_EQ(size.next(), 2000u);
  EXPECT_NEAR(double(settled(size, 0.0002)), 5000, 1);
  EXPECT_EQ(settled(size, 0), 20'000u);
  EXPECT_EQ(settled(size, 1), 50u);
  size.took(50, ChunkSize::Seconds(0.1), ChunkSize::beside_posts);
  EXPECT_EQ(size.next(), 100u);
}

// All of a chunk joins one customer of very many records.
TEST(ChunkSizeTest, IsNotCutWhereThatSavesNothing) {
  ChunkSize size;
  size_t records = 0, chunks = 0;
  for (; records < 100'000; ++chunks) {
    records += size.next();
    size.took(size.next(), ChunkSize::Seconds(1.5 + 0.0001 * double(size.next())), ChunkSize::alone);
  }
  EXPECT_LT(chunks, 40u);
  for (int i = 0; i < 20; ++i) size.took(size.next(), ChunkSize::Seconds(30), ChunkSize::alone);
  EXPECT_LE(size.next(), ChunkSize::most) << "nor does it grow for ever";
}

TEST(ChunkSizeTest, GrowsForNoSlowChunkWhilePostsWait) {
  ChunkSize size;
  size.took(1000, ChunkSize::Seconds(0.25), ChunkSize::beside_posts);
  const size_t cut = size.next();
  EXPECT_EQ(cut, 800u);
  size.took(cut, ChunkSize::Seconds(0.24), ChunkSize::beside_posts);
  EXPECT_LT(size.next(), cut);
}

TEST(ChunkSizeTest, LearnsNothingFromWhatWasLeft) {
  ChunkSize size;
  size.took(20, ChunkSize::Seconds(0.001), ChunkSize::alone);
  EXPECT_EQ(size.next(), 1000u);
}

TEST(ChunkSizeTest, StaysWhereItIsFixed) {
  ChunkSize size(7);
  EXPECT_EQ(settled(size, 0), 7u);
}

TEST(ChunkSizeTest, IsWhatASyncTakesAndTellsTheTotalOf) {
  testing::HubFolder hub;
  hub.write("connections/shop.yaml", "connector: file\nconfig: {streams: {members: {path: members.csv, key: [id]}}}\n");
  hub.write("mappings/shop.members.yaml", "source: shop.members\nparties:\n  member: {kind: person, key: id, name: name}\n");
  std::string list = "id,name\n";
  for (int i = 0; i < 2400; ++i) list += std::to_string(i) + ",山田 花子" + std::to_string(i) + "\n";
  hub.write("members.csv", list);
  std::vector<int64_t> chunks;
  std::string totals;
  SyncRequest request;
  request.on_progress = [&](const std::string& what, const StreamName&, int64_t done, int64_t total) {
    if (what != "publish") return;
    chunks.push_back(done);
    totals += std::to_string(total) + " ";
  };
  EXPECT_TRUE(hub.sync(request).clean());
  ASSERT_GE(chunks.size(), 2u);
  EXPECT_EQ(chunks[0], 1000);
  EXPECT_EQ(totals.substr(0, 10), "2400 2400 ");
}

}  // namespace
}  // namespace musubi
