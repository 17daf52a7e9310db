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
           {"金12,345-", "12345", ""},
           {"金1,000,000円也-", "1000000", "JPY"},
           {"¥1,200.-", "1200", "JPY"},
           {"1,200.", "1200", ""},
           {".5", "0.5", ""},
           {"ー1,200", "-1200", ""},
           {"¥ー12,345", "-12345", "JPY"},
           {"¥1,200ー", "1200", "JPY"},
           {"ｰ1,200", "-1200", ""},
           {"12ユーロ", "12", "EUR"},
           {"千円", "1000", "JPY"},
           {"金百万円也", "1000000", "JPY"},
           {"〇円", "0", "JPY"},
           {"金五拾萬円整", "500000", "JPY"},
           {"一、二〇〇円", "1200", "JPY"},
           {"金一〇〇、〇〇〇円也", "100000", "JPY"},
           {"一金12,345円也", "12345", "JPY"},
           {"内税12,345円", "12345", "JPY"},
           {"12,345円（ 税込 ）", "12345", "JPY"},
           {"12,345円【税抜】", "12345", "JPY"},
           {"12,345円（消費税込）", "12345", "JPY"},
           {"12,345円+税", "12345", "JPY"},
           {"12,345（円）", "12345", "JPY"},
           {"12,345(千円)", "12345000", "JPY"},
           {"1万 2,345円", "12345", "JPY"},
           {"1 234 567円", "1234567", "JPY"},
           {"※1,200円", "1200", "JPY"},
           {"(△1,200)", "-1200", ""},
           {"(-1,200)", "-1200", ""},
           {"12円50銭", "12.5", "JPY"},
           {"12円5銭", "12.05", "JPY"},
           {"1.200,50 €", "1200.5", "EUR"},
           {"12,50 €", "12.5", "EUR"},
           {"€1,200", "1200", "EUR"},
           {"S$12", "12", "SGD"},
           {"500人民元", "500", "CNY"},
           {"", "", ""},
       }) {
    Money m = money(c.text);
    EXPECT_EQ(m.amount, c.amount) << c.text;
    EXPECT_EQ(m.currency, c.currency) << c.text;
    EXPECT_EQ(said(m), "") << c.text;
  }
}

TEST(Money, NotesAPointThatMayPartThousands) {
  EXPECT_EQ(said(money("￥12.345")), "yen_fraction");
  EXPECT_EQ(said(money("12.5円")), "");
  EXPECT_EQ(said(money("$12.345")), "");
}

TEST(Money, RefusesWhatIsNoAmount) {
  for (const char* text : {"無料", "1,20円", "12,34,567", "--5", "(5", "5円6円", "$5円", "1e9",
                           "9999999999999999999", "円", "○○円", "〇〇円", "◯◯◯", "0,123", "12 34円", ".", "1.2.3", "\xff"})
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
