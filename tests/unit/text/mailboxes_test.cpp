// People in texts of addresses, as calendars and people write them.
#include "core/text/mailboxes.hpp"

#include <gtest/gtest.h>

namespace musubi::text {
namespace {

/// "name <address>", joined by " | ".
std::string written(std::string_view text) {
  std::string out;
  for (const Mailbox& one : mailboxes(text)) out += (out.empty() ? "" : " | ") + one.name + " <" + one.address + ">";
  return out;
}

struct Case {
  const char* text;
  const char* wanted;
};

class Mailboxes : public testing::TestWithParam<Case> {};

TEST_P(Mailboxes, AreRead) { EXPECT_EQ(written(GetParam().text), GetParam().wanted) << GetParam().text; }

const Case cases[] = {
    {"", ""},
    {" ;, \n", ""},
    {"ichiro@example.com", " <ichiro@example.com>"},
    {"渋屋 一郎 <ichiro@example.com>", "渋屋 一郎 <ichiro@example.com>"},
    {"渋屋　一郎（ichiro@example.com）", "渋屋 一郎 <ichiro@example.com>"},
    {"渋屋 一郎 [ichiro@example.com]", "渋屋 一郎 <ichiro@example.com>"},
    {"渋屋 一郎 ichiro＠example.com", "渋屋 一郎 <ichiro@example.com>"},
    {"渋屋一郎ichiro@example.com", "渋屋一郎 <ichiro@example.com>"},
    {"ichiro@example.com (渋屋 一郎)", "渋屋 一郎 <ichiro@example.com>"},
    {"ichiro@example.com 渋屋 一郎", "渋屋 一郎 <ichiro@example.com>"},
    {"渋屋 一郎 <mailto:ichiro@example.com>", "渋屋 一郎 <ichiro@example.com>"},
    {"MAILTO:ichiro@example.com", " <ichiro@example.com>"},
    {"'ichiro@example.com'", " <ichiro@example.com>"},
    {"\"Shibuya, Ichiro\" <ichiro@example.com>, b@example.jp", "Shibuya, Ichiro <ichiro@example.com> |  <b@example.jp>"},
    {"\"渋屋 \\\"いっちゃん\\\" 一郎\" <ichiro@example.com>", "渋屋 \"いっちゃん\" 一郎 <ichiro@example.com>"},
    {"Shibuya, Ichiro <a@example.com>; Sato, Ken <b@example.com>", "Shibuya, Ichiro <a@example.com> | Sato, Ken <b@example.com>"},
    {"a@x.jp; 鈴木 次郎；b@x.jp", " <a@x.jp> | 鈴木 次郎 <> |  <b@x.jp>"},
    {"a@x.jp、佐藤 <b@x.jp>，c@x.jp\nd@x.jp", " <a@x.jp> | 佐藤 <b@x.jp> |  <c@x.jp> |  <d@x.jp>"},
    {"a@x.jp b@y.jp", " <a@x.jp> |  <b@y.jp>"},
    {"a@x.jp (渋屋) b@y.jp (田中)", "渋屋 <a@x.jp> | 田中 <b@y.jp>"},
    {"a@x.jp, b@y.jp; c@z.jp", " <a@x.jp> |  <b@y.jp> |  <c@z.jp>"},
    {"渋屋 一郎(営業部、課長) <a@x.jp>、b@y.jp", "渋屋 一郎(営業部、課長) <a@x.jp> |  <b@y.jp>"},
    {"㈱青空 <a@x.jp>", "(株)青空 <a@x.jp>"},
    {"渋屋@営業", "渋屋@営業 <>"},
    {"taro@localhost", "taro@localhost <>"},
    {"\"閉じない引用, a@x.jp", "閉じない引用 <> |  <a@x.jp>"},
    {"<a@x.jp", " <a@x.jp>"},
    {"da.ro..@docomo.ne.jp.", " <da.ro..@docomo.ne.jp>"},
    {"@@ @x.jp a@", "@@ @x.jp a@ <>"},
};

INSTANTIATE_TEST_SUITE_P(All, Mailboxes, testing::ValuesIn(cases));

TEST(MailboxesOfAnyBytes, EndInLinearTime) {
  EXPECT_EQ(mailboxes(std::string(200'000, '@')).size(), 1u);
  EXPECT_EQ(mailboxes(std::string(200'000, '(')).size(), 0u);
  EXPECT_EQ(mailboxes(std::string(200'000, '\xff')).size(), 1u);
  std::string many;
  for (int i = 0; i < 50'000; ++i) many += "a@x.jp ";
  EXPECT_EQ(mailboxes(many).size(), 50'000u);
}

}  // namespace
}  // namespace musubi::text
