#include "connectors/process/lines.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace musubi::process {
namespace {

std::vector<std::string> lines_of(const std::vector<std::string>& chunks, size_t longest) {
  std::vector<std::string> out;
  auto take = [&](std::string_view line, bool cut) { out.push_back((cut ? "cut:" : "") + std::string(line)); };
  Lines lines(longest);
  for (const auto& chunk : chunks) lines.feed(chunk, take);
  lines.finish(take);
  return out;
}

using Strings = std::vector<std::string>;

TEST(ProcessLines, AreTheSameHoweverTheyArrive) {
  const std::string text = "one\r\ntwo\n\n  \nthree";
  const Strings wanted = {"one", "two", "three"};
  for (size_t size = 1; size <= text.size(); ++size) {
    Strings chunks;
    for (size_t at = 0; at < text.size(); at += size) chunks.push_back(text.substr(at, size));
    EXPECT_EQ(lines_of(chunks, 100), wanted) << size;
  }
}

TEST(ProcessLines, OneThatIsTooLongIsToldAndTheNextIsWhole) {
  for (const Strings& chunks : {Strings{"abcdef\nxy\n"}, Strings{"abc", "def", "\nxy\n"}, Strings{"a", "bcdef\nx", "y"}})
    EXPECT_EQ(lines_of(chunks, 4), (Strings{"cut:abcdef … (6 bytes, FNV-1a d80bda3fbe244a0a)", "xy"}));
}

TEST(ProcessLines, OneOfJustTheLimitIsNotCut) {
  EXPECT_EQ(lines_of({"abcd\n"}, 4), Strings{"abcd"});
  EXPECT_EQ(lines_of({"ab", "cd", "\n"}, 4), Strings{"abcd"});
}

}  // namespace
}  // namespace musubi::process
