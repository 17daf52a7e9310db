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
           {"1,200 JPY-", "1200", "JPY"},
           {"jpy 1,200-", "1200", "JPY"},
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
           {"1 200,50 €", "1200.5", "EUR"},
           {"￥2 100", "2100", "JPY"},
           {"100.000 VND", "100000", "VND"},
           {"1.234.567 VND", "1234567", "VND"},
           {"100.50 VND", "100.5", "VND"},
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

TEST(Money, ReadsMixedDigitsAndUnits) {
  for (auto [text, amount] : std::initializer_list<std::pair<const char*, const char*>>{{"千5百円", "1500"},
                                                                                        {"1千二百円", "1200"},
                                                                                        {"12万三千円", "123000"},
                                                                                        {"千九八〇円", "1980"},
                                                                                        {"千〇二円", "1002"},
                                                                                        {"二千〇二十円", "2020"},
                                                                                        {"千〇十円", "1010"},
                                                                                        {"二千〇十五円", "2015"},
                                                                                        {"一万〇百円", "10100"},
                                                                                        {"一億〇百万円", "101000000"},
                                                                                        {"百廿五円", "125"},
                                                                                        {"1千234円", "1234"},
                                                                                        {"1.5億円", "150000000"},
                                                                                        {"12,345万円", "123450000"}})
    EXPECT_EQ(money(text).amount, amount) << text;
}

/// Units fall, and what stands behind one is smaller than it: two numbers side by side are no sum.
TEST(Money, AddsNothingUp) {
  for (const char* text : {"二十二十円", "十二三円", "三百二百", "二千三千円", "3百2百円", "1千2千円", "千千円", "十百円", "2百345円", "1万12,345円",
                           "1億23456万円", "1.5万3千円", "1.5億300万円", "三廿円", "2廿円", "1二3円", "百二三四円", "1○○円", "二十2十円",
                           "二百〇十円", "千〇百円", "一万〇千円", "〇百円"})
    EXPECT_EQ(said(money(text)), "bad_amount") << text;
}

TEST(Money, LeavesOutWhatIsSaidOfTheAmount) {
  for (auto [text, amount] : std::initializer_list<std::pair<const char*, const char*>>{
           {"1,200円(税込10%)", "1200"},
           {"1,200円（8％税込）", "1200"},
           {"1,200円(税率8%)", "1200"},
           {"1,200円(軽減税率 8%)", "1200"},
           {"1,200円(税込・送料込)", "1200"},
           {"1,200円＜税込＞", "1200"},
           {"〈税込〉1,200円", "1200"},
           {"12,345円(税抜11,223円)", "12345"},
           {"12,345円（うち消費税 1,122円）", "12345"},
           {"12,345円（本体11,223円+消費税1,122円）", "12345"},
           {"1,200円(消費税10%込み)", "1200"},
           {"1,200円(8%対象)", "1200"},
           {"1,200円/税込", "1200"},
           {"1,100円（税抜1,000円、税100円）", "1100"},
           {"12（単位：千円）", "12000"},
           {"ご利用金額 1,200円", "1200"},
           {"合計1,200円", "1200"},
           {"合計金額：￥1,200", "1200"},
           {"本体価格 1,200円", "1200"},
           {"単価1,200円", "1200"},
           {"月額 1,200円(税別)", "1200"},
           {"(△)1,000", "-1000"},
           {"(-)549", "-549"},
           {"Δ1,200", "-1200"},
           {"∆1,200", "-1200"},
           {"⊿1,200", "-1200"},
           {"▵1,200", "-1200"},
           {"▴1,200円", "-1200"},
           {"1’234’567円", "1234567"},
           {"¥14, 000", "14000"},
           {"\"23\"", "23"},
           {"「1,200円」", "1200"},
           {"'1,200", "1200"},
           {"1,200円。", "1200"},
           {"1,200円、", "1200"},
           {"1,200;", "1200"},
           {"1,200円.", "1200"},
       }) {
    EXPECT_EQ(money(text).amount, amount) << text;
    EXPECT_EQ(said(money(text)), "") << text;
  }
  for (const char* text : {"1,200円(1個)", "1,200円(税込か)", "1,200(5)", "1,200(10%)", "(-)", "1, 20円", "1,,200円"})
    EXPECT_EQ(said(money(text)), "bad_amount") << text;
}

