#include "tests/unit/store/hub.hpp"

namespace musubi {
namespace {

using Parties = HubTest;

PartyKey party(const std::string& key, const std::string& name = "member",
               const std::string& stream = "members") {
  return {{"pos", stream, key}, name};
}

TEST_F(Parties, IdsAreGivenOnceInTheOrderAsked) {
  std::vector<int64_t> first;
  {
    Session session = store().begin();
    first = session.profile_ids({party("2"), party("1"), party("2"), party("2", "receiver")});
    session.commit();
  }
  EXPECT_EQ(first[0], first[2]);
  EXPECT_LT(first[0], first[1]);
  EXPECT_LT(first[1], first[3]);
  Session session = store().begin();
  EXPECT_EQ(session.profile_ids({party("1"), party("2", "receiver"), party("2")}),
            (std::vector<int64_t>{first[1], first[3], first[0]}));
  EXPECT_TRUE(session.profile_ids({}).empty());
}

/// Under the publishing lock stubs are written late; nobody may see a difference.
class PublishedParties : public HubTest, public testing::WithParamInterface<bool> {};
INSTANTIATE_TEST_SUITE_P(, PublishedParties, testing::Bool());

TEST_P(PublishedParties, AnAskedForPartyIsAStubUntilItIsFilled) {
  Session session = store().begin();
  if (GetParam()) session.lock_publishing();
  int64_t id = session.profile_ids({party("1")})[0];
  std::vector<Row> rows = session.rows(TableId::profile, {id});
  ASSERT_EQ(rows.size(), 1u);
  const Table& t = table(TableId::profile);
  auto at_column = [&](const char* name) { return rows[0].cells[t.at(name)]; };
  EXPECT_EQ(at_column("record_key"), "1");
  EXPECT_EQ(at_column("party"), "member");
  EXPECT_EQ(at_column("stub"), "t");
  EXPECT_EQ(at_column("gone"), "f");
  EXPECT_EQ(at_column("customer_id"), std::nullopt);
  Row filled = rows[0];
  filled.cells[t.at("stub")] = "f";
  filled.cells[t.at("customer_id")] = cell(id);
  filled.cells[t.at("family")] = "渋屋";
  session.apply({{{TableId::profile, Op::update, rows[0], filled}}}, 1, {});
  EXPECT_EQ(session.rows(TableId::profile, {id}), (std::vector<Row>{filled}));
  EXPECT_EQ(
      session.profile_rows_of({{"pos", "members", "1"}, {"pos", "members", "2"}, {"pos", "members", "1"}}),
      (std::vector<Row>{filled}));
  EXPECT_EQ(session.profile_rows_of_customers({id, id + 1}), (std::vector<Row>{filled}));
}

TEST_P(PublishedParties, StubsAreKeptWithTheTransaction) {
  Session session = store().begin();
  if (GetParam()) session.lock_publishing();
  std::vector<int64_t> ids = session.profile_ids({party("1"), party("2"), party("1", "receiver")});
  EXPECT_EQ(session.profile_ids({party("2"), party("1"), party("3")})[0], ids[1]);
  EXPECT_EQ(session.profile_rows_of({{"pos", "members", "1"}}).size(), 2u);
  std::vector<Row> stored = session.rows(TableId::profile, {ids[1], ids[1]});
  ASSERT_EQ(stored.size(), 1u);
  Row filled = stored[0];
  filled.cells[table(TableId::profile).at("family")] = "渋屋";
  session.apply({{{TableId::profile, Op::update, stored[0], filled}}}, 1, {});
  EXPECT_EQ(session.rows(TableId::profile, {ids[1]}), (std::vector<Row>{filled}));
  EXPECT_EQ(session.select("select count(*) from identity.profile").rows[0][0], "4");
  session.profile_ids({party("4")});
  session.commit();
  EXPECT_EQ(value("select string_agg(record_key || party || coalesce(family, ''), ' ' order by record_key, "
                  "party) from identity.profile"),
            "1member 1receiver 2member渋屋 3member 4member");
}

TEST_F(Parties, AnIdThatIsRolledBackIsGivenToNobody) {
  int64_t lost = 0;
  {
    Session session = store().begin();
    lost = session.profile_ids({party("1")})[0];
  }
  Session session = store().begin();
  EXPECT_GT(session.profile_ids({party("1")})[0], lost);
}

TEST_F(Parties, PairsAndFactsAreFoundFromBothEnds) {
  Session session = store().begin();
  Row pair{{"3", "5", "1.50", "review", "", "name:exact:7.25"}};
  Row other{{"5", "9", "1.50", "match", "", ""}};
  session.apply({{{TableId::pair, Op::insert, {}, pair}, {TableId::pair, Op::insert, {}, other}}}, 1, {});
  EXPECT_EQ(session.rows(TableId::pair, {3}), (std::vector<Row>{pair}));
  EXPECT_EQ(session.rows(TableId::pair, {3, 5}).size(), 2u);
  EXPECT_EQ(session.rows(TableId::pair, {9}), (std::vector<Row>{other}));
  EXPECT_TRUE(session.rows(TableId::pair, {}).empty());
  Row entry{{"pos", "members", "1", "points", "1", "3", std::nullopt, "12", std::nullopt}};
  session.apply({{{TableId::point_entry, Op::insert, {}, entry}}}, 1, {});
  EXPECT_EQ(session.rows(TableId::point_entry, {3}), (std::vector<Row>{entry}));
  EXPECT_EQ(session.fact_rows_of(TableId::point_entry, {{"pos", "members", "1"}}), (std::vector<Row>{entry}));
}

TEST_F(Parties, AQuestionInBetweenMakesNoPartyTwice) {
  Session session = store().begin();
  session.lock_publishing();
  int64_t id = session.profile_ids({party("1")})[0];
  ASSERT_TRUE(session.unwritten(id));
  Row filled = session.rows(TableId::profile, {id})[0];
  filled.cells[table(TableId::profile).at("family")] = "渋屋";
  session.select("select 1");
  session.apply({{{TableId::profile, Op::insert, {}, filled}}}, 1, {});
  EXPECT_EQ(session.rows(TableId::profile, {id}), (std::vector<Row>{filled}));
}

TEST_F(Parties, HoldersAreCutOffAtTheLimit) {
  Session session = store().begin();
  ChangeSet changes;
  const uint64_t high = 0xFFFFFFFFFFFFFFF0U;
  for (int64_t id = 1; id <= 5; ++id)
    changes.changes.push_back({TableId::held_keys, Op::insert, {}, {{cell(id), cell(std::vector<int64_t>{int64_t(high)})}}});
  changes.changes.push_back({TableId::held_keys, Op::insert, {}, {{"9", "{42}"}}});
  session.apply(changes, 1, {});
  EXPECT_EQ(session.holders({high}, 3).size(), 3u);
  auto all = session.holders({42, high, high, 7}, 10);
  EXPECT_EQ(all.size(), 6u);
  for (const auto& h : all) EXPECT_EQ(h.hash, h.profile_id == 9 ? 42U : high);
}

TEST_F(Parties, IdentifyingIdsFindTheirProfiles) {
  Session session = store().begin();
  auto row = [](const char* id, const char* scheme, const char* value, bool identifies) {
    return RowChange{TableId::external_id, Op::insert, {}, {{id, scheme, value, cell(identifies), {}, {}, cell(false)}}};
  };
  session.apply({{row("1", "pos_member", "A1", true), row("2", "pos_member", "A1", true),
                  row("3", "visitor", "A1", true), row("4", "pos_member", "A1", false)}},
                1, {});
  EXPECT_EQ(session.identified({{"pos_member", "A1", true, "", ""}, {"pos_member", "A1", true, "", ""}}),
            (std::vector<int64_t>{1, 2}));
  EXPECT_TRUE(session.identified({{"pos_member", "B1", true, "", ""}}).empty());
}

TEST_F(Parties, TheLastDecisionOnAPairWins) {
  Session session = store().begin();
  auto decide = [&](const PartyKey& a, const PartyKey& b, Verdict v) {
    session.decide({0, a, b, v, "佐藤", "本人に確認", at("2026-01-02T03:04:05Z")});
  };
  decide(party("1"), party("2"), Verdict::same);
  decide(party("2"), party("1"), Verdict::different);
  decide(party("1"), party("3"), Verdict::household);
  decide(party("4"), party("3"), Verdict::same);
  std::vector<Decision> found = session.decisions({party("1")});
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].verdict, Verdict::different);
  EXPECT_EQ(found[0].a, party("1"));
  EXPECT_EQ(found[0].b, party("2"));
  EXPECT_EQ(found[0].who, "佐藤");
  EXPECT_EQ(found[0].at, at("2026-01-02T03:04:05Z"));
  EXPECT_EQ(found[1].verdict, Verdict::household);
  EXPECT_TRUE(session.decisions({party("1", "receiver")}).empty());
}

}  // namespace
}  // namespace musubi
