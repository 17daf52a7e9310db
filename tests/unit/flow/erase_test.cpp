// Somebody who was erased is in no table and no file, and stays away.
#include <gtest/gtest.h>

#include "core/flow/erase.hpp"
#include "core/flow/steward.hpp"
#include "tests/unit/flow/small_hub.hpp"

namespace musubi::testing {
namespace {

using Members = std::map<std::string, Member>;

const Member hanako{"小鳥遊 花子", "kotori.h@example.jp", "090-1234-9876", "1980-02-11", "東京都港区海岸一丁目2-3"};
const Member taro{"勅使河原 太郎", "teshi@example.jp", "080-9876-1234", "", ""};

class Erasing : public ::testing::Test {
 protected:
  /// A cluster of its own: its files are searched.
  Erasing() { hub.write("musubi.yaml", testing::settings_for("")); }

  int64_t customer_of(const std::string& record) {
    auto rows = hub.select("SELECT customer_id FROM identity.profile WHERE record_key = '" + record + "'");
    return rows.empty() || rows[0][0].empty() ? 0 : std::stoll(rows[0][0]);
  }
  /// How many cells of all tables hold the text.
  int cells_with(const std::string& text) {
    int out = 0;
    for (const auto& column : hub.select("SELECT format('%I.%I', table_schema, table_name), column_name FROM information_schema.columns WHERE table_schema IN"
                                         " ('source', 'identity', 'master', 'hub')"))
      for (const auto& row : hub.select("SELECT count(*) FROM " + column[0] + " WHERE position('" + text + "' in \"" + column[1] + "\"::text) > 0")) out += std::stoi(row[0]);
    return out;
  }
  /// Files of the data directory that hold the text.
  std::vector<std::string> files_with(const std::string& text) {
    std::vector<std::string> out;
    for (const auto& file : std::filesystem::recursive_directory_iterator(hub.data())) {
      if (!file.is_regular_file()) continue;
      std::ifstream in(file.path(), std::ios::binary);
      std::string bytes{std::istreambuf_iterator<char>(in), {}};
      if (bytes.find(text) != std::string::npos) out.push_back(file.path().string());
    }
    return out;
  }
  ErasureOutcome erased(int64_t customer) { return erase(hub.hub(), customer, "tester", "asked to", clock); }

