#include "core/resolve/list_settings.hpp"

#include <gtest/gtest.h>

#include "core/base/error.hpp"
#include "core/resolve/resolve.hpp"

namespace musubi {
namespace {

std::string refusal(const std::string& yaml) {
  try {
    load_list_settings(yaml, "matching.yaml");
  } catch (const Error& e) {
    return render(e.message(), Lang::en);
  }
  return "";
}

TEST(ListSettings, AreRead) {
  ListSettings s = load_list_settings("matcher: general\nbands: {match: 0.8}\ncolumns:\n  生年月日: date\n  ref: ignore\n", "f");
  EXPECT_EQ(s.matcher, Matcher::general);
  EXPECT_DOUBLE_EQ(s.match_from, 2);
  ASSERT_EQ(s.columns.size(), 2u);
  EXPECT_EQ(s.columns[0].heading, "生年月日");
  EXPECT_EQ(s.columns[0].kind, resolving::ColumnKind::date);
  EXPECT_EQ(s.columns[1].kind, resolving::ColumnKind::ignored);
  EXPECT_EQ(s.columns[1].line, 5);
}

TEST(ListSettings, ThatAreNotThereAreTheDefaults) {
  for (const char* yaml : {"", "# nothing\n", "columns:\n", "bands: {review: 0.2}\n"}) {
    ListSettings s = load_list_settings(yaml, "f");
    EXPECT_EQ(s.matcher, Matcher::automatic);
    EXPECT_EQ(s.match_from, 0);
    EXPECT_TRUE(s.columns.empty());
  }
}

TEST(ListSettings, AreNeverLaxerForReviewThanForMatch) {
  EXPECT_LE(load_list_settings("bands: {match: 0.05}", "f").review_from, load_list_settings("bands: {match: 0.05}", "f").match_from);
}

TEST(ListSettings, SayWhichWordIsWrong) {
  EXPECT_EQ(refusal("columns:\n  born: dat\n"), "matching.yaml, line 2: “dat” cannot stand here. Use: date. Correct it and run again.");
  EXPECT_EQ(refusal("matcher: people\n"), "matching.yaml, line 1: “people” cannot stand here. Use: automatic, customers, general. Correct it and run again.");
  EXPECT_EQ(refusal("columns: [born]\n"), "matching.yaml, line 1 needs the form “name: value”. See the example config/matching.yaml.");
}

TEST(ListSettings, AreNoMistakeToTheCustomerMatcher) {
  EXPECT_NO_THROW(load_model("matcher: general\ncolumns: {born: date}\n", "f"));
}

}  // namespace
}  // namespace musubi
