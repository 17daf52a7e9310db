// A family shares its mailbox and its phones: neither makes one person of two who are called otherwise.
#include <gtest/gtest.h>

#include "tests/unit/resolve/people.hpp"

namespace musubi::testing {
namespace {

struct Case {
  const char* what;
  Says x, y;
  Band band;
};
const std::string phone = "+819012349876", other_phone = "+819011112222", landline = "+81355551234", mail = "hoshi22@example.jp";

Says of(const char* given, const char* kana, const std::string& number, const std::string& email, const char* sex = "") {
  return {.family = "岡崎", .given = given, .family_kana = *kana ? "オカザキ" : "", .given_kana = kana, .phone = number, .email = email, .town = "海岸", .street = "1-2-3", .sex = sex};
}
Says in_kana(const char* kana, const std::string& number, const std::string& email) {
  return {.family_kana = "オカザキ", .given_kana = kana, .phone = number, .email = email};
}

// clang-format off
const Case cases[] = {
    {"sisters", of("良子", "", "", mail), of("文子", "", "", mail), Band::review},
    {"sisters, the reading of one stated", of("良子", "リョウコ", "", mail), of("文子", "", "", mail), Band::review},
    {"brothers with two mobiles", of("健一", "", phone, mail), of("健二", "", other_phone, mail), Band::review},
    {"brothers with one mobile", of("清一", "", phone, mail), of("清二", "", phone, mail), Band::review},
    {"husband and wife", of("正一", "", "", mail, "male"), of("正子", "", "", mail, "female"), Band::review},
    {"one reading in two spellings", of("太郎", "", "", mail), of("太朗", "", "", mail), Band::match},
    {"a given name that no table lists", of("凪砂斗", "", "", mail), of("凪砂人", "", "", mail), Band::match},
    {"such a name, a man and a woman", of("凪砂斗", "", "", mail, "male"), of("凪砂人", "", "", mail, "female"), Band::review},
    {"hers is the mailbox that spells his name", of("良子", "", "", "kenji.okazaki@example.jp"), in_kana("ケンジ", "", "kenji.okazaki@example.jp"), Band::review},
    {"the phone of the house beside it", of("良子", "", landline, "kenji.okazaki@example.jp"), in_kana("ケンジ", landline, "kenji.okazaki@example.jp"), Band::review},
    {"the phone of the house, that mailbox on one side", of("良子", "", landline, "kenji.okazaki@example.jp"), in_kana("ケンジ", landline, ""), Band::review},
    {"a mailbox that spells a name of no usual reading", of("凪砂斗", "", "", "nagisato.okazaki@example.jp"), in_kana("ナギサト", "", "nagisato.okazaki@example.jp"), Band::match},
    {"a mailbox that spells a usual reading", of("健二", "", "", "kenji.okazaki@example.jp"), in_kana("ケンジ", "", "kenji.okazaki@example.jp"), Band::match},
};
// clang-format on

TEST(FamilyMail, MakesNoOnePersonOfTwo) {
  const Model model = load_model("", "matching.yaml");
  for (const Case& c : cases) {
    const Pair there = compared(c.x, c.y, model), back = compared(c.y, c.x, model);
    EXPECT_EQ(word(there.band), word(c.band)) << c.what << ": " << written(there.evidence) << " = " << there.weight;
    EXPECT_EQ(written(there.evidence), written(back.evidence)) << c.what;
  }
}

}  // namespace
}  // namespace musubi::testing
