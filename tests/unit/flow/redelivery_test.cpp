// What senders deliver twice, late, or under another id.
#include <gtest/gtest.h>

#include <cstdlib>

#include "core/flow/receive.hpp"
#include "core/flow/run_log.hpp"
#include "core/store/deliveries.hpp"
#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

using namespace std::chrono_literals;

/// A body, signed with shop-secret-1 as Shopify does.
struct Signed {
  const char *body, *signature;
};
constexpr Signed pending = {R"({"id":7,"state":"pending","updated_at":"2026-05-01T10:00:00+09:00"})", "QqaXUUs8WXEZIgmcq7n9BSxHFd9wPYSQiclyJ6lSE9g="},
                 paid = {R"({"id":7,"state":"paid","updated_at":"2026-05-01T10:05:00+09:00"})", "vmLxa8hB2RoMpHc0CgN3JtcaQAO1zfZj6abN1bNypvg="},
                 shipped = {R"({"id":7,"state":"shipped","updated_at":"2026-05-01T10:03:00+09:00"})", "GsKmHyb2g/S4eJEHg0wCYwgjMROgJ1+671s21wR0cKs="},
                 timeless = {R"({"id":7,"state":"returned"})", "EVrvWW346f5fKvE2441MnFZoNLq4hQMCWMugHfoHrZs="},
                 id_alone = {R"({"id":7})", "9ge8jYRHVBQGEEwB5olxX1uULeXszqpvwozL20RYptw="},
                 nameless = {R"({"state":"pending"})", "GOGgEBS55ySWo5tqvJ4mmL0B9zARO+a/YokPt/8MkDw="},
                 event_1 = {R"({"event_id":"e1","id":7,"state":"pending"})", "EAiunV0Cmudzbb1v/k9HgmEKb8zCahmVGMxrBwwOeMs="},
                 event_2 = {R"({"event_id":"e2","id":7,"state":"paid"})", "0zBqZFUUFB3Ut+E+jX324hGy2eN6GNmrlYoeL5N9mBg="};

/// Signed together with the time that X-Shopify-Triggered-At bears: 1700000000, 1700000050 and 1700000100.
constexpr Signed returned_0 = {timeless.body, "FBikY2M2qujrpg2rz5ajuFFzmUwQ3JaJF5tPIu+qw+w="}, returned_100 = {timeless.body, "S1DV2B+6vVPTCRFGhnDk07/Yt2wyBSFrpceNHBEXqKs="},
                 paid_50 = {R"({"id":7,"state":"paid"})", "BkxFqt3+w+mfV9g7rH4x7QxHDJXfYoNjxuv2vNPZlhM="};

class Redelivery : public ::testing::Test {
 protected:
  void open(const std::string& settings, const std::string& scheme = "scheme: shopify") {
    setenv("MUSUBI_TEST_SHOP", "shop-secret-1", 1);
    folder.write("connections/ec.yaml", "connector: webhook\nconfig:\n  " + scheme + "\n  auth: {secrets: [{env: MUSUBI_TEST_SHOP}]}\n" + settings);
    for (const char* stream : {"orders", "events"})
      folder.write(std::string("mappings/ec.") + stream + ".yaml", std::string("source: ec.") + stream + "\nparties:\n  order: {kind: person, key: id, name: state}\n");
    hub = std::make_unique<Hub>(folder.open());
    inbox = std::make_unique<Inbox>(*hub, folder.clock);
    ASSERT_TRUE(inbox->broken().empty()) << render(inbox->broken().begin()->second, Lang::en);
  }
  PushAnswer answer(const Signed& one, const std::string& id, const std::string& topic, const std::string& triggered) {
    std::vector<std::pair<std::string, std::string>> headers = {
        {"Content-Type", "application/json"}, {"X-Shopify-Hmac-SHA256", one.signature}, {"X-Shopify-Webhook-Id", id}, {"X-Shopify-Topic", topic}};
    if (!triggered.empty()) headers.emplace_back("X-Shopify-Triggered-At", triggered);
    return inbox->receive("ec", {"POST", "", headers, one.body});
  }
  int post(const Signed& one, const std::string& id, const std::string& topic = "orders/updated", const std::string& triggered = "") { return answer(one, id, topic, triggered).status; }
  std::string body_of(const Signed& one, const std::string& id) { return answer(one, id, "orders/updated", "").body; }
  std::string states() { return folder.values("SELECT coalesce(payload ->> 'state', 'gone') FROM source.record ORDER BY key"); }
  std::string past() { return folder.values("SELECT payload ->> 'state' FROM source.record_history ORDER BY id"); }

