// Sent elsewhere: what goes along, and what does not.
#include <gtest/gtest.h>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

std::string settings(const ScriptedServer& server) {
  return R"({"base":")" + server.base() + "\"}";
}

bool shows_credentials(const Asked& asked) {
  return asked.has("secret-1") || asked.has("Basic ") || asked.target.find("secret-1") != std::string::npos;
}

TEST(BadInput, ARedirectToAnotherHostTakesNoCredentialsAlong) {
  ScriptedServer other([](const Asked&) { return Told{200, R"({"items":[{"id":1}]})", ""}; });
  for (const char* authenticator :
       {"{type: BearerAuthenticator, api_token: secret-1}",
        "{type: BasicHttpAuthenticator, username: secret-1, password: secret-1}",
        "{type: ApiKeyAuthenticator, api_token: secret-1, header: X-Key}",
        "{type: ApiKeyAuthenticator, api_token: secret-1, inject_into: {type: RequestOption, inject_into: "
        "request_parameter, field_name: key}}"}) {
    ScriptedServer server([&](const Asked&) {
      return Told{302, "", "Location: " + other.base() + "/items\r\n"};
    });
    ManifestFolder folder(items_manifest("", "", std::string("authenticator: ") + authenticator));
    TellingHost host;
    EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
    ASSERT_EQ(server.asked().size(), 1U);
    EXPECT_TRUE(shows_credentials(server.asked()[0]));
    EXPECT_FALSE(shows_credentials(other.asked().back())) << authenticator;
  }
}

TEST(BadInput, ARedirectToAnotherHostTakesNoHeadersOfTheManifestAlong) {
  ScriptedServer other([](const Asked&) { return Told{200, R"({"items":[]})", ""}; });
  ScriptedServer server([&](const Asked&) {
    return Told{302, "",
                "Set-Cookie: session=secret-1\r\nLocation: " + other.base("localhost") + "/items\r\n"};
  });
  ManifestFolder folder(items_manifest(
      "", "",
      "request_headers: {X-Shop: secret-1, Cookie: secret-1, Accept: application/json}, request_parameters: "
      "{token: secret-1}"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  EXPECT_TRUE(shows_credentials(server.asked().at(0)));
  EXPECT_FALSE(shows_credentials(other.asked().at(0))) << other.asked()[0].head;
  EXPECT_TRUE(other.asked()[0].has("application/json"));
}

TEST(BadInput, WhatARedirectLeftBehindDoesNotComeBack) {
  std::string home;
  ScriptedServer other([&](const Asked&) { return Told{302, "", "Location: " + home + "/back\r\n"}; });
  ScriptedServer server([&](const Asked& asked) {
    return asked.target == "/items" ? Told{302, "", "Location: " + other.base() + "/items\r\n"}
                                    : Told{200, R"({"items":[]})", ""};
  });
  home = server.base();
  ManifestFolder folder(
      items_manifest("", "", "authenticator: {type: BearerAuthenticator, api_token: secret-1}"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  EXPECT_FALSE(shows_credentials(server.asked().back())) << "whoever sends it back chooses what is asked for";
}

TEST(BadInput, WhoeverIsNotLetInBehindARedirectLearnsTheAddressToWrite) {
  for (int status : {401, 403}) {
    ScriptedServer other([&](const Asked&) { return Told{status, "", ""}; });
    ScriptedServer server([&](const Asked&) { return Told{301, "", "Location: " + other.base() + "/items?token=x\r\n"}; });
    ManifestFolder folder(items_manifest("", "", "authenticator: {type: BearerAuthenticator, api_token: secret-1}"));
    TellingHost host;
    EXPECT_EQ(folder.read(host, settings(server)), MU_CONFIG);
    EXPECT_EQ(host.failed_id, "let_in_elsewhere");
    EXPECT_NE(host.failed_sentence.find("It redirects to " + other.base() + ":"), std::string::npos) << host.failed_sentence;
    EXPECT_NE(host.failed_sentence.find(server.base() + "/items"), std::string::npos) << host.failed_sentence;
  }
}

TEST(BadInput, APostThatARedirectMadeAGetIsNamedWhereItIsRefused) {
  const std::string posts = "http_method: POST, request_body_json: {a: 1}";
  const std::string session = "authenticator: {type: SessionTokenAuthenticator, login_requester: {type: HttpRequester, url_base: \"{{ config['base'] }}\", path: /items, "
                              "http_method: POST}, session_token_path: [token], request_authentication: {type: Bearer}}";
  const std::string oauth = "authenticator: {type: OAuthAuthenticator, client_id: a, client_secret: b, refresh_token: c, token_refresh_endpoint: \"{{ config['base'] }}/items\"}";
  for (const std::string& more : {posts, session, oauth}) {
    for (int status : {405, 403}) {
      ScriptedServer server([&](const Asked& asked) { return asked.target == "/items" ? Told{301, "", "Location: /items/\r\n"} : Told{status, "", ""}; });
      TellingHost host;
      EXPECT_EQ(ManifestFolder(items_manifest("", "", more)).read(host, settings(server)), MU_CONFIG);
      EXPECT_EQ(host.failed_id, "post_became_get") << more;
      EXPECT_NE(host.failed_sentence.find("It redirects to " + server.base() + "/items/ (301)"), std::string::npos) << host.failed_sentence;
    }
  }
  ScriptedServer meant([&](const Asked& asked) { return asked.target == "/items" ? Told{303, "", "Location: /items/\r\n"} : Told{404, "", ""}; });
  TellingHost host;
  EXPECT_EQ(ManifestFolder(items_manifest("", "", posts)).read(host, settings(meant)), MU_CONFIG);
  EXPECT_EQ(host.failed_id, "refused");
}

TEST(BadInput, RedirectsWithoutEndAreNamed) {
  ScriptedServer server([](const Asked& asked) {
    return Told{302, "", "Location: " + asked.target + "x\r\n"};
  });
  ManifestFolder folder(items_manifest(""));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_DATA);
  EXPECT_EQ(host.failed_id, "too_many_redirects");
  EXPECT_EQ(server.asked().size(), 11U);
}

TEST(BadInput, ABodyIsNotRedirectedToAnotherHost) {
  ScriptedServer other([](const Asked&) { return Told{200, R"({"items":[{"id":1}]})", ""}; });
  for (int status : {307, 308}) {
    ScriptedServer server([&](const Asked&) {
      return Told{status, "", "Location: " + other.base() + "/items\r\n"};
    });
    ManifestFolder folder(items_manifest("", "", "http_method: POST, request_body_json: {key: secret-1}"));
    TellingHost host;
    EXPECT_EQ(folder.read(host, settings(server)), MU_CONFIG);
    EXPECT_NE(host.failed_sentence.find("another server"), std::string::npos) << host.failed_sentence;
  }
  EXPECT_TRUE(other.asked().empty());
}

TEST(BadInput, ARedirectOnTheSameHostKeepsThem) {
  ScriptedServer server([](const Asked& asked) {
    if (asked.target == "/items") return Told{302, "", "Location: /there\r\n"};
    return Told{200, R"({"items":[]})", ""};
  });
  ManifestFolder folder(
      items_manifest("", "", "authenticator: {type: BearerAuthenticator, api_token: secret-1}"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK);
  EXPECT_TRUE(server.asked().back().has("Bearer secret-1"));
}

}  // namespace
}  // namespace musubi::test
