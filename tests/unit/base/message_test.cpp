// Sentences: arguments filled in, nothing lost for an unknown id. (That every id has both sentences is an
// architecture test.)
#include "core/base/message.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/base/error.hpp"

namespace musubi {
namespace {

TEST(MessageTest, FillsArgumentsInBothLanguages) {
  Message m{"base.bad_zone", {{"zone", "Asia/Tokio"}}};
  EXPECT_EQ(render(m, Lang::ja), "時間帯「Asia/Tokio」がありません。Asia/Tokyo のように書いてください。");
  EXPECT_EQ(render(m, Lang::en), "There is no time zone “Asia/Tokio”. Write it like Asia/Tokyo.");
}

TEST(MessageTest, FillsEachPlaceOnceOnly) {
  EXPECT_EQ(render({"base.bad_zone", {{"zone", "{zone}"}, {"other", "x"}}}, Lang::en),
            "There is no time zone “{zone}”. Write it like Asia/Tokyo.");
  EXPECT_EQ(render({"base.bad_zone", {}}, Lang::en), "There is no time zone “”. Write it like Asia/Tokyo.");
}

TEST(MessageTest, AnUnknownIdLosesNothing) {
  Message m{"nowhere.odd", {{"file", "a.csv"}, {"line", "3"}}};
  EXPECT_EQ(render(m, Lang::ja), "nowhere.odd file=a.csv line=3");
  EXPECT_FALSE(has_message(m.id));
  EXPECT_EQ(who_acts(m.id), Who::maker);
}

TEST(MessageTest, IdsAreSortedAndStandOnce) {
  auto ids = message_ids();
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_EQ(std::set<std::string_view>(ids.begin(), ids.end()).size(), ids.size());
  EXPECT_TRUE(has_message("base.bad_zone"));
  EXPECT_EQ(who_acts("base.bad_zone"), Who::admin);
}

TEST(MessageTest, EveryActorHasALineOfTheirOwn) {
  std::set<std::string> lines;
  for (Who who : {Who::user, Who::admin, Who::steward, Who::source, Who::maker})
    for (Lang lang : {Lang::ja, Lang::en}) lines.insert(actor_line(who, lang));
  EXPECT_EQ(lines.size(), 10U);
}

TEST(ErrorTest, SpeaksEnglishToProgramsAndKeepsTheMessage) {
  try {
    throw Error("base.bad_zone", {{"zone", "Mars"}});
  } catch (const std::exception& e) {
    EXPECT_STREQ(e.what(), "There is no time zone “Mars”. Write it like Asia/Tokyo.");
    EXPECT_EQ(dynamic_cast<const Error&>(e).message(), (Message{"base.bad_zone", {{"zone", "Mars"}}}));
  }
}

TEST(ResultTest, IsAValueOrAProblem) {
  Result<std::string> good = std::string("x"), bad = Message{"base.bad_zone", {}};
  EXPECT_TRUE(good);
  EXPECT_EQ(*good, "x");
  EXPECT_EQ(good->size(), 1U);
  EXPECT_FALSE(bad);
  EXPECT_EQ(bad.problem().id, "base.bad_zone");
  EXPECT_THROW(bad.value(), std::bad_variant_access);
}

}  // namespace
}  // namespace musubi
