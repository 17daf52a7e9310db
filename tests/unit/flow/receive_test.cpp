#include "core/flow/receive.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "core/store/hub_watch.hpp"
#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

using namespace std::chrono_literals;

/// A hub with a form, and a list that is only read.
class Receive : public ::testing::Test {
 protected:
  Receive() {
    folder.write("connections/inquiry.yaml", "connector: form\nconfig: {fields: [{name: name, required: true}, {name: mail}]}\n");
    folder.write("mappings/inquiry.posts.yaml",
                 "source: inquiry.posts\nentered_by: self\nparties:\n  person: {kind: person, name: name, email: mail}\nfacts:\n"
                 "  inquiry: {kind: activity, of: person, at: $received_at, channel: {const: form}, body: text}\n");
    folder.write("connections/shop.yaml", "connector: file\nconfig: {streams: {members: {path: members.csv, key: [id]}}}\n");
    folder.write("mappings/shop.members.yaml", "source: shop.members\nparties:\n  member: {kind: person, key: id, name: name}\n");
    folder.write("members.csv", "id,name\n1,佐藤 一郎\n");
    hub.reset(new Hub(folder.open()));
    inbox = std::make_unique<Inbox>(*hub, folder.clock);
  }
  static Push form(const std::string& body) { return {"POST", "", {{"Content-Type", "application/x-www-form-urlencoded"}}, body}; }

  bool becomes(const std::string& sql, const std::string& value) {
    for (auto end = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(10ms))
      if (folder.values(sql) == value) return true;
    ADD_FAILURE() << sql << " is " << folder.values(sql);
    return false;
  }

  musubi::testing::HubFolder folder;
  std::unique_ptr<Hub> hub;
  std::unique_ptr<Inbox> inbox;
};

struct Publisher {
  Publisher(Inbox& inbox) : thread([&](std::stop_token stop) { inbox.publish_posts(stop, [](const Message& m) { ADD_FAILURE() << render(m, Lang::en); }); }) {}
  std::jthread thread;
};

TEST_F(Receive, APostIsDurableWhenItIsAnsweredAndACustomerAtOnce) {
  EXPECT_EQ(inbox->connections(), std::vector<std::string>{"inquiry"});
  EXPECT_EQ(inbox->receive("inquiry", form("_nonce=0123456789abcdef&name=Hanako+Yamada&mail=hanako@example.jp&text=hello")).status, 200);
  EXPECT_EQ(folder.values("SELECT key FROM source.record"), "n-0123456789abcdef ");
  {
    Publisher publisher(*inbox);
    becomes("SELECT count(*) FROM master.customer", "1 ");
    inbox->receive("inquiry", form("_nonce=0123456789abcdef&name=Hanako+Yamada&mail=hanako@example.jp&text=hello"));
    becomes("SELECT state FROM hub.run ORDER BY id", "finished finished ");
  }
  EXPECT_EQ(folder.values("SELECT count(*) FROM source.record"), "1 ");
  EXPECT_EQ(folder.values("SELECT sum(read) || '/' || sum(fresh) || '/' || sum(unchanged) FROM hub.run_stream GROUP BY run ORDER BY run"), "1/1/0 1/0/1 ");
  EXPECT_EQ(folder.values("SELECT body FROM master.activity"), "hello ");
}

TEST_F(Receive, WhatIsPostedToAStreamThatIsNotWantedIsAnsweredAndLeftOut) {
  folder.write("connections/inquiry.yaml", "connector: form\nstreams: {posts: {enabled: no}}\nconfig: {fields: [{name: name, required: true}, {name: mail}]}\n");
  std::filesystem::remove(folder.path / "mappings/inquiry.posts.yaml");
  hub.reset(new Hub(folder.open()));
  inbox = std::make_unique<Inbox>(*hub, folder.clock);
  ASSERT_EQ(inbox->connections(), std::vector<std::string>{"inquiry"}) << "no mapping is wanted of it";
  EXPECT_EQ(inbox->receive("inquiry", form("_nonce=0123456789abcdef&name=Hanako+Yamada&mail=hanako@example.jp")).status, 200);
  EXPECT_EQ(folder.values("SELECT key FROM source.record"), "");
  EXPECT_EQ(folder.values("SELECT id FROM hub.run"), "");
}

