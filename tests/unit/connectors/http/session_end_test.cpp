// A session token of which nobody has said when it ends, and how sources say that it has.
#include <gtest/gtest.h>

#include <mutex>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

using Serves = ScriptedServer::Serves;

/// Lets somebody in for `lives` requests, then answers `over`; the fifth shop it may refuse for good.
struct Shops {
  int lives = 1000;
  Told over{400, R"({"code":209,"error":"Invalid session token"})", ""};
  bool refuses_fifth = false;
  std::string more = {};  // of the authenticator
  std::string handler = {};
  int at_once = 1;

  int logins = 0, requests = 0;
  std::string failed_id = {};

  /// "RESULT, RECORDS records, LOGINS logins, REQUESTS requests".
  std::string read() {
    std::mutex guard;
    int used = 0;
    ScriptedServer server(
        [&](const Asked& asked) -> Told {
          std::lock_guard lock(guard);
          if (asked.target == "/login") {
            used = 0;
            return {200, R"({"token":"s-)" + std::to_string(++logins) + "\"}", ""};
          }
          ++requests;
          if (refuses_fifth && asked.target.ends_with("shop=5")) return over;
          if (!asked.has("X-Session: s-" + std::to_string(logins) + "\r\n") || ++used > lives) return over;
          return {200, R"({"items":[{"id":")" + asked.target + "\"}]}", ""};
        },
        ScriptedServer::Tls::none, at_once > 1 ? Serves::all_at_once : Serves::one_at_a_time);
    std::string manifest = items_manifest(
        "",
        "partition_router: {type: ListPartitionRouter, values: [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\"], cursor_field: shop, request_option: {type: RequestOption, inject_into: "
        "request_parameter, field_name: shop}}",
        "authenticator: {type: SessionTokenAuthenticator, login_requester: {type: HttpRequester, url_base: \"{{ config['base'] }}\", path: /login, http_method: POST}, session_token_path: [token], "
        "request_authentication: {type: ApiKey, inject_into: {type: RequestOption, inject_into: header, field_name: X-Session}}" +
            more + "}" + handler);
    if (at_once > 1) manifest += "concurrency_level: {type: ConcurrencyLevel, default_concurrency: " + std::to_string(at_once) + "}\n";
    TellingHost host;
    const int32_t result = ManifestFolder(manifest).read(host, R"({"base":")" + server.base() + "\"}");
    failed_id = host.failed_id;
    return std::to_string(result) + ", " + std::to_string(host.records.size()) + " records, " + std::to_string(logins) + " logins, " + std::to_string(requests) + " requests";
  }
};

std::string result(int32_t of) {
  return std::to_string(of) + ", ";
}

TEST(SessionEnd, IsTriedWhateverTheStatus) {
  for (int status : {400, 404, 409, 422}) {
    Shops shops{.lives = 3, .over = {status, "{}", ""}};
    EXPECT_EQ(shops.read(), result(MU_OK) + "8 records, 3 logins, 10 requests") << status;
  }
}

TEST(SessionEnd, IsTriedOnceForARequest) {
  Shops shops{.refuses_fifth = true};
  EXPECT_EQ(shops.read(), result(MU_CONFIG) + "4 records, 2 logins, 6 requests");
  EXPECT_EQ(shops.failed_id, "refused_said");
}

TEST(SessionEnd, IsNotTriedWithATokenJustGiven) {
  Shops shops{.lives = 0};
  EXPECT_EQ(shops.read(), result(MU_CONFIG) + "0 records, 1 logins, 1 requests");
}

TEST(SessionEnd, IsNotTriedWhereTheManifestSaysWhatAnAnswerMeans) {
  Shops declared{.lives = 3, .handler = ", error_handler: {type: DefaultErrorHandler, response_filters: [{type: HttpResponseFilter, http_codes: [400], action: FAIL}]}"};
  EXPECT_EQ(declared.read(), result(MU_CONFIG) + "3 records, 1 logins, 4 requests");
  Shops timed{.lives = 3, .more = ", expiration_duration: PT1H"};
  EXPECT_EQ(timed.read(), result(MU_CONFIG) + "3 records, 1 logins, 4 requests");
  Shops workaround{.lives = 3, .more = ", expiration_duration: PT1H",
                   .handler = ", error_handler: {type: DefaultErrorHandler, response_filters: [{type: HttpResponseFilter, predicate: \"{{ response.get('code') == 209 }}\", action: REFRESH_TOKEN_THEN_RETRY}]}"};
  EXPECT_EQ(workaround.read(), result(MU_OK) + "8 records, 3 logins, 10 requests");
}

TEST(SessionEnd, OfManyRequestsIsOneNewLogin) {
  Shops shops{.lives = 5, .at_once = 4};
  const std::string read = shops.read();
  EXPECT_TRUE(read.starts_with(result(MU_OK) + "8 records, 2 logins, ")) << read;
}

}  // namespace
}  // namespace musubi::test
