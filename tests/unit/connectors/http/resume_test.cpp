// A read that was broken off goes on with the page it had come to, inside a stretch of time too.
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

using Texts = std::vector<std::string>;

std::string settings(const ScriptedServer& server) {
  return R"({"base":")" + server.base() + "\"}";
}

std::string cursor(const std::string& more) {
  return "incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format: \"%Y-%m-%d\", start_datetime: "
         "\"2026-01-01\", end_datetime: \"2026-02-28\", start_time_option: {type: RequestOption, inject_into: "
         "request_parameter, field_name: from}" +
         more + "}";
}

const char* const by_token =
    "paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into: request_parameter, "
    "field_name: page}, pagination_strategy: {type: CursorPagination, cursor_value: \"{{ response.next }}\"}}";
const char* const by_number =
    "paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into: request_parameter, "
    "field_name: page}, pagination_strategy: {type: PageIncrement, page_size: 1, start_from_page: 1}}";

std::string parameter(const std::string& target, const std::string& name) {
  size_t at = target.find(name + "=");
  return at == target.npos ? "" : target.substr(at + name.size() + 1, target.find('&', at) - at - name.size() - 1);
}

/// Four pages of one record each, of the days 01 to 04 of the month asked for; each target in `broken` fails once.
struct Shop {
  std::set<std::string> broken;
  Texts asked;
  int refuses = 0;  // the status of every page but the first

  Told answer(const Asked& one) {
    asked.push_back(one.target.substr(6));
    if (broken.erase(one.target)) return {500, "{}", ""};
    std::string page = parameter(one.target, "page"), from = parameter(one.target, "from");
    std::string month = from.empty() ? "01" : from.substr(5, 2);
    if (refuses && !page.empty()) return {refuses, "{}", ""};
    int number = page.empty() ? 1 : page.back() - '0';
    if (number > 4) return {200, R"({"items":[]})", ""};
    std::string day = std::to_string(number);
    return {200, R"({"items":[{"id":")" + month + day + R"(","at":"2026-)" + month + "-0" + day + R"("}],"next":)" +
                     (number < 4 ? "\"p" + std::to_string(number + 1) + "\"" : "null") + "}",
            ""};
  }
};

/// Reads until a read ends well, at most five times, each from the state of the one before; what was asked.
Texts asked_in_all(Shop& shop, const std::string& manifest, TellingHost& host, const std::string& from = "") {
  ScriptedServer server([&](const Asked& one) { return shop.answer(one); });
  ManifestFolder folder(manifest);
  std::string state = from;
  for (int tries = 0; tries < 5; ++tries) {
    if (folder.read(host, settings(server), "items", state) == MU_OK) return shop.asked;
    state = host.state().empty() ? from : host.state();
  }
  return {"never ends"};
}

TEST(Resume, GoesOnWithThePageInsideAStretchOfTime) {
  Shop shop{{"/items?from=2026-01-01&page=p4"}, {}};
  TellingHost host;
  EXPECT_EQ(asked_in_all(shop, items_manifest(cursor(""), by_token), host),
            (Texts{"?from=2026-01-01", "?from=2026-01-01&page=p2", "?from=2026-01-01&page=p3", "?from=2026-01-01&page=p4",
                   "?from=2026-01-01&page=p3", "?from=2026-01-01&page=p4"}));
  EXPECT_EQ(host.keys, (Texts{"011", "012", "013", "013", "014"}));
  EXPECT_EQ(host.state(), R"({"v":1,"state":{"at":"2026-01-04"}})");
}

TEST(Resume, KeepsTheNewestTimeOfThePagesBefore) {
  Shop shop{{"/items?from=2026-01-01&page=p3"}, {}};
  TellingHost host;
  std::string feed = "incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format: \"%Y-%m-%d\", "
                     "start_datetime: \"2026-01-01\", start_time_option: {type: RequestOption, inject_into: "
                     "request_parameter, field_name: from}}";
  ScriptedServer server([&](const Asked& one) {
    Told told = shop.answer(one);
    if (size_t at = told.body.find("01-01\""); at != told.body.npos) told.body.replace(at, 5, "01-20");
    return told;
  });
  ManifestFolder folder(items_manifest(feed, by_token));
  EXPECT_EQ(folder.read(host, settings(server)), MU_TRANSIENT);
  EXPECT_EQ(folder.read(host, settings(server), "items", host.state()), MU_OK) << host.failed_sentence;
  EXPECT_EQ(shop.asked.size(), 6u);
  EXPECT_EQ(host.state(), R"({"v":1,"state":{"at":"2026-01-20"}})");
}