  musubi::testing::HubFolder folder;
  std::unique_ptr<Hub> hub;
  std::unique_ptr<Inbox> inbox;
};

/// Signs as Shopify does, and says nothing of ids and times.
constexpr const char* plain = "scheme: hmac\n  signature: {header: X-Shopify-Hmac-SHA256, encoding: base64}";

constexpr const char* by_order = "  streams: {orders: {key: [id], gone: {field: \"header:X-Shopify-Topic\", is: [orders/delete]}}}\n";

TEST_F(Redelivery, AnOlderStateNeverReplacesANewerOne) {
  open(by_order);
  EXPECT_EQ(post(paid, "a"), 202);
  EXPECT_EQ(post(pending, "b"), 202);
  EXPECT_EQ(post(shipped, "c"), 202);
  EXPECT_EQ(states(), "paid ");
  EXPECT_EQ(past(), "pending shipped ") << "said, and not lost";
}

TEST_F(Redelivery, TheSameStateAtALaterTimeIsOfThatTime) {
  open(by_order);
  post(timeless, "a", "orders/updated", "2026-05-01T01:00:00Z");
  post(timeless, "b", "orders/updated", "2026-05-01T02:00:00Z");
  post(paid, "c");
  EXPECT_EQ(states(), "returned ") << "what was overtaken by a state that had not changed";
  EXPECT_EQ(past(), "paid ");
}

TEST_F(Redelivery, ATimeThatCannotBeReadIsSaidAndTheLastToComeCounts) {
  open(by_order);
  post(paid, "a");
  post(timeless, "b", "orders/updated", "yesterday at noon");
  EXPECT_EQ(states(), "returned ");
  std::vector<std::string> lines = end_of_run_log(hub->configuration.hub.data, std::stoll(folder.values("SELECT max(id) FROM hub.run")), 5);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_NE(lines[0].find("WARN データ種類 orders の「header:X-Shopify-Triggered-At」"), std::string::npos) << lines[0];
  EXPECT_EQ(lines[0].find("noon"), std::string::npos) << "never the value";
  post(timeless, "c", "orders/updated", "tomorrow");
  EXPECT_TRUE(end_of_run_log(hub->configuration.hub.data, std::stoll(folder.values("SELECT max(id) FROM hub.run")), 5).empty()) << "said once a minute, not in a file for each post";
}

TEST_F(Redelivery, ADeletionIsOfItsTimeToo) {
  open(by_order);
  post(paid, "a");
  post(id_alone, "b", "orders/delete", "2026-05-01T01:10:00.5Z");
  EXPECT_EQ(states(), "gone ");
  post(shipped, "c");
  EXPECT_EQ(states(), "gone ") << "what was overtaken by the deletion";
}

TEST_F(Redelivery, TheSameIdAgainChangesNothingWhateverCameBetween) {
  open("  order_by: []\n  streams: {orders: {key: [id]}}\n");
  post(pending, "a");
  post(paid, "b");
  EXPECT_EQ(post(pending, "a"), 202);
  EXPECT_EQ(states(), "paid ");
  EXPECT_EQ(folder.values("SELECT count(*) FROM hub.run"), "2 ");
}

TEST_F(Redelivery, TheSameSignedWordsOfTheSameTimeChangeNothingUnderWhateverId) {
  open("");
  post(paid, "a");
  post(pending, "b");
  EXPECT_EQ(post(paid, "forged"), 202);
  EXPECT_EQ(folder.values("SELECT key FROM source.record ORDER BY key"), "a b ");
}

