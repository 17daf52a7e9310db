#include "core/sdk/host.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

TEST(JsonText, EscapesWhatJsonMustNotHold) {
  EXPECT_EQ(json_text(""), "\"\"");
  EXPECT_EQ(json_text("髙橋 🌸"), "\"髙橋 🌸\"");
  EXPECT_EQ(json_text("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(json_text(std::string_view("\0\n\x1f", 3)), R"("\u0000\u000a\u001f")");
  EXPECT_EQ(json_text("\x7f"), "\"\x7f\"");
}

TEST(Placed, PutsThePlaceAtTheFront) {
  EXPECT_EQ(placed(R"({"a":1})", {}), R"({"a":1})");
  EXPECT_EQ(placed(R"({"a":1})", {3, "", ""}), R"({"_row":3,"a":1})");
  EXPECT_EQ(placed(R"({"a":1})", {3, "会\"員.csv", "2026-01-31"}),
            R"({"_row":3,"_file":"会\"員.csv","_file_date":"2026-01-31","a":1})");
  EXPECT_EQ(placed("{}", {3, "a", ""}), R"({"_row":3,"_file":"a"})");
  EXPECT_EQ(placed("{ }", {3, "", ""}), R"({"_row":3 })");
  EXPECT_EQ(placed("{}", {}), "{}");
}

TEST(Filled, ReplacesArgumentsOnce) {
  EXPECT_EQ(sdk::filled("{a} and {b}", {{"a", "{b}"}, {"b", "2"}}), "{b} and 2");
  EXPECT_EQ(sdk::filled("{missing} {open", {}), " {open");
  EXPECT_EQ(sdk::filled("plain", {{"a", "1"}}), "plain");
  EXPECT_EQ(sdk::filled("no {a}.[[ Is it {b}?]] Mend {a}.", {{"a", "x"}, {"b", "y"}}), "no x. Is it y? Mend x.");
  EXPECT_EQ(sdk::filled("no {a}.[[ Is it {b}?]] Mend {a}.", {{"a", "x"}, {"b", ""}}), "no x. Mend x.") << "nothing to propose";
  EXPECT_EQ(sdk::filled("no {a}.[[ Is it {b}?]] Mend {a}.", {{"a", "[[x]]"}}), "no [[x]]. Mend [[x]].") << "an argument is no passage";
  EXPECT_EQ(sdk::filled("[[{a} {b}]]", {{"a", "x"}}), "");
  EXPECT_EQ(sdk::filled("open [[{a}", {{"a", "x"}}), "open [[x");
}

TEST(English, IsTheTablesSentenceElseTheId) {
  const mu_message table[] = {{"one", "一 {n}", "one {n}"}, {nullptr, nullptr, nullptr}};
  EXPECT_EQ(sdk::english(table, "one", {{"n", "1"}}), "one 1");
  EXPECT_EQ(sdk::english(table, "two", {}), "two");
  EXPECT_EQ(sdk::english(nullptr, "two", {}), "two");
}

TEST(Request, FindsHeadersWhateverTheirCase) {
  Request request{"POST", "/", {{"Content-Type", "text/csv"}, {"X-Sign", "abc"}}, ""};
  EXPECT_EQ(request.header("content-type"), "text/csv");
  EXPECT_EQ(request.header("X-SIGN"), "abc");
  EXPECT_EQ(request.header("X-Sig"), "");
}

}  // namespace
}  // namespace musubi
