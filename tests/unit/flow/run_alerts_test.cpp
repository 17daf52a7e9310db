// Each kind of alert has a life of its own.
#include "core/flow/run_alerts.hpp"

#include <gtest/gtest.h>

#include "core/store/hub_watch.hpp"
#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

class RunAlerts : public ::testing::Test {
 protected:
  RunAlerts() {
    Session session = folder.begin();
    for (const char* kind : {"failed", "overdue", "expiring", "inbox", "fetch"}) EXPECT_TRUE(raise(session, kind)) << kind << " is kept quiet by another";
    session.commit();
  }
  bool raise(Session& session, const char* kind) { return raise_alert(session, {0, "shop", kind, {}, {"flow.run_broke", {{"connection", "shop"}}}, folder.clock.now(), {}, {}}); }
  /// What is left open once a run has come to this.
  std::string after(const ConnectionReport& report) {
    Session session = folder.begin();
    settle_alerts(session, report, folder.clock.now());
    session.commit();
    return open();
  }
  std::string open() { return folder.values("SELECT kind FROM hub.alert WHERE resolved IS NULL ORDER BY kind"); }
  static ConnectionReport ended(std::optional<Message> failure = {}, bool credential_ends = false) {
    ConnectionReport out;
    out.connection = "shop";
    out.failure = std::move(failure);
    if (credential_ends) out.notes.push_back({"flow.credential_ends", {}});
    return out;
  }
  testing::HubFolder folder;
};

TEST_F(RunAlerts, AreOpenOnceOfAKind) {
  Session session = folder.begin();
  for (const char* kind : {"failed", "overdue", "expiring", "inbox", "fetch"}) EXPECT_FALSE(raise(session, kind)) << kind;
  EXPECT_TRUE(resolve_alert(session, "shop", "expiring", folder.clock.now()));
  EXPECT_TRUE(raise(session, "expiring")) << "anew";
}

TEST_F(RunAlerts, AGoodRunSettlesWhatWasAboutRuns) { EXPECT_EQ(after(ended()), "fetch inbox "); }

TEST_F(RunAlerts, ACredentialThatStillEndsLeavesItsOwn) { EXPECT_EQ(after(ended({}, true)), "expiring fetch inbox "); }

TEST_F(RunAlerts, AFailedRunIsNoLongerLate) { EXPECT_EQ(after(ended(Message{"pull.auth", {}})), "expiring failed fetch inbox "); }

TEST_F(RunAlerts, AStreamThatFailedIsNoGoodRun) {
  ConnectionReport report = ended();
  report.failed_streams.emplace_back("members", Message{"pull.data", {}});
  EXPECT_EQ(complaint(report)->id, "pull.data");
  EXPECT_EQ(after(report), "expiring failed fetch inbox ");
}

TEST_F(RunAlerts, ARunThatDidNotTakePlaceSettlesNothing) {
  const std::string all = open();
  for (const char* id : {"flow.stopped", "store.already_running"}) {
    EXPECT_EQ(after(ended(Message{id, {}})), all) << id;
    EXPECT_FALSE(complaint(ended(Message{id, {}}))) << id;
  }
}

TEST_F(RunAlerts, AreSettledBySyncByHandButNotByADryRun) {
  folder.write("connections/shop.yaml", "connector: file\nconfig: {streams: {members: {path: members.csv, key: [id]}}}\n");
  folder.write("mappings/shop.members.yaml", "source: shop.members\nparties: {member: {kind: person, key: id, name: name}}\n");
  folder.write("members.csv", "id,name\n1,山田 花子\n");
  SyncRequest dry;
  dry.dry_run = true;
  folder.sync(dry);
  EXPECT_EQ(open(), "expiring failed fetch inbox overdue ");
  folder.sync();
  EXPECT_EQ(open(), "fetch inbox ");
}

TEST_F(RunAlerts, OfEachConnectionOfOneSyncAreSettled) {
  for (const std::string name : {"office", "shop"}) {
    folder.write("connections/" + name + ".yaml", "connector: file\nconfig: {streams: {members: {path: members.csv, key: [id]}}}\n");
    folder.write("mappings/" + name + ".members.yaml", "source: " + name + ".members\nparties: {member: {kind: person, key: id, name: name}}\n");
  }
  folder.write("members.csv", "id,name\n1,山田 花子\n");
  Session session = folder.begin();
  raise_alert(session, {0, "office", "failed", {}, {"flow.run_broke", {{"connection", "office"}}}, folder.clock.now(), {}, {}});
  session.commit();
  folder.sync();
  EXPECT_EQ(open(), "fetch inbox ");
}

TEST_F(RunAlerts, OfAHubThatOnlyReceivesWaitForPosts) {
  folder.write("connections/shop.yaml", "connector: form\nconfig: {fields: [{name: name, required: true}]}\n");
  folder.write("mappings/shop.posts.yaml", "source: shop.posts\nparties: {member: {kind: person, name: name}}\n");
  EXPECT_TRUE(folder.sync().connections.empty());
  EXPECT_EQ(open(), "expiring failed fetch inbox overdue ");
}

TEST_F(RunAlerts, OfWhatIsNotPlannedAreForgotten) {
  Session session = folder.begin();
  forget_unplanned(session, {"shop"}, folder.clock.now());
  EXPECT_EQ(open_alerts(session).size(), 5u);
  forget_unplanned(session, {"other"}, folder.clock.now());
  EXPECT_EQ(open_alerts(session).size(), 2u) << "fetch and inbox are no runs";
}

}  // namespace
}  // namespace musubi
