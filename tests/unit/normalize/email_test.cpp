#include <gtest/gtest.h>

#include "core/normalize/key.hpp"
#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

struct Case {
  const char *text, *email, *key, *said;
};

TEST(Email, ReadsWhatPeopleWrite) {
  for (const Case& c : std::initializer_list<Case>{
           {"Taro@Example.JP", "Taro@example.jp", "taro@example.jp", ""},
           {"ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ", "taro@example.jp", "taro@example.jp", ""},
           {"ｔａｒｏ－ｙ＠ｅｘ－１．ｊｐ", "taro-y@ex-1.jp", "taro-y@ex-1.jp", ""},
           {" <taro@example.jp> ", "taro@example.jp", "taro@example.jp", ""},
           {"山田太郎 <taro@example.jp>", "taro@example.jp", "taro@example.jp", ""},
           {"mailto:taro@example.jp", "taro@example.jp", "taro@example.jp", ""},
           {"taro.@docomo.ne.jp", "taro.@docomo.ne.jp", "taro.@docomo.ne.jp", "odd_local_part"},
           {"a..b@ezweb.ne.jp", "a..b@ezweb.ne.jp", "a..b@ezweb.ne.jp", "odd_local_part"},
           {"taro+shop@example.jp", "taro+shop@example.jp", "taro+shop@example.jp", ""},
           {"taro@日本語.jp", "taro@xn--wgv71a119e.jp", "taro@xn--wgv71a119e.jp", ""},
           {"info@example.jp", "info@example.jp", "info@example.jp", "shared_email"},
           {"taro@gmial.com", "taro@gmial.com", "taro@gmial.com", "typo_host"},
           {"taro@docomo.ne.jo", "taro@docomo.ne.jo", "taro@docomo.ne.jo", "typo_host"},
           {"", "", "", ""},
       }) {
    Email e = email(c.text);
    EXPECT_EQ(e.email, c.email) << c.text;
    EXPECT_EQ(keys("email", {e.email}).strict, c.key) << c.text;
    EXPECT_EQ(said(e), c.said) << c.text;
  }
}

TEST(Email, ProposesTheHostThatWasMeant) {
  for (auto [host, meant] :
       std::initializer_list<std::pair<const char*, const char*>>{{"gmial.com", "gmail.com"},
                                                                  {"gmail.con", "gmail.com"},
                                                                  {"gmai.com", "gmail.com"},
                                                                  {"docomo.ne.jo", "docomo.ne.jp"},
                                                                  {"yahoo.co.ip", "yahoo.co.jp"},
                                                                  {"softbenk.ne.jp", "softbank.ne.jp"},
                                                                  {"ezwab.ne.jp", "ezweb.ne.jp"}})
    EXPECT_EQ(email(std::string("a@") + host).note->args.at(0).second, meant) << host;
  for (const char* fine : {"gmail.com", "mail.com", "gmx.com", "example.com", "yahoo.com", "yahoo.co.jp",
                           "ymail.com", "nifty.com"})
    EXPECT_EQ(said(email(std::string("a@") + fine)), "") << fine;
}

TEST(Email, RefusesWhatIsNoAddress) {
  for (const char* text : {"taro", "@example.jp", "taro@", "taro@localhost", "ta ro@example.jp",
                           "taro.@example.jp", "taro@-x.jp", "taro@example..jp", "taro@192.168.0.1",
                           "たろう@example.jp", "taro@exa mple.jp", "\xff@\xff"})
    EXPECT_EQ(said(email(text)), "bad_email") << text;
}

TEST(Email, MarksSharedAddresses) {
  EXPECT_TRUE(email("Info@example.jp").shared);
  EXPECT_TRUE(email("support+jp@example.jp").shared);
  EXPECT_FALSE(email("taro.info@example.jp").shared);
}

}  // namespace
}  // namespace musubi::normalize
