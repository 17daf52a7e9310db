// Retention: what is past goes for good, what rested on it is derived anew, and it does not come back.
#include "core/flow/retention.hpp"

#include <gtest/gtest.h>

#include "core/store/clock_seen.hpp"
#include "tests/unit/flow/fixed_clock.hpp"
#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

using testing::figures;
using testing::FixedClock;
using testing::HubFolder;

class Retention : public ::testing::Test {
 protected:
  void SetUp() override {
    folder.write("mappings/shop.orders.yaml",
                 "source: shop.orders\nparties:\n  buyer: {kind: person, key: id, name: name, email: mail}\nfacts:\n"
                 "  order: {kind: sales_order, of: buyer, number: id, ordered_at: at, amount: yen}\n"
                 "  dm: {kind: consent, of: buyer, answer: dm, at: at}\n");
    keep("");
    orders({{"1", "2020-05-01", ""}, {"2", "2025-05-01", ""}, {"3", "2020-06-01", "opt_out"}});
  }
  void keep(const std::string& retention) {
    folder.write("connections/shop.yaml", "connector: file\nconfig: {streams: {orders: {path: orders.jsonl, key: [id]}}}\n" +
                                              (retention.empty() ? std::string() : "streams: {orders: {retention: " + retention + "}}\n"));
  }
  struct Order {
    std::string id, at, dm;
  };
  void orders(const std::vector<Order>& all) {
    std::string text;
    for (const Order& o : all)
      text += R"({"id":")" + o.id + R"(","name":"山田 花子","mail":"hana@example.jp","yen":"100","at":")" + o.at + R"(","dm":")" + o.dm + "\"}\n";
    folder.write("orders.jsonl", text);
  }
  SyncReport synced(const std::string& day, bool dry_run = false, bool full = false) {
    Hub hub = folder.open();
    SyncRequest request;
    request.dry_run = dry_run;
    request.full = full;
    return sync(hub, request, FixedClock(day));
  }
  static std::string notes(const SyncReport& report) {
    std::string out;
    for (const Message& note : report.connections.at(0).notes) out += render(note, Lang::en) + "\n";
    return out;
  }
  std::string orders_held() { return folder.values("select number from master.sales_order order by 1"); }

  HubFolder folder;
};

TEST_F(Retention, AProposalOfAnOptOutStopsNothingAndGoes) {
  folder.write("mappings/shop.orders.yaml",
               "source: shop.orders\nparties:\n  buyer: {kind: person, key: id, name: name, email: mail}\nfacts:\n"
               "  order: {kind: sales_order, of: buyer, number: id, ordered_at: at, amount: yen}\n"
               "  unclear: {kind: proposal, of: buyer, field: {const: opt_out}, value: id, at: at, source: {const: メール}, wording: dm}\n");
  synced("2026-01-01");
  keep("3 years");
  synced("2026-01-02");
  EXPECT_EQ(orders_held(), "2 ");
}

TEST_F(Retention, KeepsTheOptInThatLiftsAnOptOutThatStays) {
  folder.write("mappings/shop.orders.yaml",
               "source: shop.orders\nparties:\n  buyer: {kind: person, key: id, name: name, email: mail}\nfacts:\n"
               "  order: {kind: sales_order, of: buyer, number: id, ordered_at: at, amount: yen}\n"
               "  dm: {kind: consent, of: buyer, answer: dm, at: at, own_act: {const: はい}}\n");
  orders({{"1", "2020-05-01", "opt_in"}, {"2", "2020-06-01T20:00", "opt_in"}, {"3", "2020-06-01", "opt_out"}, {"4", "2020-07-01", "opt_in"}});
  synced("2026-01-01");
  keep("3 years");
  synced("2026-01-02");
  EXPECT_EQ(orders_held(), "3 4 ") << "the opt-ins before the opt-out and of its day lift nothing and go";
}

