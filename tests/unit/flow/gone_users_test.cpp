// A device that two people used is nobody's, and stays nobody's when one of them goes: it goes along.
#include <gtest/gtest.h>

#include "core/flow/erase.hpp"
#include "core/flow/picture.hpp"
#include "core/flow/steward.hpp"
#include "tests/unit/flow/fixed_clock.hpp"
#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

using testing::figures;
using testing::FixedClock;

class GoneUsers : public ::testing::Test {
 protected:
  void SetUp() override {
    folder.write("connections/web.yaml", "connector: file\nconfig: {streams: {visitors: {path: visitors.jsonl, key: [visitor]}, events: {path: events.jsonl, key: [id]}}}\n");
    folder.write("mappings/web.visitors.yaml",
                 "source: web.visitors\nentered_by: system\nparties:\n  visitor: {kind: person, key: visitor, ids: {visitor: {from: visitor, identifies: party}}}\n");
    folder.write("mappings/web.events.yaml", "source: web.events\nfacts:\n  event: {kind: web_event, of: {stream: visitors, key: visitor}, at: at, event: event}\n");
    folder.write("mappings/inquiry.posts.yaml",
                 "source: inquiry.posts\nentered_by: self\nparties:\n  person: {kind: person, key: id, name: name, email: mail, ids: {visitor: {from: visitor, identifies: device}}}\n"
                 "facts:\n  inquiry: {kind: activity, of: person, at: at, channel: {const: form}}\n");
    keep("");
    folder.write("visitors.jsonl", "{\"visitor\":\"v1\"}\n");
    events({"e1"});
    posts({{"f1", "山田 花子", "hanako@example.jp", "2025-05-01"}, {"f2", "佐藤 次郎", "jiro@example.jp", "2020-05-01"}});
  }
  void keep(const std::string& retention) {
    folder.write("connections/inquiry.yaml", "connector: file\nconfig: {streams: {posts: {path: posts.jsonl, key: [id]}}}\n" +
                                                 (retention.empty() ? std::string() : "streams: {posts: {retention: " + retention + "}}\n"));
  }
  struct Post {
    std::string id, name, mail, at;
  };
  void posts(const std::vector<Post>& all) {
    std::string text;
    for (const Post& p : all) text += R"({"id":")" + p.id + R"(","name":")" + p.name + R"(","mail":")" + p.mail + R"(","at":")" + p.at + "\",\"visitor\":\"v1\"}\n";
    folder.write("posts.jsonl", text);
  }
  void events(const std::vector<std::string>& ids) {
    std::string text;
    for (const std::string& id : ids) text += R"({"id":")" + id + "\",\"visitor\":\"v1\",\"event\":\"page\",\"at\":\"2025-06-01\"}\n";
    folder.write("events.jsonl", text);
  }
  SyncReport synced(bool dry_run = false) {
    Hub hub = folder.open();
    SyncRequest request;
    request.dry_run = dry_run;
    return sync(hub, request, FixedClock("2026-01-01"));
  }
  int64_t customer_of(const std::string& record) { return std::stoll(folder.values("select customer_id from identity.profile where record_key = '" + record + "'")); }
  ErasureOutcome erased(const std::string& record) {
    Hub hub = folder.open();
    return erase(hub, customer_of(record), "tester", "asked to", folder.clock, false);
  }
  std::string records() { return folder.values("select key from source.record order by 1"); }
  std::string whose_events() { return folder.values("select p.customer_id from master.web_event w join identity.profile p on p.id = w.profile_id"); }

  testing::HubFolder folder;
};

TEST_F(GoneUsers, AnErasedOneTakesTheSharedDeviceAlong) {
  synced();
  ASSERT_NE(customer_of("v1"), customer_of("f1"));
  ErasureOutcome outcome = erased("f2");
  EXPECT_EQ(outcome.records, 3u);
  EXPECT_EQ(records(), "f1 ");
  EXPECT_EQ(whose_events(), "");
  EXPECT_EQ(folder.values("select record_key from identity.profile where not stub"), "f1 ");
}

TEST_F(GoneUsers, WhatIsDoneThereAfterwardsIsNotTakenIn) {
  synced();
  erased("f2");
  events({"e1", "e2"});
  SyncReport report = synced();
  EXPECT_TRUE(report.clean());
  EXPECT_NE(figures(report).find("events 2/0/0/2/0/0/"), std::string::npos) << figures(report);
  EXPECT_EQ(records(), "f1 ");
  EXPECT_EQ(folder.values("select count(*) from identity.profile where record_key = 'v1'"), "0 ");
}

TEST_F(GoneUsers, WhileBothAreThereAnExplanationSaysSo) {
  synced();
  Hub hub = folder.open();
  Session session = hub.store.begin();
  auto device = picture(session, hub.rules, customer_of("v1")), user = picture(session, hub.rules, customer_of("f1"));
  Pair pair = compared(device->profiles.at(0), user->profiles.at(0), hub.rules);
  EXPECT_EQ(pair.band, Band::review);
  EXPECT_EQ(pair.veto, "device");
}

TEST_F(GoneUsers, ADeviceThatAStewardGaveToTheOtherStays) {
  synced();
  {
    Hub hub = folder.open();
    merge_customers(hub, customer_of("f1"), customer_of("v1"), {"佐藤", "電話で確認"}, folder.clock);
  }
  erased("f2");
  EXPECT_EQ(records(), "e1 f1 v1 ");
  EXPECT_EQ(whose_events(), std::to_string(customer_of("f1")) + " ");
}

TEST_F(GoneUsers, OnePastTheRetentionTakesItAlong) {
  synced();
  keep("3 years");
  SyncReport dry = synced(true);
  EXPECT_NE(render(dry.connections.at(0).notes.at(0), Lang::en).find("3 records"), std::string::npos) << render(dry.connections.at(0).notes.at(0), Lang::en);
  synced();
  EXPECT_EQ(records(), "f1 ");
  EXPECT_EQ(whose_events(), "");
}

TEST_F(GoneUsers, ThoughNotWhileAnotherRecordOfTheSamePersonNamesIt) {
  posts({{"f1", "山田 花子", "hanako@example.jp", "2025-05-01"}, {"f2", "佐藤 次郎", "jiro@example.jp", "2020-05-01"}, {"f3", "佐藤 次郎", "jiro@example.jp", "2025-05-02"}});
  synced();
  keep("3 years");
  synced();
  EXPECT_EQ(records(), "e1 f1 f3 v1 ");
  EXPECT_EQ(whose_events(), std::to_string(customer_of("v1")) + " ");
  EXPECT_NE(customer_of("v1"), customer_of("f1"));
  EXPECT_NE(customer_of("v1"), customer_of("f3"));
}

}  // namespace
}  // namespace musubi
