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

TEST(Email, FindsTheAddressInWhatIsWritten) {
  for (const char* text :
       {"taro@example.jp（山田）", "山田太郎 taro@example.jp", "〈taro@example.jp〉", "[taro@example.jp]",
        "“taro@example.jp”", "'taro@example.jp'", "mailto:taro@example.jp?subject=abc",
        "Mailto:taro@example.jp", "email: taro@example.jp", "メールアドレス：taro@example.jp",
        "山田/taro@example.jp", "メール=taro@example.jp", "✉taro@example.jp", "taro@example.jpです",
        "taro @ example.jp", "\"taro\"@example.jp"}) {
    EXPECT_EQ(email(text).email, "taro@example.jp") << text;
    EXPECT_EQ(said(email(text)), "") << text;
  }
  EXPECT_EQ(email("taroー１２３＠example.jp").email, "taro-123@example.jp");
}

/// A dot or half of the local part left out makes another person's mailbox.
TEST(Email, ShortensNoLocalPart) {
  for (auto [text, address] : std::initializer_list<std::pair<const char*, const char*>>{
           {".taro@docomo.ne.jp", ".taro@docomo.ne.jp"},
           {"<.taro.@docomo.ne.jp>", ".taro.@docomo.ne.jp"},
           {"\"taro.\"@docomo.ne.jp", "taro.@docomo.ne.jp"},
           {"\"taro.\"@example.jp", "\"taro.\"@example.jp"},
           {"\"/4\"@example.jp", "\"/4\"@example.jp"},  // a mark beside an address goes
           {"o'neil@example.jp", "o'neil@example.jp"},
           {"..taro@ezweb.ne.jp", "..taro@ezweb.ne.jp"},
           {".taro@example.jp", ""},
           {"ta ro@example.jp", ""},
           {"t- yamada@example.jp", ""},
           {"- taro@example.jp", "taro@example.jp"},
           {"たtaro@example.jp", ""}})
    EXPECT_EQ(email(text).email, address) << text;
}

TEST(Email, TakesTheAddressInBracketsBeforeTheName) {
  for (auto [text, address] : std::initializer_list<std::pair<const char*, const char*>>{
           {"\"hanako@x.jp via Shop\" <taro@shop.jp>", "taro@shop.jp"},
           {"\"a@x.jp, b\" <c@x.jp>", "c@x.jp"},
           {"taro@example.jp <hanako@example.jp>", "hanako@example.jp"},
           {"山田@大阪 <taro@example.jp>", "taro@example.jp"},
           {"山田、太郎@大阪/営業 <taro@example.jp>", "taro@example.jp"},
           {"taro@gmail.com <taro@gmail.com>", "taro@gmail.com"},
           {"taro@example.jp <山田>", "taro@example.jp"}}) {
    EXPECT_EQ(email(text).email, address) << text;
    EXPECT_EQ(said(email(text)), "") << text;
  }
}

TEST(Email, TakesTheFirstOfSeveral) {
  for (const char* text : {"a@x.jp; b@x.jp", "a@x.jp,b@x.jp", "a@x.jp、b@x.jp", "a@x.jp/b@x.jp",
                           "a@x.jp b@x.jp", "山田 <a@x.jp>, 佐藤 <b@x.jp>", "a@x.jp, 佐藤 <b@x.jp>"}) {
    EXPECT_EQ(email(text).email, "a@x.jp") << text;
    EXPECT_EQ(said(email(text)), "several_emails") << text;
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
                                                                  {"i.softbank.co.jp", "i.softbank.jp"},
                                                                  {"docomo.co.jp", "docomo.ne.jp"},
                                                                  {"ezweb.co.jp", "ezweb.ne.jp"},
                                                                  {"gmail.ne.jp", "gmail.com"},
                                                                  {"au.ne.jp", "au.com"},
                                                                  {"docomo.ne.jp.jp", "docomo.ne.jp"},
                                                                  {"example.con", "example.com"},
                                                                  {"example.cojp", "example.co.jp"},
                                                                  {"ezwab.ne.jp", "ezweb.ne.jp"},
                                                                  {"docomo.ne", "docomo.ne.jp"},
                                                                  {"yahoo.co", "yahoo.co.jp"},
                                                                  {"example.or", "example.or.jp"}})
    EXPECT_EQ(email(std::string("a@") + host).note->args.at(0).second, meant) << host;
  for (auto [host, meant] :
       std::initializer_list<std::pair<const char*, const char*>>{{"gmail,com", "gmail.com"},
                                                                  {"yahoo.co,jp", "yahoo.co.jp"},
                                                                  {"gmail..com", "gmail.com"},
                                                                  {"@gmail.com", "gmail.com"},
                                                                  {"docomo.ne.p", "docomo.ne.jp"},
                                                                  {"gmail .com", "gmail.com"},
                                                                  {"gmail com", "gmail.com"},
                                                                  {"gmail", "gmail.com"},
                                                                  {"docomo", "docomo.ne.jp"},
                                                                  {"yahoocojp", "yahoo.co.jp"},
                                                                  {"example,jp", "example.jp"},
                                                                  {"example.co jp", "example.co.jp"},
                                                                  {"example.co jp>山田", "example.co.jp"},
                                                                  {"example.co\u3000jp", "example.co.jp"},
                                                                  {"example.ne jp", "example.ne.jp"},
                                                                  {"example.or jp です", ""},
                                                                  {"example.co .jp", "example.co.jp"},
                                                                  {"example.co. jp", "example.co.jp"},
                                                                  {"example.co/jp", "example.co.jp"},
                                                                  {"example.co:jp", "example.co.jp"},
                                                                  {"example.co\\jp", "example.co.jp"},
                                                                  {"example.co・jp", "example.co.jp"},
                                                                  {"example co jp", "example.co.jp"},
                                                                  {"mail.example .co.jp", "mail.example.co.jp"}}) {
    Email e = email(std::string("a@") + host);
    EXPECT_EQ(e.email, "") << host;
    EXPECT_EQ(said(e), *meant ? "typo_host" : "bad_email") << host;
    const std::string host_meant = e.problem->args.empty() ? "" : e.problem->args[0].second;
    EXPECT_EQ(host_meant, meant) << host;
  }
  for (const char* fine : {"kcn.ne.jp", "line.com", "example.jo", "example.jp.com", "gmail.com", "mail.com",
                           "gmx.com", "example.com", "yahoo.com", "yahoo.co.jp", "ymail.com", "nifty.com"})
    EXPECT_EQ(said(email(std::string("a@") + fine)), "") << fine;
}