TEST(Money, KnowsTheCurrenciesOfTheWorld) {
  for (const Case& c : std::initializer_list<Case>{
           {"PHP 1,200", "1200", "PHP"},
           {"1,200 idr", "1200", "IDR"},
           {"Nzd12.50", "12.5", "NZD"},
           {"12豪ドル", "12", "AUD"},
           {"香港ドル100", "100", "HKD"},
           {"100台湾ドル", "100", "TWD"},
           {"100カナダドル", "100", "CAD"},
           {"100シンガポールドル", "100", "SGD"},
           {"USドル12", "12", "USD"},
           {"US $12", "12", "USD"},
           {"300バーツ", "300", "THB"},
           {"10スイスフラン", "10", "CHF"},
           {"10万ドン", "100000", "VND"},
           {"₫100.000", "100000", "VND"},
           {"₱1,200.50", "1200.5", "PHP"},
           {"CN¥88", "88", "CNY"},
           {"RMB ¥88", "88", "CNY"},
           {"$100 SGD", "100", "SGD"},
           {"AUD $100", "100", "AUD"},
           {"Rp 1.234.567", "1234567", "IDR"},
           {"R$ 1.234,56", "1234.56", "BRL"},
           {"1.234.567 EUR", "1234567", "EUR"},
           {"12,5 €", "12.5", "EUR"},
           {"₹12,34,567", "1234567", "INR"},
           {"INR 123,456", "123456", "INR"},
       }) {
    Money m = money(c.text);
    EXPECT_EQ(m.amount, c.amount) << c.text;
    EXPECT_EQ(m.currency, c.currency) << c.text;
    EXPECT_EQ(said(m), "") << c.text;
  }
  for (auto [text, currency] : std::initializer_list<std::pair<const char*, const char*>>{{"500ペソ", "PHP"}, {"Rs. 500", "INR"}, {"500ルピー", "INR"}}) {
    EXPECT_EQ(money(text).amount, "500") << text;
    EXPECT_EQ(money(text).currency, currency) << text;
    EXPECT_EQ(said(money(text)), "currency_assumed") << text;
  }
  EXPECT_EQ(money("500ペソ MXN").currency, "MXN");
  EXPECT_EQ(said(money("500ペソ MXN")), "");
  for (const char* text : {"100 XYZ", "100 EURO?", "$5 EUR", "¥5 USD", "PHPX 5"}) EXPECT_EQ(said(money(text)), "bad_amount") << text;
}

TEST(Money, NotesAPointThatMayPartThousands) {
  EXPECT_EQ(said(money("￥12.345")), "yen_fraction");
  EXPECT_EQ(said(money("12.5円")), "");
  EXPECT_EQ(said(money("$12.345")), "");
  EXPECT_EQ(said(money("1.500 €")), "euro_fraction");
  for (const char* text : {"R$ 2.500", "12.345 SEK", "-1.500 PLN", "(R$ 100.000)"}) EXPECT_EQ(said(money(text)), "bad_amount") << text;
  for (auto [text, amount] : std::initializer_list<std::pair<const char*, const char*>>{
           {"0.500 €", "0.5"}, {"1234.500 PLN", "1234.5"}, {"R$ 2.50", "2.5"}, {"R$ 2.500,00", "2500"}, {"2.500 CLP", "2500"}, {"1.234.567 SEK", "1234567"}}) {
    EXPECT_EQ(money(text).amount, amount) << text;
    EXPECT_EQ(said(money(text)), "") << text;
  }
}

TEST(Money, RefusesWhatIsNoAmount) {
  for (const char* text : {"無料", "1,20円", "12,34,567", "--5", "(5", "5円6円", "$5円", "1e9",
                           "9999999999999999999", "円", "○○円", "〇〇円", "◯◯◯", "0,123", "12 34円", "2 100円", "3 500円", "1,234 567円", ".", "1.2.3", "\xff"})
    EXPECT_EQ(said(money(text)), "bad_amount") << text;
}

/// By 1万2 many mean 12,000.
TEST(Money, RefusesADigitThatMayLackItsUnit) {
  for (const char* text : {"1万2", "2千5", "3億5"}) EXPECT_EQ(said(money(text)), "bad_amount") << text;
  EXPECT_EQ(money("1万2円").amount, "10002");
  EXPECT_EQ(money("一万二").amount, "10002");
  EXPECT_EQ(money("1万200").amount, "10200");
  EXPECT_EQ(money("1万20").amount, "10020");
  EXPECT_EQ(money("１２００えん").amount + money("１２００えん").currency, "1200JPY");
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
  EXPECT_EQ(said(number("100 USD")), "bad_number");
  EXPECT_EQ(said(number("二十二十")), "bad_number");
}

}  // namespace
}  // namespace musubi::normalize
