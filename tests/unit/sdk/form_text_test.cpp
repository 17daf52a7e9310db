#include "core/sdk/form_text.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

TEST(FormText, FindsParametersOfHeaders) {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"a/b; charset=UTF-8", "charset", "UTF-8"},
      {"a/b;charset=\"Shift_JIS\"; x=y", "charset", "Shift_JIS"},
      {"a/b; x=\"y;charset=z\"; CharSet=q", "charset", "q"},
      {"a/b", "charset", ""},
      {"a/b; charset", "charset", ""},
      {"a/b; boundary=\"open", "boundary", "open"},
      {"", "charset", ""},
      {";;=;", "charset", ""},
  };
  for (const auto& [header, name, value] : cases) EXPECT_EQ(header_parameter(header, name), value) << header;
  EXPECT_TRUE(is_type("Application/JSON ; charset=x", "application/json"));
  EXPECT_FALSE(is_type("application/jsonx", "application/json"));
}

TEST(FormText, ReadsQueriesOfUpToSoManyFields) {
  auto fields = urlencoded("hub.mode=subscribe&hub.challenge=11%2B5+a&x", 3);
  ASSERT_TRUE(fields);
  ASSERT_EQ(fields->size(), 3u);
  EXPECT_EQ((*fields)[1].name, "hub.challenge");
  EXPECT_EQ((*fields)[1].value, "11+5 a");
  EXPECT_EQ((*fields)[2].value, "");
  EXPECT_FALSE(urlencoded("a&b&c&d", 3));
}

}  // namespace
}  // namespace musubi
