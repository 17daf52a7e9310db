// How long is waited, where a manifest says so: the jitter of back-offs, the silence of a requester; and what ends a login for good.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "connectors/http/manifest/manifest.hpp"
#include "connectors/http/request/verdict.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::http {
namespace {

TEST(Backoff, IsLongerByAJitter) {
  const Names names;
  int64_t now = 1'893'456'000'000'000;
  const Clock clock = [&] { return now++; };
  const HttpAnswer answer{503, {}, "", "https://e.example.jp"};
  auto waits = [&](const std::string& strategy) {
    const Manifest manifest = read_manifest("type: DeclarativeSource\n" + test::items_manifest("", "", "error_handler: {type: DefaultErrorHandler, backoff_strategies: [" + strategy + "]}"));
    EXPECT_TRUE(manifest.lacks.empty());
    std::set<int64_t> out;
    for (int i = 0; i < 50; ++i) out.insert(declared_wait(&answer, manifest.streams[0].requester.error_handlers, {names, clock}, 2)->count());
    return out;
  };
  EXPECT_EQ(waits("{type: ConstantBackoffStrategy, backoff_time_in_seconds: 10}"), (std::set<int64_t>{10'000}));
  for (const auto& [strategy, least] : {std::pair("{type: ConstantBackoffStrategy, backoff_time_in_seconds: 10, jitter_range_in_seconds: 2}", 10'000),
                                        std::pair("{type: ExponentialBackoffStrategy, factor: 3, jitter_range_in_seconds: 2}", 12'000)}) {
    const auto all = waits(strategy);
    EXPECT_GT(all.size(), 40U);
    EXPECT_GE(*all.begin(), least);
    EXPECT_LE(*all.rbegin(), least + 4000);
    EXPECT_GT(*all.rbegin() - *all.begin(), 2500) << "over the whole range";
  }
}

TEST(TimeOut, IsLongerWhereTheRequesterSaysSo) {
  test::ScriptedServer server([](const test::Asked&) {
    return std::this_thread::sleep_for(std::chrono::milliseconds(2500)), test::Told{200, R"({"items":[{"id":1}]})", ""};
  });
  test::TellingHost host;
  const test::ManifestFolder folder(test::items_manifest("", "", "read_timeout_in_seconds: 20"));
  EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + R"("},"timeout":1)"), MU_OK) << host.failed_sentence;
}

TEST(OAuth, IsOverByWhatTheAnswerSaysWhateverItsStatus) {
  for (const auto& [error, code] : {std::pair("invalid_grant", MU_AUTH), std::pair("busy", MU_TRANSIENT)}) {
    test::ScriptedServer server([body = R"({"error":")" + std::string(error) + "\"}"](const test::Asked&) { return test::Told{500, body, ""}; });
    test::TellingHost host;
    const test::ManifestFolder folder(test::items_manifest(
        "", "", "authenticator: {type: OAuthAuthenticator, client_id: me, refresh_token: old, token_refresh_endpoint: \"{{ config['base'] }}/token\", "
                "refresh_token_error_status_codes: [400, 500], refresh_token_error_key: error, refresh_token_error_values: [invalid_grant]}"));
    EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + "\"}"), code) << error;
  }
}

}  // namespace
}  // namespace musubi::http
