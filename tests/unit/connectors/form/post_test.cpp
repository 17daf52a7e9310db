#include "connectors/form/post.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "connectors/form/page.hpp"

namespace musubi::form {
namespace {

Post posted(const Settings& settings, const char* type, std::string_view body) {
  Request request{"POST", "", {{"content-type", type}}, body};
  return read_post(settings, request);
}
constexpr const char* form = "application/x-www-form-urlencoded";
constexpr const char* json = "application/json";

TEST(Post, KeepsTheOrderAndTheValuesOfAForm) {
  Post post = posted({}, form, "z=1&a=%E5%B1%B1%0D%0A2&z=3&_nonce=0123456789abcdef&website_url=&_charset_=UTF-8");
  EXPECT_EQ(post.json, "{\"z\":[\"1\",\"3\"],\"a\":\"山\\r\\n2\"}");
  EXPECT_EQ(post.key, "n-0123456789abcdef");
}

TEST(Post, IsKnownByItsContentWithoutANonce) {
  Post a = posted({}, form, "a=1"), b = posted({}, form, "a=1&_nonce=short"), c = posted({}, form, "a=2");
  EXPECT_TRUE(a.key.starts_with("c-"));
  EXPECT_EQ(a.key, b.key) << "a nonce that is none is not used";
  EXPECT_NE(a.key, c.key);
}

TEST(Post, KeepsJsonAsItWasSent) {
  EXPECT_EQ(posted({}, json, "{ \"a\": 1.50, \"big\": 12345678901234567890123 }").json, "{ \"a\": 1.50, \"big\": 12345678901234567890123 }");
  EXPECT_EQ(posted({}, "application/vnd.x+json", "{\"a\":1,\"_nonce\":\"0123456789abcdef\"}").json, "{\"a\":1}");
  EXPECT_EQ(posted({}, json, "{\"name\":\"\x8e\x52\x93\x63\"}").json, "{\"name\":\"山田\"}") << "CP932";
}

TEST(Post, SaysWhatIsWrong) {
  Settings needs;
  needs.fields = {{"name", "お名前", "text", {}, true}};
  const std::tuple<const char*, std::string_view, std::string_view> cases[] = {
      {"text/plain", "a", "bad_type"}, {"", "a=1", "bad_type"}, {json, "{", "bad_json"}, {json, "[]", "no_object"}, {json, "\"a\"", "no_object"}, {json, "", "bad_json"}, {json, "]\xff\xfe", "bad_json"}, {json, "{\"name\":\"\xff\xfe", "bad_json"}, {json, "[\"山\xff\"]", "no_object"},
      {form, "_row=1&name=a", "reserved_name"}, {json, "{\"_deleted\":true}", "reserved_name"}, {form, "", "empty_post"}, {form, "_nonce=0123456789abcdef", "empty_post"},
      {form, "x=1", "missing_fields"}, {form, "name=+&x=1", "missing_fields"}, {json, "{\"name\":null}", "missing_fields"},
  };
  for (const auto& [type, body, problem] : cases) {
    Post post = posted(needs, type, body);
    ASSERT_TRUE(post.problem) << body;
    EXPECT_EQ(post.problem, problem) << body;
  }
  EXPECT_EQ(posted(needs, form, "x=1").problem_args[0].second, "お名前");
  std::string deep(70, '[');
  EXPECT_TRUE(posted({}, json, "{\"a\":" + deep + std::string(70, ']') + "}").problem);
}

TEST(Post, KeepsEveryByteOfWhatItCannotRead) {
  Post post = posted({}, form, "a=%FF%FE%81&b=%80\xff");
  ASSERT_TRUE(post.undecodable);
  EXPECT_EQ(post.raw, R"({"a":"%FF%FE%81","b":"%80%FF"})");
  EXPECT_EQ(posted({}, form, "a=%E5%B1%B1%FF&b=50%25").raw, R"({"a":"山%FF","b":"50%25"})");
  EXPECT_EQ(posted({}, form, "a=%FF&%E5%B1%B1%7F=1").raw, R"({"a":"%FF","山%7F":"1"})");
}

TEST(Post, KeepsEveryByteOfWhatItRefuses) {
  const std::tuple<const char*, std::string_view, std::string_view, std::string_view> cases[] = {
      {"text/plain", "bad_type", "name=\x8e\x52\x93\x63\r\n", "name=%8ER%93c\r\n"},  // CP932, as enctype="text/plain" sends it
      {json, "bad_json", "{\"name\":\"\x8e\x52\x93\x63", "{\"name\":\"%8ER%93c"},
      {json, "no_object", "[\"山\xff\"]", "[\"山%FF\"]"},
      {"multipart/form-data", "no_boundary", "--b\r\n50%", "--b\r\n50%25"},
      {"multipart/form-data; boundary=b", "cut_off", "--b\r\n\x8e", "--b\r\n%8E"},
      {form, "reserved_name", "_row=%E5%B1%B1", "_row=%25E5%25B1%25B1"},
  };
  for (const auto& [type, problem, body, raw] : cases) {
    Post post = posted({}, type, body);
    ASSERT_TRUE(post.problem) << raw;
    EXPECT_EQ(post.problem, problem);
    EXPECT_EQ(post.raw, raw);
  }
  Settings needs;
  needs.fields = {{"name", "お名前", "text", {}, true}};
  EXPECT_EQ(posted(needs, form, "a=1").raw, R"({"a":"1"})");
}

TEST(Post, KeepsTheCharactersOfJsonThatItCannotReadWhole) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"{\"氏名\": \"山田 \xff花子\",\n\"年\":1}", "{\"氏名\": \"山田 %FF花子\",\n\"年\":1}"},
      {"{\n\t\"氏名\": \"\xff\"\n}", "{\n\t\"氏名\": \"%FF\"\n}"},
      {"{\"氏名\":\"髙\xe9\xab\"}", "{\"氏名\":\"髙%E9%AB\"}"},
      {"{\"a\":\"山\xff 100%\\n\"}", "{\"a\":\"山%FF 100%25\\n\"}"},
      {"{\"\x8e\x81\x96\xbc\":\"\x8e\x52\x93\x63\",\"\x94\x4e\":\"\xff\xa0\"}", "{\"氏名\":\"山田\",\"年\":\"%FF%A0\"}"},  // CP932
  };
  for (const auto& [body, raw] : cases) {
    Post post = posted({}, json, body);
    EXPECT_TRUE(post.undecodable) << raw;
    EXPECT_EQ(post.raw, raw);
  }
}

