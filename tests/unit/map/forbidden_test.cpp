// What never lands.
#include "core/map/forbidden.hpp"

#include "tests/unit/map/mapping_case.hpp"

namespace musubi {
namespace {

using namespace map_test;

struct Case {
  const char *in, *out;
};

class Forbidden : public testing::TestWithParam<Case> {};

TEST_P(Forbidden, IsCutOut) {
  Mapping m = read_mapping(
      "source: a.b\nnever_store: [秘密, a.b, list.x, rows.1.y, No.]\nparties: {m: {kind: person, name: n}}\n",
      "t");
  EXPECT_EQ(without_forbidden(m, GetParam().in), GetParam().out);
  EXPECT_EQ(without_forbidden(m, GetParam().out), GetParam().out) << "once is enough";
}

const Case cases[] = {
    {R"({"n": "山田", "x" : 0.10})", R"({"n": "山田", "x" : 0.10})"},
    {R"({})", R"({})"},
    {R"({"秘密":1})", R"({})"},
    {R"({"秘密":1,"n":2})", R"({"n":2})"},
    {R"({"n":2,"秘密":{"a":[1,2]}})", R"({"n":2})"},
    {R"({"n":1 , "秘密":"a,}\"b" , "m":3})", R"({"n":1 , "m":3})"},
    {R"({"秘密":1,"password":2,"n":3,"pin":4})", R"({"n":3})"},
    {R"({"秘密":1,"password":2})", R"({})"},
    {R"({"秘\n密":1})", R"({})"},
    {R"({"\u79d8\u5bc6":1,"n":1})", R"({"n":1})"},
    {R"({"No.":1,"n":1})", R"({"n":1})"},
    {R"({"a":{"b":1,"c":2},"b":3})", R"({"a":{"c":2},"b":3})"},
    {R"({"a":1})", R"({"a":1})"},
    {R"({"list":[{"x":1,"y":2},{"x":3}]})", R"({"list":[{"y":2},{}]})"},
    {R"({"rows":[{"y":1},{"y":2}]})", R"({"rows":[{"y":1},{}]})"},
    {R"({"会員":{"パスワード":"x","氏名":"y"}})", R"({"会員":{"氏名":"y"}})"},
    {R"([{"password":1}])", R"([{}])"},
    {R"({"Password":1,"passwd_hash":2,"ログインパスワード":3})", R"({})"},
    {R"({"マイナンバー":1,"個人番号":2,"ﾏｲﾅﾝﾊﾞｰ":3,"my_number":4})", R"({})"},
    {R"({"クレジットカード番号":"x","ｸﾚｼﾞｯﾄｶｰﾄﾞ番号":1,"credit_card_number":2,"CVV":3,"セキュリティコード":4,"暗証番号":5})",
     R"({})"},
    {R"({"カード番号":"4111 1111-1111 1111"})", R"({})"},
    {R"({"カード番号":"４１１１１１１１１１１１１１１１"})", R"({})"},
    {R"({"card_no":4111111111111111})", R"({})"},
    {R"({"カード番号":"4111111111111112"})", R"({"カード番号":"4111111111111112"})"},
    {R"({"カード番号":"2900000012345"})", R"({"カード番号":"2900000012345"})"},
    {R"({"ポイントカード番号":"P-0001"})", R"({"ポイントカード番号":"P-0001"})"},
    {R"({"company":"x","accounting":"y","クレーム":"z","shipping":"s","pincer":1})",
     R"({"company":"x","accounting":"y","クレーム":"z","shipping":"s","pincer":1})"},
    {R"({"credit_card_brand":"VISA"})", R"({"credit_card_brand":"VISA"})"},
    {R"({"n":1,"password")", R"({"n":1,)"},
    {R"({"n":1,"password)", R"({"n":1,)"},
    {R"({"n":1,"password":{"x":# "secret"})", R"({"n":1)"},
    {R"({"password":[1,# "secret"],"n":1})", R"({)"},
    {R"({"n":"a, "password":"x"})", R"({"n":"a, ")"},
    {R"({"n":1 "m":"a"password":"x"})", R"({"n":1 )"},
    {R"({"n":1#"m":2,"password":"x"})", R"({"n":1)"},
    {R"({"n":1}{"password":"x"})", R"({"n":1})"},
    {R"({"n":1,"password":"x)", R"({"n":1)"},
    {R"({"n":1 "m":2,"password":"x"})", R"({"n":1 )"},
    {R"({"n":1 "m":2,"p\u0061ssword":"x"})", R"({"n":1 )"},
    {R"({"n":1 "m":2,"秘密":"x"})", R"({"n":1 )"},
    {R"({"n":1 "m":"word"})", R"({"n":1 "m":"word"})"},
    {R"(not json)", R"(not json)"},
    {"", ""},
};
INSTANTIATE_TEST_SUITE_P(Each, Forbidden, testing::ValuesIn(cases));

TEST(Forbidden, DeepNestingIsLeftAlone) {
  std::string deep(100'000, '[');
  Mapping m = read_mapping("source: a.b\nparties: {m: {kind: person, name: n}}\n", "t");
  EXPECT_EQ(without_forbidden(m, deep), deep);
}

TEST(Forbidden, CardNumbersHaveTheirCheckDigit) {
  for (const char* card : {"4111111111111111", "5555-5555-5555-4444", "378282246310005", "36227206271667"})
    EXPECT_TRUE(map::is_card_number(card)) << card;
  for (const char* other :
       {"4111111111111112", "", "411111111111", "090-1234-5678", "4111111111111111x", "9999999999999995"})
    EXPECT_FALSE(map::is_card_number(other)) << other;
}

}  // namespace
}  // namespace musubi
