// A run that a person stops half-way is interrupted, not failed.
#include <gtest/gtest.h>

#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

class Interrupted : public ::testing::Test {
 protected:
  Interrupted() {
    hub.write("connections/shop.yaml", "connector: file\nconfig: {streams: {members: {path: members.csv, key: [id]}}}\n");
    hub.write("mappings/shop.members.yaml", "source: shop.members\nparties: {member: {kind: person, key: id, name: name}}\n");
    hub.write("members.csv", "id,name\n1,山田 花子\n2,佐藤 次郎\n3,鈴木 三郎\n");
  }
  SyncReport stopped_at(const std::string& step) {
    std::stop_source stop;
    SyncRequest request;
    request.stop = stop.get_token();
    request.chunk_size = 1;
    request.on_progress = [&](const std::string& what, const StreamName&, int64_t, int64_t) {
      if (what == step) stop.request_stop();
    };
    return hub.sync(request);
  }

  testing::HubFolder hub;
};

TEST_F(Interrupted, IsWhatThePersonSees) {
  for (const char* step : {"read", "publish"}) {
    SyncReport report = stopped_at(step);
    EXPECT_TRUE(report.stopped);
    EXPECT_FALSE(report.clean());
    ASSERT_TRUE(report.connections[0].failure);
    EXPECT_EQ(report.connections[0].failure->id, "flow.stopped");
  }
  EXPECT_TRUE(hub.sync().clean());
  EXPECT_EQ(hub.values("SELECT state FROM hub.run ORDER BY id"), "interrupted interrupted finished ");
}

TEST_F(Interrupted, IsNotWhatBrokeBefore) {
  std::stop_source stop;
  stop.request_stop();
  SyncRequest request;
  request.stop = stop.get_token();
  hub.write("connections/other.yaml", "connector: nothing\n");
  hub.sync(request);
  EXPECT_EQ(hub.values("SELECT state FROM hub.run ORDER BY connection"), "failed interrupted ");
}

}  // namespace
}  // namespace musubi
