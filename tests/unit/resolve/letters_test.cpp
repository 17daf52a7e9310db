#include "core/resolve/letters.hpp"

#include <gtest/gtest.h>

#include "tests/unit/resolve/people.hpp"

namespace musubi::testing {
namespace {

using resolving::characters;
using resolving::units_of;

const std::string phone = "+819012349876";

TEST(Characters, AreNotUnits) {
  EXPECT_EQ(characters(u"𠮷田"), U"𠮷田");
  EXPECT_EQ(characters(u"山田"), U"山田");
  EXPECT_EQ(characters(u""), U"");
  EXPECT_EQ(units_of(u"𠮷田太郎", 2), 3u);
  EXPECT_EQ(units_of(u"山田太郎", 2), 2u);
  EXPECT_EQ(units_of(u"山田", 9), 2u);
}

TEST(Characters, SurvivesHalfAPair) {
  const char16_t half[] = {u'山', char16_t(0xd842), 0};
  EXPECT_EQ(characters(half).size(), 2u);
  EXPECT_EQ(units_of(half, 2), 2u);
}

// As normalize folds it: one unit less in the key than in the parts.
Profile yoshida(int64_t id, const Says& says, const std::string& key) {
  Profile p = profile(id, says);
  p.values[0].key = key;
  return p;
}

TEST(Characters, OfNamesAreFoldedOneByOne) {
  Model model = load_model("", "");
  Says stated{"𠮷田", "太郎", "", "", phone}, folded{"吉田", "太郎", "", "", phone};
  Pair p = compared(yoshida(1, stated, "吉田太郎"), yoshida(2, folded, "吉田太郎"), model);
  EXPECT_EQ(p.band, Band::match);
  ASSERT_FALSE(p.evidence.empty());
  EXPECT_EQ(p.evidence[0].level, "exact") << written(p.evidence);
}

TEST(Characters, OneSlipApart) {
  Model model = load_model("", "");
  Pair p = compared({"𡈽田", "翔平", "", "", phone}, {"上田", "翔平", "", "", phone}, model);
  EXPECT_EQ(p.evidence[0].level, "family_similar") << written(p.evidence);
}

TEST(Characters, OneOfThemIsNoWholeName) {
  Model model = load_model("", "");
  Pair p = compared({.family = "𡈽田", .phone = phone}, {.family = "𡈽田", .phone = phone}, model);
  EXPECT_EQ(p.evidence[0].level, "family_alone") << written(p.evidence);
}

}  // namespace
}  // namespace musubi::testing
