#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/merge/merge.hpp"
#include "core/merge/one_kanji.hpp"

namespace musubi {
namespace {

struct Bad {
  const char *yaml, *id, *says;
};
const Bad bad[] = {
    {"orders: [recency]", "merge.unknown_setting", "order"},
    {"order: [recncy]", "merge.unknown_setting", "recency"},
    {"order: recency", "merge.not_a_list", "order"},
    {"order: [recency, recency]", "merge.twice", "recency"},
    {"entered_by: [me]", "merge.unknown_setting", "self"},
    {"\n\nfields: {tilte: {order: [recency]}}", "merge.unknown_setting", "line 3"},
    {"fields: {title: {by: [recency]}}", "merge.unknown_setting", "sources"},
    {"fields: [title]", "merge.not_a_map", "line 1"},
    {"fields: {title: recency}", "merge.not_a_map", "line 1"},
    {"sources: crm", "merge.not_a_list", "sources"},
    {"[", "merge.bad_yaml", "survivorship.yaml"},
};

class BadSurvivorship : public ::testing::TestWithParam<Bad> {};
TEST_P(BadSurvivorship, IsRefused) {
  try {
    load_survivorship(GetParam().yaml, "config/survivorship.yaml");
    FAIL() << GetParam().yaml;
  } catch (const Error& e) {
    EXPECT_EQ(e.message().id, GetParam().id);
    EXPECT_NE(std::string(e.what()).find(GetParam().says), std::string::npos) << e.what();
  }
}
INSTANTIATE_TEST_SUITE_P(All, BadSurvivorship, ::testing::ValuesIn(bad));

TEST(OneKanji, SeesExactlyOne) {
  using merging::one_kanji_apart;
  EXPECT_TRUE(one_kanji_apart("渋屋太郎", "渋谷太郎"));
  EXPECT_TRUE(one_kanji_apart("渋屋 太郎", "渋谷太郎"));
  EXPECT_TRUE(one_kanji_apart("𠮷田", "吉田"));
  EXPECT_FALSE(one_kanji_apart("渋屋太郎", "渋屋太郎"));
  EXPECT_FALSE(one_kanji_apart("渋屋太郎", "渋谷太一"));
  EXPECT_FALSE(one_kanji_apart("渋屋", "渋屋太"));
  EXPECT_FALSE(one_kanji_apart("渋ヤ", "渋屋"));
  EXPECT_FALSE(one_kanji_apart("", ""));
}

}  // namespace
}  // namespace musubi
