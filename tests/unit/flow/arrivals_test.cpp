// What lands is published beside the reading where it is much.
#include "core/flow/arrivals.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <thread>

#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

constexpr int64_t bulk = Arrivals::worth_publishing;

TEST(ArrivalsTest, ABulkIsWaitedForAndTheRestAtTheEnd) {
  Arrivals arrivals;
  arrivals.landed(bulk);
  EXPECT_EQ(arrivals.wait(), Arrivals::Next::bulk);
  arrivals.published(1);
  arrivals.landed(1);
  EXPECT_EQ(arrivals.wait(), Arrivals::Next::bulk);
  arrivals.none_left();
  std::future<Arrivals::Next> next = std::async(std::launch::async, [&] { return arrivals.wait(); });
  arrivals.landed(bulk - 1);
  EXPECT_EQ(next.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
  EXPECT_FALSE(arrivals.ended());
  arrivals.end();
  EXPECT_EQ(next.get(), Arrivals::Next::rest);
  EXPECT_TRUE(arrivals.ended());
}

TEST(ArrivalsTest, NothingIsPublishedOnceItIsGivenUp) {
  Arrivals arrivals;
  arrivals.landed(bulk);
  arrivals.give_up();
  EXPECT_EQ(arrivals.wait(), Arrivals::Next::nothing);
}

class Beside : public ::testing::Test {
 protected:
  /// Customers there are when `at` records have been read, waited for until there are `wanted` or it takes too long.
  int64_t customers_when(int64_t at, int64_t wanted, bool complete, int rows = 12'000) {
    hub.write("connections/shop.yaml", std::string("connector: file\nconfig: {streams: {members: {path: members.csv, key: [id]}}}\n") +
                                           (complete ? "streams: {members: {complete: true}}\n" : ""));
    hub.write("mappings/shop.members.yaml", "source: shop.members\nparties: {member: {kind: person, key: id, name: name}}\n");
    std::string list = "id,name\n";
    for (int i = 0; i < rows; ++i) list += std::to_string(i) + ",山田 花子" + std::to_string(i) + "\n";
    hub.write("members.csv", list);
    int64_t seen = 0;
    SyncRequest request;
    request.batch_size = 2'000;
    request.on_progress = [&](const std::string& what, const StreamName&, int64_t done, int64_t) {
      if (what != "read" || done != at) return;
      for (int i = 0; i < (wanted ? 600 : 5) && (seen = customers()) < std::max<int64_t>(wanted, 1); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    };
    SyncReport report = hub.sync(request);
    EXPECT_TRUE(report.clean());
    EXPECT_EQ(report.connections.at(0).streams.at(0).fresh, rows);
    EXPECT_EQ(customers(), rows);
    return seen;
  }
  int64_t customers() { return integer_of(hub.values("SELECT count(*) FROM master.customer")); }

  testing::HubFolder hub;
};

TEST_F(Beside, ABulkIsPublishedBeforeAllIsRead) { EXPECT_GE(customers_when(10'000, 1, false), 1); }

TEST_F(Beside, FewWaitUntilAllIsRead) { EXPECT_EQ(customers_when(4'000, 0, false, 4'900), 0); }

TEST_F(Beside, AListWhoseAbsencesCountWaitsUntilItIsWhole) { EXPECT_EQ(customers_when(10'000, 0, true), 0); }

}  // namespace
}  // namespace musubi
