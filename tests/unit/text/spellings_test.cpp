#include "core/text/spellings.hpp"

#include <gtest/gtest.h>

namespace musubi::text {
namespace {

using Strings = std::vector<std::string>;

TEST(Spellings, OfOneLine) {
  EXPECT_EQ(spellings("a\"/漢𠮷"),
            (Strings{"a\"/漢𠮷", "a\\\"/漢𠮷", "a\\\"/\\u6f22\\ud842\\udfb7", "a%22%2F%E6%BC%A2%F0%A0%AE%B7", "a%22%2f%e6%bc%a2%f0%a0%ae%b7"}));
  EXPECT_EQ(spellings(""), Strings(5));
}

TEST(Spellings, OfSeveralLinesAlsoOfEach) {
  Strings all = spellings("--begin--\r\nab+\n\n12345678\n");
  ASSERT_EQ(all.size(), 15u);
  EXPECT_EQ(all[1], "--begin--\\r\\nab+\\n\\n12345678\\n");
  EXPECT_EQ(all[5], "--begin--");
  EXPECT_EQ(all[10], "12345678");
  EXPECT_EQ(spellings("ab+\n", 2)[8], "ab%2B");
}

}  // namespace
}  // namespace musubi::text
