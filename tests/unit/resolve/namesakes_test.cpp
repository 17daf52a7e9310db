// Two people of one name: what they may have in common without being one.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/resolve/people.hpp"

namespace musubi::testing {
namespace {

struct Case {
  const char* what;
  Says x, y;
  Band band;
};

const std::string phone = "+819012349876", mail = "kumo17x@example.jp";

// clang-format off
const Case cases[] = {
    {"a rare family name, a given name and a town", {.family = "八木", .given = "健太", .town = "海岸"}, {.family = "八木", .given = "健太", .town = "海岸"}, Band::review},
    {"the same with their readings",
     {.family = "八木", .given = "健太", .family_kana = "ヤギ", .given_kana = "ケンタ", .town = "海岸"},
     {.family = "八木", .given = "健太", .family_kana = "ヤギ", .given_kana = "ケンタ", .town = "海岸"}, Band::review},
    {"two rare names and a town", {.family = "百目鬼", .given = "伊織", .town = "海岸"}, {.family = "百目鬼", .given = "伊織", .town = "海岸"}, Band::review},
    {"brothers with a rare family name in one town", {.family = "八木", .given = "健太", .town = "海岸"}, {.family = "八木", .given = "健一", .town = "海岸"}, Band::no},
    {"a rare family name and a town", {.family = "百目鬼", .given = "太郎", .town = "海岸"}, {.family = "百目鬼", .given = "花子", .town = "海岸"}, Band::no},
    {"neighbours of a rare name", {.family = "百目鬼", .given = "伊織", .town = "海岸", .street = "1-2-3"},
     {.family = "百目鬼", .given = "伊織", .town = "海岸", .street = "1-2-8"}, Band::review},
    {"a rare name and a block, the number left out", {.family = "百目鬼", .given = "伊織", .town = "海岸", .street = "1-2"},
     {.family = "百目鬼", .given = "伊織", .town = "海岸", .street = "1-2-8"}, Band::match},
    {"a rare name and a house, the room left out", {.family = "百目鬼", .given = "伊織", .town = "海岸", .street = "1-2-3", .building = "405"},
     {.family = "百目鬼", .given = "伊織", .town = "海岸", .street = "1-2-3"}, Band::match},

    {"birth dates with two digits swapped", {.family = "木村", .given = "航", .town = "海岸", .birth_date = "1985-03-12"},
     {.family = "木村", .given = "航", .town = "海岸", .birth_date = "1985-03-21"}, Band::review},
    {"birth dates one digit apart, one town, readings",
     {.family = "木村", .given = "航", .family_kana = "キムラ", .given_kana = "ワタル", .town = "海岸", .birth_date = "1985-08-12"},
     {.family = "木村", .given = "航", .family_kana = "キムラ", .given_kana = "ワタル", .town = "海岸", .birth_date = "1985-03-12"}, Band::review},
    {"birth dates one digit apart, one employer",
     {.family = "木村", .given = "航", .birth_date = "1985-08-12", .company = "東亜工業"},
     {.family = "木村", .given = "航", .birth_date = "1985-03-12", .company = "東亜工業"}, Band::review},
    {"birth dates one digit apart, one phone", {.family = "木村", .given = "航", .phone = phone, .birth_date = "1985-08-12"},
     {.family = "木村", .given = "航", .phone = phone, .birth_date = "1985-03-12"}, Band::match},
    {"birth dates with two digits swapped, one phone", {.family = "木村", .given = "航", .phone = phone, .birth_date = "1985-03-12"},
     {.family = "木村", .given = "航", .phone = phone, .birth_date = "1985-03-21"}, Band::match},
    {"birth dates one digit apart, one e-mail", {.family = "木村", .given = "航", .email = mail, .birth_date = "1985-08-12"},
     {.family = "木村", .given = "航", .email = mail, .birth_date = "1985-03-12"}, Band::match},
    {"birth dates one digit apart, one house", {.family = "木村", .given = "航", .town = "海岸", .street = "1-2-3", .birth_date = "1985-08-12"},
     {.family = "木村", .given = "航", .town = "海岸", .street = "1-2-3", .birth_date = "1985-03-12"}, Band::match},
};
// clang-format on

class Namesakes : public ::testing::TestWithParam<Case> {};
TEST_P(Namesakes, FallIntoTheirBand) {
  const Case& c = GetParam();
  Pair p = compared(c.x, c.y, load_model("", ""));
  EXPECT_EQ(word(p.band), word(c.band)) << c.what << ": " << written(p.evidence) << " = " << p.weight;
}
INSTANTIATE_TEST_SUITE_P(All, Namesakes, ::testing::ValuesIn(cases));

// What two addresses of people called 山田 太郎 (unless said otherwise) say.
struct Addresses {
  const char *what, *x, *y, *level;
  bool little;
};
const Addresses addresses[] = {
    {"the next number behind a name", "taro.yamada1@example.jp", "taro.yamada2@example.jp", "different", true},
    {"the next number, two digits", "yamada01@example.jp", "yamada02@example.jp", "different", true},
    {"a number more", "taro.yamada@example.jp", "taro.yamada2@example.jp", "different", true},
    {"another year", "yamada1985@example.jp", "yamada1986@example.jp", "different", true},
    {"numbers without a name", "kumo17x@example.jp", "kumo18x@example.jp", "different", true},
    {"another separator", "taro.yamada@example.jp", "taro_yamada@example.jp", "near", true},
    {"no separator", "taro.yamada77@example.jp", "taroyamada77@example.jp", "near", true},
    {"another romanization", "taro.yamada@example.jp", "tarou.yamada@example.jp", "near", true},
    {"another initial", "t-yamada@example.jp", "k-yamada@example.jp", "near", true},
    {"swapped letters in a name", "taro.yamada@example.jp", "taro.yamdaa@example.jp", "near", false},
    {"a letter lost from a name", "taro.yamada@example.jp", "taro.ymada@example.jp", "near", false},
    {"swapped letters in a word", "kumo17x@example.jp", "kuom17x@example.jp", "near", false},
};

TEST(Namesakes, HaveAddressesThatLookAlike) {
  Model model = load_model("", "");
  for (const Addresses& a : addresses) {
    Says x{"山田", "太郎", "ヤマダ", "タロウ", "", a.x}, y = x;
    y.email = a.y;
    Pair p = compared(x, y, model);
    auto email = std::find_if(p.evidence.begin(), p.evidence.end(),
                              [](const Evidence& e) { return e.field == "email"; });
    ASSERT_NE(email, p.evidence.end()) << a.what;
    EXPECT_EQ(email->level, a.level) << a.what;
    EXPECT_EQ(email->weight < 2, a.little) << a.what << ": " << email->weight;
    EXPECT_NE(p.band, Band::match) << a.what;
  }
}

// The same name in the same town with the next mailbox: nothing of it is a second witness of the name.
TEST(Namesakes, AreNotJoinedByTownAndNextMailbox) {
  Says x{.family = "八木",
         .given = "健",
         .family_kana = "ヤギ",
         .given_kana = "ケン",
         .email = "ken.yagi12@example.jp",
         .town = "海岸",
         .street = "1-2-3"},
      y = x;
  y.email = "ken.yagi13@example.jp";
  y.street = "4-5-6";
  Pair p = compared(x, y, load_model("", ""));
  EXPECT_NE(p.band, Band::match) << written(p.evidence) << " = " << p.weight;
}

}  // namespace
}  // namespace musubi::testing
