// Session tokens of the older form: one of the settings, or one by user name and password, renewed where it ends.
#include <gtest/gtest.h>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

std::string manifest(const std::string& more) {
  return items_manifest("", "paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}, "
                            "pagination_strategy: {type: PageIncrement, page_size: 1, start_from_page: 1}}",
                        "authenticator: {type: LegacySessionTokenAuthenticator, header: X-Session, login_url: /session, validate_session_url: /me, "
                        "session_token_response_key: id" + more + "}");
}

constexpr const char* kUser = ", username: \"{{ config['user'] }}\", password: \"{{ config['password'] }}\"";
constexpr const char* kOwn = ", session_token: \"{{ config['own'] }}\"";

/// A source that gives given-1, given-2, … and takes the last of them, or the token of the settings for so many pages of items.
struct Source {
  int logins = 0, own_pages = 0;
  int status = 401;  // of what it does not take
  bool ends_early = false;
  ScriptedServer server{[this](const Asked& asked) { return answer(asked); }};

  int32_t read(TellingHost& host, const std::string& more) {
    host.secrets = {{"secrets/own", "own-token"}, {"secrets/password", "pass\"word"}};
    return ManifestFolder(manifest(more)).read(host, R"({"user":"me","base":")" + server.base() + "\"}");
  }

 private:
  Told answer(const Asked& asked) {
    if (asked.target == "/session") {
      if (asked.body != R"({"username": "me", "password": "pass\"word"})" || !asked.has("application/json")) return {400, "{}", ""};
      return {200, R"({"id":"given-)" + std::to_string(++logins) + "\"}", ""};
    }
    const bool own = asked.has("X-Session: own-token\r\n") && own_pages > 0;
    const int page = asked.target.ends_with("page=2") ? 2 : asked.target.ends_with("page=3") ? 3 : 1;
    const bool given = asked.has("X-Session: given-" + std::to_string(logins) + "\r\n") && !(ends_early && logins == 1 && page > 1);
    if (!own && !given) return {status, "{}", ""};
    if (asked.target == "/me") return {200, "{}", ""};
    if (own) --own_pages;
    return {200, page == 3 ? R"({"items":[]})" : R"({"items":[{"id":)" + std::to_string(page) + "}]}", ""};
  }
};

TEST(PassedSession, IsCheckedOnceAndNotGivenAnew) {
  Source source;
  source.own_pages = 9;
  TellingHost host;
  EXPECT_EQ(source.read(host, std::string(kOwn) + kUser), MU_OK) << host.failed_sentence;
  EXPECT_EQ(source.server.targets(), "/me /items /items?page=2 /items?page=3");
}

TEST(PassedSession, EndsInTheMiddleAndIsGivenByUserAndPassword) {
  Source source;
  source.own_pages = 1;
  TellingHost host;
  EXPECT_EQ(source.read(host, std::string(kOwn) + kUser), MU_OK) << host.failed_sentence;
  EXPECT_EQ(source.server.targets(), "/me /items /items?page=2 /session /items?page=2 /items?page=3");
  EXPECT_EQ(host.keys, (std::vector<std::string>{"1", "2"}));
}

TEST(PassedSession, ThatWasGivenIsGivenAgainOnce) {
  Source source;
  source.ends_early = true;
  TellingHost host;
  EXPECT_EQ(source.read(host, kUser), MU_OK) << host.failed_sentence;
  EXPECT_EQ(source.server.targets(), "/session /items /items?page=2 /session /items?page=2 /items?page=3");
}

TEST(PassedSession, SaysWhoMustAct) {
  Source source;
  TellingHost host;
  EXPECT_EQ(source.read(host, kOwn), MU_AUTH);
  EXPECT_EQ(host.failed_id, "session_over");
  EXPECT_EQ(source.server.targets(), "/me");
  for (const auto& [status, code] : {std::pair(503, MU_TRANSIENT), std::pair(429, MU_RATE), std::pair(403, MU_AUTH), std::pair(404, MU_CONFIG)}) {
    Source other;
    other.status = status;
    EXPECT_EQ(other.read(host, std::string(kOwn) + kUser), code) << status;
    EXPECT_EQ(other.server.targets(), "/me");
  }
  EXPECT_EQ(source.read(host, ", username: you, password: x"), MU_AUTH);
  EXPECT_EQ(host.failed_id, "session_refused");
}

TEST(PassedSession, IsStruckOut) {
  Source source;
  source.own_pages = 9;
  TellingHost host;
  EXPECT_EQ(source.read(host, kOwn), MU_OK);
  EXPECT_EQ(source.read(host, kUser), MU_OK);
  std::string all;
  for (const std::string& line : host.lines) all += line + "\n";
  EXPECT_NE(all.find(R"("X-Session":"***")"), std::string::npos) << all;
  for (const char* secret : {"own-token", "given-1", "pass"}) EXPECT_EQ(all.find(secret), std::string::npos) << all;
}

TEST(PassedSession, NeedsATokenOrAUser) {
  for (const char* more : {"", ", username: me"}) {
    TellingHost host;
    Source source;
    EXPECT_EQ(source.read(host, more), MU_CONFIG);
    EXPECT_NE(host.failed_sentence.find("authenticator." + std::string(*more ? "password" : "session_token") + ": it is missing"), std::string::npos) << host.failed_sentence;
  }
}

}  // namespace
}  // namespace musubi::test
