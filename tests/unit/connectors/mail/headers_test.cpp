// Encodings, encoded words and address fields as mailers really write them.
#include "connectors/mail/headers.hpp"

#include <gtest/gtest.h>

#include "connectors/mail/charset.hpp"
#include "connectors/mail/people.hpp"
#include "core/text/encoding.hpp"

namespace musubi::mail {
namespace {

TEST(Charset, ReadsWhatTheBytesAreWhateverTheLabel) {
  const std::string sjis = text::encode_cp932("﨑山の商品①はｶﾀｶﾅです");
  const struct {
    std::string bytes;
    const char *label, *text;
  } cases[] = {
      {"\x1b$B-!$H\x1b(B", "ISO-2022-JP", "①と"},
      {"\x1b$B-!$H\x1b(B", "", "①と"},
      {"\x1b$B-!$H\x1b(B", "cp50221", "①と"},
      {"\x1b(I6@6E\x1b(B", "iso-2022-jp", "ｶﾀｶﾅ"},
      {sjis, "Shift_JIS", "﨑山の商品①はｶﾀｶﾅです"},
      {sjis, "x-sjis", "﨑山の商品①はｶﾀｶﾅです"},
      {sjis, "", "﨑山の商品①はｶﾀｶﾅです"},
      {sjis, "us-ascii", "﨑山の商品①はｶﾀｶﾅです"},
      {sjis, "ISO-2022-JP", "﨑山の商品①はｶﾀｶﾅです"},
      {sjis, "UTF-8", "﨑山の商品①はｶﾀｶﾅです"},
      {sjis, "iso-8859-1", "﨑山の商品①はｶﾀｶﾅです"},
      {"\xC6\xFC\xCB\xDC\xB8\xEC\xA4\xC7\xA4\xB9", "x-euc-jp", "日本語です"},
      {"\xC6\xFC\xCB\xDC\xB8\xEC\xA4\xC7\xA4\xB9", "iso-8859-1", "日本語です"},
      {"\x8E\x52\x93\x63\x82\xC5\x82\xB7", "windows-1252", "山田です"},
      {"日本語", "iso-2022-jp", "日本語"},
      {"日本語", "unknown-8bit", "日本語"},
      {"caf\xE9", "iso-8859-1", "café"},
      {"na\xEFve caf\xE9s", "windows-1252", "naïve cafés"},
      {"\xC4\xE3\xBA\xC3", "gb2312", "你好"},
      {"plain", "no-such-charset", "plain"},
      {"", "utf-8", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(decoded(c.bytes, c.label), c.text) << c.label;
}

TEST(HeaderText, DecodesWordsAlsoCutInsideACharacter) {
  const struct {
    const char *raw, *text;
  } cases[] = {
      {"=?UTF-8?B?5pel5pys?=", "日本"},
      {"=?UTF-8?B?5pel5pw=?= =?UTF-8?B?rOiqng==?=", "日本語"},
      {"=?UTF-8?B?5pel5pys?=  =?UTF-8?Q?=E8=AA=9E_1?=", "日本語 1"},
      {"=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?= (=?ISO-2022-JP?B?GyRCOGwbKEI=?=)", "日本 (語)"},
      {"Re: =?utf-8*ja?B?5pel5pys?=", "Re: 日本"},
      {"\"=?UTF-8?B?5pel5pys?=\"", "\"日本\""},
      {"=?Shift_JIS?B?k/qWew==?=", "日本"},
      {"=?UTF-8?B?5pel5pys", "=?UTF-8?B?5pel5pys"},
      {"=?UTF-8?X?abc?=", "=?UTF-8?X?abc?="},
      {"=?", "=?"},
      {"plain", "plain"},
  };
  for (const auto& c : cases) EXPECT_EQ(header_text(c.raw), c.text) << c.raw;
}

TEST(People, AreReadHoweverTheFieldIsWritten) {
  const struct {
    const char* raw;
    std::vector<Person> people;
  } cases[] = {
      {"taro@example.jp", {{"", "taro@example.jp"}}},
      {"<taro@example.jp>", {{"", "taro@example.jp"}}},
      {"Yamada Taro <taro@example.jp>", {{"Yamada Taro", "taro@example.jp"}}},
      {"\"Yamada, Taro\" <taro@example.jp>, hana@example.jp", {{"Yamada, Taro", "taro@example.jp"}, {"", "hana@example.jp"}}},
      {"taro@example.jp (山田 太郎)", {{"山田 太郎", "taro@example.jp"}}},
      {"=?UTF-8?B?5bGx55SwLOWkqumDjg==?= <taro@example.jp>", {{"山田,太郎", "taro@example.jp"}}},
      {"\"=?ISO-2022-JP?B?GyRCOzNFRBsoQg==?=\" <taro@example.jp>", {{"山田", "taro@example.jp"}}},
      {"a..b.@docomo.ne.jp", {{"", "a..b.@docomo.ne.jp"}}},
      {"\"taro@example.jp\" <taro@example.jp>", {{"", "taro@example.jp"}}},
      {"members: a@example.jp, b@example.jp;", {{"", "a@example.jp"}, {"", "b@example.jp"}}},
      {"undisclosed-recipients:;", {}},
      {"\x1b$B;3ED\x1b(B <taro@example.jp>", {{"山田", "taro@example.jp"}}},
      {"MAILER-DAEMON <>", {}},
      {"<@relay.example:taro@example.jp>", {{"", "taro@example.jp"}}},
      {"", {}},
      {"\"", {}},
      {"((((", {}},
  };
  for (const auto& c : cases) EXPECT_EQ(people_of(c.raw), c.people) << c.raw;
}

TEST(Headers, EndWhereTheBodyBegins) {
  const struct {
    const char* mail;
    size_t fields, body;
  } cases[] = {
      {"A: 1\nB: 2\n\nbody", 2, 11}, {"From x y\r\nA: 1\r\n\r\nbody", 1, 18}, {"no field\nat all", 0, 0}, {"A: 1\n folded\n\ttoo\n\n", 1, 19}, {"", 0, 0}, {"\n\n", 0, 1},
  };
  for (const auto& c : cases) {
    size_t body = 0;
    EXPECT_EQ(read_headers(c.mail, &body).size(), c.fields) << c.mail;
    EXPECT_EQ(body, c.body) << c.mail;
  }
  EXPECT_EQ(header(read_headers("SUBJECT : a\n b\n"), "subject"), "a b");
}

TEST(Headers, ParametersAreRead) {
  EXPECT_EQ(parameter("text/plain; charset=\"utf-8\"; x=1", "charset"), "utf-8");
  EXPECT_EQ(parameter("attachment; filename*=UTF-8''%E8%A6%8B%E7%A9%8D.pdf", "filename"), "見積.pdf");
  EXPECT_EQ(parameter("attachment; filename*0*=UTF-8''%E8%A6%8B; filename*1*=%E7%A9%8D; filename*2=.pdf", "filename"), "見積.pdf");
  EXPECT_EQ(parameter("attachment; filename=\"=?UTF-8?B?6KaL56mN?=\"", "filename"), "見積");
  EXPECT_EQ(parameter("text/plain", "charset"), "");
  EXPECT_EQ(parameter("a;b;;=;", "b"), "");
}

}  // namespace
}  // namespace musubi::mail