TEST_F(Redelivery, WordsWithoutATimeMayBeSaidAgainUnderAnotherId) {
  open("  event: [\"header:X-Shopify-Webhook-Id\"]\n", plain);
  post(timeless, "in_May");
  post(timeless, "in_June");
  post(timeless, "in_June");
  EXPECT_EQ(folder.values("SELECT key FROM source.record ORDER BY key"), "in_June in_May ");
}

TEST_F(Redelivery, TheSameBodyUnderTwoTopicsIsInBothStreams) {
  open("  streams: {orders: {when: {field: \"header:X-Shopify-Topic\", is: [orders/create]}}, events: {when: {field: \"header:X-Shopify-Topic\", is: [orders/paid]}}}\n");
  post(timeless, "a", "orders/create");
  post(timeless, "b", "orders/paid");
  EXPECT_EQ(folder.values("SELECT stream FROM source.record ORDER BY key"), "orders events ");
}

TEST_F(Redelivery, TheSameBodyUnderTwoTopicsIsTwoEventsOfOneStream) {
  open("");
  post(paid, "a", "orders/updated");
  post(paid, "b", "orders/paid");
  post(paid, "forged", "orders/paid");
  EXPECT_EQ(folder.values("SELECT key FROM source.record ORDER BY key"), "a b ");
}

TEST_F(Redelivery, AStateThatARecordComesBackToCountsWhereverItsKeyIsWritten) {
  for (const char* where : {"  key: [id]\n", "  key: [id]\n  streams: {events: {}}\n", "  key: [id]\n  streams: {events: {key: [id]}}\n", "  streams: {events: {key: [id]}}\n"}) {
    open(where, plain);
    post(timeless, "a");
    post(id_alone, "b");
    post(timeless, "c");
    EXPECT_EQ(states(), "returned ") << where;
    post(id_alone, "d");
  }
}

TEST_F(Redelivery, AnEventsIdInItsBodyIsRememberedBesideTheRecordsKey) {
  open("  event: [event_id]\n  key: [id]\n", plain);
  post(event_1, "");
  post(event_2, "");
  EXPECT_EQ(post(event_1, ""), 202);
  EXPECT_EQ(states(), "paid ");
}

TEST_F(Redelivery, AKeyInAHeaderIsTheEventsIdWhereStreamsHaveKeysOfTheirOwn) {
  open("  key: [\"header:X-Shopify-Webhook-Id\"]\n  streams: {orders: {key: [id]}}\n", plain);
  post(paid, "a");
  post(id_alone, "b");
  EXPECT_EQ(post(paid, "a"), 202);
  EXPECT_EQ(states(), "gone ") << "as before there was a setting for it";
  post(paid, "c");
  EXPECT_EQ(states(), "paid ");
  open("  event: []\n  key: [\"header:X-Shopify-Webhook-Id\"]\n  streams: {orders: {key: [id]}}\n", plain);
  post(id_alone, "d");
  post(paid, "c");
  EXPECT_EQ(states(), "paid ") << "what is written counts";
}

TEST_F(Redelivery, WhatIsGoneMayBeNamedByTheEventsId) {
  const char* keyless = "  streams: {orders: {gone: {field: \"header:X-Shopify-Topic\", is: [orders/delete]}}}\n";
  open(keyless);
  post(paid, "a");
  post(id_alone, "", "orders/delete");
  EXPECT_EQ(folder.values("SELECT stream FROM hub.quarantine"), "orders ") << "nothing says what is gone";
  EXPECT_EQ(states(), "paid ");
  folder.write("connections/ec.yaml", std::string("connector: webhook\nconfig:\n  ") + plain + "\n  auth: {secrets: [{env: MUSUBI_TEST_SHOP}]}\n" + keyless);
  Hub without = folder.open();
  EXPECT_EQ(Inbox(without, folder.clock).broken().size(), 1u) << "there is neither a key nor an id";
}

