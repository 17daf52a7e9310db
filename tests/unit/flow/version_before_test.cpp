// The version before one that is held counts, by the rules of now.
#include <gtest/gtest.h>

#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

class VersionBefore : public ::testing::Test {
 protected:
  VersionBefore() {
    hub.write("connections/shop.yaml", "connector: file\nconfig: {streams: {orders: {path: orders.jsonl, key: [no]}}}\n");
    rules("phone: home");
  }
  void rules(const std::string& phone, const std::string& amount = "total") {
    hub.write("mappings/shop.orders.yaml", "source: shop.orders\nparties:\n  buyer: {kind: person, key: no, name: name, " + phone +
                                               "}\nfacts:\n  order: {kind: sales_order, of: buyer, number: no, ordered_at: at, amount: " + amount + "}\n");
  }
  void order(const std::string& total, const std::string& paid = "1") {
    hub.write("orders.jsonl", R"({"no":"1","name":"山田 花子","at":"2026-01-05","home":"03-1234-0001","mobile":"090-1234-0001","total":")" + total + R"(","paid":")" + paid + "\"}\n");
  }
  std::string phones() { return hub.values("SELECT phone[1] FROM master.customer"); }
  std::string amounts() { return hub.values("SELECT amount FROM master.sales_order"); }

  testing::HubFolder hub;
};

TEST_F(VersionBefore, FollowsChangedMappings) {
  order("100");
  hub.sync();
  order("many");
  EXPECT_EQ(testing::figures(hub.sync()), "orders 1/0/0/0/1/0/ ");
  EXPECT_EQ(phones() + amounts(), "03-1234-0001 100 ");
  rules("phone: mobile");
  EXPECT_TRUE(hub.sync().clean());
  EXPECT_EQ(phones() + amounts(), "090-1234-0001 100 ");
}

TEST_F(VersionBefore, GivesWayWhenTheHeldOneCanBeRead) {
  order("100");
  hub.sync();
  order("many", "77");
  hub.sync();
  rules("phone: mobile", "paid");
  EXPECT_TRUE(hub.sync().clean());
  EXPECT_EQ(phones() + amounts(), "090-1234-0001 77 ");
  EXPECT_EQ(hub.values("SELECT count(*) FROM hub.quarantine WHERE resolved_at IS NULL"), "0 ");
}

TEST_F(VersionBefore, CountsAgainWhenTheLastOneCannotBeReadAnyMore) {
  order("100", "11");
  hub.sync();
  order("200", "later");
  hub.sync();
  EXPECT_EQ(amounts(), "200 ");
  rules("phone: home", "paid");
  hub.sync();
  EXPECT_EQ(amounts(), "11 ");
  EXPECT_EQ(hub.values("SELECT field FROM hub.quarantine WHERE resolved_at IS NULL"), "paid ");
}

TEST_F(VersionBefore, OfOneThatIsGoneFollowsToo) {
  hub.write("connections/shop.yaml",
            "connector: file\nconfig: {streams: {orders: {path: orders.jsonl, key: [no]}}}\nstreams: {orders: {complete: true}}\n");
  order("100", "11");
  hub.sync();
  hub.write("orders.jsonl", R"({"no":"2","name":"佐藤 次郎","at":"2026-01-05","total":"5","paid":"6"})");
  hub.sync();
  rules("phone: mobile", "paid");
  EXPECT_TRUE(hub.sync().clean());
  EXPECT_EQ(hub.values("SELECT phone[1] FROM identity.profile WHERE gone"), "090-1234-0001 ");
  EXPECT_EQ(hub.values("SELECT amount FROM master.sales_order ORDER BY key"), "11 6 ");
}

}  // namespace
}  // namespace musubi