  SmallHub hub;
  SystemClock clock;
};

TEST_F(Erasing, LeavesNothingInTablesAndFiles) {
  hub.sync({{"1", hanako}, {"2", hanako}, {"3", taro}});
  hub.sync({{"1", {"小鳥遊 花子", "kotori.h@example.jp", "090-1234-9876", "1980-02-11", ""}}});
  ASSERT_GT(cells_with("kotori"), 5);
  ErasureOutcome outcome = erased(customer_of("1"));
  EXPECT_EQ(outcome.records, 2u);
  for (const char* text : {"kotori", "小鳥遊", "9876-1234", "海岸"}) {
    bool taros = std::string(text) == "9876-1234";
    EXPECT_EQ(cells_with(text) > 0, taros) << text;
    EXPECT_EQ(files_with(text).empty(), !taros) << text << ::testing::PrintToString(files_with(text));
  }
  EXPECT_EQ(hub.customers(), (std::set<std::vector<std::string>>{{"3"}}));
}

TEST_F(Erasing, TellsWhichRecordsOfOthersHoldTheNumber) {
  Member wife = {"小鳥遊 良子", "ryoko@example.jp", "09012349876", "", ""}, brother = {"勅使河原 次郎", "jiro@example.jp", "", "", "連絡先 +819012349876"};
  hub.sync({{"1", hanako}, {"3", taro}, {"4", wife}, {"5", brother}});
  std::string naming;
  for (const RecordKey& r : erased(customer_of("1")).naming) naming += r.connection + "." + r.stream + "/" + r.key + " ";
  EXPECT_EQ(naming, "shop.members/4 shop.members/5 ");
  EXPECT_TRUE(erased(customer_of("3")).naming.empty());
}

TEST_F(Erasing, AnAddressThatEndsLikeAnotherIsAnothers) {
  const Member ken{"小鳥遊 健", "ken@example.com", "", "", ""}, taken{"勅使河原 健", "Taken@example.com", "", "", ""}, friends{"菅原 道夫", "michio@example.jp", "", "", "紹介 KEN@example.com 様"};
  hub.sync({{"1", ken}, {"2", taken}, {"3", friends}});
  hub.sync({{"2", {"勅使河原 健", "taken@example.com", "", "", "東京都港区海岸一丁目2-3"}}});
  std::string naming;
  for (const RecordKey& r : erased(customer_of("1")).naming) naming += r.key + " ";
  EXPECT_EQ(naming, "3 ");
  EXPECT_EQ(hub.customers(), (std::set<std::vector<std::string>>{{"2"}, {"3"}}));
  EXPECT_GT(cells_with("Taken@example.com"), 0);  // the version before
  SyncReport report = hub.sync({{"2", {"勅使河原 健", "taken@example.com", "03-1234-5678", "", ""}}, {"3", friends}});
  EXPECT_EQ(report.connections[0].streams[0].changed, 1);
  EXPECT_TRUE(report.clean());
}

TEST_F(Erasing, WhatOthersSaidOfASharedAddressStays) {
  hub.write("connections/news.yaml", "connector: file\nconfig: {streams: {members: {path: news.jsonl, key: [id]}}}\n");
  hub.write("mappings/news.members.yaml",
            "source: news.members\nparties:\n  reader: {kind: person, key: id, name: name, email: mail}\nfacts:\n"
            "  stop: {kind: consent, when: stopped, of: reader, contact: {const: email}, value: mail, answer: {const: opt_out}, at: stopped}\n"
            "  bounce: {kind: contact_state, when: bounced, contact: {const: email}, value: mail, state: {const: bounced}, at: bounced}\n");
  hub.write("news.jsonl", "{\"id\":\"n1\",\"name\":\"勅使河原 良子\",\"mail\":\"kotori.h@example.jp\",\"stopped\":\"2026-02-01\",\"bounced\":\"2026-02-02\"}\n");
  hub.sync({{"1", hanako}});
  ASSERT_NE(customer_of("1"), customer_of("n1"));
  erased(customer_of("1"));
  EXPECT_EQ(hub.select("SELECT count(*) FROM master.consent")[0][0], "1");
  EXPECT_EQ(hub.select("SELECT count(*) FROM master.contact_state")[0][0], "1");
}

TEST_F(Erasing, WhatTheirRecordsSaidOfNobodyGoes) {
  hub.write("connections/mails.yaml", "connector: file\nconfig: {streams: {inbox: {path: mails.jsonl, key: [id]}}}\n");
  hub.write("mappings/mails.inbox.yaml",
            "source: mails.inbox\nparties:\n  sender: {kind: person, key: mail, name: name, email: mail}\nfacts:\n"
            "  stop: {kind: consent, contact: {const: email}, value: old, answer: {const: opt_out}, at: at}\n");
  hub.write("mails.jsonl", "{\"id\":\"m1\",\"name\":\"小鳥遊 花子\",\"mail\":\"kotori.h@example.jp\",\"old\":\"before@example.jp\",\"at\":\"2026-02-01\"}\n"
                           "{\"id\":\"m2\",\"name\":\"勅使河原 太郎\",\"mail\":\"other@example.jp\",\"old\":\"others@example.jp\",\"at\":\"2026-02-01\"}\n");
  hub.sync({{"1", hanako}});
  ASSERT_EQ(hub.select("SELECT count(*) FROM master.consent WHERE profile_id IS NULL")[0][0], "2");
  erased(customer_of("1"));
  EXPECT_EQ(hub.select("SELECT string_agg(value, ' ') FROM master.consent")[0][0], "others@example.jp");
}

class ErasingAClaimant : public Erasing {
 protected:
  ErasingAClaimant() {
    hub.write("connections/pos.yaml", "connector: file\nconfig: {streams: {receipts: {path: receipts.jsonl, key: [no]}, scans: {path: scans.jsonl, key: [id]}}}\n");
    hub.write("mappings/pos.receipts.yaml", "source: pos.receipts\nfacts:\n  receipt: {kind: sales_order, of: {stream: shop.members, key: card}, key: no, number: no, ordered_at: at, amount: yen}\n");
    hub.write("mappings/pos.scans.yaml",
              "source: pos.scans\nfacts:\n  claim: {kind: receipt_claim, of: {stream: shop.members, key: who}, receipt_stream: {const: pos.receipts}, receipt: no, at: at}\n");
    hub.write("receipts.jsonl",
              "{\"no\":\"R1\",\"card\":\"\",\"at\":\"2026-05-01\",\"yen\":\"100\"}\n{\"no\":\"R2\",\"card\":\"1\",\"at\":\"2026-05-01\",\"yen\":\"200\"}\n"
              "{\"no\":\"R3\",\"card\":\"\",\"at\":\"2026-05-01\",\"yen\":\"300\"}\n");
    hub.write("scans.jsonl", "{\"id\":\"s1\",\"who\":\"1\",\"no\":\"R1\",\"at\":\"2026-05-01\"}\n{\"id\":\"s2\",\"who\":\"3\",\"no\":\"R1\",\"at\":\"2026-05-02\"}\n");
  }
  std::string owners() {
    std::string out;
    for (const auto& row : hub.select("SELECT o.number, coalesce(p.record_key, '-') FROM master.sales_order o LEFT JOIN identity.profile p ON p.id = o.profile_id ORDER BY 1")) out += row[0] + " " + row[1] + ", ";
    return out;
  }
};

TEST_F(ErasingAClaimant, LeavesTheReceiptToTheNextClaimOrToNobody) {
  hub.sync({{"1", hanako}, {"3", taro}});
  claim_receipt(hub.hub(), "R3", customer_of("1"), {"佐藤", "電話で"}, clock);
  ASSERT_EQ(owners(), "R1 1, R2 1, R3 1, ");
  EXPECT_EQ(erased(customer_of("1")).records, 3u);  // the member, the receipt that names it, its scan
  EXPECT_EQ(owners(), "R1 3, R3 -, ");
  SyncReport report = hub.sync({{"1", hanako}, {"3", taro}});
  EXPECT_TRUE(report.clean());
  EXPECT_EQ(owners(), "R1 3, R3 -, ");
}

TEST_F(Erasing, TheSameRecordsStayAwayAndTheRunReconciles) {
  hub.sync({{"1", hanako}, {"3", taro}});
  erased(customer_of("1"));
  Member changed = hanako;
  changed.town = "大阪府大阪市北区";
  for (const Member& again : {changed, hanako}) {
    SyncReport report = hub.sync({{"1", again}, {"3", taro}});
    EXPECT_TRUE(report.clean());
    EXPECT_EQ(report.connections[0].streams[0].unchanged, 2);
    EXPECT_EQ(cells_with("kotori"), 0);
  }
}

TEST_F(Erasing, ANewRecordWithTheAddressIsHeld) {
  hub.sync({{"1", hanako}});
  erased(customer_of("1"));
  SyncReport report = hub.sync({{"77", hanako}, {"78", taro}});
  EXPECT_EQ(report.connections[0].streams[0].quarantined, 1);
  EXPECT_EQ(hub.customers(), (std::set<std::vector<std::string>>{{"78"}}));
}

TEST_F(Erasing, AnAddressThatOthersHaveHoldsNobody) {
  Member wife = hanako;
  wife.name = "勅使河原 良子";
  wife.phone = "", wife.birth = "", wife.town = "";
  hub.sync({{"1", hanako}, {"2", wife}});
  ASSERT_NE(customer_of("1"), customer_of("2"));
  erased(customer_of("1"));
  EXPECT_EQ(hub.sync({{"79", wife}}).connections[0].streams[0].quarantined, 0);
}

TEST_F(Erasing, NobodyIsRefused) { EXPECT_THROW(erased(4711), Error); }

TEST_F(Erasing, WhatAnOlderBackupBringsBackGoesAgain) {
  hub.sync({{"1", hanako}, {"3", taro}});
  {
    Session session = hub.hub().store.begin();
    session.remember_erased({{"shop", "members", "1"}}, {});
    session.commit();
  }
  EXPECT_EQ(erase_again(hub.hub(), clock), 1u);
  EXPECT_EQ(cells_with("kotori"), 0);
  EXPECT_EQ(hub.customers(), (std::set<std::vector<std::string>>{{"3"}}));
  EXPECT_EQ(erase_again(hub.hub(), clock), 0u);
}

TEST(ErasingElsewhere, KeepsItsBookWhereNothingWasKeptYet) {
  SmallHub hub;  // another PostgreSQL's database: the data directory is not there
  SystemClock clock;
  hub.sync({{"1", hanako}});
  auto rows = hub.select("SELECT customer_id FROM identity.profile WHERE record_key = '1'");
  EXPECT_EQ(erase(hub.hub(), std::stoll(rows.at(0).at(0)), "tester", "asked to", clock).records, 1u);
  EXPECT_EQ(std::filesystem::status(hub.data()).permissions(), std::filesystem::perms::owner_all);
  EXPECT_EQ(hub.sync({{"1", hanako}, {"3", taro}}).connections[0].streams[0].unchanged, 1);
  EXPECT_EQ(hub.customers(), (std::set<std::vector<std::string>>{{"3"}}));
}

}  // namespace
}  // namespace musubi::testing
