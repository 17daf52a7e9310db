#include <gtest/gtest.h>

#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

struct Case {
  const char *text, *amount, *currency;
};

TEST(Money, ReadsWhatPeopleWrite) {
  for (const Case& c : std::initializer_list<Case>{
           {"1200", "1200", ""},
           {"￥１，２００", "1200", "JPY"},
           {"1,200円", "1200", "JPY"},
           {"金1,200円也", "1200", "JPY"},
           {"△1,200", "-1200", ""},
           {"▲ 1,200円", "-1200", "JPY"},
           {"(1,200)", "-1200", ""},
           {"-¥1,200", "-1200", "JPY"},
           {"¥-1,200", "-1200", "JPY"},
           {"1,200-", "-1200", ""},
           {"12千円", "12000", "JPY"},
           {"1,234 千円", "1234000", "JPY"},
           {"3万5千円", "35000", "JPY"},
           {"2千5百円", "2500", "JPY"},
           {"１２万３千円", "123000", "JPY"},
           {"1億2百万円", "102000000", "JPY"},
           {"¥1,200-", "1200", "JPY"},
           {"￥１，２００－", "1200", "JPY"},
           {"1,200円-", "1200", "JPY"},
           {"△¥1,200-", "-1200", "JPY"},
           {"3百万円", "3000000", "JPY"},
           {"12万3,400円", "123400", "JPY"},
           {"1億2千万円", "120000000", "JPY"},
           {"1.5万", "15000", ""},
           {"金壱百弐拾参万円也", "1230000", "JPY"},
           {"税込1,100円", "1100", "JPY"},
           {"1,100円(税込)", "1100", "JPY"},
           {"\\1,000", "1000", "JPY"},
           {"$19.99", "19.99", "USD"},
           {"EUR 0.50", "0.5", "EUR"},
           {"-0", "0", ""},
           {"", "", ""},
       }) {
    Money m = money(c.text);
    EXPECT_EQ(m.amount, c.amount) << c.text;
    EXPECT_EQ(m.currency, c.currency) << c.text;
    EXPECT_EQ(said(m), "") << c.text;
  }
}

TEST(Money, RefusesWhatIsNoAmount) {
  for (const char* text : {"無料", "1,20円", "12,34,567", "--5", "(5", "5円6円", "$5円", "1e9",
                           "9999999999999999999", "円", "1.2.3", "\xff"})
    EXPECT_EQ(said(money(text)), "bad_amount") << text;
}

TEST(Money, RefusesMoreThanItCanAddUp) {
  std::string text;
  for (int i = 0; i < 14; ++i) text += "900000000000000000千";
  EXPECT_EQ(said(money(text)), "bad_amount");
}

TEST(Number, ReadsCounts) {
  for (auto [text, want] : std::initializer_list<std::pair<const char*, const char*>>{{"1,200人", "1200"},
                                                                                      {"５０名", "50"},
                                                                                      {"500万円", "5000000"},
                                                                                      {"二百三十", "230"},
                                                                                      {"3.50", "3.5"},
                                                                                      {"120pt", "120"},
                                                                                      {"-3", "-3"}})
    EXPECT_EQ(number(text).word, want) << text;
  EXPECT_EQ(said(number("たくさん")), "bad_number");
}

}  // namespace
}  // namespace musubi::normalize
