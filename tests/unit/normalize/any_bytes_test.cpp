// Any byte sequence gives a result or a problem: real values, mangled.
#include <gtest/gtest.h>

#include <random>

#include "core/normalize/key.hpp"
#include "core/text/utf8.hpp"
#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

const char* const seeds[] = {"東京都千代田区霞が関1-3-1 合同庁舎5号館",
                             "京都市中京区寺町通御池上る上本能寺前町488番地",
                             "〒150-0043 渋谷区道玄坂１丁目２－３",
                             "髙橋　一郎 様",
                             "Yamada, Taro",
                             "ﾔﾏﾀﾞﾀﾛｳ",
                             "㈱髙島製作所　大阪支店",
                             "Musubi Co., Ltd.",
                             "+81(0)3-3234-0987 内線12",
                             "taro.@docomo.ne.jp",
                             "昭和55年(1980年)1月8日(火)",
                             "2026-01-31T09:00:00.5+09:00",
                             "△12万3,400円",
                             "金壱百弐拾参万円也",
                             "T7000012050002"};

void expect_text(const std::string& value) {
  ASSERT_TRUE(musubi::text::is_valid_utf8(value));
}

void try_all(const std::string& in) {
  Address a = address(in);
  for (const std::string* s : {&a.pref, &a.city, &a.town, &a.rest, &a.building, &a.postal_code})
    expect_text(*s);
  expect_text(keys("address", {a.postal_code, a.pref, a.city, a.town, a.rest, a.building}).strict);
  for (const Address& b : {address(in, in, in, in, in, in), address("10010", in, "渋谷区", in, ""), address(in, "", "", "1 Main St", "", in)})
    expect_text(b.pref + b.city + b.town + b.rest + b.building + b.postal_code);
  for (const Person& p : {person(in), kana(in), person(in, ""), person("", in), kana(in, "-"), person(in, in)})
    expect_text(p.family + p.given + p.family_kana + p.given_kana);
  Company c = company(in);
  expect_text(shown(c));
  if (Phone p = phone(in); !p.e164.empty()) {
    EXPECT_EQ(phone(p.national).e164, p.e164) << in;
  }
  if (Email e = email(in); !e.email.empty()) {
    EXPECT_EQ(email(e.email).email, e.email) << in;
  }
  if (Date d = date(in); !d.date.empty()) {
    EXPECT_EQ(date(d.date).date, d.date) << in;
  }
  if (DateTime t = datetime(in); !t.time.empty()) {
    EXPECT_EQ(datetime(t.time).time, t.time) << in;
  }
  if (Money m = money(in); !m.amount.empty()) {
    EXPECT_EQ(money(m.amount).amount, m.amount) << in;
  }
  for (const Word& w : {number(in), sex(in), yes_no(in), corporate_number(in), text(in), url(in), handle(in)})
    expect_text(w.word);
}

TEST(AnyBytes, GiveAResultOrAProblem) {
  std::mt19937 random(20261121);
  for (int round = 0; round < 3'000; ++round) {
    std::string in = seeds[random() % std::size(seeds)];
    for (unsigned edits = random() % 4; edits; --edits) {
      size_t at = random() % (in.size() + 1);
      switch (random() % 4) {
        case 0:
          in.insert(at, 1, char(random()));
          break;
        case 1:
          in.erase(at, random() % 5);
          break;
        case 2:
          in.insert(at, seeds[random() % std::size(seeds)]);
          break;
        default:
          in.resize(at);
          break;
      }
    }
    try_all(in);
    if (HasFatalFailure()) FAIL() << in;
  }
}

}  // namespace
}  // namespace musubi::normalize
