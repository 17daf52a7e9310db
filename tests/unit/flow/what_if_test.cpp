// What another matching.yaml or another model would do, before it is live; and that living by it then does just that.
#include "core/flow/what_if.hpp"

#include <gtest/gtest.h>

#include "core/flow/models.hpp"
#include "tests/unit/flow/small_hub.hpp"

namespace musubi {
namespace {

using testing::Member;
using testing::SmallHub;
using Groups = std::set<std::vector<std::string>>;

const Speaker satou{"佐藤", "試し"};
const LessonHeard silent = [](const std::string&, int64_t, int64_t) { return true; };

Rules with_matching(Hub& hub, const std::string& yaml) {
  Configuration other = hub.configuration;
  other.matching.bytes = yaml;
  return load_rules(other);
}

std::vector<std::string> told(const std::vector<Grouped>& side) {
  std::vector<std::string> out;
  for (const Grouped& g : side) {
    std::string one = g.name + ":";
    for (const RecordKey& r : g.records) one += " " + r.key;
    out.push_back(one);
  }
  return out;
}

class WhatIfTest : public ::testing::Test {
 protected:
  WhatIfTest() {
    small_.sync({{"a", {"山田 太郎", "", "090-2468-1357", "", ""}},
                 {"b", {"山田 太郎", "", "090-2468-1357", "", ""}},
                 {"c", {"渋屋 花子", "hana@example.jp", "", "1975-03-04", "大阪府大阪市北区梅田1-1-1"}},
                 {"d", {"渋屋 花子", "", "", "", "大阪府大阪市北区梅田"}},
                 {"e", {"中村 次郎", "jiro@example.jp", "", "", ""}}});
  }
  WhatIf asked(Rules rules) { return what_if(small_.hub(), std::move(rules), {}, clock_); }
  SmallHub small_;
  SystemClock clock_;
};

TEST_F(WhatIfTest, NamesWhoWouldSplitAndChangesNothing) {
  Groups before = small_.customers();
  ASSERT_TRUE(before.contains({"a", "b"}));
  WhatIf w = asked(with_matching(small_.hub(), "bands: {match: 0.9999999, review: 0.0001}"));
  ASSERT_EQ(w.groups.size(), 1u);
  EXPECT_EQ(told(w.groups[0].before), std::vector<std::string>{"山田 太郎: a b"});
  EXPECT_EQ(told(w.groups[0].after), (std::vector<std::string>{"山田 太郎: a", "山田 太郎: b"}));
  EXPECT_EQ(w.customers_after, w.customers_before + 1);
  EXPECT_GT(w.review_after, w.review_before);
  EXPECT_EQ(small_.customers(), before);
  small_.write("matching.yaml", "bands: {match: 0.9999999, review: 0.0001}\n");
  small_.reopen();
  small_.sync({});
  EXPECT_EQ(small_.customers().size(), size_t(w.customers_after)) << "living by it does what was said";
  EXPECT_TRUE(small_.customers().contains({"a"}));
}

TEST_F(WhatIfTest, NamesWhoWouldMerge) {
  small_.write("matching.yaml", "bands: {match: 0.9999999, review: 0.0001}\n");
  small_.reopen();
  small_.sync({});
  ASSERT_TRUE(small_.customers().contains({"a"}));
  WhatIf w = asked(with_matching(small_.hub(), ""));
  ASSERT_EQ(w.groups.size(), 1u);
  EXPECT_EQ(told(w.groups[0].before), (std::vector<std::string>{"山田 太郎: a", "山田 太郎: b"}));
  EXPECT_EQ(told(w.groups[0].after), std::vector<std::string>{"山田 太郎: a b"});
}

TEST_F(WhatIfTest, TheRulesOfNowChangeNobody) {
  WhatIf w = asked(with_matching(small_.hub(), ""));
  EXPECT_TRUE(w.groups.empty());
  EXPECT_EQ(w.customers_before, w.customers_after);
  EXPECT_EQ(w.review_before, w.review_after);
}

TEST_F(WhatIfTest, StopsHalfWayAndTheHubGoesOnByItsOwnRules) {
  WhatIfRequest request;
  std::stop_source stop;
  stop.request_stop();
  request.stop = stop.get_token();
  EXPECT_THROW(what_if(small_.hub(), with_matching(small_.hub(), "bands: {match: 0.9999999, review: 0.0001}"), request, clock_), Error);
  small_.sync({{"f", {"山田 太郎", "", "090-2468-1357", "", ""}}});
  EXPECT_TRUE(small_.customers().contains({"a", "b", "f"}));
}

/// So many people, every third of them twice: the second record has kept the mail address, half have another phone.
std::map<std::string, Member> town(int people) {
  static const char* families[] = {"佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤"};
  static const char* givens[] = {"誠", "健太", "花子", "良子", "直樹", "美咲", "大輔", "恵", "拓也", "愛"};
  std::map<std::string, Member> out;
  auto phone = [](int n) { return "080-" + std::to_string(1000 + n % 9000) + "-" + std::to_string(1000 + n * 37 % 9000); };
  for (int i = 0; i < people; ++i) {
    std::string n = std::to_string(i), day = std::to_string(10 + i % 19), month = std::to_string(10 + i % 3), year = std::to_string(1940 + i * 7 % 60);
    Member one{std::string(families[i % 10]) + " " + givens[i / 10 % 10], "u" + n + "@example.jp", phone(i), year + "-" + month + "-" + day, ""};
    out["m" + n] = one;
    if (i % 3) continue;
    if (i % 2) one.phone = phone(i + 4'321);
    out["n" + n] = one;
  }
  return out;
}

TEST(Models, AreLearntKeptByNumberAndChosen) {
  SmallHub small;
  SystemClock clock;
  small.sync(town(1'200));
  Groups before = small.customers();
  TrainedModel first = train_model(small.hub(), satou, clock, silent);
  EXPECT_EQ(first.model.number, 1);
  EXPECT_EQ(train_model(small.hub(), satou, clock, silent).model.number, 2) << "the first one stays";
  Session session = small.hub().store.begin();
  EXPECT_EQ(kept_model(session, 1).levels, first.model.levels) << "to the last digit";
  EXPECT_EQ(kept_model(session, 2).levels, first.model.levels) << "the same records teach the same";
  EXPECT_EQ(model_in_use(session), 0);
  session.commit();
  Rules learnt = load_rules(small.hub().configuration);
  {
    Session reading = small.hub().store.begin();
    match_by(reading, 1, learnt);
  }
  WhatIf w = what_if(small.hub(), learnt, {}, clock);
  choose_model(small.hub(), 1, satou, clock);
  EXPECT_EQ(small.customers(), before) << "nothing happens before the next sync";
  small.reopen();
  EXPECT_EQ(small.hub().rules.model_number, 1);
  std::string weights = "SELECT sum(weight) FROM identity.pair";
  std::string shipped = small.select(weights)[0][0];
  small.sync({});
  EXPECT_NE(small.select(weights)[0][0], shipped) << "all pairs are compared anew";
  EXPECT_EQ(small.customers().size(), size_t(w.customers_after));
  choose_model(small.hub(), 0, satou, clock);
  small.reopen();
  small.sync({});
  EXPECT_EQ(small.customers(), before);
  EXPECT_EQ(small.select(weights)[0][0], shipped) << "the shipped model, as if nothing had been";
}

TEST(Models, FewRecordsTeachNothingAndUnknownNumbersAreRefused) {
  SmallHub small;
  SystemClock clock;
  small.sync(town(12));
  auto refusal = [](auto&& what) -> std::string {
    try {
      what();
    } catch (const Error& e) {
      return e.message().id;
    }
    return "";
  };
  EXPECT_EQ(refusal([&] { train_model(small.hub(), satou, clock, silent); }), "flow.nothing_learnt");
  EXPECT_EQ(refusal([&] { train_model(small.hub(), satou, clock, [](const std::string&, int64_t, int64_t) { return false; }); }), "flow.training_stopped");
  EXPECT_EQ(refusal([&] { choose_model(small.hub(), 7, satou, clock); }), "store.no_such_model");
  EXPECT_EQ(small.select("SELECT count(*) FROM identity.model")[0][0], "0");
}

}  // namespace
}  // namespace musubi
