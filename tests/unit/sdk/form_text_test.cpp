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
      {"f; name=\"a\\\"b\"; x=y", "name", "a\"b"},
      {"f; name=\"a\\\"\"", "name", "a\""},
      {"f; name=\"a\\\\b\"", "name", "a\\b"},
      {"f; name=\"\x94\x5C\"; filename=\"\x95\x5C.png\"", "name", "\x94\x5C"},        // 能, as browsers send it in CP932
      {"f; name=\"\x94\x5C\"; filename=\"\x95\x5C.png\"", "filename", "\x95\x5C.png"},  // 表.png
      {"f; name=\"x\"; filename=\"\x95\x5C\" ", "filename", "\x95\x5C"},
      {"f; name=\"\x83\x5C\x5C\"", "name", "\x83\x5C\x5C"},  // ソ and a backslash
      {"f; name=\"あ\\\"い\"", "name", "あ\"い"},
      {"f; name=\"\"; filename=z", "filename", "z"},
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
