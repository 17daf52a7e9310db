// Stewards' words: what each does, and that each can be taken back, whatever has happened since.
#include "core/flow/steward.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "tests/unit/flow/small_hub.hpp"

namespace musubi {
namespace {

using testing::Member;
using testing::SmallHub;
using Groups = std::set<std::vector<std::string>>;

const Speaker satou{"佐藤", "電話で確認"};

class Stewards : public ::testing::Test {
 protected:
  Stewards() {
    small_.write("connections/pos.yaml", "connector: file\nconfig: {streams: {receipts: {path: receipts.jsonl, key: [no]}}}\n");
    small_.write("mappings/pos.receipts.yaml",
                 "source: pos.receipts\nfacts:\n  receipt: {kind: sales_order, key: no, number: no, ordered_at: at, amount: sum}\n");
    small_.write("receipts.jsonl", R"({"no":"R1","at":"2026-05-01 10:00","sum":"1200"})"
                                   "\n"
                                   R"({"no":"R2","at":"2026-05-02 10:00","sum":"300"})"
                                   "\n");
    small_.sync({{"a", {"山田 太郎", "taro@example.jp", "03-1234-5678", "1980-01-02", "東京都千代田区丸の内1-1-1"}},
                 {"b", {"佐々木 花子", "hana@example.jp", "06-2345-6789", "1975-03-04", "大阪府大阪市北区梅田1-1-1"}},
                 {"c", {"佐々木 花子", "hana@example.jp", "06-2345-6789", "1975-03-04", "大阪府大阪市北区梅田1-1-1"}}});
  }
  Hub& hub() { return small_.hub(); }
  int64_t id(const std::string& key) { return std::stoll(small_.select("SELECT id FROM identity.profile WHERE record_key = '" + key + "'")[0][0]); }
  int64_t customer(const std::string& key) { return std::stoll(small_.select("SELECT customer_id FROM identity.profile WHERE record_key = '" + key + "'")[0][0]); }
  std::string golden(int64_t id, const std::string& column) {
    auto rows = small_.select("SELECT " + column + " FROM master.customer WHERE id = " + std::to_string(id));
    return rows.empty() ? "NOBODY" : rows[0][0];
  }
  std::string owner(const std::string& receipt) {
    auto rows = small_.select("SELECT p.record_key FROM master.sales_order o LEFT JOIN identity.profile p ON p.id = o.profile_id WHERE o.number = '" + receipt + "'");
    return rows.empty() ? "NO ROW" : rows[0][0];
  }
  std::string refusal(const std::function<void()>& word) {
    try {
      word();
    } catch (const Error& e) {
      return e.message().id;
    }
    return "";
  }