TEST_F(Receive, WithoutANonceADoubleClickIsOneAndTheSameLaterIsAnother) {
  const std::string body = "name=Hanako+Yamada&mail=hanako@example.jp&text=catalogue";
  EXPECT_EQ(inbox->receive("inquiry", form(body)).status, 200);
  EXPECT_EQ(inbox->receive("inquiry", form(body)).status, 200);
  EXPECT_EQ(folder.values("SELECT count(*) FROM source.record"), "1 ");
  EXPECT_EQ(folder.values("SELECT key ~ '^c-[0-9a-f]{32}-[0-9]{14}$' FROM source.record"), "t ");
  {
    Session session = folder.begin();
    EXPECT_EQ(session.select("SELECT until - now() BETWEEN interval '9 min' AND interval '10 min' FROM hub.delivery").rows.at(0)[0], "t");
    session.select("UPDATE hub.delivery SET until = now() - interval '1 second'");
    session.select("UPDATE source.record SET key = left(key, -14) || '20260301000000'");
    session.commit();
  }
  EXPECT_EQ(inbox->receive("inquiry", form(body)).status, 200);
  EXPECT_EQ(folder.values("SELECT count(*) FROM source.record"), "2 ");
}

TEST_F(Receive, ABeaconAfterAWithdrawalIsRefusedByTheNextHubToo) {
  folder.write("connections/web.yaml", "connector: beacon\nconfig: {origins: [\"https://www.shop.example\"]}\n");
  for (const char* stream : {"events", "logins", "visitors"})
    folder.write(std::string("mappings/web.") + stream + ".yaml", std::string("source: web.") + stream + "\nparties:\n  person: {kind: person, name: nobody}\n");
  auto beacon = [&](char visitor, const char* event) {
    const std::string body = R"({"visitor":")" + std::string(32, visitor) + R"(","consent":true,"id":"0123456789abcdef","event":")" + event + "\"}";
    return inbox->receive("web", {"POST", "", {{"Origin", "https://www.shop.example"}, {"User-Agent", "Mozilla/5.0"}}, body}).status;
  };
  auto restart = [&] {
    hub.reset(new Hub(folder.open()));
    inbox = std::make_unique<Inbox>(*hub, folder.clock);
  };
  restart();
  EXPECT_EQ(beacon('a', "page"), 202);
  EXPECT_EQ(beacon('a', "withdraw"), 202);
  EXPECT_EQ(beacon('a', "page"), 403);
  restart();
  EXPECT_EQ(beacon('a', "page"), 403);
  EXPECT_EQ(beacon('b', "page"), 202);
  EXPECT_EQ(beacon('b', "page"), 202) << "to ask is not to withdraw";
  EXPECT_EQ(beacon('a', "withdraw"), 202) << "it may come again";
}

TEST_F(Receive, AClaimPublishesTheReceiptThatItNamesAndNothingElse) {
  folder.write("connections/scan.yaml", "connector: form\nconfig: {fields: [{name: receipt, required: true}]}\n");
  folder.write("mappings/scan.posts.yaml",
               "source: scan.posts\nentered_by: self\nparties:\n  person: {kind: person, name: name}\nfacts:\n"
               "  claim: {kind: receipt_claim, of: person, receipt_stream: {const: pos.receipts}, receipt: receipt, at: $received_at}\n");
  folder.write("connections/pos.yaml", "connector: file\nconfig: {streams: {receipts: {path: receipts.csv, key: [no]}}}\n");
  folder.write("mappings/pos.receipts.yaml",
               "source: pos.receipts\nfacts:\n  receipt: {kind: sales_order, of: {stream: members, key: card}, key: no, number: no, ordered_at: at, amount: yen}\n");
  folder.write("receipts.csv", "no,card,at,yen\nR1,,2026-05-01,100\nR2,,2026-05-02,200\n");
  folder.sync();
  hub.reset(new Hub(folder.open()));
  inbox = std::make_unique<Inbox>(*hub, folder.clock);
  {
    Session session = hub->store.begin();
    session.publish_again("pos", false);  // a backlog
    session.commit();
  }
  Publisher publisher(*inbox);
  inbox->receive("scan", form("_nonce=0123456789abcdef&name=Hanako+Yamada&receipt=R2"));
  becomes("SELECT count(*) FROM master.sales_order WHERE profile_id IS NOT NULL", "1 ");
  EXPECT_EQ(folder.values("SELECT r.key FROM source.pending p JOIN source.record r ON r.id = p.record_id"), "R1 ");
  EXPECT_EQ(folder.values("SELECT number FROM master.sales_order WHERE profile_id IS NOT NULL"), "R2 ");
}

