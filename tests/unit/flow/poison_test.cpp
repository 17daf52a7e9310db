// A record that the database will not take is held; every other is published.
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

class Poison : public ::testing::Test {
 protected:
  Poison() {
    hub.write("connections/shop.yaml", "connector: file\nconfig: {streams: {members: {path: members.csv, key: [id]}}}\n");
    hub.write("mappings/shop.members.yaml", "source: shop.members\nparties: {member: {kind: person, key: id, name: name}}\n");
    sql("ALTER TABLE identity.profile ADD CONSTRAINT no_poison CHECK (family <> '毒島')");
  }
  void sql(const std::string& statement) {
    Session session = hub.begin();
    session.select(statement);
    session.commit();
  }
  void list(size_t members, const std::set<size_t>& poisoned) {
    std::string text = "id,name\n";
    for (size_t i = 1; i <= members; ++i) text += std::to_string(i) + "," + (poisoned.contains(i) ? "毒島" : "山田") + " 花子" + std::to_string(i) + "\n";
    hub.write("members.csv", text);
  }
  std::string held() { return hub.values("SELECT key || ':' || step || ':' || reason[1] FROM hub.quarantine WHERE resolved_at IS NULL ORDER BY id"); }
  std::string families() { return hub.values("SELECT family FROM identity.profile ORDER BY record_key"); }

  testing::HubFolder hub;
};

TEST_F(Poison, IsFoundWhereverItStands) {
  list(23, {1, 7, 8, 23});
  SyncReport report = hub.sync();
  EXPECT_TRUE(report.clean());
  EXPECT_EQ(testing::figures(report), "members 23/19/0/0/4/0/ ");
  EXPECT_EQ(held(), "1:publish:store.refused 7:publish:store.refused 8:publish:store.refused 23:publish:store.refused ");
  EXPECT_EQ(hub.values("SELECT count(*) FROM master.customer"), "19 ");
  EXPECT_EQ(hub.values("SELECT count(*) FROM source.pending"), "0 ");
  SyncRequest full;
  full.full = true;
  EXPECT_EQ(testing::figures(hub.sync(full)), "members 23/0/0/23/0/0/ ");
}

TEST_F(Poison, LeavesWhatTheRecordSaidBefore) {
  list(2, {});
  hub.sync();
  list(2, {2});
  EXPECT_EQ(testing::figures(hub.sync()), "members 2/0/0/1/1/0/ ");
  EXPECT_EQ(families(), "山田 山田 ");
  list(2, {});
  EXPECT_EQ(testing::figures(hub.sync()), "members 2/0/1/1/0/0/ ");
  EXPECT_EQ(held(), "");
}

TEST_F(Poison, LeavesTheVersionBeforeThatWasNotPublishedYet) {
  list(1, {});
  std::stop_source stop;
  SyncRequest request;
  request.stop = stop.get_token();
  request.on_progress = [&](const std::string&, const StreamName&, int64_t, int64_t) { stop.request_stop(); };
  hub.sync(request);
  list(1, {1});
  SyncReport report = hub.sync();
  EXPECT_EQ(testing::figures(report), "members 1/0/0/0/1/0/ ");
  EXPECT_EQ(families(), "山田 ");
}

TEST_F(Poison, GoesOnWhereNoVersionCanBePublished) {
  list(1, {1});
  std::stop_source stop;
  SyncRequest request;
  request.stop = stop.get_token();
  request.on_progress = [&](const std::string&, const StreamName&, int64_t, int64_t) { stop.request_stop(); };
  hub.sync(request);
  hub.write("members.csv", "id,name\n1,毒島 次郎\n2,山田 次郎\n");
  EXPECT_EQ(testing::figures(hub.sync()), "members 2/1/0/0/1/0/ ");
  EXPECT_EQ(families(), "山田 ");
}

TEST_F(Poison, IsPublishedAgainWhenMended) {
  list(2, {1});
  hub.sync();
  sql("ALTER TABLE identity.profile DROP CONSTRAINT no_poison");
  Session session = hub.begin();
  EXPECT_EQ(session.publish_again("shop", true), 1);
  session.commit();
  Hub opened = hub.open();
  publish(opened, {}, hub.clock);
  EXPECT_EQ(families(), "毒島 山田 ");
  EXPECT_EQ(held(), "");
}

TEST_F(Poison, IsToldByADryRun) {
  list(5, {3});
  size_t held = 0, profiles = 0;
  SyncRequest request;
  request.dry_run = true;
  request.on_changes = [&](const Derived& d) {
    held += d.held.size();
    for (const RowChange& c : d.changes.changes) profiles += c.table == TableId::profile;
  };
  EXPECT_EQ(testing::figures(hub.sync(request)), "members 5/4/0/0/1/0/ ");
  EXPECT_EQ(held, 1u);
  EXPECT_EQ(profiles, 4u);
}

/// What PostgreSQL refuses for no record's sake must not be taken out on the records.
TEST_F(Poison, IsNotWhatConcernsAll) {
  list(3, {});
  sql("ALTER TABLE identity.profile RENAME COLUMN family TO family_gone");
  EXPECT_THROW(hub.sync(), Error);
  sql("ALTER TABLE identity.profile RENAME COLUMN family_gone TO family");
  EXPECT_EQ(hub.values("SELECT count(*) FROM source.pending"), "3 ");
  EXPECT_TRUE(hub.sync().clean());
  EXPECT_EQ(families(), "山田 山田 山田 ");
}

}  // namespace
}  // namespace musubi
