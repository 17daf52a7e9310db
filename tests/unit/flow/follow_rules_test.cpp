// Connections that are never run: their records follow a changed mapping as the hub starts.
#include "core/flow/follow_rules.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "core/flow/receive.hpp"
#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

using namespace std::chrono_literals;

class FollowRules : public ::testing::Test {
 protected:
  FollowRules() {
    folder.write("connections/inquiry.yaml", "connector: form\nconfig: {fields: [{name: name, required: true}, {name: maiden}]}\n");
    map_name("name");
  }
  void map_name(const std::string& field) const {
    folder.write("mappings/inquiry.posts.yaml", "source: inquiry.posts\nignore: [name, maiden]\nparties:\n  person: {kind: person, name: " + field + "}\n");
  }
  static void post(Inbox& inbox, const std::string& nonce, const std::string& name, const std::string& maiden) {
    inbox.receive("inquiry", {"POST", "", {{"Content-Type", "application/x-www-form-urlencoded"}}, "_nonce=nonce-of-" + nonce + "-0123456789&name=" + name + "&maiden=" + maiden});
  }
  /// As `up`: what was pending and what is posted is published, by the files as they are now.
  void run_hub(const std::string& nonce, const std::string& name, const std::string& maiden) {
    Hub hub = folder.open();
    Inbox inbox(hub, folder.clock);
    post(inbox, nonce, name, maiden);
    publish_as_up(hub, inbox);
  }
  void publish_as_up(Hub& hub, Inbox& inbox) {
    auto trouble = [](const Message& m) { ADD_FAILURE() << render(m, Lang::en); };
    EXPECT_TRUE(follow_all_rules(hub, folder.clock, std::stop_source().get_token(), trouble));
    publish_rest(hub, folder.clock, std::stop_source().get_token(), trouble);
    publish_posts(inbox);
  }
  void publish_posts(Inbox& inbox) {
    std::jthread publisher([&](std::stop_token stop) { inbox.publish_posts(stop, [](const Message& m) { ADD_FAILURE() << render(m, Lang::en); }); });
    for (auto end = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < end && folder.values("SELECT count(*) FROM source.pending") != "0 ";) std::this_thread::sleep_for(5ms);
  }
  std::string families() { return folder.values("SELECT family FROM master.customer ORDER BY family"); }

  musubi::testing::HubFolder folder;
};

TEST_F(FollowRules, AHubThatIsOnlyUpFollowsAChangedMappingAtItsNextStart) {
  run_hub("a", "Abe+A", "Baba+A");
  EXPECT_EQ(families(), "Abe ");
  map_name("maiden");
  run_hub("b", "Chiba+B", "Doi+B");
  EXPECT_EQ(families(), "Baba Doi ");
}

TEST_F(FollowRules, RecordsOfWhichNobodyKeptTheRulesFollow) {
  run_hub("a", "Abe+A", "Baba+A");
  Session session = folder.begin();
  session.select("DELETE FROM hub.published_rules");
  session.commit();
  map_name("maiden");
  EXPECT_EQ(musubi::testing::failures(folder.sync()), "");
  EXPECT_EQ(families(), "Baba ") << "a sync of all names the connection too";
}

TEST_F(FollowRules, WhatAHubPublishesByFilesThatWereChangedBesideItFollowsAtItsNextStart) {
  Hub hub = folder.open();
  Inbox inbox(hub, folder.clock);
  post(inbox, "a", "Abe+A", "Baba+A");
  publish_as_up(hub, inbox);
  map_name("maiden");
  EXPECT_EQ(musubi::testing::failures(folder.sync()), "");
  EXPECT_EQ(families(), "Baba ");
  post(inbox, "b", "Chiba+B", "Doi+B");
  publish_posts(inbox);
  EXPECT_EQ(families(), "Baba Chiba ") << "the hub goes on with what it has read";
  run_hub("c", "Eto+C", "Fuse+C");
  EXPECT_EQ(families(), "Baba Doi Fuse ");
}

TEST_F(FollowRules, WhatTheDatabaseRefusesIsToldAndTriedAgain) {
  Hub hub = folder.open();
  auto rename = [&](const char* from, const char* to) {
    Session session = folder.begin();
    session.select(std::string("alter table hub.") + from + " rename to " + to);
    session.commit();
  };
  rename("refusal_rule", "refusal_rule_elsewhere");
  std::string told;
  const bool followed = follow_all_rules(hub, folder.clock, std::stop_source().get_token(), [&](const Message& m) {
    told += m.id + " ";
    if (told == "store.refused store.refused ") rename("refusal_rule_elsewhere", "refusal_rule");
  });
  EXPECT_TRUE(followed);
  EXPECT_EQ(told, "store.refused store.refused ");
}

class NoClock final : public Clock {
 public:
  Time now() const override { throw std::runtime_error("no clock"); }
};

TEST_F(FollowRules, AnyOtherFaultIsToldTooAndAStopEndsTheTrying) {
  Hub hub = folder.open();
  std::stop_source stop;
  std::string told;
  const bool followed = follow_all_rules(hub, NoClock(), stop.get_token(), [&](const Message& m) {
    told += m.id + " ";
    stop.request_stop();
  });
  EXPECT_FALSE(followed);
  EXPECT_EQ(told, "flow.publishing_broke ");
}

}  // namespace
}  // namespace musubi
