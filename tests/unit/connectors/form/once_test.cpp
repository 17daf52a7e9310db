#include "connectors/form/once.hpp"

#include <gtest/gtest.h>

namespace musubi::form {
namespace {

using namespace std::chrono_literals;

TEST(Once, ADoubleClickIsOneAndLaterIsAnother) {
  const auto march = *seconds_of("2026-03-01T10:00:00+00:00");
  Lately lately;
  const std::string first = lately.key("c-1", march);
  EXPECT_EQ(first, "c-1-20260301100000");
  EXPECT_EQ(lately.key("c-1", march + 2s), first);
  EXPECT_EQ(lately.key("c-2", march + 3s), "c-2-20260301100003");
  EXPECT_EQ(lately.key("c-1", march + 599s), first);
  EXPECT_EQ(lately.key("c-1", march + 600s), "c-1-20260301101000");
  EXPECT_EQ(lately.key("c-1", *seconds_of("2026-09-01T10:00:00Z")), "c-1-20260901100000");
}

TEST(Once, IsCarriedToTheNextRead) {
  const auto march = *seconds_of("2026-03-01T10:00:00Z");
  Lately before, after;
  before.key("c-0", march - 10min);
  before.key("c-1", march);
  EXPECT_EQ(before.kept().size(), 1u) << "what is long ago is left out";
  for (const auto& [content, at] : before.kept()) after.remember(content, std::chrono::sys_seconds(std::chrono::seconds(at)));
  EXPECT_EQ(after.key("c-1", march + 5s), "c-1-20260301100000");
}

TEST(Once, ReadsNoTimeWhereThereIsNone) {
  for (const char* text : {"", "soon", "2026-02-30T00:00:00Z", "2026-03-01"}) EXPECT_FALSE(seconds_of(text)) << text;
}

}  // namespace
}  // namespace musubi::form
