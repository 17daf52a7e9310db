// A list is the same list whether one thread reads it or two.
#include "core/flow/read_list.hpp"

#include <gtest/gtest.h>

#include <random>

#include "core/base/error.hpp"

namespace musubi {
namespace {

constexpr size_t large = 1'200'000;  // beyond what is read in one piece

std::string list_text(unsigned seed, const std::vector<std::string>& cells) {
  std::mt19937 random(seed);
  std::string out = "id,氏名,備考\n";
  for (int row = 0; out.size() < large; ++row) {
    out += std::to_string(row);
    for (int i = 0; i < 2; ++i) out += "," + cells[random() % cells.size()];
    out += random() % 50 ? "\n" : "\r\n\n";
  }
  return out;
}

std::string all_of(const List& list) {
  std::string out;
  for (size_t row = 0; row < list.size(); ++row)
    for (size_t c = 0; c < list.headings.size(); ++c) out += std::string(list.cell(row, c)) + (c + 1 < list.headings.size() ? "|" : "\n");
  return out;
}

std::string said(const std::string& text, unsigned threads) {
  try {
    return all_of(read_list(text, "list.csv", threads));
  } catch (const Error& e) {
    std::string out = e.message().id;
    for (const auto& [name, value] : e.message().args) out += " " + name + "=" + value;
    return out;
  }
}

TEST(ReadList, IsTheSameWithTwoThreads) {
  const std::vector<std::string> plain = {"渋屋 誠", "", "東京都", "\"港区, 芝\""}, broken = {"\"一行目\n二行目\"", "\"引用 \"\"符\"\"\n\"", "5\" 管", "渋屋 誠", "\"\n\""};
  for (unsigned seed = 1; seed <= 6; ++seed)
    for (const auto* cells : {&plain, &broken}) {
      std::string text = list_text(seed, *cells), one = said(text, 1);
      EXPECT_GT(one.size(), large / 2);
      EXPECT_TRUE(one == said(text, 2)) << seed;
    }
}

TEST(ReadList, CountsAllRowsAndEndsWithTheLast) {
  std::string text = list_text(7, {"あ"}) + "last,x";
  for (unsigned threads : {1u, 2u}) {
    List list = read_list(text, "list.csv", threads);
    EXPECT_EQ(list.cell(list.size() - 1, 0), "last");
    EXPECT_EQ(list.cell(list.size() - 1, 2), "");
    EXPECT_EQ(list.cell(list.size() - 2, 1), "あ");
  }
}

TEST(ReadList, SaysTheLineWhereAQuoteOpened) {
  std::string whole = list_text(8, {"渋屋"});
  for (size_t at : {whole.find('\n', 500'000), whole.find('\n', whole.size() / 2 + 5000)}) {
    std::string text = whole.substr(0, at + 1) + "x,\"offen,\n" + whole.substr(at + 1), one = said(text, 1);
    EXPECT_TRUE(one.starts_with("app.broken_csv")) << one.substr(0, 100);
    EXPECT_TRUE(said(text, 2) == one);
  }
  EXPECT_EQ(said("", 2), "app.empty_file file=list.csv");
}

}  // namespace
}  // namespace musubi
