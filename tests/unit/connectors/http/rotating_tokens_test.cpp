// Tokens that stand for one another: which one is used when, by a clock that the test moves; and what is seen of them.
#include <gtest/gtest.h>

#include "connectors/http/manifest/manifest.hpp"
#include "connectors/http/request/token_quotas.hpp"
#include "connectors/http/template/time_text.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::http {
namespace {

constexpr int64_t kNow = 1'893'456'000 * kSecond;

std::string authenticator(const std::string& more = "", const std::string& quota = "") {
  return "authenticator: {type: RateLimitedMultipleTokenAuthenticator, tokens: \"{{ config['tokens'] }}\", quota_status_source: {type: QuotaStatusSource, url: "
         "\"{{ config['base'] }}/rate\"" + more + "}, quotas: [{type: TokenQuota, name: core, remaining_path: [left], reset_path: [reset], limit_path: [limit]" + quota + "}]";
}

Manifest manifest_with(const std::string& of) {
  return read_manifest("type: DeclarativeSource\n" + test::items_manifest("", "", of));
}

struct Tokens {
  std::optional<TokenQuotas> quotas;
  std::optional<int64_t> gives_up;
  HttpRequest request{"GET", "https://e.example.jp/items", {}, "", false};

  /// `left`: calls of tokens a, b, …, each until a minute from the start, of a hundred.
  explicit Tokens(const std::vector<int64_t>& left, const std::string& more = "", int64_t reset = 60) {
    const Manifest manifest = manifest_with(authenticator() + more + "}");
    EXPECT_TRUE(manifest.lacks.empty()) << manifest.lacks[0].path << " " << said(manifest.lacks[0], Tongue::en);
    std::map<std::string, std::vector<TokenQuotas::State>> states;
    std::vector<std::string> names;
    for (size_t i = 0; i < left.size(); ++i) {
      names.emplace_back(1, static_cast<char>('a' + i));
      states[names.back()] = {{left[i], kNow + reset * kSecond, 100, true}};
    }
    quotas.emplace(manifest.streams[0].requester.authenticator.rotating, names, 120 * kSecond);
    quotas->learn(states);
  }
  /// "token" or "", and how long to wait, in tenths of a second.
  std::string draw(double after = 0) {
    const auto out = quotas->draw(request, kNow + static_cast<int64_t>(after * 1e6), gives_up);
    return out.token + " " + std::to_string(out.wait / (kSecond / 10));
  }
};

TEST(RotatingTokens, GoOnWithTheNextOnceOneIsSpent) {
  Tokens tokens({2, 0, 1}, ", budget_min_reserve: 0, budget_reserve_fraction: 0");
  EXPECT_EQ(tokens.draw(), "a 0");
  EXPECT_EQ(tokens.draw(), "a 0");
  EXPECT_EQ(tokens.draw(), "c 0") << "b has none";
  EXPECT_EQ(tokens.draw(50), " 100") << "all are spent until the reset";
  EXPECT_EQ(tokens.draw(58), " 50") << "not sooner than five seconds from now";
}

TEST(RotatingTokens, GiveUpAfterTheLongestWaitOfOneRequest) {
  Tokens tokens({0}, "", 100);
  EXPECT_EQ(tokens.draw(), " 1000");
  EXPECT_EQ(tokens.draw(100), " 50");
  EXPECT_EQ(tokens.draw(118), " 20") << "as long as is left of it";
  try {
    tokens.draw(120);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code, MU_RATE);
    EXPECT_EQ(failure.id, "tokens_spent");
    EXPECT_EQ(failure.retry_after, std::chrono::milliseconds(5000));
  }
  Tokens late({0}, "", 3600);
  EXPECT_THROW(late.draw(), Failure) << "the reset comes later than that";
}

TEST(RotatingTokens, SpreadTheLastCallsOverTheTimeLeft) {
  Tokens tokens({3, 4});
  EXPECT_EQ(tokens.draw(), "a 100") << "60 seconds for 6 calls";
  EXPECT_EQ(tokens.draw(30), "a 60") << "30 seconds for 5";
  EXPECT_EQ(tokens.draw(61), "a 0") << "the time is over";
  Tokens many({51, 4});
  EXPECT_EQ(many.draw(), "a 11") << "50 is the reserve, and 54 calls are left";
  Tokens more({60, 4});
  EXPECT_EQ(more.draw(), "a 0") << "one has more than its reserve";
}

