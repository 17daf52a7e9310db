// When credentials end: said by the token itself, by a date in the settings, or by a login.
#include "connectors/http/request/endings.hpp"

#include <gtest/gtest.h>

#include <ctime>

#include "connectors/http/template/filter_families.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

std::string jwt(const std::string& payload) {
  std::string middle = http::base64_of(payload);
  while (middle.ends_with('=')) middle.pop_back();
  for (char& c : middle) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return "eyJhbGciOiJub25lIn0." + middle + ".c2ln";
}

using Endings = std::vector<std::string>;

std::string ends(const std::string& credential, const std::string& at = "1893456000") {
  return R"({"ends":{"credential":")" + credential + R"(","at":)" + at + "}}";
}

/// What a read with this authenticator says of endings, from a source that takes anything.
Endings told(const std::string& authenticator, const std::map<std::string, std::string>& secrets) {
  ScriptedServer server([](const Asked& asked) {
    return Told{200,
                asked.target == "/token" ? R"({"access_token":"a","refresh_token":"r"})" : R"({"items":[]})",
                ""};
  });
  ManifestFolder folder(items_manifest("", "", "authenticator: {" + authenticator + "}"));
  TellingHost host;
  host.secrets = secrets;
  EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  std::erase_if(host.lines, [](const std::string& line) { return !line.starts_with(R"({"ends")"); });
  return host.lines;
}

TEST(Endings, AreReadFromTokens) {
  EXPECT_EQ(http::end_of_jwt(jwt(R"({"sub":"髙橋?>","exp":1893456000})")), 1893456000);
  EXPECT_EQ(http::end_of_jwt(jwt(R"({"exp":1893456000.5})")), 1893456000);
  for (const char* sub : {">>>???", "x>>>???", "xx>>>???"})  // which base64url writes with its own two letters
    EXPECT_EQ(http::end_of_jwt(jwt(std::string(R"({"sub":")") + sub + R"(","exp":1893456000})")), 1893456000)
        << sub;
  for (const std::string& none :
       {std::string(), std::string("eyJ"), std::string("eyJ.a.b"), std::string("a.b.c"), jwt("{}"),
        jwt(R"({"exp":"x"})"), jwt("[1]"), std::string("eyJ.....")})
    EXPECT_EQ(http::end_of_jwt(none), std::nullopt) << none;
}

TEST(Endings, AreToldOfTokensInTheSettings) {
  const std::string token = jwt(R"({"exp":1893456000})");
  EXPECT_EQ(told("type: BearerAuthenticator, api_token: \"{{ config['cred']['key'] }}\"",
                 {{"secrets/cred.key", token}}),
            (Endings{ends("cred.key")}));
  EXPECT_EQ(told("type: ApiKeyAuthenticator, header: X-Key, api_token: \"{{ config['key'] }}\"",
                 {{"secrets/key", token}}),
            (Endings{ends("key")}));
  EXPECT_EQ(told("type: BearerAuthenticator, api_token: \"{{ config['key'] }}\"", {{"secrets/key", "plain"}}),
            Endings());
  EXPECT_EQ(told("type: OAuthAuthenticator, access_token_value: \"{{ config['key'] }}\", token_expiry_date: "
                 "\"2030-01-01T00:00:00Z\"",
                 {{"secrets/key", "plain"}}),
            (Endings{ends("key")}));
}

TEST(Endings, AreReadInTheWayTheyAreStated) {
  const std::string given = "type: OAuthAuthenticator, access_token_value: \"{{ config['key'] }}\", token_expiry_date: ";
  for (const char* stated : {"\"1893456000\"", "\"1893456000000\"", "\"01.01.2030\", token_expiry_date_format: \"%d.%m.%Y\""})
    EXPECT_EQ(told(given + stated, {{"secrets/key", "plain"}}), (Endings{ends("key")})) << stated;
  EXPECT_EQ(told(given + "soon", {{"secrets/key", "plain"}}), Endings());
}

TEST(Endings, AreToldOfParentsAndOfKeysWhoseEndIsStated) {
  ScriptedServer server([](const Asked&) { return Told{200, R"({"items":[]})", ""}; });
  const std::string parent =
      "{type: DeclarativeStream, name: shops, primary_key: id, retriever: {type: SimpleRetriever, requester: {type: "
      "HttpRequester, url_base: \"{{ config['base'] }}\", path: /shops, authenticator: {type: BearerAuthenticator, api_token: "
      "\"{{ config['key'] }}\"}}, record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [items]}}}}";
  ManifestFolder folder(items_manifest("", "partition_router: {type: SubstreamPartitionRouter, parent_stream_configs: [{type: "
                                           "ParentStreamConfig, parent_key: id, partition_field: shop, stream: " + parent + "}]}"));
  TellingHost host;
  host.secrets["secrets/key"] = jwt(R"({"exp":1893456000})");
  EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + R"("},"credential_ends":"2030-01-01")"), MU_OK)
      << host.failed_sentence;
  std::erase_if(host.lines, [](const std::string& line) { return !line.starts_with(R"({"ends")"); });
  EXPECT_EQ(host.lines, (Endings{ends("credential_ends", "\"2030-01-01T00:00:00\""), ends("key")})) << "the host knows whose day it is";
  host.lines.clear();
  EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + R"("},"credential_ends":"2030-01-01T09:00:00+09:00")"), MU_OK) << host.failed_sentence;
  EXPECT_NE(std::ranges::find(host.lines, ends("credential_ends")), host.lines.end());
}