TEST_F(Receive, WhatAKilledHubLeftIsPublishedByTheNext) {
  inbox->receive("inquiry", form("name=A+B&mail=a@example.jp"));
  inbox = std::make_unique<Inbox>(*hub, folder.clock);
  Publisher publisher(*inbox);
  becomes("SELECT count(*) FROM master.customer", "1 ");
}

TEST_F(Receive, AStoppedPublisherLeavesNothingAnswered) {
  Publisher publisher(*inbox);
  for (int i = 0; i < 5; ++i) inbox->receive("inquiry", form("name=A" + std::to_string(i) + "&mail=a@example.jp"));
  publisher.thread.request_stop();
  publisher.thread.join();
  EXPECT_EQ(folder.values("SELECT count(*) FROM source.pending"), "0 ");
}

TEST_F(Receive, RobotsLandNothingAndUnreadableBytesAreHeld) {
  EXPECT_EQ(inbox->receive("inquiry", form("name=A&website_url=http://spam.example")).status, 200);
  EXPECT_EQ(folder.values("SELECT count(*) FROM hub.run"), "0 ");
  EXPECT_EQ(inbox->receive("inquiry", form("name=%FF%FE%81&x=%80")).status, 200);
  EXPECT_EQ(folder.values("SELECT payload FROM hub.quarantine"), R"({"name":"%FF%FE%81","x":"%80"} )");
  EXPECT_EQ(inbox->receive("inquiry", form("mail=a@example.jp")).status, 422);
  EXPECT_EQ(folder.values("SELECT count(*) FROM source.record"), "0 ");
}

TEST_F(Receive, OnlyConnectionsThatReceiveAreInboxes) {
  for (const char* name : {"shop", "inquiri", ""}) {
    try {
      inbox->receive(name, form("name=A"));
      ADD_FAILURE() << name;
    } catch (const Error& e) {
      EXPECT_EQ(e.message().id, "flow.no_such_inbox") << name;
    }
  }
  SyncReport report = folder.sync();
  ASSERT_EQ(report.connections.size(), 1u) << "a sync of all passes over what only receives";
  EXPECT_TRUE(report.clean());
}

/// Once a run that ended in one transaction was taken for another process's by the next post, which then waited and failed.
TEST_F(Receive, PostsAtOnceDoNotTakeEachOtherForDead) {
  Publisher publisher(*inbox);
  std::vector<std::jthread> senders;
  std::atomic<int> answered = 0;
  for (int t = 0; t < 4; ++t)
    senders.emplace_back([&, t] {
      for (int i = 0; i < 40; ++i) {
        std::string n = std::to_string(t) + "x" + std::to_string(i);
        answered += inbox->receive("inquiry", form("_nonce=nonce-" + n + "-0123456789&name=N" + n + "&mail=m" + n + "@example.jp")).status == 200;
      }
    });
  senders.clear();
  EXPECT_EQ(answered, 160);
  becomes("SELECT count(*) FROM hub.run WHERE state = 'finished'", "160 ");
  EXPECT_EQ(folder.values("SELECT count(*) FROM source.record"), "160 ");
  EXPECT_LT(std::stoi(folder.values("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 19822 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")), 20)
      << "one lock for all runs of a session, however many posts wait";
}

TEST_F(Receive, AnAlertIsOpenOncePerConnectionAndKindUntilItRecovers) {
  Session session = folder.begin();
  Alert alert{0, "shop", "failed", 3, {"pull.auth", {{"where", "shop"}}}, folder.clock.now(), {}, {}};
  EXPECT_TRUE(raise_alert(session, alert));
  EXPECT_FALSE(raise_alert(session, alert));
  ASSERT_EQ(open_alerts(session).size(), 1u);
  EXPECT_EQ(open_alerts(session)[0].reason, alert.reason);
  alert_mailed(session, open_alerts(session)[0].id, folder.clock.now());
  EXPECT_TRUE(open_alerts(session)[0].mailed);
  EXPECT_TRUE(resolve_alert(session, "shop", "failed", folder.clock.now()));
  EXPECT_FALSE(resolve_alert(session, "shop", "failed", folder.clock.now()));
  EXPECT_TRUE(raise_alert(session, alert)) << "broken anew";
}

}  // namespace
}  // namespace musubi