TEST_F(Retention, AnOptInThatFirstComesWhenItsTimeIsOverLiftsTheOptOutNevertheless) {
  folder.write("mappings/shop.orders.yaml",
               "source: shop.orders\nparties:\n  buyer: {kind: person, key: id, name: name, email: mail}\nfacts:\n"
               "  order: {kind: sales_order, of: buyer, number: id, ordered_at: at, amount: yen}\n"
               "  dm: {kind: consent, of: buyer, answer: dm, at: at, own_act: {const: はい}}\n");
  keep("3 years");
  orders({{"0", "2020-05-01", "opt_in"}, {"2", "2020-06-01T20:00", "opt_in"}, {"3", "2020-06-01", "opt_out"}, {"4", "2020-07-01", "opt_in"}, {"5", "2020-08-01", ""}});
  EXPECT_EQ(figures(synced("2026-01-01")), "orders 5/2/0/3/0/0/ ") << "said in the same read";
  EXPECT_EQ(orders_held(), "3 4 ");
  orders({{"6", "2020-09-01", "opt_in"}, {"7", "2020-06-01T20:00", "opt_in"}, {"8", "2020-09-01", ""}});
  EXPECT_EQ(figures(synced("2026-01-03")), "orders 3/1/0/2/0/0/ ") << "said long before";
  EXPECT_EQ(orders_held(), "3 4 6 ") << "and what is kept for that stays the next day";
  synced("2026-01-05", false, true);
  EXPECT_EQ(orders_held(), "3 4 6 ");
}

TEST_F(Retention, GoesBackByTheCalendarOfTheHub) {
  const struct {
    const char *now, *kept, *zone, *then;
  } cases[] = {{"2027-05-30T16:00:00Z", "3 months", "Asia/Tokyo", "2027-02-27T16:00:00Z"},   // the 31st in Japan, so the 28th
               {"2028-02-28T15:30:00Z", "1 year", "Asia/Tokyo", "2027-02-27T15:30:00Z"},     // 29 February in Japan
               {"2026-12-31T15:30:00Z", "1 month", "Asia/Tokyo", "2026-11-30T15:30:00Z"},
               {"2028-02-29T03:00:00Z", "3 years", "UTC", "2025-02-28T03:00:00Z"},
               {"2027-03-29T01:30:00Z", "1 day", "Europe/Berlin", "2027-03-28T01:30:00Z"},     // 3:30, an hour after clocks were set forward
               {"2027-04-28T00:30:00Z", "1 month", "Europe/Berlin", "2027-03-28T01:00:00Z"}};  // 2:30, which that day does not have
  for (const auto& c : cases) EXPECT_EQ(format_utc(cutoff_at(*parse_time(c.now, "UTC"), *read_period(c.kept), c.zone)), c.then) << c.now << " " << c.kept;
}

TEST_F(Retention, RemovesNothingAfterALeapOfTheClock) {
  synced("2026-01-01");
  keep("3 years");
  SyncReport leapt = synced("2036-01-02");
  EXPECT_NE(notes(leapt).find("3653 days later"), std::string::npos) << notes(leapt);
  EXPECT_EQ(folder.values("select kind from hub.alert where resolved is null"), "clock ");
  synced("2036-01-03");
  EXPECT_EQ(orders_held(), "1 2 3 ") << "a run by the wrong clock makes it no better";
  synced("2026-01-02");
  EXPECT_EQ(orders_held(), "2 3 ") << "put right";
  EXPECT_EQ(folder.values("select kind from hub.alert where resolved is null"), "");
  synced("2026-01-28");
  synced("2026-02-20");
  EXPECT_EQ(folder.values("select at::date from hub.clock_seen"), "2026-02-20 ") << "a hub that runs now and then is believed";
}

TEST_F(Retention, RemovesWhatIsPastAndDerivesAnew) {
  synced("2026-01-01");
  EXPECT_EQ(orders_held(), "1 2 3 ");
  keep("3 years");
  SyncReport dry = synced("2026-01-02", true);
  EXPECT_EQ(notes(dry), "shop.orders: 1 records, 0 earlier versions and 0 held rows from before 2023-01-02 are past their retention and would be removed.\n");
  EXPECT_EQ(orders_held(), "1 2 3 ");
  SyncReport done = synced("2026-01-02");
  EXPECT_EQ(notes(done), "shop.orders: 1 records, 0 earlier versions and 0 held rows from before 2023-01-02 were past their retention and are removed.\n");
  EXPECT_EQ(orders_held(), "2 3 ") << "an opt-out stays";
  EXPECT_EQ(folder.values("select key from source.record order by 1"), "2 3 ");
  EXPECT_EQ(folder.values("select count(*) from identity.profile where record_key = '1'"), "0 ");
  EXPECT_EQ(folder.values("select count(*) from master.customer"), "1 ");
  EXPECT_EQ(folder.values("select records || '/' || versions || '/' || held from hub.retention"), "1/0/0 ");
}

