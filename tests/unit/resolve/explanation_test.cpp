// What would have changed the result of a pair.
#include "core/resolve/explanation.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/resolve/people.hpp"

namespace musubi {
namespace {

using testing::profile;
using testing::Says;

const Model model = load_model("", "matching.yaml");

std::vector<Turn> turns(const Says& x, const Says& y) { return turning_points(profile(1, x), profile(2, y), model); }

/// The band that the field would have led to; nothing where it decides nothing.
std::optional<Band> turn(const std::vector<Turn>& all, const std::string& field, bool agreed) {
  auto at = std::find_if(all.begin(), all.end(), [&](const Turn& t) { return t.field == field && t.agreed == agreed; });
  return at == all.end() ? std::nullopt : std::optional(at->band);
}

TEST(Explanation, AMatchNamesWhatItHangsOn) {
  Says one{"渋屋", "健太"};
  one.phone = "+819012345670";
  auto all = turns(one, one);
  EXPECT_NE(turn(all, "phone", false).value_or(Band::match), Band::match);
  EXPECT_NE(turn(all, "name", false).value_or(Band::match), Band::match);
  EXPECT_FALSE(turn(all, "email", true)) << "nothing can bring a match closer";
  EXPECT_EQ(turn(turns(one, {"渋屋", "健太"}), "phone", true), Band::match) << "the other one has none";
}

TEST(Explanation, ANameAloneSaysWhatIsMissing) {
  auto all = turns({"佐藤", "誠"}, {"佐藤", "誠"});
  EXPECT_EQ(turn(all, "birth_date", true), Band::match);
  EXPECT_EQ(turn(all, "phone", true), Band::match);
  EXPECT_FALSE(turn(all, "phone", false)) << "neither states one";
}

TEST(Explanation, AClashIsNamedAsWhatStandsBetweenThem) {
  Says x{"渋屋", "健太"};
  x.phone = "+819012345670", x.email = "kenta@example.jp", x.birth_date = "1980-01-02";
  Says y = x;
  y.birth_date = "1955-11-23";
  auto all = turns(x, y);
  EXPECT_EQ(turn(all, "birth_date", false), Band::match);
  EXPECT_EQ(turn(all, "birth_date", true), Band::match);
}

TEST(Explanation, IdsThatContradictAreNamedByTheirScheme) {
  Model strict = load_model("schemes: {pos_member: {one_per_party: yes}}", "matching.yaml");
  Says x{"渋屋", "健太"};
  x.phone = "+819012345670", x.ids = {{"pos_member", "1", false, "", ""}};
  Says y = x;
  y.ids = {{"pos_member", "2", false, "", ""}};
  EXPECT_EQ(turn(turning_points(profile(1, x), profile(2, y), strict), "id:pos_member", false), Band::match);
}

TEST(Explanation, WhatManyFieldsCarryNoSingleOneChanges) {
  Says one{"渋屋", "健太"};
  one.phone = "+819012345670", one.email = "kenta@example.jp", one.birth_date = "1980-01-02", one.town = "海岸", one.street = "1-2-3";
  EXPECT_TRUE(turns(one, one).empty());
}

TEST(Explanation, IsSaidInBothLanguages) {
  std::vector<Turn> all = {{"phone", false, Band::review}, {"birth_date", true, Band::match}, {"email", true, Band::match}, {"id:pos_member", false, Band::match}};
  EXPECT_EQ(turns_in_words(all, Lang::ja), "ID（pos_member）がなければ、統合していました。電話番号がなければ、確認に回していました。生年月日かメールが一致していれば、統合していました。");
  EXPECT_EQ(turns_in_words(all, Lang::en),
            "Without the id (pos_member) they would have been merged. Without the phone it would have gone to review. A matching birth date or email would have merged them.");
  EXPECT_EQ(turns_in_words({}, Lang::en), "No single field would have changed the result.");
}

TEST(Explanation, LimitsAreThoseOfTheModel) {
  Limits limits = limits_of(load_model("bands: {match: 0.5, review: 0.2}", "matching.yaml"));
  EXPECT_NEAR(limits.match, 0, 1e-9);
  EXPECT_NEAR(limits.review, -2, 1e-9);
}

}  // namespace
}  // namespace musubi