TEST(Post, WhatIsUtf8IsReadSoThoughLatin1IsNamed) {
  EXPECT_EQ(posted({}, "application/x-www-form-urlencoded; charset=ISO-8859-1", "a=%E9%88%B4%E6%9C%A8").json, R"({"a":"鈴木"})");
  EXPECT_EQ(posted({}, "application/x-www-form-urlencoded; charset=ISO-8859-1", "a=caf%E9").json, R"({"a":"café"})");
}

TEST(Post, ReadsWhatACharsetLacksByItsNumber) {
  const std::tuple<std::string_view, std::string_view, std::string_view> cases[] = {
      {"Shift_JIS", "\x8e\x52&#134071;&#233;&#127834;&#12316;", "山𠮷é🍚〜"},
      {"EUC-JP", "\xbb\xb3&#x20BB7;&#X1f35a;", "山𠮷🍚"},
      {"iso-2022-jp", "&#134071;", "𠮷"},
      {"cp932", "&#38;&#65;&#13;&#133;&#55362;&#57271;&#1114112;&#99999999999;&#12a;&#;&#x;&#-1;&# 233;&#233", "&#38;&#65;&#13;&#133;&#55362;&#57271;&#1114112;&#99999999999;&#12a;&#;&#x;&#-1;&# 233;&#233"},
      {"cp932", "&&#&#233;&#", "&&#é&#"},
      {"UTF-8", "&#8212;", "&#8212;"},
  };
  for (const auto& [charset, value, read] : cases) {
    std::string body = "--B\r\nContent-Disposition: form-data; name=\"_charset_\"\r\n\r\n" + std::string(charset) + "\r\n--B\r\nContent-Disposition: form-data; name=\"&#134071;\"\r\n\r\n" +
                       std::string(value) + "\r\n--B--";
    std::string name = charset == "UTF-8" ? "&#134071;" : "𠮷";
    EXPECT_EQ(nlohmann::json::parse(posted({}, "multipart/form-data; boundary=B", body).json).value(name, ""), read) << value;
  }
  Settings cp932;
  cp932.encoding = text::Encoding::cp932;
  EXPECT_EQ(posted(cp932, form, "a=%26%23134071%3B").json, R"({"a":"𠮷"})");
  EXPECT_EQ(posted({}, form, "a=%26%23134071%3B").json, R"({"a":"&#134071;"})") << "ASCII alone is UTF-8";
}

TEST(Page, LetsABrowserFollowItsRedirect) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""}, {"https://shop.example.jp/thanks?a=1;b", " https://shop.example.jp"}, {"http://127.0.0.1:8080", " http://127.0.0.1:8080"},
      {"https://例え.example/", " https:"}, {"http://[::1]/", " http:"}, {"https://a;script-src *", " https:"}, {"https://u@shop.example.jp", " https:"},
  };
  for (const auto& [redirect, allowed] : cases) {
    Settings s;
    s.redirect = redirect;
    EXPECT_EQ(security_policy(s), std::string("default-src 'none'; style-src 'unsafe-inline'; form-action 'self'") + allowed) << redirect;
  }
}

TEST(Page, EscapesWhatItShows) {
  Settings s;
  s.title = "<script>";
  s.fields = {{"a\"b", "<b>", "select", {"<1>"}, true}};
  std::string page = form_page(s, new_nonce());
  EXPECT_EQ(page.find("<script>"), page.npos);
  EXPECT_NE(page.find("name=\"a&quot;b\""), page.npos);
  EXPECT_NE(page.find("&lt;1&gt;"), page.npos);
  EXPECT_NE(new_nonce(), new_nonce());
}

}  // namespace
}  // namespace musubi::form