TEST_F(Retention, WhatIsPastDoesNotComeBack) {
  synced("2026-01-01");
  keep("3 years");
  synced("2026-01-02");
  SyncReport again = synced("2026-01-02", false, true);
  EXPECT_EQ(figures(again), "orders 3/0/0/3/0/0/ ");
  EXPECT_TRUE(again.clean());
  EXPECT_NE(notes(again).find("1 rows are older than the retention allows"), std::string::npos);
  EXPECT_EQ(orders_held(), "2 3 ");
}

TEST_F(Retention, OldVersionsGoToo) {
  synced("2020-06-02");
  orders({{"2", "2025-06-01", ""}});
  synced("2025-06-02");
  EXPECT_EQ(folder.values("select count(*) from source.record_history"), "1 ");
  keep("1年");
  {
    Session session = folder.begin();
    keep_clock_seen(session, *parse_time("2025-12-31", "UTC"));  // as musubi retention --yes does
    session.commit();
  }
  synced("2026-01-01");
  EXPECT_EQ(folder.values("select count(*) from source.record_history"), "0 ");
  EXPECT_EQ(folder.values("select versions from hub.retention"), "1 ");
  EXPECT_EQ(folder.values("select count(*) from source.pending"), "0 ");
}

TEST_F(Retention, LooksThroughAStreamOnceADay) {
  keep("3 years");
  synced("2026-01-01T00:00:00Z");
  synced("2026-01-01T10:00:00Z");
  synced("2026-01-01T21:00:00Z");
  EXPECT_EQ(folder.values("select count(*) from hub.retention"), "2 ");
}

TEST_F(Retention, AReceiptWhoseClaimIsPastIsNobodys) {
  auto scans = [&](const std::string& retention) {
    folder.write("connections/app.yaml", "connector: file\nconfig: {streams: {users: {path: users.jsonl, key: [id]}, scans: {path: scans.jsonl, key: [id]}}}\n" + retention);
  };
  scans("");
  folder.write("connections/pos.yaml", "connector: file\nconfig: {streams: {receipts: {path: receipts.jsonl, key: [no]}}}\n");
  folder.write("mappings/app.users.yaml", "source: app.users\nparties:\n  user: {kind: person, key: id, name: name}\n");
  folder.write("mappings/app.scans.yaml",
               "source: app.scans\nfacts:\n  claim: {kind: receipt_claim, of: {stream: users, key: user}, receipt_stream: {const: pos.receipts}, receipt: no, at: at}\n");
  folder.write("mappings/pos.receipts.yaml",
               "source: pos.receipts\nfacts:\n  receipt: {kind: sales_order, of: {stream: members, key: card}, key: no, number: no, ordered_at: at, amount: yen}\n");
  folder.write("users.jsonl", "{\"id\":\"U1\",\"name\":\"佐藤 次郎\"}\n");
  folder.write("scans.jsonl", "{\"id\":\"s1\",\"user\":\"U1\",\"no\":\"R1\",\"at\":\"2020-05-01\"}\n");
  folder.write("receipts.jsonl", "{\"no\":\"R1\",\"card\":\"\",\"at\":\"2020-05-01\",\"yen\":\"100\"}\n");
  const std::string owner = "select p.record_key from master.sales_order o left join identity.profile p on p.id = o.profile_id where o.number = 'R1'";
  synced("2026-01-01");
  EXPECT_EQ(folder.values(owner), "U1 ");
  scans("streams: {scans: {retention: 3 years}}\n");
  synced("2026-01-02");
  EXPECT_EQ(folder.values(owner), "NULL ");
  EXPECT_EQ(folder.values("select count(*) from source.pending"), "0 ");
}

TEST_F(Retention, IsReadWithTheSetting) {
  keep("for ever");
  try {
    folder.open();
    ADD_FAILURE() << "no error";
  } catch (const Error& e) {
    EXPECT_EQ(e.message().id, "settings.bad_retention");
  }
}

}  // namespace
}  // namespace musubi
