#include "core/flow/fetch_rules.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

std::string named(const FetchRules& rules, const std::string& stream, const std::string& event) {
  std::string out;
  for (const FetchMark& mark : rules.marks(stream, event))
    out += mark.stream.connection + "." + mark.stream.stream + "/" + mark.key + " ";
  return out;
}

TEST(FetchRules, AnEventNamesAnIdOrAList) {
  FetchRules rules(
      R"({"streams": {"customers": {"fetch": {"connection": "pos", "stream": "customers", "key": "data.ids"}}, "others": {}}})");
  ASSERT_EQ(rules.sources().size(), 1u);
  const std::pair<const char*, const char*> cases[] = {
      {R"({"data": {"ids": ["1", "10"]}})", "pos.customers/1 pos.customers/10 "},
      {R"({"data": {"ids": 7}})", "pos.customers/7 "},
      {R"({"data": {"ids": [12345678901234567, "a|b", "", null, {}, 1.5, "x\u0000y"]}})",
       "pos.customers/12345678901234567 pos.customers/a|b "},
      {R"({"data": {}})", ""},
      {R"({"data": []})", ""},
      {R"({"_deleted": true})", ""},
      {"[]", ""},
      {"{", ""},
  };
  for (const auto& [event, keys] : cases) EXPECT_EQ(named(rules, "customers", event), keys) << event;
  EXPECT_EQ(named(rules, "others", R"({"data": {"ids": "1"}})"), "");
}

TEST(FetchRules, APathGoesThroughLists) {
  FetchRules rules(R"({"fetch": {"connection": "meta", "stream": "leads", "key": "changes.value.leadgen_id"}})");
  EXPECT_EQ(named(rules, "events", R"({"id": "1", "changes": [{"field": "leadgen", "value": {"leadgen_id": "55"}}, {"field": "feed", "value": {}}, {"value": {"leadgen_id": 56}}]})"),
            "meta.leads/55 meta.leads/56 ");
}

TEST(FetchRules, AMarkKnowsHowLongToWait) {
  FetchRules rules(R"({"fetch": {"connection": "a", "stream": "s", "key": "id"}, "streams": {"own": {"fetch": {"connection": "b", "stream": "t", "key": "id", "after": 10}}}})");
  EXPECT_EQ(rules.marks("events", R"({"id": 1})").at(0).after, std::chrono::seconds(0));
  EXPECT_EQ(rules.marks("own", R"({"id": 1})").at(0).after, std::chrono::seconds(10));
}

TEST(FetchRules, OneForAllStreamsButThoseWithTheirOwn) {
  FetchRules rules(
      R"({"fetch": {"connection": "a", "stream": "s", "key": "id"}, "streams": {"own": {"fetch": {"connection": "b", "stream": "t", "key": "id"}}}})");
  EXPECT_EQ(named(rules, "events", R"({"id": 1})"), "a.s/1 ");
  EXPECT_EQ(named(rules, "own", R"({"id": 1})"), "b.t/1 ");
  EXPECT_TRUE(FetchRules("{}").sources().empty());
  EXPECT_TRUE(FetchRules("").sources().empty());
}

}  // namespace
}  // namespace musubi