TEST(Resume, GoesOnWithTheStretchItHadComeTo) {
  Shop shop{{"/items?from=2026-02-01&page=3"}, {}};
  TellingHost host;
  EXPECT_EQ(asked_in_all(shop, items_manifest(cursor(", step: P1M, cursor_granularity: P1D"), by_number), host),
            (Texts{"?from=2026-01-01", "?from=2026-01-01&page=2", "?from=2026-01-01&page=3", "?from=2026-01-01&page=4",
                   "?from=2026-01-01&page=5", "?from=2026-02-01", "?from=2026-02-01&page=2", "?from=2026-02-01&page=3",
                   "?from=2026-02-01&page=2", "?from=2026-02-01&page=3", "?from=2026-02-01&page=4", "?from=2026-02-01&page=5"}));
  EXPECT_EQ(host.state(), R"({"v":1,"state":{"at":"2026-02-04"}})");
}

TEST(Resume, BeginsTheStretchAnewWhereTheSourceNoLongerKnowsThePage) {
  for (int status : {400, 404, 410}) {
    Shop shop{{"/items?from=2026-01-01&page=p3"}, {}};
    TellingHost host;
    ScriptedServer server([&](const Asked& one) { return shop.answer(one); });
    ManifestFolder folder(items_manifest(cursor(""), by_token));
    EXPECT_EQ(folder.read(host, settings(server)), MU_TRANSIENT);
    shop.asked.clear();
    shop.refuses = status;
    EXPECT_EQ(folder.read(host, settings(server), "items", host.state()), status == 410 ? MU_TRANSIENT : MU_CONFIG);
    EXPECT_EQ(shop.asked, (Texts{"?from=2026-01-01&page=p2", "?from=2026-01-01", "?from=2026-01-01&page=p2"}));
  }
}

TEST(Resume, BeginsAnewWhereThePageIsTooOld) {
  Shop shop;
  TellingHost host;
  const std::string state =
      R"({"v":1,"state":{"at":"2026-01-02"},"at":{"token":"p3","time":1767225600,"slice":{"from":1767225600000000,"until":1772236800000000,"start":"2026-01-01"}}})";
  EXPECT_EQ(asked_in_all(shop, items_manifest(cursor(""), by_token), host, state).front(), "?from=2026-01-02");
}

TEST(Slices, MayAddToTheFirstPageAlone) {
  Shop shop;
  TellingHost host;
  EXPECT_EQ(asked_in_all(shop, items_manifest(cursor(""), std::string("ignore_stream_slicer_parameters_on_paginated_requests: "
                                                                      "true\n      ") + by_token), host),
            (Texts{"?from=2026-01-01", "?page=p2", "?page=p3", "?page=p4"}));
}

TEST(Resume, DoesNotTrustATokenThatStaysTheSame) {
  Shop shop;
  int calls = 0;
  ScriptedServer server([&](const Asked& one) {
    shop.asked.push_back(one.target);
    if (++calls == 3) return Told{500, "{}", ""};
    return Told{200, R"({"items":[{"id":)" + std::to_string(calls) + R"(,"at":"2026-01-02"}],"next":)" +
                         (calls < 6 ? "\"scroll\"" : "null") + "}",
                ""};
  });
  ManifestFolder folder(items_manifest(cursor(""), by_token));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_TRANSIENT);
  EXPECT_EQ(folder.read(host, settings(server), "items", host.state()), MU_OK) << host.failed_sentence;
  EXPECT_EQ(shop.asked[3], "/items?from=2026-01-01");
  EXPECT_EQ(shop.asked.size(), 6u);
}

}  // namespace
}  // namespace musubi::test
