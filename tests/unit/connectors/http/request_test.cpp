// URLs, requests, and what answers mean.
#include <gtest/gtest.h>

#include "connectors/http/request/answer_values.hpp"
#include "connectors/http/request/build.hpp"
#include "connectors/http/request/settings.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/request/verdict.hpp"

namespace musubi::http {
namespace {

const Clock clock = [] { return int64_t{1'769'850'487'000'000}; };

TEST(Url, IsJoinedAsSeenFromAFolder) {
  const std::tuple<const char*, const char*, const char*> cases[] = {
      {"https://e.com", "x", "https://e.com/x"},
      {"https://e.com/v1", "x/y", "https://e.com/v1/x/y"},
      {"https://e.com/v1/", "x", "https://e.com/v1/x"},
      {"https://e.com/v1", "/x", "https://e.com/x"},
      {"https://e.com/v1", "", "https://e.com/v1"},
      {"https://e.com/v1", "https://o.com/p?q=1", "https://o.com/p?q=1"},
      {"https://e.com/v1", "//o.com/p", "https://o.com/p"},
      {"https://e.com/v1/a", "../b", "https://e.com/v1/b"},
      {"https://e.com/v1", "x?a=../b", "https://e.com/v1/x?a=../b"}};
  for (const auto& [base, path, wanted] : cases)
    EXPECT_EQ(joined_url(base, path), wanted) << base << " " << path;
}

TEST(Url, TakesParametersOnce) {
  EXPECT_EQ(with_parameters("https://e.com/x", {{"a", "1 2"}, {"b", "é&"}}),
            "https://e.com/x?a=1%202&b=%C3%A9%26");
  EXPECT_EQ(with_parameters("https://e.com/x?a=1", {{"a", "1"}, {"a", "2"}}), "https://e.com/x?a=1&a=2");
  EXPECT_EQ(with_parameters("https://e.com/x?$top=5&page[size]=2", {{"$top", "5"}, {"page[size]", "2"}}),
            "https://e.com/x?$top=5&page[size]=2");
  EXPECT_EQ(with_parameters("https://e.com/x?%24top=5&q=a%20b", {{"$top", "5"}, {"q", "a b"}}), "https://e.com/x?%24top=5&q=a%20b");
  EXPECT_EQ(with_parameters("https://e.com/x?q=a%2Bb", {{"q", "a b"}}), "https://e.com/x?q=a%2Bb&q=a%20b");
  EXPECT_EQ(with_parameters("https://e.com", {{"a", "1"}}), "https://e.com/?a=1");
  EXPECT_EQ(safe_url("https://e.com/a b/髙?x=%41%zz"), "https://e.com/a%20b/%E9%AB%99?x=%41%25zz");
  EXPECT_EQ(origin_of("HTTPS://User:pw@E.com:443/x"), "https://e.com");
  EXPECT_EQ(shown_url("https://u:p@e.com/x?token=secret"), "https://e.com/x");
}

TEST(Url, KeepsToItsHostAlsoWhereItTurnsToTls) {
  EXPECT_TRUE(keeps_to_host("http://e.com/a", "HTTP://E.com:80/b"));
  EXPECT_TRUE(keeps_to_host("http://e.com/a", "https://e.com/a"));
  EXPECT_TRUE(keeps_to_host("http://e.com:80/a", "https://e.com:443/a"));
  EXPECT_TRUE(keeps_to_host("http://[::1]/a", "https://[::1]/a"));
  EXPECT_FALSE(keeps_to_host("https://e.com/a", "http://e.com/a"));
  EXPECT_FALSE(keeps_to_host("http://e.com:8080/a", "https://e.com:8080/a"));
  EXPECT_FALSE(keeps_to_host("http://e.com/a", "https://e.com:8443/a"));
  EXPECT_FALSE(keeps_to_host("http://e.com/a", "https://www.e.com/a"));
}

TEST(AnswerValues, JoinHeadersThatComeAgain) {
  const HttpAnswer answer{200,
                          {{"link", "<https://e.com/?p=1>; rel=\"first\""},
                           {"x-part", "a"},
                           {"link", "<https://e.com/?p=3>; rel=\"next\""},
                           {"x-part", "b"}},
                          "{}",
                          "https://e.com/"};
  const Json paging = headers_value(answer, true), judging = headers_value(answer, false);
  EXPECT_EQ(paging["link"]["next"]["url"], "https://e.com/?p=3");
  EXPECT_EQ(paging["link"]["first"]["url"], "https://e.com/?p=1");
  EXPECT_EQ(judging["link"], "<https://e.com/?p=1>; rel=\"first\", <https://e.com/?p=3>; rel=\"next\"");
  EXPECT_EQ(judging["x-part"], "a, b");
  EXPECT_EQ(judging["X-Part"], "a, b");
}

TEST(Settings, AreFittedToTheSpecification) {
  Json specification = Json::parse(
      R"({"required": ["a"], "properties": {"a": {"type": "integer"}, "b": {"type": ["null", "boolean"]},
    "c": {"type": "string", "default": "x"}, "d": {"type": "object", "oneOf": [
      {"properties": {"kind": {"const": "k"}, "n": {"type": "integer"}}, "required": ["n"]}]}}})");
  Json values = {{"a", "5"}, {"b", "true"}, {"d", {{"kind", "k"}, {"n", "7"}}}};
  fit_to_specification(values, specification);
  EXPECT_EQ(values.dump(), R"({"a":5,"b":true,"d":{"kind":"k","n":7},"c":"x"})");
  EXPECT_EQ(missing_value(Json::object(), specification), "a");
  EXPECT_EQ(missing_value({{"a", 1}, {"d", {{"kind", "k"}}}}, specification), "d.n");
}

TEST(Settings, AreFittedInListsAndGroups) {
  const Json specification =
      Json::parse(R"({"properties": {"ids": {"type": "array", "items": {"type": "integer"}},
    "rules": {"type": "array", "items": {"type": "object", "properties": {"on": {"type": "boolean"}, "rate": {"type": "number"}}}},
    "words": {"type": "array", "items": {"type": "boolean"}}, "size": {"enum": [10, 20]}, "zone": {"type": "string", "enum": ["jp", "us"]},
    "either": {"type": ["integer", "string"]}, "days": {"type": "integer", "default": 3},
    "login": {"oneOf": [{"properties": {"v": {"const": 2}, "n": {"type": "integer"}}}]}}})");
  Json values = {{"ids", {"1", "2"}},
                 {"rules", {{{"on", "No"}, {"rate", "1.5"}}}},
                 {"words", {"FALSE", "off", "NO", "Yes", "ON", "y"}},
                 {"size", "20"},
                 {"zone", "jp"},
                 {"either", "x1"},
                 {"days", ""},
                 {"login", {{"v", "2"}, {"n", "7"}}}};
  fit_to_specification(values, specification);
  EXPECT_EQ(values.dump(),
            R"({"ids":[1,2],"rules":[{"on":false,"rate":1.5}],"words":[false,false,false,true,true,true],)"
            R"("size":20,"zone":"jp","either":"x1","login":{"v":2,"n":7},"days":3})");
}

