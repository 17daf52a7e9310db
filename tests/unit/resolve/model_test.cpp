#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "tests/unit/resolve/people.hpp"

namespace musubi::testing {
namespace {

struct Bad {
  const char *yaml, *id, *line;
};
const Bad bad[] = {
    {"bands: {match: 1.5}", "resolve.bad_probability", "1"},
    {"bands: {match: hoch}", "resolve.bad_probability", "1"},
    {"bands: {match: 0.3, review: 0.5}", "resolve.bands_crossed", "1"},
    {"\nblok_limit: 5", "resolve.unknown_setting", "2"},
    {"block_limit: 1", "resolve.bad_block_limit", "1"},
    {"shared: {phone: 0312349876}", "resolve.not_a_list", "1"},
    {"shared: [x]", "resolve.not_a_map", "1"},
    {"schemes: {pos: {identifies: yes}}", "resolve.bad_identifies", "1"},
    {"schemes: {pos: {one_per_party: maybe}}", "resolve.not_yes_no", "1"},
    {"bands: {match: 0.9", "resolve.bad_yaml", "1"},
};

class BadModel : public ::testing::TestWithParam<Bad> {};
TEST_P(BadModel, IsRefusedWithItsLine) {
  try {
    load_model(GetParam().yaml, "config/matching.yaml");
    FAIL() << GetParam().yaml;
  } catch (const Error& e) {
    EXPECT_EQ(e.message().id, GetParam().id);
    EXPECT_NE(std::string(e.what()).find("line " + std::string(GetParam().line)), std::string::npos)
        << e.what();
    EXPECT_NE(std::string(e.what()).find("config/matching.yaml"), std::string::npos);
  }
}
INSTANTIATE_TEST_SUITE_P(All, BadModel, ::testing::ValuesIn(bad));

TEST(Model, OffersTheNearestName) {
  try {
    load_model("blok_limit: 5", "matching.yaml");
    FAIL();
  } catch (const Error& e) {
    EXPECT_NE(std::string(e.what()).find("block_limit"), std::string::npos) << e.what();
  }
}

TEST(Model, EmptyTextIsTheShippedModel) {
  EXPECT_EQ(block_limit(load_model("", "")), 50u);
  EXPECT_EQ(block_limit(load_model("# only a comment\n", "")), 50u);
  EXPECT_EQ(block_limit(load_model("block_limit: 80", "")), 80u);
}

TEST(Model, SharedValuesSayNothing) {
  Says x{"山田", "花子", "", "", "+81355551234", "ka@example.jp"};
  EXPECT_EQ(compared(x, x, load_model("", "")).band, Band::match);
  Model model = load_model("shared: {phone: ['03-5555-1234'], email: [KA@example.jp]}", "");
  EXPECT_EQ(compared(x, x, model).band, Band::no);
}

TEST(Model, SchemesIdentify) {
  Says x{.family = "山田", .ids = {{"card", "1", false, "", ""}}};
  EXPECT_EQ(compared(x, x, load_model("", "")).band, Band::no);
  EXPECT_EQ(compared(x, x, load_model("schemes: {card: {identifies: party}}", "")).band, Band::match);
}

TEST(Model, BandsMoveTheLimits) {
  Says x{"佐藤", "健", "", "", "+819012349876"};
  EXPECT_EQ(compared(x, x, load_model("bands: {match: 0.999999}", "")).band, Band::review);
}

}  // namespace
}  // namespace musubi::testing
