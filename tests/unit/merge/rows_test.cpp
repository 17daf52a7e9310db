#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/merge/cards.hpp"

namespace musubi::testing {
namespace {

using enum EnteredBy;

const Survivorship defaults = load_survivorship("", "");

MasterRows rows(const std::vector<Member>& members) {
  return master_rows(merge(members, defaults), members);
}

Member card(int64_t id, const std::string& date, const char* company, const char* department,
            const char* title) {
  Member m = member(id, staff, date);
  for (auto [f, text] :
       {std::pair(Field::company, company), {Field::department, department}, {Field::title, title}})
    if (*text) m = with(std::move(m), f, {text});
  return m;
}

std::vector<std::string> employment(const std::vector<Member>& members) {
  std::vector<std::string> out;
  for (const Row& r : rows(members).employment) {
    std::string line;
    for (auto name : {"company", "department", "title", "since", "until", "last_confirmed"})
      line += column(r, TableId::employment, name) + "|";
    out.push_back(line + column(r, TableId::employment, "profile_id"));
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(CustomerRow, HasOneCellPerColumn) {
  Row r = rows({with(with(with(member(4, self), Field::name, {"渋屋", "太郎"}), Field::phone, {"090-1"}),
                     Field::phone, {"03-2"})})
              .customer;
  ASSERT_EQ(r.cells.size(), table(TableId::customer).columns.size());
  EXPECT_EQ(column(r, TableId::customer, "id"), "4");
  EXPECT_EQ(column(r, TableId::customer, "kind"), "person");
  EXPECT_EQ(column(r, TableId::customer, "family"), "渋屋");
  EXPECT_EQ(column(r, TableId::customer, "phone"), "{090-1,03-2}");
  EXPECT_EQ(column(r, TableId::customer, "email"), "NULL");
  EXPECT_EQ(column(r, TableId::customer, "title"), "NULL");
  EXPECT_EQ(column(r, TableId::customer, "origins"), R"({"name":4,"phone":4})");
  EXPECT_EQ(column(r, TableId::customer, "warnings"), "[]");
}

TEST(CustomerRow, WarningsAreJson) {
  Row r = rows({with(member(1, self), Field::name, {"渋屋", "\"太\"\n\\"}),
                with(member(2, staff), Field::name, {"渋谷", "\"太\"\n\\"})})
              .customer;
  EXPECT_EQ(
      column(r, TableId::customer, "warnings"),
      R"([{"field":"name","id":"merge.one_kanji","profile_id":2,"won":"渋屋 \"太\"\u000a\\","lost":"渋谷 \"太\"\u000a\\"}])");
}

TEST(ContactPoints, AreTheUnionWithTheGoldenAsMain) {
  Member a = with(with(member(1, staff), Field::phone, {"03-1"}), Field::address,
                  {"", "東京都", "港区", "海岸", "1-1", ""});
  Member b = with(with(with(member(2, self), Field::phone, {"03-2"}), Field::phone, {"03-1"}), Field::address,
                  {"", "大阪府", "北区", "梅田", "2-2", ""});
  Member c = with(gone(member(3, self)), Field::address, {"", "福岡県", "中央区", "天神", "3-3", ""});
  Lines got;
  for (const Row& r : rows({a, b, c}).contact_points)
    got.push_back(
        column(r, TableId::contact_point, "kind") + "|" + column(r, TableId::contact_point, "value") + "|" +
        column(r, TableId::contact_point, "shown") + "|" + column(r, TableId::contact_point, "profile_id") +
        "|" + column(r, TableId::contact_point, "main"));
  EXPECT_EQ(got, (Lines{"address|大阪府北区梅田2-2|大阪府北区梅田2-2|2|t",
                        "address|東京都港区海岸1-1|東京都港区海岸1-1|1|f", "phone|03-2|03-2|2|t",
                        "phone|03-1|03-1|2|f"}));
}

TEST(Employment, ATitleHasDates) {  // FS R41
  EXPECT_EQ(employment({card(1, "2023-05-10", "東亜工業", "", "課長"),
                        card(2, "2026-04-20", "東亜工業", "", "部長")}),
            (Lines{"東亜工業||課長|2023-05-10|2026-04-20|2023-05-10|1",
                   "東亜工業||部長|2026-04-20|NULL|2026-04-20|2"}));
}

TEST(Employment, ATransferComesFromARecordsOwnHistory) {  // FS R38
  Member m = card(1, "2026-04-03", "東亜工業", "大阪支店", "課長");
  m.now.valid_since = "2026-04-01";
  m.before = {card(1, "2024-06-01", "東亜工業", "東京本社", "課長").now,
              card(1, "2025-02-01", "東亜工業", "東京本社", "課長").now};
  EXPECT_EQ(employment({m}), (Lines{"東亜工業|大阪支店|課長|2026-04-01|NULL|2026-04-03|1",
                                    "東亜工業|東京本社|課長|2024-06-01|2026-04-01|2025-02-01|1"}));
}

TEST(Employment, WhatAStewardAcceptedHoldsFromItsDay) {
  Member m = card(1, "2024-04-01", "東亜工業", "企画部", "課長");
  m.pins.push_back({stated(Field::title, {"部長"}), 3, "佐藤", "2026-04-13"});
  EXPECT_EQ(employment({m}), (Lines{"東亜工業|企画部|課長|2024-04-01|2026-04-13|2024-04-01|1", "東亜工業|企画部|部長|2026-04-13|NULL|2026-04-13|1"}));
  m.pins[0].since.clear();
  EXPECT_EQ(employment({m}), (Lines{"東亜工業|企画部|課長|2024-04-01|NULL|2024-04-01|1"}));
}

TEST(Employment, WhatWasAcceptedStepByStepIsAPostEach) {
  Member m = card(1, "2024-04-01", "東亜工業", "企画部", "課長");
  m.pins.push_back({stated(Field::title, {"部長"}), 3, "佐藤", "2026-04-01"});
  m.pins.push_back({stated(Field::department, {"営業部"}), 4, "佐藤", "2026-05-01"});
  Lines two = {"東亜工業|企画部|課長|2024-04-01|2026-04-01|2024-04-01|1", "東亜工業|企画部|部長|2026-04-01|2026-05-01|2026-04-01|1", "東亜工業|営業部|部長|2026-05-01|NULL|2026-05-01|1"};
  std::sort(two.begin(), two.end());
  EXPECT_EQ(employment({m}), two);
  m.pins.push_back({stated(Field::company, {"西亜工業"}), 5, "佐藤", "2026-06-01"});
  m.pins.push_back({stated(Field::company, {"南海商事"}), 6, "佐藤", "2026-07-01"});
  Lines moved = employment({m});
  EXPECT_EQ(std::count(moved.begin(), moved.end(), "東亜工業|営業部|部長|2026-05-01|2026-06-01|2026-05-01|1"), 1) << ::testing::PrintToString(moved);
  EXPECT_EQ(std::count(moved.begin(), moved.end(), "西亜工業|営業部|部長|2026-06-01|2026-07-01|2026-06-01|1"), 1) << ::testing::PrintToString(moved);
}

TEST(Employment, AnAcceptedEndEndsIt) {
  Member m = card(1, "2024-04-01", "東亜工業", "企画部", "課長");
  for (Field f : {Field::company, Field::department, Field::title}) m.pins.push_back({stated(f, {""}), 3, "佐藤", "2026-04-01"});
  EXPECT_EQ(employment({m}), (Lines{"東亜工業|企画部|課長|2024-04-01|2026-04-01|2024-04-01|1"}));
}

TEST(Employment, AnAcceptedEmployerEndsTheOneBefore) {
  Member m = card(1, "2024-04-01", "東亜工業", "企画部", "課長");
  m.pins.push_back({stated(Field::company, {"西亜工業"}), 3, "佐藤", "2026-04-01"});
  EXPECT_EQ(employment({m}), (Lines{"東亜工業|企画部|課長|2024-04-01|2026-04-01|2024-04-01|1", "西亜工業|||2026-04-01|NULL|2026-04-01|1"}));
}

TEST(Employment, WithoutDatesThereAreNone) {
  EXPECT_EQ(employment({card(1, "", "東亜工業", "", "課長")}), (Lines{"東亜工業||課長|NULL|NULL|NULL|1"}));
}

Member moved(int64_t id, const std::string& updated, const std::string& company,
             const std::vector<std::pair<std::string, std::string>>& before) {
  Member m = card(id, updated, company.c_str(), "", "");
  for (const auto& [at, employer] : before) m.before.push_back(card(id, at, employer.c_str(), "", "").now);
  return m;
}

TEST(Employment, ARecordThatNamesAnotherEmployerLaterEndsTheFormerOne) {
  Member m = moved(1, "2026-04-03", "西海商事", {{"2023-05-10", "東亜工業"}, {"2024-01-01", "東亜工業"}});
  m.now.valid_since = "2026-04-01";
  Lines ended = {"東亜工業|||2023-05-10|2026-04-01|2024-01-01|1", "西海商事|||2026-04-01|NULL|2026-04-03|1"};
  EXPECT_EQ(employment({m}), ended);
  std::reverse(m.before.begin(), m.before.end());
  EXPECT_EQ(employment({m}), ended) << "by the source's time, not by arrival";
}

TEST(Employment, NothingEndsWithoutDatesOrWhereSomebodyStillNamesTheEmployer) {
  EXPECT_EQ(employment({moved(1, "", "西海商事", {{"", "東亜工業"}})}),
            (Lines{"東亜工業|||NULL|NULL|NULL|1", "西海商事|||NULL|NULL|NULL|1"}));
  Member gone_over = moved(1, "2025-04-01", "西海商事", {{"2023-05-10", "東亜工業"}});
  EXPECT_EQ(employment({gone_over, card(2, "2024-05-01", "東亜工業", "", "")})[0],
            "東亜工業|||2023-05-10|2025-04-01|2024-05-01|2");
  gone_over.now.entered_by = EnteredBy::self;  // so that the golden employer is the new one
  EXPECT_EQ(employment({gone_over, card(2, "2025-06-01", "東亜工業", "", "")}),
            (Lines{"東亜工業|||2023-05-10|NULL|2025-06-01|2", "西海商事|||2025-04-01|NULL|2025-04-01|1"}));
}

TEST(Employment, WhoComesBackIsThereStill) {
  EXPECT_EQ(employment({moved(1, "2026-04-01", "東亜工業", {{"2023-05-10", "東亜工業"}, {"2024-04-01", "西海商事"}})}),
            (Lines{"東亜工業|||2023-05-10|NULL|2026-04-01|1", "西海商事|||2024-04-01|2026-04-01|2024-04-01|1"}));
}

TEST(Employment, TwoRecordsThatStandByTheirEmployersEndNothing) {
  EXPECT_EQ(
      employment({card(1, "2023-05-10", "東亜工業", "", "課長"), card(2, "2026-04-20", "西海商事", "", "")}),
      (Lines{"東亜工業||課長|2023-05-10|NULL|2023-05-10|1", "西海商事|||2026-04-20|NULL|2026-04-20|2"}));
}

TEST(Employment, WhatSaysLessIsNoPostOfItsOwn) {
  EXPECT_EQ(employment({card(1, "2023-05-10", "東亜工業", "営業部", "課長"),
                        card(2, "2025-04-20", "東亜工業", "", "")}),
            (Lines{"東亜工業|営業部|課長|2023-05-10|NULL|2023-05-10|1"}));
}

TEST(Employment, ATitleAloneStandsOnlyWithoutEmployer) {
  EXPECT_EQ(employment({card(1, "", "", "", "課長")}), (Lines{"||課長|NULL|NULL|NULL|1"}));
  EXPECT_EQ(employment({card(1, "", "", "", "課長"), card(2, "", "東亜工業", "", "")}),
            (Lines{"東亜工業|||NULL|NULL|NULL|2"}));
}

TEST(Employment, IsReadInTheZoneAsked) {
  Member m = card(1, "2026-04-01", "東亜工業", "", "");  // midnight in Tokyo, the evening before in UTC
  Customer c = merge({m}, defaults);
  EXPECT_EQ(column(master_rows(c, {m}).employment[0], TableId::employment, "since"), "2026-04-01");
  EXPECT_EQ(column(master_rows(c, {m}, "UTC").employment[0], TableId::employment, "since"), "2026-03-31");
}

TEST(Employment, OrganisationsHaveNone) {
  Member m = card(1, "2026-04-01", "東亜工業", "", "");
  m.now.kind = Kind::organisation;
  EXPECT_TRUE(rows({m}).employment.empty());
}

}  // namespace
}  // namespace musubi::testing