TEST(RotatingTokens, AreUsedInTurnWhereNothingIsCounted) {
  Tokens tokens({0, 0, 0});
  tokens.quotas->learn({{"a", {{}}}, {"b", {{}}}, {"c", {{}}}});
  for (const char* wanted : {"a 0", "b 0", "c 0", "a 0"}) EXPECT_EQ(tokens.draw(), wanted);
  EXPECT_FALSE(tokens.quotas->has_another(tokens.request, "a"));
}

TEST(RotatingTokens, MayNotLackWhatTheyAreMadeOf) {
  auto said_of = [](const std::string& of) {
    std::string out;
    const Manifest manifest = manifest_with(of);
    for (const Lack& one : manifest.lacks) out += one.path.substr(one.path.find("authenticator") + 14) + ": " + said(one, Tongue::en) + "\n";
    for (const Lack& one : manifest.doubts) out += "doubts " + one.path.substr(one.path.find("authenticator") + 14) + ": " + said(one, Tongue::en) + "\n";
    return out;
  };
  EXPECT_EQ(said_of("authenticator: {type: RateLimitedMultipleTokenAuthenticator}"),
            "tokens: it is missing\nquotas: it is missing\nquota_status_source: it is missing\n");
  EXPECT_EQ(said_of(authenticator(", http_method: PUT, unavailable_status_codes: [none]", ", exhaustion_status_codes: [9], limit_heder: X") +
                    ", max_wait_time: P1M, budget_reserve_fraction: some}"),
            "quotas[0].exhaustion_status_codes: 9 is no status of HTTP\n"
            "quota_status_source.http_method: PUT is no method of a request here\n"
            "quota_status_source.unavailable_status_codes: none is no status of HTTP\n"
            "max_wait_time: P1M is no duration of a fixed length (days, hours, minutes, seconds)\n"
            "budget_reserve_fraction: it is no number from 0 on\n"
            "doubts quotas[0].limit_heder: it is not known here and is passed over; nearest: limit_header\n");
}

TEST(RotatingTokens, AreStruckOutInWhatIsShown) {
  test::ScriptedServer server([](const test::Asked& asked) {
    if (asked.target == "/rate") return test::Told{200, R"({"left": 9, "reset": 4000000000, "limit": 90})", ""};
    return test::Told{200, R"({"errors":[{"message":"the token first-token is tired"}]})", ""};
  });
  test::ManifestFolder folder("type: DeclarativeSource\n" + test::items_manifest("", "", authenticator() + ", budget_min_reserve: 0, budget_reserve_fraction: 0}"));
  test::TellingHost host;
  host.secrets["secrets/tokens"] = "first-token, second-token";
  EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + "\"}"), MU_DATA);
  std::string all = host.failed_sentence;
  for (const std::string& line : host.lines) all += line + "\n";
  EXPECT_EQ(all.find("first-token"), std::string::npos) << all;
  EXPECT_NE(all.find("the token *** is tired"), std::string::npos) << all;
  EXPECT_NE(all.find(R"("Authorization":"Bearer ***")"), std::string::npos) << all;
}

TEST(RotatingTokens, SayWhichAreNotCounted) {
  test::ScriptedServer server([](const test::Asked& asked) {
    return asked.target == "/rate" ? test::Told{404, "{}", ""} : test::Told{200, R"({"items":[{"id":1}]})", ""};
  });
  test::ManifestFolder folder("type: DeclarativeSource\n" + test::items_manifest("", "", authenticator(", unavailable_status_codes: [404]") + "}"));
  test::TellingHost host;
  EXPECT_EQ(folder.read(host, R"({"tokens":"one,two","base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  EXPECT_EQ(std::ranges::count(host.lines, "Of 2 of 2 tokens, the source does not count the calls: they are used without counting."), 1);
}

/// The window of a token that is refused ends in an hour; without an error_handler, another token is taken at once.
TEST(RotatingTokens, DoNotWaitWhileAnotherHasCalls) {
  test::ScriptedServer server([](const test::Asked& asked) {
    if (asked.target == "/rate") return test::Told{200, R"({"left": 60, "reset": 4000000000, "limit": 90})", ""};
    if (asked.has("Bearer one\r\n")) return test::Told{429, "{}", "Retry-After: 3600\r\n"};
    return test::Told{200, R"({"items":[{"id":1}]})", ""};
  });
  test::ManifestFolder folder("type: DeclarativeSource\n" + test::items_manifest("", "", authenticator("", ", exhaustion_status_codes: [429]") + "}"));
  test::TellingHost host;
  EXPECT_EQ(folder.read(host, R"({"tokens":"one,two","base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.records.size(), 1U);
}

}  // namespace
}  // namespace musubi::http
