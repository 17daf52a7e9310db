#include "core/resolve/reads_as.hpp"

#include <gtest/gtest.h>

namespace musubi {
namespace {

/// A name as its key writes it, the kana in katakana.
Stated name(const std::string& family, const std::string& given) { return {Field::name, {family, given}, family + given, family + given}; }

TEST(ReadsAs, KnowsHowKanjiAreRead) {
  const Model model = load_model("", "");
  const struct {
    const char *family, *given, *family_kana, *given_kana;
    bool reads;
  } cases[] = {
      {"国分", "正夫", "コクブ", "マサオ", true},  {"国分", "正夫", "コクブン", "マサオ", true}, {"国分", "正夫", "マサオ", "コクブ", true},   {"国分", "正夫", "コクブマサオ", "", true},
      {"山田", "花子", "ヤマダ", "", true},        {"山田", "ハナコ", "ヤマダ", "ハナコ", true}, {"山田", "花子", "スズキ", "ハナコ", false},  {"山田", "花子", "ヤマダ", "タロウ", false},
      {"山田", "花子", "スミス", "ジョン", false}, {"佐藤", "太郎", "サトー", "タロー", true},   {"コクブ", "マサオ", "コクブ", "マサオ", true}, {"コクブ", "マサオ", "コクブ", "マサヲ", true},
  };
  for (const auto& c : cases)
    EXPECT_EQ(reads_as(name(c.family, c.given), name(c.family_kana, c.given_kana), model), c.reads) << c.family << c.given << " " << c.family_kana << c.given_kana;
}

}  // namespace
}  // namespace musubi