TEST(Endings, OfALoginHoldForItsTokenAlone) {
  const std::string oauth =
      "type: OAuthAuthenticator, client_id: me, token_refresh_endpoint: \"{{ config['base'] }}/token\", "
      "refresh_token: \"{{ config['key'] }}\"";
  const std::string note = http::noted_end(1893456000, "r-1");
  EXPECT_EQ(told(oauth, {{"secrets/key", "r-1"}, {"secrets/key.ends", note}}), (Endings{ends("key")}));
  EXPECT_EQ(told(oauth, {{"secrets/key", "r-2"}, {"secrets/key.ends", note}}), Endings())
      << "another was set since";
  EXPECT_EQ(told(oauth, {{"secrets/key", "r-1"}, {"secrets/key.ends", "x"}}), Endings());
  EXPECT_EQ(told(oauth + ", refresh_token_updater: {refresh_token_config_path: [key]}",
                 {{"secrets/key", "r-1"}, {"secrets/key.ends", note}}),
            Endings())
      << "one that rotates is renewed by every read";
}

/// For how many days a login holds, by the setting or by what its answer says.
double noted_days(const std::string& answer) {
  ScriptedServer server([&](const Asked&) { return Told{200, answer, ""}; });
  ManifestFolder folder(
      items_manifest("", "",
                     "authenticator: {type: OAuthAuthenticator, client_id: me, token_refresh_endpoint: \"{{ "
                     "config['base'] }}/token\", refresh_token: \"{{ config['key'] }}\"}"));
  TellingHost host;
  const std::string settings = R"({"base":")" + server.base() + "\"}";
  EXPECT_EQ(folder.login(host, settings, R"(,"consent":{"endpoint":"https://id.example.jp/auth","days":90})",
                         [](auto&) { return "code"; }),
            MU_OK)
      << host.failed_sentence;
  auto end = http::end_as_noted(host.secrets["secrets/key.ends"], "r-1");
  return end ? static_cast<double>(*end - std::time(nullptr)) / 86400.0 : 0;
}

TEST(Endings, AreNotedByALogin) {
  EXPECT_NEAR(noted_days(R"({"access_token":"a","refresh_token":"r-1"})"), 90, 0.01);
  EXPECT_NEAR(noted_days(R"({"access_token":"a","refresh_token":"r-1","refresh_token_expires_in":864000})"), 10, 0.01);
  EXPECT_NEAR(noted_days(R"({"access_token":"a","refresh_token":"r-1","refresh_expires_in":172800})"), 2, 0.01);
}

TEST(Waits, ThatAreTooLongAreTheHosts) {
  const char* const backoffs[] = {"{type: WaitTimeFromHeader, header: X-Wait}", "{type: WaitUntilTimeFromHeader, header: X-Until}",
                                  "{type: ConstantBackoffStrategy, backoff_time_in_seconds: 1000}"};
  for (const char* backoff : backoffs) {
    ScriptedServer server([](const Asked&) {
      return Told{429, "{}", "X-Wait: 1000\r\nX-Until: " + std::to_string(std::time(nullptr) + 1000) + "\r\n"};
    });
    ManifestFolder folder(items_manifest(
        "", "", "error_handler: {type: DefaultErrorHandler, backoff_strategies: [" + std::string(backoff) + "]}"));
    TellingHost host;
    EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + "\"}"), MU_RATE) << host.failed_sentence;
    ASSERT_EQ(host.order.size(), 1U) << backoff;
    EXPECT_TRUE(host.order[0] == "retry after 1000 s" || host.order[0] == "retry after 990 s") << backoff << host.order[0];
    EXPECT_EQ(server.asked().size(), 1U);
  }
}

}  // namespace
}  // namespace musubi::test
