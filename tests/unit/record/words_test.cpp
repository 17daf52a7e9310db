// Fields, profiles and links: their words, and how they read for people.
#include <gtest/gtest.h>

#include <set>

#include "core/record/link.hpp"
#include "core/record/profile.hpp"

namespace musubi {
namespace {

TEST(FieldTest, TheTableIsInTheOrderOfTheEnum) {
  std::set<std::string_view> names, parts;
  for (size_t i = 0; i < size_t(Field::count_); ++i) {
    const FieldDef& f = field(Field(i));
    EXPECT_EQ(f.field, Field(i)) << f.name;
    EXPECT_EQ(find_field(f.name), &f);
    EXPECT_FALSE(f.ja.empty()) << f.name;
    EXPECT_TRUE(names.insert(f.name).second) << f.name;
    for (std::string_view part : f.parts) EXPECT_TRUE(parts.insert(part).second) << part;
    if (f.many) {
      EXPECT_EQ(f.parts.size(), 1U) << f.name << ": several values of several parts fit no column";
    }
  }
  EXPECT_EQ(find_field("surname"), nullptr);
}

TEST(ProfileTest, WordsReadBack) {
  for (Kind k : {Kind::person, Kind::organisation}) EXPECT_EQ(kind_of(word(k)), k);
  for (EnteredBy e :
       {EnteredBy::self, EnteredBy::other, EnteredBy::staff, EnteredBy::import, EnteredBy::system})
    EXPECT_EQ(entered_by_of(word(e)), e);
  EXPECT_EQ(kind_of("Person"), std::nullopt);
  EXPECT_EQ(entered_by_of(""), std::nullopt);
}

TEST(ProfileTest, TheFirstValueOfAField) {
  Profile p;
  p.values = {
      {Field::name, {"渋屋", "太郎"}, "", ""}, {Field::phone, {"1"}, "", ""}, {Field::phone, {"2"}, "", ""}};
  EXPECT_EQ(p.value(Field::phone)->parts[0], "1");
  EXPECT_EQ(p.value(Field::email), nullptr);
}

TEST(ProfileTest, ShowsPartsAsPeopleReadThem) {
  struct Case {
    Field field;
    std::vector<std::string> parts;
    const char* shown;
  };
  const Case cases[] = {
      {Field::name, {"渋屋", "太郎"}, "渋屋 太郎"},
      {Field::name, {"渋屋", ""}, "渋屋"},
      {Field::name, {"", "太郎"}, "太郎"},
      {Field::address,
       {"150-0001", "東京都", "渋谷区", "神宮前", "1-2-3", "渋屋ビル2F"},
       "〒150-0001 東京都渋谷区神宮前1-2-3 渋屋ビル2F"},
      {Field::address, {"", "東京都", "渋谷区", "", "", ""}, "東京都渋谷区"},
      {Field::address, {"150-0001", "", "", "", "", ""}, "〒150-0001"},
      {Field::phone, {"090-1234-5678"}, "090-1234-5678"},
  };
  for (const Case& c : cases) EXPECT_EQ(shown({c.field, c.parts, "", ""}), c.shown);
}

TEST(LinkTest, WordsOfBandsAndVerdicts) {
  EXPECT_EQ(word(Band::match), "match");
  EXPECT_EQ(word(Band::review), "review");
  EXPECT_EQ(word(Band::no), "no");
  EXPECT_EQ(word(Verdict::same), "same");
  EXPECT_EQ(word(Verdict::different), "different");
  EXPECT_EQ(word(Verdict::household), "household");
}

TEST(LinkTest, EvidenceReadsBack) {
  const std::vector<Evidence> evidence = {{"name", "exact", 7.25}, {"phone", "clash", -3.5}};
  EXPECT_EQ(written(evidence), "name:exact:7.25;phone:clash:-3.50");
  std::vector<Evidence> of_ids = {{"id:pos_card", "same", 40}, {"device:visitor", "used_by", 40}};
  EXPECT_EQ(evidence_of(written(of_ids)), of_ids) << "a field may hold a colon";
  EXPECT_EQ(evidence_of(written(evidence)), evidence);
  EXPECT_EQ(written({}), "");
  EXPECT_TRUE(evidence_of("").empty());
  EXPECT_TRUE(evidence_of("nonsense;a:b").empty());
}

}  // namespace
}  // namespace musubi
