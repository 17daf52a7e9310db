// What lands is published beside the reading where it is much.
#include "core/flow/arrivals.hpp"

#include <gtest/gtest.h>

#include <atomic>
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

TEST_F(Beside, WhatHasLandedOfAListWhoseAbsencesCountIsLeftOutToo) {
  hub.write("connections/shop.yaml", "connector: file\nconfig: {streams: {a_list: {path: a.csv, key: [id]}, members: {path: b.csv, key: [id]}}}\nstreams: {a_list: {complete: true}}\n");
  for (const char* stream : {"a_list", "members"})
    hub.write(std::string("mappings/shop.") + stream + ".yaml", std::string("source: shop.") + stream + "\nparties: {member: {kind: person, key: id, name: name}}\n");
  auto list = [](const std::string& prefix, int rows) {
    std::string out = "id,name\n";
    for (int i = 0; i < rows; ++i) out += prefix + std::to_string(i) + ",山田 " + prefix + std::to_string(i) + "\n";
    return out;
  };
  hub.write("a.csv", list("a", 1'000));
  hub.write("b.csv", list("b", 12'000));
  std::string seen;
  SyncRequest request;
  request.batch_size = 2'000;
  request.on_progress = [&](const std::string& what, const StreamName& stream, int64_t done, int64_t) {
    if (what != "read" || stream.stream != "members" || done != 10'000) return;
    for (int i = 0; i < 600 && customers() == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    seen = hub.values("SELECT DISTINCT stream FROM identity.profile WHERE NOT stub");
  };
  EXPECT_TRUE(hub.sync(request).clean());
  EXPECT_EQ(seen, "members ");
  EXPECT_EQ(customers(), 13'000);
}

/// Fails once on another thread than the one that made it, within what that one does then.
class FailingClock final : public Clock {
 public:
  Time now() const override {
    if (std::this_thread::get_id() != made_by_ && !failed.exchange(true)) throw Error("store.gone", {{"reason", "tried"}});
    return SystemClock().now();
  }
  mutable std::atomic<bool> failed{false};

 private:
  std::thread::id made_by_ = std::this_thread::get_id();
};

TEST_F(Beside, WhereItFailsNothingIsHeldMeanwhileAndAllIsPublishedAtTheEnd) {
  hub.write("connections/shop.yaml", "connector: file\nconfig: {streams: {members: {path: members.csv, key: [id]}}}\n");
  hub.write("mappings/shop.members.yaml", "source: shop.members\nparties: {member: {kind: person, key: id, name: name}}\n");
  std::string list = "id,name\n";
  for (int i = 0; i < 12'000; ++i) list += std::to_string(i) + ",山田 花子" + std::to_string(i) + "\n";
  hub.write("members.csv", list);
  FailingClock clock;
  const std::string locks = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 19821 AND objid = 2 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
  std::string held;
  SyncRequest request;
  request.batch_size = 2'000;
  request.on_progress = [&](const std::string& what, const StreamName&, int64_t done, int64_t) {
    if (what != "read" || done != 10'000) return;
    for (int i = 0; i < 600 && !clock.failed; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    for (int i = 0; i < 40 && (held = hub.values(locks)) != "0 "; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  };
  Hub opened = hub.open();
  EXPECT_TRUE(sync(opened, request, clock).clean());
  EXPECT_TRUE(clock.failed);
  EXPECT_EQ(held, "0 ");
  EXPECT_EQ(customers(), 12'000);
  EXPECT_EQ(hub.values("SELECT state FROM hub.run"), "finished ");
}

}  // namespace
}  // namespace musubi