TEST_F(Redelivery, TheSameSignatureOfTheSameTimeChangesNothing) {
  open("  key: [id]\n  tolerance: 2147483647\n",
       "scheme: hmac\n  signature: {header: X-Shopify-Hmac-SHA256, encoding: base64, signed: \"{timestamp}.{body}\", timestamp: \"header:X-Shopify-Triggered-At\"}");
  post(returned_0, "", "", "1700000000");
  post(paid_50, "", "", "1700000050");
  EXPECT_EQ(post(returned_0, "", "", "1700000000"), 202);
  EXPECT_EQ(states(), "paid ");
  post(returned_100, "", "", "1700000100");
  EXPECT_EQ(states(), "returned ") << "signed anew, it is said anew";
}

TEST_F(Redelivery, WhatWasDeliveredBeforeIsCounted) {
  open("  order_by: []\n  streams: {orders: {key: [id]}}\n");
  post(pending, "a");
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(body_of(pending, "a"), "{\"received\":1,\"repeated\":1}\n");
  EXPECT_NE(::testing::internal::GetCapturedStderr().find("ec: 届いたことのある知らせ（再送）が 1 件"), std::string::npos);
}

TEST_F(Redelivery, WhatLacksItsKeyIsHeldAndNothingIsTakenForGone) {
  open(by_order);
  post(paid, "a");
  post(nameless, "b");
  post(nameless, "c", "orders/delete");
  EXPECT_EQ(folder.values("SELECT key FROM source.record"), "7 ");
  EXPECT_EQ(folder.values("SELECT stream FROM hub.quarantine"), "orders ") << "the same words are held once";
}

TEST_F(Redelivery, AStateThatARecordComesBackToCounts) {
  open("  order_by: []\n  streams: {orders: {key: [id]}}\n");
  post(timeless, "a");
  post(paid, "b");
  post(timeless, "c");
  EXPECT_EQ(states(), "returned ");
}

TEST_F(Redelivery, AKeyThatAnAdminWroteIsNoDelivery) {
  open("  order_by: []\n  key: [id]\n  streams: {orders: {key: [id, id]}}\n");
  post(pending, "a");
  post(paid, "b");
  EXPECT_EQ(states(), "paid ");
}

TEST_F(Redelivery, IsForgottenInTheEndAndNotRememberedWhereNotWanted) {
  open("  remember: 0\n  order_by: []\n  streams: {orders: {key: [id]}}\n");
  post(timeless, "a");
  post(paid, "b");
  post(timeless, "a");
  EXPECT_EQ(states(), "returned ") << "as the sender may mean it";
  Time now = folder.clock.now();
  Session session = folder.begin();
  EXPECT_TRUE(first_delivery(session, "ec", "x", now, now)) << "only asked for";
  EXPECT_TRUE(first_delivery(session, "ec", "x", now, now + 1h));
  EXPECT_FALSE(first_delivery(session, "ec", "x", now, now)) << "only asked for";
  EXPECT_FALSE(first_delivery(session, "ec", "x", now + 59min, now + 2h));
  EXPECT_TRUE(first_delivery(session, "tills", "x", now, now + 1h));
  EXPECT_TRUE(first_delivery(session, "ec", "x", now + 1h, now + 2h)) << "its time is over";
  EXPECT_EQ(session.select("SELECT count(*) FROM hub.delivery").rows[0][0], "1") << "whose time is over goes with the next";
  EXPECT_TRUE(first_delivery(session, "tills", "y", now, now + 80min));
  forget_deliveries(session, now + 90min);
  EXPECT_EQ(session.select("SELECT count(*) FROM hub.delivery").rows[0][0], "1");
}

/// What was not kept was not delivered.
TEST_F(Redelivery, APostThatDidNotLandMayComeAgain) {
  open("");
  {
    Session session = folder.begin();
    session.select("ALTER TABLE source.record ADD CONSTRAINT away CHECK (key <> 'a')");
    session.commit();
  }
  EXPECT_THROW(post(timeless, "a"), Error);
  {
    Session session = folder.begin();
    session.select("ALTER TABLE source.record DROP CONSTRAINT away");
    session.commit();
  }
  post(timeless, "a");
  EXPECT_EQ(states(), "returned ");
}

}  // namespace
}  // namespace musubi