TEST(Settings, AreFittedToTypesInTheirOrder) {
  const Json specification = Json::parse(
      R"({"properties": {"code": {"type": ["string", "integer"]}, "word": {"type": ["string", "boolean"]}, "count": {"type": ["null", "integer", "string"]},
    "rate": {"type": ["integer", "number"]}, "on": {"type": "boolean"}, "off": {"type": "boolean"}, "large": {"type": "integer"}, "less": {"type": "integer"},
    "zone": {"type": "string", "enum": ["JP", "US"]}}})");
  Json values = {{"code", "00123"}, {"word", "no"},     {"count", "00123"}, {"rate", "1.5"}, {"on", "1"}, {"off", "0"}, {"large", "12345678901234567890"}, {"less", "-12345678901234567890"},
                 {"zone", "jp"}};
  fit_to_specification(values, specification);
  EXPECT_EQ(values, Json({{"code", "00123"}, {"word", "no"}, {"count", 123}, {"rate", 1.5}, {"on", true}, {"off", false}, {"large", "12345678901234567890"}, {"less", "-12345678901234567890"}, {"zone", "jp"}}));
}

TEST(Settings, ThatDoNotFitAreNamed) {
  const Json specification = Json::parse(
      R"({"properties": {"n": {"type": "integer"}, "r": {"type": "number"}, "b": {"type": "boolean"},
    "zone": {"enum": ["jp", "us"]}, "list": {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}}}})");
  auto refused = [&](Json values) {
    try {
      fit_to_specification(values, specification);
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code, MU_CONFIG);
      return failure.args[0].second + ": " + failure.args[1].second;
    }
    return std::string();
  };
  EXPECT_EQ(refused({{"n", "1,000"}}), "n: integer");
  EXPECT_EQ(refused({{"n", "1.5"}}), "n: integer");
  EXPECT_EQ(refused({{"r", "nan"}}), "r: number");
  EXPECT_EQ(refused({{"b", "2"}}), "b: true | false");
  EXPECT_EQ(refused({{"n", "-"}}), "n: integer");
  EXPECT_EQ(refused({{"zone", "jpp"}}), "zone: jp | us");
  EXPECT_EQ(refused({{"list", {{{"n", "1"}}, {{"n", "x"}}}}}), "list[1].n: integer");
}

