#include <gtest/gtest.h>

#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

using Pairs = std::initializer_list<std::pair<const char*, const char*>>;

TEST(Handle, IsTheNameAsPeopleWriteIt) {
  for (auto [text, want] : Pairs{{"musubi", "musubi"},
                                 {"@musubi", "musubi"},
                                 {"＠ｍｕｓｕｂｉ", "musubi"},
                                 {"@hanako.y/", "hanako.y"},
                                 {"hanako.y", "hanako.y"},
                                 {"~hanako", "hanako"},
                                 {"hanako?igshid=1", "hanako"},
                                 {"U4af4980629", "U4af4980629"}})
    EXPECT_EQ(handle(text).word, want) << text;
}

TEST(Handle, IsTheNameInTheAddressOfAProfile) {
  for (auto [text, want] :
       Pairs{{"https://x.com/musubi?s=1", "musubi"},
             {"https://mobile.twitter.com/hanako_y/status/17", "hanako_y"},
             {"https://x.com/i/user/123", "123"},
             {"https://twitter.com/intent/user?screen_name=hanako_y", "hanako_y"},
             {"https://twitter.com/intent/user?user_id=123", "123"},
             {"https://twitter.com/#!/hanako_y", "hanako_y"},
             {"instagram.com/musubi/", "musubi"},
             {"https://www.instagram.com/hanako.y/?hl=ja", "hanako.y"},
             {"ｈｔｔｐｓ：／／ｗｗｗ．ｉｎｓｔａｇｒａｍ．ｃｏｍ／ｈａｎａｋｏ", "hanako"},
             {"https://instagram.com/stories/hanako/31", "hanako"},
             {"https://www.instagram.com/hanako/p/Cxyz/", "hanako"},
             {"facebook.com/profile.php?id=1000123", "1000123"},
             {"https://www.facebook.com/profile.php?sk=about&id=1000123#", "1000123"},
             {"https://m.facebook.com/people/Hanako/1000123/", "1000123"},
             {"https://www.facebook.com/people/%E5%B1%B1%E7%94%B0/1000123", "1000123"},
             {"https://www.facebook.com/pages/category/Shop/Aozora-1000124/", "1000124"},
             {"https://www.facebook.com/p/Aozora-Shop-1000125/", "1000125"},
             {"https://ja-jp.facebook.com/hanako.yamada", "hanako.yamada"},
             {"https://line.me/ti/p/~hanako", "hanako"},
             {"line.me/R/ti/p/%40aozora", "aozora"},
             {"https://page.line.me/aozora", "aozora"},
             {"https://page.line.me/?accountId=aozora", "aozora"},
             {"https://www.youtube.com/@hanako/videos", "hanako"},
             {"https://youtube.com/channel/UC0123", "UC0123"},
             {"https://www.youtube.com/c/Aozora", "Aozora"},
             {"https://www.tiktok.com/@hanako?lang=ja", "hanako"},
             {"https://www.threads.net/@hanako", "hanako"},
             {"https://jp.linkedin.com/in/hanako-y/", "hanako-y"},
             {"https://social.example/@hanako/11", "hanako"},
             {"https://social.example:8080/hanako", "hanako"}}) {
    EXPECT_EQ(handle(text).word, want) << text;
    EXPECT_EQ(said(handle(text)), "") << text;
  }
}

TEST(Handle, IsNobodysInTheAddressOfAnythingElse) {
  for (const char* text : {"@",
                           "https://www.instagram.com/p/Cxyz/",
                           "https://www.instagram.com/reel/Cxyz/",
                           "https://www.instagram.com/stories/highlights/17/",
                           "instagram.com",
                           "https://x.com/",
                           "https://x.com/home",
                           "https://x.com/i/status/1",
                           "https://x.com/intent/tweet?text=a",
                           "https://facebook.com/groups/123",
                           "https://www.facebook.com/profile.php",
                           "https://www.facebook.com/people/Hanako/",
                           "https://www.facebook.com/share/1AbC/",
                           "https://line.me/ti/p/Ab1Cd2",
                           "https://line.me/ti/g/Ab1Cd2",
                           "https://lin.ee/Ab1Cd2",
                           "https://www.youtube.com/watch?v=a1",
                           "https://youtu.be/a1",
                           "https://vt.tiktok.com/ZS1/",
                           "https://social.example/users/hanako",
                           "@fb.me",
                           "山田 花子"}) {
    EXPECT_EQ(handle(text).word, "") << text;
    EXPECT_EQ(said(handle(text)), "bad_handle") << text;
  }
}

TEST(Handle, IsNotThereWhereTheListSaysSo) {
  for (const char* text : {"", "なし", "ナシ", "無", "-", "－", "ー", "--", "未登録", "N/A", "None", "-#top", "なし?"}) {
    EXPECT_EQ(handle(text).word, "") << text;
    EXPECT_EQ(said(handle(text)), "") << text;
  }
}

}  // namespace
}  // namespace musubi::normalize
