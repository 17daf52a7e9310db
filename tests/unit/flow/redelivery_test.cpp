// What senders deliver twice, late, or under another id.
#include <gtest/gtest.h>

#include <cstdlib>

#include "core/flow/receive.hpp"
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
                 id_alone = {R"({"id":7})", "9ge8jYRHVBQGEEwB5olxX1uULeXszqpvwozL20RYptw="};

class Redelivery : public ::testing::Test {
 protected:
  void open(const std::string& streams) {
    setenv("MUSUBI_TEST_SHOP", "shop-secret-1", 1);
    folder.write("connections/ec.yaml", "connector: webhook\nconfig:\n  scheme: shopify\n  auth: {secrets: [{env: MUSUBI_TEST_SHOP}]}\n" + streams);
    for (const char* stream : {"orders", "events"})
      folder.write(std::string("mappings/ec.") + stream + ".yaml", std::string("source: ec.") + stream + "\nparties:\n  order: {kind: person, key: id, name: state}\n");
    hub = std::make_unique<Hub>(folder.open());
    inbox = std::make_unique<Inbox>(*hub, folder.clock);
    ASSERT_TRUE(inbox->broken().empty()) << render(inbox->broken().begin()->second, Lang::en);
  }
  int post(const Signed& one, const std::string& id, const std::string& topic = "orders/updated", const std::string& triggered = "") {
    std::vector<std::pair<std::string, std::string>> headers = {
        {"Content-Type", "application/json"}, {"X-Shopify-Hmac-SHA256", one.signature}, {"X-Shopify-Webhook-Id", id}, {"X-Shopify-Topic", topic}};
    if (!triggered.empty()) headers.emplace_back("X-Shopify-Triggered-At", triggered);
    return inbox->receive("ec", {"POST", "", headers, one.body}).status;
  }
  std::string states() { return folder.values("SELECT coalesce(payload ->> 'state', 'gone') FROM source.record ORDER BY key"); }
  std::string past() { return folder.values("SELECT payload ->> 'state' FROM source.record_history ORDER BY id"); }

  musubi::testing::HubFolder folder;
  std::unique_ptr<Hub> hub;
  std::unique_ptr<Inbox> inbox;
};

constexpr const char* by_order = "  streams: {orders: {key: [id], gone: {field: \"header:X-Shopify-Topic\", is: [orders/delete]}}}\n";

TEST_F(Redelivery, AnOlderStateNeverReplacesANewerOne) {
  open(by_order);
  EXPECT_EQ(post(paid, "a"), 202);
  EXPECT_EQ(post(pending, "b"), 202);
  EXPECT_EQ(post(shipped, "c"), 202);
  EXPECT_EQ(states(), "paid ");
  EXPECT_EQ(past(), "pending shipped ") << "said, and not lost";
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

TEST_F(Redelivery, TheSameSignedBodyAgainChangesNothingUnderWhateverId) {
  open("");
  post(timeless, "a");
  post(paid, "b");
  EXPECT_EQ(post(timeless, "forged"), 202);
  EXPECT_EQ(folder.values("SELECT key FROM source.record ORDER BY key"), "a b ");
}

TEST_F(Redelivery, TheSameBodyUnderTwoTopicsIsInBothStreams) {
  open("  streams: {orders: {when: {field: \"header:X-Shopify-Topic\", is: [orders/create]}}, events: {when: {field: \"header:X-Shopify-Topic\", is: [orders/paid]}}}\n");
  post(timeless, "a", "orders/create");
  post(timeless, "b", "orders/paid");
  EXPECT_EQ(folder.values("SELECT stream FROM source.record ORDER BY key"), "orders events ");
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
  EXPECT_TRUE(first_delivery(session, "ec", "x", now, now + 1h));
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