TEST(Verdict, FollowsTheManifestThenTheStatus) {
  Names names;
  HttpAnswer answer{404, {}, R"({"message": "no data yet"})", "https://e.com/x"};
  EXPECT_EQ(judge(&answer, {}, {names, clock}).action, Verdict::Action::fail);
  ErrorHandler handler;
  handler.filters.push_back({"IGNORE", "", {}, "no data", Condition(), std::nullopt});
  EXPECT_EQ(judge(&answer, {handler}, {names, clock}).action, Verdict::Action::ignore);
  handler.filters[0] = {"RETRY",
                        "",
                        {},
                        "",
                        Condition(Interpolated("{{ 'yet' in response.message }}")),
                        Interpolated("{{ response.message }}")};
  Verdict verdict = judge(&answer, {handler}, {names, clock});
  EXPECT_EQ(verdict.action, Verdict::Action::retry);
  EXPECT_EQ(verdict.message, "no data yet");
  answer.status = 429;
  EXPECT_EQ(judge(&answer, {}, {names, clock}).action, Verdict::Action::rate_limited);
  EXPECT_EQ(judge(nullptr, {}, {names, clock}).action, Verdict::Action::retry);
}

TEST(Waits, AreReadInBothFormsAndAsDeclared) {
  Names names;
  HttpAnswer answer{429,
                    {{"retry-after", "7"}, {"x-reset", "1769850497"}, {"x-wait", "12 seconds"}},
                    "",
                    "https://e.com/x"};
  EXPECT_EQ(retry_after(answer, clock)->count(), 7000);
  answer.headers[0].second = "Sat, 31 Jan 2026 09:08:17 GMT";
  EXPECT_EQ(retry_after(answer, clock)->count(), 10'000);
  auto wait = [&](Backoff::Kind kind, const char* amount, std::optional<Interpolated> regex = {}) {
    ErrorHandler handler;
    handler.backoffs.push_back({kind, Interpolated(amount), std::move(regex), std::nullopt, std::nullopt});
    return declared_wait(&answer, {handler}, {names, clock}, 2)->count();
  };
  EXPECT_EQ(wait(Backoff::Kind::constant, "1.5"), 1500);
  EXPECT_EQ(wait(Backoff::Kind::exponential, "5"), 20'000);
  EXPECT_EQ(wait(Backoff::Kind::header, "X-Wait", Interpolated("[0-9]+")), 12'000);
  EXPECT_EQ(wait(Backoff::Kind::until_header, "X-Reset"), 10'000);
}

TEST(Waits, BeyondWhatTheManifestAllowsAreTheHosts) {
  Names names;
  const HttpAnswer answer{429, {{"x-wait", "120"}, {"x-reset", "1769850607"}}, "", "https://e.com/x"};
  for (auto [kind, name] : {std::pair(Backoff::Kind::header, "X-Wait"), std::pair(Backoff::Kind::until_header, "X-Reset")}) {
    ErrorHandler handler;
    handler.backoffs.push_back({kind, Interpolated(name), std::nullopt, std::nullopt, Interpolated("121")});
    EXPECT_EQ(declared_wait(&answer, {handler}, {names, clock}, 1)->count(), 120'000) << name;
    handler.backoffs[0].most = Interpolated("120");
    try {
      declared_wait(&answer, {handler}, {names, clock}, 1);
      FAIL() << name;
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code, MU_RATE);
      EXPECT_EQ(failure.id, "wait_too_long");
      EXPECT_EQ(failure.retry_after, std::chrono::seconds(120));
    }
  }
}

TEST(Request, IsBuiltFromItsParts) {
  Names names;
  Json config = {{"shop", "s1"}};
  names.set("config", Value::borrowed(config));
  Requester requester;
  requester.url = Interpolated("https://e.com/{{ config.shop }}/");
  requester.path = Interpolated("/orders");
  requester.method = Interpolated("POST");
  Additions additions;
  additions.inject({Into::parameter, {Interpolated("page")}}, 2, {names, clock});
  additions.inject({Into::body_json, {Interpolated("filter"), Interpolated("since")}}, "2026",
                   {names, clock});
  HttpRequest request = build_request(requester, {names, clock}, additions);
  EXPECT_EQ(request.url, "https://e.com/s1/orders?page=2");
  EXPECT_EQ(request.body, R"({"filter": {"since": "2026"}})");
  EXPECT_EQ(request.headers, (Pairs{{"Content-Type", "application/json"}}));
}

}  // namespace
}  // namespace musubi::http
