// The chart of weights: texts are escaped, bars add up on one scale, wide sentences are wrapped.
#include "core/app/chart.hpp"

#include <gtest/gtest.h>

#include <regex>

namespace musubi {
namespace {

std::vector<std::string> found(const std::string& svg, const char* form) {
  std::regex pattern(form);
  std::vector<std::string> out;
  for (auto at = std::sregex_iterator(svg.begin(), svg.end(), pattern); at != std::sregex_iterator(); ++at) out.push_back((*at)[1].str());
  return out;
}

TEST(Chart, EscapesWhateverIsInAText) {
  std::string svg = weights_chart({{"<a href=\"x\"> & \n b", {"1 < 2"}, {{"<script>", 1}}}}, {{"\"match\"", 2}});
  EXPECT_NE(svg.find("&lt;a href=&quot;x&quot;&gt; &amp;   b"), svg.npos);
  EXPECT_NE(svg.find("&lt;script&gt;"), svg.npos);
  EXPECT_EQ(svg.find("<script"), svg.npos);
  EXPECT_EQ(found(svg, "(<svg )").size(), 1u);
  EXPECT_TRUE(svg.ends_with("</svg>\n"));
}

TEST(Chart, EachBarBeginsWhereTheOneBeforeItEnds) {
  std::string svg = weights_chart({{"a – b", {}, {{"prior", -10}, {"name", 14}, {"phone", 6}}}}, {{"match", 4}});
  std::vector<std::string> left = found(svg, "<rect class=\"(?:for|against)\" x=\"([0-9.]+)\""), wide = found(svg, "<rect class=\"(?:for|against)\"[^>]* width=\"([0-9.]+)\"");
  ASSERT_EQ(left.size(), 3u);
  EXPECT_NEAR(std::stod(left[0]), std::stod(left[1]), 0.2) << "from -10 to 4, after from 0 to -10";
  EXPECT_NEAR(std::stod(left[1]) + std::stod(wide[1]), std::stod(left[2]), 0.2);
  EXPECT_NEAR(std::stod(wide[1]) / std::stod(wide[2]), 14.0 / 6, 0.02);
  EXPECT_EQ(found(svg, "class=\"number\"[^>]*>([^<]*)<"), (std::vector<std::string>{"-10.00", "+14.00", "+6.00", "+10.00"})) << "and their sum";
  std::vector<std::string> limit = found(svg, "<line class=\"limit\" x1=\"([0-9.]+)\"");
  ASSERT_EQ(limit.size(), 1u);
  EXPECT_NEAR(std::stod(limit[0]), std::stod(left[2]), 0.2) << "the limit stands at 4";
}

TEST(Chart, WrapsWideSentences) {
  std::string line;
  for (int i = 0; i < 100; ++i) line += "電話";
  EXPECT_EQ(found(weights_chart({{"a", {line}, {}}}, {}), "(class=\"line\")").size(), 4u);
}

}  // namespace
}  // namespace musubi
