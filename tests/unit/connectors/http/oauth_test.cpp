// OAuth with refresh tokens that rotate: kept before they are used, renewed in the middle of a read.
#include <gtest/gtest.h>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

constexpr const char* kRefresh = "secrets/credentials.refresh_token";

std::string manifest(const std::string& more = "") {
  return items_manifest(
      "",
      "paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into: "
      "request_parameter, field_name: page}, pagination_strategy: {type: PageIncrement, page_size: 1, "
      "start_from_page: 1}}",
      "authenticator: {type: OAuthAuthenticator, client_id: me, token_refresh_endpoint: \"{{ config['base'] "
      "}}/token\", refresh_token: \"{{ config['credentials']['refresh_token'] }}\", refresh_token_updater: "
      "{refresh_token_config_path: [credentials, refresh_token]}" +
          more + "}");
}

/// A source whose tokens count up: "a-1" and "r-1", then "a-2" and "r-2". It has three pages of one item.
struct Source {
  int logins = 0;
  bool ends_early = false;  // the first access token is refused from page 2 on
  bool refuses_all = false;
  ScriptedServer server{[this](const Asked& asked) { return answer(asked); }};

  std::string settings() const { return R"({"base":")" + server.base() + "\"}"; }

 private:
  Told answer(const Asked& asked) {
    if (asked.target == "/token") {
      if (asked.body.find("refresh_token=r-" + std::to_string(logins)) == std::string::npos)
        return {400, "{}", ""};
      std::string number = std::to_string(++logins);
      return {
          200,
          R"({"access_token":"a-)" + number + R"(","expires_in":3600,"refresh_token":"r-)" + number + "\"}",
          ""};
    }
    bool good = asked.has("Bearer a-" + std::to_string(logins) + "\r\n");
    int page = asked.target.ends_with("page=2") ? 2 : asked.target.ends_with("page=3") ? 3 : 1;
    if (!good || refuses_all || (ends_early && logins == 1 && page > 1)) return {401, "{}", ""};
    if (page == 3) return {200, R"({"items":[]})", ""};
    return {200, R"({"items":[{"id":)" + std::to_string(page) + "}]}", ""};
  }
};

TEST(OAuth, KeepsARotatedTokenBeforeItIsUsed) {
  Source source;
  ManifestFolder folder(manifest());
  TellingHost host;
  host.secrets[kRefresh] = "r-0";
  EXPECT_EQ(folder.read(host, source.settings()), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.keys, (std::vector<std::string>{"1", "2"}));
  ASSERT_EQ(host.order.size(), 5u);
  EXPECT_EQ(host.order[0] + ", " + host.order[1] + ", " + host.order[4], std::string("hold, keep ") + kRefresh + "=r-1, let go");
  EXPECT_EQ(source.logins, 1);
  // The next run logs in with what was kept: the old one is no longer taken.
  host.secrets.erase(std::string(kRefresh) + ".access");
  EXPECT_EQ(folder.read(host, source.settings()), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.secrets[kRefresh], "r-2");
}

TEST(OAuth, UsesTheAccessTokenThatAnotherReadWasGiven) {
  Source source;
  ManifestFolder folder(manifest());
  TellingHost host;
  host.secrets[kRefresh] = "r-0";
  EXPECT_EQ(folder.read(host, source.settings()), MU_OK) << host.failed_sentence;
  EXPECT_EQ(folder.read(host, source.settings()), MU_OK) << host.failed_sentence;
  EXPECT_EQ(source.logins, 1);
  host.secrets[kRefresh] = "another";
  EXPECT_EQ(folder.read(host, source.settings()), MU_AUTH) << "a token of the login before";
}

TEST(OAuth, NamesItsGrantAsTheSourceWantsIt) {
  Source source;
  ManifestFolder folder(manifest(", grant_type_name: kind"));
  TellingHost host;
  host.secrets[kRefresh] = "r-0";
  EXPECT_EQ(folder.read(host, source.settings()), MU_OK) << host.failed_sentence;
  EXPECT_NE(source.server.asked()[0].body.find("kind=refresh_token"), std::string::npos);
  EXPECT_EQ(source.server.asked()[0].body.find("grant_type"), std::string::npos);
}

