// How many calls a source allows, by a clock that the test moves.
#include "connectors/http/request/budget.hpp"

#include <gtest/gtest.h>

#include "connectors/http/manifest/manifest.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::http {
namespace {

constexpr int64_t kNow = 1'893'456'000 * kSecond;

struct Budget {
  Manifest manifest;
  Json config = {{"calls", 2}};
  Names names;
  Clock clock = [] { return kNow; };
  std::optional<CallBudget> calls;

  explicit Budget(const std::string& policies, const std::string& more = "") {
    manifest = read_manifest("streams: []\napi_budget:\n  type: HTTPAPIBudget\n  policies: [" + policies +
                             "]\n" + more);
    EXPECT_TRUE(manifest.lacks.empty()) << manifest.lacks[0].path << " " << said(manifest.lacks[0], Tongue::en);
    names.set("config", Value::borrowed(config));
    calls.emplace(manifest.budget, Scope{names, clock});
  }
  /// The seconds to wait for a call so many seconds from the start.
  double wait(double after, const std::string& path = "/items", const std::string& method = "GET") {
    HttpRequest request;
    request.method = method;
    request.url = "https://e.example.jp" + path;
    return static_cast<double>(calls->take(request, kNow + static_cast<int64_t>(after * 1e6))) / 1e6;
  }
  void answer(double after, int status, Pairs headers) {
    HttpRequest request;
    request.url = "https://e.example.jp/items";
    calls->answered(request, {status, std::move(headers), "", request.url},
                    kNow + static_cast<int64_t>(after * 1e6));
  }
};

TEST(Budget, OfAFixedWindowBeginsWithTheFirstCall) {
  Budget budget("{type: FixedWindowCallRatePolicy, period: PT10S, call_limit: 2, matchers: []}");
  EXPECT_EQ(budget.wait(0), 0);
  EXPECT_EQ(budget.wait(4), 0);
  EXPECT_EQ(budget.wait(5), 5);
  EXPECT_EQ(budget.wait(9.5), 0.5) << "a call that waits is not counted";
  EXPECT_EQ(budget.wait(10), 0);
  EXPECT_EQ(budget.wait(10), 0);
  EXPECT_EQ(budget.wait(10), 10);
}

TEST(Budget, OfAMovingWindowLooksBackFromEachCall) {
  Budget budget(
      "{type: MovingWindowCallRatePolicy, rates: [{type: Rate, limit: \"{{ config['calls'] }}\", interval: "
      "PT10S}, {limit: 3, interval: PT60S}], matchers: []}");
  EXPECT_EQ(budget.wait(0), 0);
  EXPECT_EQ(budget.wait(4), 0);
  EXPECT_EQ(budget.wait(5), 5);
  EXPECT_EQ(budget.wait(10), 0);
  EXPECT_EQ(budget.wait(20), 40) << "the longer rate";
  EXPECT_EQ(budget.wait(60), 0);
}

TEST(Budget, IsThatOfTheFirstPolicyThatFits) {
  Budget budget(
      "{type: UnlimitedCallRatePolicy, matchers: [{type: HttpRequestRegexMatcher, method: get, "
      "url_path_pattern: \"^/free$\", params: {all: 1}}]}, "
      "{type: MovingWindowCallRatePolicy, rates: [{limit: 3, interval: PT10S}], matchers: [{url_base: "
      "\"https://e.example.jp/\", url_path_pattern: dear, weight: 2}, {url_base: "
      "\"https://e.example.jp\"}]}");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(budget.wait(0, "/free/?all=1"), 0);
  EXPECT_EQ(budget.wait(0, "/dear/1"), 0);
  EXPECT_EQ(budget.wait(0, "/dear/2"), 10);
  EXPECT_EQ(budget.wait(0, "/free?all=2"), 0);
  EXPECT_EQ(budget.wait(0, "/free?all=1", "POST"), 10);
}

TEST(Budget, HeedsWhatTheSourceSaysIsLeft) {
  Budget fixed("{type: FixedWindowCallRatePolicy, period: PT10S, call_limit: 5, matchers: []}",
               "  ratelimit_remaining_header: X-Left\n  ratelimit_reset_header: X-Reset\n");
  EXPECT_EQ(fixed.wait(0), 0);
  fixed.answer(1, 200, {{"x-left", "9"}});
  EXPECT_EQ(fixed.wait(1), 0) << "more than the manifest allows is not taken";
  fixed.answer(1, 200, {{"x-left", "0"}, {"x-reset", std::to_string(kNow / kSecond + 30)}});
  EXPECT_EQ(fixed.wait(2), 28);
  Budget moving("{type: MovingWindowCallRatePolicy, rates: [{limit: 5, interval: PT10S}], matchers: []}",
                "  status_codes_for_ratelimit_hit: [420]\n");
  EXPECT_EQ(moving.wait(0), 0);
  moving.answer(1, 429, {});
  EXPECT_EQ(moving.wait(1), 0);
  moving.answer(2, 420, {});
  EXPECT_EQ(moving.wait(2), 8);
}

TEST(Budget, ThatNeverAllowsARequestSaysSo) {
  Budget budget("{type: FixedWindowCallRatePolicy, period: PT10S, call_limit: 2, matchers: [{weight: 3}]}");
  EXPECT_THROW(budget.wait(0), Trouble);
  Manifest bad = read_manifest(
      "streams: []\napi_budget: {type: HTTPAPIBudget, policies: [{type: FixedWindowCallRatePolicy, "
      "call_limit: 1, period: soon}, {type: OtherPolicy}]}\n");
  ASSERT_EQ(bad.lacks.size(), 2U);
  EXPECT_EQ(bad.lacks[0].path + ": " + said(bad.lacks[0], Tongue::en),
            "api_budget.policies[0].period: it is no ISO 8601 duration");
  EXPECT_EQ(bad.lacks[1].path + ": " + said(bad.lacks[1], Tongue::en),
            "api_budget.policies[1]: OtherPolicy is not supported");
}

TEST(Budget, HoldsARequestBackUntilItIsAllowed) {
  std::vector<int64_t> when;
  test::ScriptedServer server([&](const test::Asked&) {
    when.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(
                       std::chrono::steady_clock::now().time_since_epoch())
                       .count());
    return test::Told{
        200,
        when.size() < 3 ? R"({"items":[{"id":)" + std::to_string(when.size()) + "}]}" : R"({"items":[]})",
        ""};
  });
  test::ManifestFolder folder(
      test::items_manifest(
          "",
          "paginator: {type: DefaultPaginator, pagination_strategy: {type: PageIncrement, page_size: 1}, "
          "page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}}") +
      "api_budget: {type: HTTPAPIBudget, policies: [{type: MovingWindowCallRatePolicy, rates: [{limit: 2, "
      "interval: PT1S}], matchers: []}]}\n");
  test::TellingHost host;
  ASSERT_EQ(folder.read(host, R"({"base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  ASSERT_EQ(when.size(), 3U);
  EXPECT_GE(when[2] - when[0], 990);
}

}  // namespace
}  // namespace musubi::http
