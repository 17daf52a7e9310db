// A proxy on the way. One for TLS, with a tunnel, is in tests/real/wire_test.py.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

std::string settings(const ScriptedServer& server) {
  return R"({"base":")" + server.base() + "\"}";
}

const std::string kShop = R"({"base":"http://shop.example.jp"})";

std::string by(const ScriptedServer& proxy) {
  return R"(,"proxy":")" + proxy.base() + "\"";
}

int32_t read_items(TellingHost& host, const std::string& configuration) {
  return ManifestFolder(
             items_manifest("", "", "authenticator: {type: BearerAuthenticator, api_token: secret-1}"))
      .read(host, configuration);
}

TEST(Proxy, IsAskedForTheWholeAddress) {
  ScriptedServer proxy([](const Asked&) { return Told{200, R"({"items":[{"id":1}]})", ""}; });
  TellingHost host;
  EXPECT_EQ(read_items(host, kShop + by(proxy)), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.keys, std::vector<std::string>{"1"});
  EXPECT_EQ(proxy.asked().at(0).target, "http://shop.example.jp/items");
  EXPECT_FALSE(proxy.asked()[0].has("Proxy-Authorization"));
}

TEST(Proxy, IsToldWhoAsksAndTheSourceIsNot) {
  ScriptedServer proxy([](const Asked& asked) {
    const bool known = asked.has("Proxy-Authorization: Basic aGFuYWtvOnA6dw==");  // hanako:p:w
    return known ? Told{200, R"({"items":[]})", ""}
                 : Told{407, "", "Proxy-Authenticate: Basic realm=\"x\"\r\n"};
  });
  TellingHost known;
  known.secrets["proxy_password"] = "p:w";
  EXPECT_EQ(read_items(known, kShop + by(proxy) + R"(,"proxy_user":"hanako")"), MU_OK)
      << known.failed_sentence;
  TellingHost unknown;
  EXPECT_EQ(read_items(unknown, kShop + by(proxy)), MU_AUTH);
  EXPECT_EQ(unknown.failed_id, "proxy_asks_who");
  TellingHost wrong;
  wrong.secrets["proxy_password"] = "wrong";
  EXPECT_EQ(read_items(wrong, kShop + by(proxy) + R"(,"proxy_user":"hanako")"), MU_AUTH);
  EXPECT_EQ(wrong.failed_sentence.find("wrong"), std::string::npos) << wrong.failed_sentence;
  ScriptedServer source([](const Asked&) { return Told{200, R"({"items":[]})", ""}; });
  ::setenv("no_proxy", "127.0.0.1", 1);
  TellingHost beside;
  beside.secrets["proxy_password"] = "p:w";
  EXPECT_EQ(read_items(beside, settings(source) + by(proxy) + R"(,"proxy_user":"hanako")"), MU_OK)
      << beside.failed_sentence;
  ::unsetenv("no_proxy");
  EXPECT_FALSE(source.asked().at(0).has("Proxy-Authorization"));
}

TEST(Proxy, MayHaveItsUserInFrontOfItsHostAndAPathBehind) {
  ScriptedServer proxy([](const Asked& asked) {
    const bool known = asked.has("Proxy-Authorization: Basic aGFuYWtvOnA6dw==");  // hanako:p:w
    return known ? Told{200, R"({"items":[]})", ""} : Told{407, "", "Proxy-Authenticate: Basic realm=\"x\"\r\n"};
  });
  const std::string host = proxy.base().substr(std::string("http://").size());
  auto named = [](const std::string& address, const std::string& more = "") { return kShop + R"(,"proxy":"http://)" + address + "\"" + more; };
  TellingHost in_front;
  EXPECT_EQ(read_items(in_front, named("hanako:p%3Aw@" + host)), MU_OK) << in_front.failed_sentence;
  EXPECT_EQ(read_items(in_front, named("hanako:p:w@" + host + "/x")), MU_OK) << in_front.failed_sentence;
  TellingHost apart;
  apart.secrets["proxy_password"] = "p:w";
  EXPECT_EQ(read_items(apart, named("other:wrong@" + host + "/", R"(,"proxy_user":"hanako")")), MU_OK) << "the settings for it go before";
  TellingHost wrong, nowhere;
  EXPECT_EQ(read_items(wrong, named("hanako:my+word@" + host)), MU_AUTH);
  EXPECT_EQ(wrong.failed_id, "proxy_asks_who");
  EXPECT_EQ(read_items(nowhere, named("hanako:my+word@127.0.0.1:1/x")), MU_TRANSIENT);
  for (const TellingHost* one : {&wrong, &nowhere}) EXPECT_EQ(one->failed_sentence.find("my+"), std::string::npos) << one->failed_sentence;
}

TEST(Proxy, StandsInTheEnvironmentToo) {
  ScriptedServer proxy([](const Asked&) { return Told{200, R"({"items":[]})", ""}; });
  ScriptedServer source([](const Asked&) { return Told{200, R"({"items":[]})", ""}; });
  ::setenv("http_proxy", proxy.base().c_str(), 1);
  TellingHost host;
  EXPECT_EQ(read_items(host, settings(source)), MU_OK) << host.failed_sentence;
  EXPECT_EQ(proxy.asked().size(), 1U);
  ::setenv("no_proxy", "localhost,127.0.0.1", 1);
  EXPECT_EQ(read_items(host, settings(source)), MU_OK) << host.failed_sentence;
  ::unsetenv("no_proxy");
  ::unsetenv("http_proxy");
  EXPECT_EQ(proxy.asked().size(), 1U);
  EXPECT_EQ(source.asked().size(), 1U);
}

TEST(Proxy, ThatGivesNoTunnelIsNamed) {
  const std::string secure = R"({"base":"https://shop.example.jp"})";
  for (const auto& [status, result, id] :
       {std::tuple(407, MU_AUTH, "proxy_asks_who"), std::tuple(403, MU_CONFIG, "proxy_refuses"),
        std::tuple(502, MU_TRANSIENT, "proxy_cannot_reach")}) {
    ScriptedServer proxy([status = status](const Asked&) {
      return Told{status, "", "Proxy-Authenticate: Basic realm=\"x\"\r\n"};
    });
    TellingHost host;
    EXPECT_EQ(read_items(host, secure + by(proxy)), result) << host.failed_sentence;
    EXPECT_EQ(host.failed_id, id) << host.failed_sentence;
    EXPECT_EQ(proxy.asked().at(0).method, "CONNECT");
    EXPECT_FALSE(proxy.asked()[0].has("secret-1")) << "the source's credentials are none of its business";
  }
}

TEST(Proxy, ThatIsNotThereIsNamed) {
  TellingHost host;
  EXPECT_EQ(read_items(host, kShop + R"(,"proxy":"http://127.0.0.1:1")"), MU_TRANSIENT);
  EXPECT_NE(host.failed_sentence.find("127.0.0.1 port 1"), std::string::npos) << host.failed_sentence;
}

}  // namespace
}  // namespace musubi::test