TEST(Email, TakesTheIdeographicStopForADot) {
  EXPECT_EQ(email("taro@example。jp").email, "taro@example.jp");
  EXPECT_EQ(email("taro@example｡co｡jp").email, "taro@example.co.jp");
  EXPECT_EQ(email("taro@日本。jp").email, "taro@xn--wgv71a.jp");
  EXPECT_EQ(email("taro@example.jp。").email, "taro@example.jp");
  EXPECT_EQ(email("taro@example.jp。電話はまだ").email, "taro@example.jp");
  EXPECT_EQ(email("taro@example.jp。TEL").email, "taro@example.jp");
}

TEST(Email, LeavesOutTheSiteBehindTheAddress) {
  for (const char* text : {"taro@example.jp www.example.jp", "taro@example.co.jp / example.com", "taro@example.jp https://example.jp/"}) {
    EXPECT_EQ(email(text).email.substr(0, 13), "taro@example.") << text;
    EXPECT_EQ(said(email(text)), "") << text;
  }
  for (auto [text, address] : std::initializer_list<std::pair<const char*, const char*>>{{"taro@abc.de www.abc.com", "taro@abc.de"},
                                                                                          {"taro@abc.io www.abc.com", "taro@abc.io"},
                                                                                          {"taro@abc.io example.com", "taro@abc.io"},
                                                                                          {"taro@abc.biz / abc.com", "taro@abc.biz"},
                                                                                          {"taro@abc.info・abc.jp", "taro@abc.info"},
                                                                                          {"taro@ABC.co.uk,abc.com", "taro@abc.co.uk"},
                                                                                          {"taro@abc.co, abc.com", "taro@abc.co"}}) {
    EXPECT_EQ(email(text).email, address) << text;
    EXPECT_TRUE(!email(text).problem) << text;
  }
}

/// Half of a host is another's.
TEST(Email, TakesNoTornHostBeforeWhatLooksLikeASite) {
  for (const char* text : {"taro@mail.example .co.jp", "taro@mail.example co.jp", "taro@mail.example,co.jp", "taro@mail example.co.jp", "taro@www example.com",
                           "taro@sub.mail. example.co.jp", "taro@mail.example,example.co.jp"})
    EXPECT_EQ(email(text).email, "") << text;
}

TEST(Email, TakesUnderscoresBeforeTheNameThatIsRegistered) {
  for (const char* text : {"x@my_host.go.com", "x@my_host.hp.com", "x@my_host.ti.com", "x@my_host.example.co.jp", "x@my_host.example.jp"})
    EXPECT_EQ(email(text).email, text);
  for (const char* text : {"x@my_host.com", "x@my_host.co.jp", "x@my_host.co.uk"}) EXPECT_EQ(said(email(text)), "bad_email") << text;
}

TEST(Email, RefusesWhatIsNoAddress) {
  for (const char* text : {"taro", "@example.jp", "taro@", "taro@localhost", "ta ro@example.jp",
                           "taro.@example.jp", "taro@-x.jp", "taro@example..jp", "taro@192.168.0.1",
                           "たろう@example.jp", "taro@exa mple.jp", "\xff@\xff",
                           "taro@exam_ple.jp", "taro@exam_ple.co.jp", "taro@example.jpTEL03-3234-0987", "taro@example.j1", "taro@mail.exam ple.jp"})
    EXPECT_EQ(said(email(text)), "bad_email") << text;
}

TEST(Email, MarksSharedAddresses) {
  EXPECT_TRUE(email("Info@example.jp").shared);
  EXPECT_TRUE(email("support+jp@example.jp").shared);
  for (const char* shared : {"eigyou", "contact-us", "no_reply", "info1", "info-tokyo", "sales_osaka"})
    EXPECT_TRUE(email(std::string(shared) + "@example.jp").shared) << shared;
  for (const char* own : {"taro.info", "infotaro", "salesman", "user1"})
    EXPECT_FALSE(email(std::string(own) + "@example.jp").shared) << own;
}

}  // namespace
}  // namespace musubi::normalize