TEST(OAuth, TakesWhatAnotherReaderHasRenewedMeanwhile) {
  Source source;
  ManifestFolder folder(manifest());
  TellingHost first, second;
  first.secrets[kRefresh] = second.secrets[kRefresh] = "r-0";
  second.when_held = [&] {
    if (source.logins) return;
    EXPECT_EQ(folder.read(first, source.settings()), MU_OK) << first.failed_sentence;
    second.secrets = first.secrets;
  };
  EXPECT_EQ(folder.read(second, source.settings()), MU_OK) << second.failed_sentence;
  EXPECT_EQ(source.logins, 1);
  EXPECT_EQ(second.order, (std::vector<std::string>{"hold", "let go"}));
}

TEST(OAuth, RenewsAKeptTokenThatTheSourceNoLongerTakes) {
  Source source;
  ManifestFolder folder(manifest());
  TellingHost host;
  host.secrets[kRefresh] = "r-0";
  EXPECT_EQ(folder.read(host, source.settings()), MU_OK) << host.failed_sentence;
  source.ends_early = true;
  EXPECT_EQ(folder.read(host, source.settings()), MU_OK) << host.failed_sentence;
  EXPECT_EQ(source.logins, 2);
}

TEST(OAuth, RenewsATokenThatEndsInTheMiddleOfARead) {
  Source source;
  source.ends_early = true;
  ManifestFolder folder(manifest());
  TellingHost host;
  host.secrets[kRefresh] = "r-0";
  EXPECT_EQ(folder.read(host, source.settings()), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.keys, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(host.secrets[kRefresh], "r-2");
  EXPECT_EQ(source.server.targets(), "/token /items /items?page=2 /token /items?page=2 /items?page=3");
}

TEST(OAuth, RenewsAGivenTokenThatTheSourceNoLongerTakes) {
  Source source;
  ManifestFolder folder(manifest(", access_token_value: a-old, token_expiry_date: \"2099-01-01T00:00:00Z\""));
  TellingHost host;
  host.secrets[kRefresh] = "r-0";
  EXPECT_EQ(folder.read(host, source.settings()), MU_OK) << host.failed_sentence;
  EXPECT_EQ(source.server.targets(), "/items /token /items /items?page=2 /items?page=3");
}

TEST(OAuth, RenewsOnceAndNoMore) {
  Source source;
  source.refuses_all = true;
  ManifestFolder folder(manifest());
  TellingHost host;
  host.secrets[kRefresh] = "r-0";
  EXPECT_EQ(folder.read(host, source.settings()), MU_AUTH);
  EXPECT_EQ(source.server.targets(), "/token /items /token /items");
  EXPECT_EQ(host.failed_id, "not_let_in");
}

TEST(OAuth, EndsWithTheHostsResultWhereATokenCannotBeKept) {
  for (int32_t result : {MU_STOPPED, MU_CONFIG}) {
    Source source;
    ManifestFolder folder(manifest());
    TellingHost host;
    host.secrets[kRefresh] = "r-0";
    host.keeping = result;
    EXPECT_EQ(folder.read(host, source.settings()), result);
    EXPECT_EQ(source.server.targets(), "/token") << "the token was used, although it is not kept";
    EXPECT_TRUE(host.keys.empty());
  }
}

TEST(OAuth, SaysThatARefreshTokenIsRefused) {
  Source source;
  ManifestFolder folder(manifest());
  TellingHost host;
  host.secrets[kRefresh] = "r-stolen";
  EXPECT_EQ(folder.read(host, source.settings()), MU_AUTH);
  EXPECT_EQ(host.failed_id, "login_refused");
  EXPECT_EQ(host.failed_sentence.find("r-stolen"), std::string::npos);
}

TEST(OAuth, SaysThatAGivenTokenIsMissing) {
  ManifestFolder folder(
      items_manifest("", "",
                     "authenticator: {type: OAuthAuthenticator, access_token_value: \"{{ config.get('t', '') "
                     "}}\"}"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, R"({"base":"http://127.0.0.1:1"})"), MU_AUTH);
  EXPECT_EQ(host.failed_id, "no_given_token");
}

}  // namespace
}  // namespace musubi::test