  SmallHub small_;
  SystemClock clock_;
};

TEST_F(Stewards, MergeHoldsAllRecordsOfBothWhateverSpeaksAgainstIt) {
  WordOutcome merged = merge_customers(hub(), id("a"), id("c"), satou, clock_);
  EXPECT_EQ(small_.customers(), (Groups{{"a", "b", "c"}}));
  EXPECT_EQ(merged.customers, std::vector{customer("a")});
  undo_event(hub(), merged.event, satou, clock_);
  EXPECT_EQ(small_.customers(), (Groups{{"a"}, {"b", "c"}}));
}

TEST_F(Stewards, SplitPartsRecordsThatMatch) {
  WordOutcome parted = split_customer(hub(), id("b"), {"shop.members/c"}, satou, clock_);
  EXPECT_EQ(small_.customers(), (Groups{{"a"}, {"b"}, {"c"}}));
  EXPECT_EQ(parted.customers, (std::vector{customer("b"), customer("c")}));
  undo_event(hub(), parted.event, satou, clock_);
  EXPECT_EQ(small_.customers(), (Groups{{"a"}, {"b", "c"}}));
}

TEST_F(Stewards, TheLastOfTwoWordsWinsAndUndoingItBringsTheFirstBack) {
  merge_customers(hub(), id("a"), id("b"), satou, clock_);
  WordOutcome parted = split_customer(hub(), id("a"), {std::to_string(id("b")), std::to_string(id("c"))}, satou, clock_);
  EXPECT_EQ(small_.customers(), (Groups{{"a"}, {"b", "c"}}));
  undo_event(hub(), parted.event, satou, clock_);
  EXPECT_EQ(small_.customers(), (Groups{{"a", "b", "c"}}));
}

TEST_F(Stewards, AnUndoingCanBeUndoneAtAnyDepth) {
  int64_t word = merge_customers(hub(), id("a"), id("b"), satou, clock_).event;
  for (int depth = 0; depth < 4; ++depth) {
    word = undo_event(hub(), word, satou, clock_).event;
    EXPECT_EQ(small_.customers().size(), depth % 2 ? 1u : 2u) << depth;
  }
  EXPECT_EQ(refusal([&] { undo_event(hub(), word - 1, satou, clock_); }), "flow.undone_already");
  EXPECT_EQ(refusal([&] { undo_event(hub(), 999, satou, clock_); }), "store.no_such_event");
}

TEST_F(Stewards, WordsStayWhenTheListComesAgainAndOldIdsAnswer) {
  merge_customers(hub(), id("a"), id("b"), satou, clock_);
  int64_t holder = customer("a");
  small_.sync({{"b", {"鈴木 次郎", "jiro@example.jp", "052-345-6789", "1990-05-06", "愛知県名古屋市中区栄1-1-1"}}});
  EXPECT_EQ(small_.customers(), (Groups{{"a", "b", "c"}}));
  EXPECT_EQ(customer("c"), holder);
}

TEST_F(Stewards, OfWordsThatContradictTheLastOneWinsAndTheOthersAreNamedAndKept) {
  auto say = [&](const char* x, Verdict verdict, const char* y) { return decide(hub(), {id(x), id(y), verdict, "佐藤", ""}, clock_).overruled; };
  auto events = [](const std::vector<Overruled>& all) {
    std::vector<int64_t> out;
    for (const Overruled& one : all) out.push_back(one.event);
    return out;
  };
  EXPECT_TRUE(say("a", Verdict::same, "b").empty());
  EXPECT_TRUE(say("b", Verdict::same, "c").empty());
  EXPECT_EQ(events(say("a", Verdict::different, "c")), std::vector<int64_t>{1}) << "the older of the two that it contradicts";
  EXPECT_EQ(small_.customers(), (Groups{{"a"}, {"b", "c"}}));
  EXPECT_EQ(events(say("b", Verdict::household, "a")), std::vector<int64_t>{}) << "the last word on a and b replaces the one overruled";
  EXPECT_EQ(events(say("a", Verdict::same, "b")), std::vector<int64_t>{2});
  EXPECT_EQ(small_.customers(), (Groups{{"a", "b"}, {"c"}}));
  small_.sync({{"c", {"佐々木 花子", "hana@example.jp", "06-2345-0000", "1975-03-04", "大阪府大阪市北区梅田1-1-1"}}});
  EXPECT_EQ(small_.customers(), (Groups{{"a", "b"}, {"c"}})) << "whatever comes";
  EXPECT_TRUE(undo_event(hub(), 3, satou, clock_).overruled.empty());
  EXPECT_EQ(small_.customers(), (Groups{{"a", "b", "c"}})) << "nothing was lost";
}

TEST_F(Stewards, WhatMakesNoSenseIsRefused) {
  EXPECT_EQ(refusal([&] { merge_customers(hub(), id("b"), id("c"), satou, clock_); }), "flow.one_already");
  EXPECT_EQ(refusal([&] { merge_customers(hub(), id("b"), 999, satou, clock_); }), "flow.no_such_customer");
  EXPECT_EQ(refusal([&] { split_customer(hub(), id("b"), {"shop.members/a"}, satou, clock_); }), "flow.not_among");
  EXPECT_EQ(refusal([&] { split_customer(hub(), id("a"), {"shop.members/a"}, satou, clock_); }), "flow.nothing_left");
  EXPECT_EQ(refusal([&] { pin_field(hub(), id("a"), "phon", "03", satou, clock_); }), "flow.no_such_field");
  EXPECT_EQ(refusal([&] { pin_field(hub(), id("a"), "birth_date", "いつか", satou, clock_); }), "flow.bad_pin");
  EXPECT_EQ(refusal([&] { unpin_field(hub(), id("a"), "phone", satou, clock_); }), "flow.not_pinned");
  EXPECT_EQ(refusal([&] { claim_receipt(hub(), "R9", id("a"), satou, clock_); }), "flow.no_such_receipt");
  EXPECT_EQ(refusal([&] { unclaim_receipt(hub(), "R1", satou, clock_); }), "flow.not_claimed");
  EXPECT_EQ(small_.select("SELECT count(*) FROM identity.merge_event")[0][0], "0");
}

TEST_F(Stewards, APinnedValueBeatsAllAndIsReadAsARecordsWouldBe) {
  WordOutcome pinned = pin_field(hub(), id("a"), "氏名", "山田　太朗", satou, clock_);
  EXPECT_EQ(golden(id("a"), "given"), "太朗");
  EXPECT_NE(golden(id("a"), "origins").find("佐藤"), std::string::npos);
  small_.sync({{"a", {"山田 太郎", "taro@example.jp", "03-1234-9999", "1980-01-02", "東京都千代田区丸の内1-1-1"}}});
  EXPECT_EQ(golden(id("a"), "given"), "太朗");
  EXPECT_EQ(golden(id("a"), "phone[1]"), "03-1234-9999");
  undo_event(hub(), pinned.event, satou, clock_);
  EXPECT_EQ(golden(id("a"), "given"), "太郎");
}

TEST_F(Stewards, APinFollowsItsCustomerThroughMergeAndSplit) {
  pin_field(hub(), id("b"), "phone", "080-1111-2222", satou, clock_);
  EXPECT_EQ(golden(id("b"), "phone"), "{080-1111-2222,06-2345-6789}");
  WordOutcome merged = merge_customers(hub(), id("a"), id("b"), satou, clock_);
  EXPECT_EQ(golden(id("a"), "phone[1]"), "080-1111-2222");
  undo_event(hub(), merged.event, satou, clock_);
  EXPECT_EQ(golden(id("a"), "phone"), "{03-1234-5678}");
  EXPECT_EQ(golden(id("b"), "phone[1]"), "080-1111-2222");
  int64_t off = unpin_field(hub(), id("b"), "phone", satou, clock_).event;
  EXPECT_EQ(golden(id("b"), "phone"), "{06-2345-6789}");
  undo_event(hub(), off, satou, clock_);
  EXPECT_EQ(golden(id("b"), "phone[1]"), "080-1111-2222");
}

TEST_F(Stewards, AnEmptyPinBlanksTheField) {
  pin_field(hub(), id("a"), "phone", "", satou, clock_);
  EXPECT_EQ(golden(id("a"), "phone"), "");
  pin_field(hub(), id("a"), "birth_date", "", satou, clock_);
  EXPECT_EQ(golden(id("a"), "birth_date"), "");
}

TEST_F(Stewards, AClaimLinksAReceiptAndStaysWhenItComesAgain) {
  EXPECT_EQ(owner("R1"), "");
  WordOutcome claimed = claim_receipt(hub(), "R1", id("c"), satou, clock_);
  EXPECT_EQ(owner("R1"), "b") << "the record that gives the customer its id";
  EXPECT_EQ(owner("R2"), "");
  small_.write("receipts.jsonl", "{\"no\":\"R1\",\"at\":\"2026-05-01 10:00\",\"sum\":\"1300\"}\n");
  small_.sync({});
  EXPECT_EQ(owner("R1"), "b");
  EXPECT_EQ(small_.select("SELECT amount FROM master.sales_order WHERE number = 'R1'")[0][0], "1300");
  int64_t off = unclaim_receipt(hub(), "pos.receipts/R1", satou, clock_).event;
  EXPECT_EQ(owner("R1"), "");
  undo_event(hub(), off, satou, clock_);
  EXPECT_EQ(owner("R1"), "b");
  undo_event(hub(), claimed.event, satou, clock_);
  EXPECT_EQ(owner("R1"), "");
  EXPECT_EQ(small_.select("SELECT sum(fresh), sum(changed) FROM hub.run_stream WHERE stream = 'receipts'")[0], (std::vector<std::string>{"2", "1"}));
}

TEST_F(Stewards, AReceiptThatNamesItsOwnerCannotBeClaimed) {
  SmallHub owned;
  owned.write("connections/pos.yaml", "connector: file\nconfig: {streams: {receipts: {path: receipts.jsonl, key: [no]}}}\n");
  owned.write("mappings/pos.receipts.yaml",
              "source: pos.receipts\nparties:\n  buyer: {kind: person, key: no, name: who}\nfacts:\n  receipt: {kind: sales_order, of: buyer, key: no, "
              "number: no, ordered_at: at, amount: sum}\n");
  owned.write("receipts.jsonl", "{\"no\":\"R1\",\"who\":\"高橋 一郎\",\"at\":\"2026-05-01\",\"sum\":\"1\"}\n");
  owned.write("connections/app.yaml", "connector: file\nconfig: {streams: {scans: {path: scans.jsonl, key: [no]}}}\n");
  owned.write("mappings/app.scans.yaml",
              "source: app.scans\nparties:\n  user: {kind: person, key: no, name: who}\nfacts:\n  claim: {kind: receipt_claim, of: user, receipt_stream: {const: pos.receipts}, receipt: no}\n");
  for (const char* scans : {"", "{\"no\":\"R1\",\"who\":\"大野 一\"}\n"}) {
    owned.write("scans.jsonl", scans);
    owned.sync({{"a", {"山田 太郎", "taro@example.jp", "", "", ""}}});
    EXPECT_EQ(refusal([&] { claim_receipt(owned.hub(), "R1", 1, satou, clock_); }), "flow.has_owner") << scans;
    EXPECT_EQ(refusal([&] { unclaim_receipt(owned.hub(), "R1", satou, clock_); }), "flow.not_claimed") << scans;
  }
  EXPECT_EQ(owned.select("SELECT count(*) FROM master.receipt_claim")[0][0], "1");
}

TEST_F(Stewards, TheHistoryNamesWhoWhenAndWhy) {
  int64_t merged = merge_customers(hub(), id("a"), id("b"), satou, clock_).event;
  undo_event(hub(), merged, {"田中", "別人でした"}, clock_);
  claim_receipt(hub(), "R1", id("a"), satou, clock_);
  Session session = hub().store.begin();
  std::vector<std::string> seen;
  for (const StewardEvent& e : words_about(session, customer("a"))) seen.push_back(e.kind + " " + e.who + " " + e.why + (e.counts ? "" : " -"));
  EXPECT_EQ(seen, (std::vector<std::string>{"merge 佐藤 電話で確認 -", "undo 田中 別人でした", "claim 佐藤 電話で確認"}));
  EXPECT_EQ(words_about(session, customer("b")).size(), 2u);
}

}  // namespace
}  // namespace musubi
