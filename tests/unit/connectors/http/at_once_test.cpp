// Several requests on their way at once, as concurrency_level allows: the same records and states, within the source's
// budget.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

using std::chrono::milliseconds;
using Serves = ScriptedServer::Serves;
using Tls = ScriptedServer::Tls;

std::string settings(const ScriptedServer& server) {
  return R"({"base":")" + server.base() + "\"}";
}

std::string level(int at_once) {
  return "concurrency_level: {type: ConcurrencyLevel, default_concurrency: " + std::to_string(at_once) + "}\n";
}

constexpr const char* kOption = "{type: RequestOption, inject_into: request_parameter, field_name: ";

std::string shops(int count) {
  std::string values;
  for (int i = 1; i <= count; ++i) values += (i > 1 ? ", \"" : "\"") + std::to_string(i) + "\"";
  return "partition_router: {type: ListPartitionRouter, values: [" + values +
         "], cursor_field: shop, request_option: " + kOption + "shop}}";
}

int number_in(const std::string& target, const std::string& name) {
  size_t at = target.find(name + "=");
  return at == target.npos ? 0 : std::atoi(target.c_str() + at + name.size() + 1);
}

/// Counts how many are asked at the same time, and notes when.
struct Crowd {
  std::atomic<int> now{0}, most{0};
  std::mutex guard;
  std::vector<std::chrono::steady_clock::time_point> begun;

  template <class Answer>
  Told during(milliseconds time, Answer answer) {
    {
      std::lock_guard lock(guard);
      begun.push_back(std::chrono::steady_clock::now());
    }
    int here = ++now, before = most;
    while (before < here && !most.compare_exchange_weak(before, here)) {
    }
    std::this_thread::sleep_for(time);
    --now;
    return answer();
  }
};

Told row(int id, const std::string& more = "") {
  return {200, R"({"items":[{"id":)" + std::to_string(id) + more + "}]}", ""};
}

TEST(AtOnce, AsManyAsTheManifestSays) {
  for (int at_once : {1, 4}) {
    Crowd crowd;
    ScriptedServer server(
        [&](const Asked& asked) {
          return crowd.during(milliseconds(40), [&] { return row(number_in(asked.target, "shop")); });
        },
        Tls::none, Serves::all_at_once);
    ManifestFolder folder(level(at_once) + items_manifest("", shops(12)));
    TellingHost host;
    EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
    EXPECT_EQ(crowd.most, at_once);
    std::ranges::sort(host.keys, {}, [](const std::string& key) { return std::stoi(key); });
    EXPECT_EQ(host.keys.size(), 12u);
    EXPECT_EQ(host.keys.front() + host.keys.back(), "112");
  }
}

std::string days_manifest(const std::string& retriever = "") {
  return items_manifest(std::string("incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, "
                                    "datetime_format: \"%Y-%m-%d\", start_datetime: \"2026-01-01\", "
                                    "end_datetime: \"2026-01-06\", step: P1D, cursor_granularity: P1D, "
                                    "start_time_option: ") +
                        kOption + "from}}",
                        retriever);
}

int day_in(const std::string& target) {
  return std::atoi(target.c_str() + target.find("from=") + 13);
}

/// Each shop has a record for each day; the earlier the shop, the later the answer.
Told day(const Asked& asked) {
  const int number = day_in(asked.target), shop = number_in(asked.target, "shop");
  std::this_thread::sleep_for(milliseconds(20 * (7 - shop)));
  return row(10 * shop + number, R"(,"at":"2026-01-0)" + std::to_string(number) + "\"");
}

/// The states in order, each once; a state may be said again when more records have come.
std::vector<std::string> steps(const TellingHost& host) {
  std::vector<std::string> out;
  for (const std::string& state : host.states)
    if (out.empty() || out.back() != state) out.push_back(state);
  return out;
}

TEST(AtOnce, StatesAreThoseOfOneAfterTheOther) {
  ScriptedServer server(day, Tls::none, Serves::all_at_once);
  TellingHost alone, many;
  EXPECT_EQ(ManifestFolder(days_manifest(shops(4))).read(alone, settings(server)), MU_OK) << alone.failed_sentence;
  EXPECT_EQ(ManifestFolder(level(4) + days_manifest(shops(4))).read(many, settings(server)), MU_OK);
  EXPECT_NE(many.keys, alone.keys);  // the order in which the answers came
  EXPECT_EQ(steps(many), steps(alone));
  std::ranges::sort(many.keys);
  EXPECT_EQ(many.keys, alone.keys);
}

/// A record that changes in between is in two stretches, and the earlier one's answer is slow.
TEST(AtOnce, StretchesOfAPartitionComeInTheirOrder) {
  for (int count : {1, 3}) {
    Crowd crowd;
    std::vector<std::string> last(4);  // by shop: the record as it was last delivered
    ScriptedServer server(
        [&](const Asked& asked) {
          const int number = day_in(asked.target);
          return crowd.during(milliseconds(5 * (7 - number)), [&] {
            return row(number_in(asked.target, "shop"), R"(,"at":"2026-01-05","as_of":)" + std::to_string(number));
          });
        },
        Tls::none, Serves::all_at_once);
    TellingHost host;
    EXPECT_EQ(ManifestFolder(level(4) + days_manifest(shops(count))).read(host, settings(server)), MU_OK)
        << host.failed_sentence;
    ASSERT_EQ(host.records.size(), 5u * count);
    for (size_t i = 0; i < host.records.size(); ++i) last[std::stoi(host.keys[i])] = host.records[i];
    for (int shop = 1; shop <= count; ++shop)
      EXPECT_NE(last[shop].find("\"as_of\":5"), std::string::npos) << last[shop];
    EXPECT_EQ(crowd.most, count);
  }
}

TEST(AtOnce, AFailureLeavesTheStateBeforeIt) {
  ScriptedServer server([](const Asked& asked) { return asked.target.ends_with("03") ? Told{500, "", ""} : day(asked); },
                        Tls::none, Serves::all_at_once);
  TellingHost alone, many;
  EXPECT_EQ(ManifestFolder(days_manifest()).read(alone, settings(server)), MU_TRANSIENT);
  EXPECT_EQ(ManifestFolder(level(4) + days_manifest()).read(many, settings(server)), MU_TRANSIENT);
  EXPECT_EQ(many.state(), alone.state());
  EXPECT_EQ(many.state(), R"({"v":1,"state":{"at":"2026-01-02"}})");
}

TEST(AtOnce, ParentsAreReadMeanwhile) {
  Crowd crowd;
  ScriptedServer server(
      [&](const Asked& asked) -> Told {
        if (asked.target.starts_with("/parents")) {
          const int page = std::max(1, number_in(asked.target, "page"));
          if (page > 3) return {200, R"({"items":[]})", ""};
          return {200,
                  R"({"items":[{"id":)" + std::to_string(2 * page) + R"(},{"id":)" + std::to_string(2 * page + 1) +
                      "}]}",
                  ""};
        }
        return crowd.during(milliseconds(40), [&] { return row(number_in(asked.target, "parent")); });
      },
      Tls::none, Serves::all_at_once);
  std::string parents = items_manifest(
      "", std::string("paginator: {type: DefaultPaginator, page_token_option: ") + kOption +
              "page}, pagination_strategy: {type: PageIncrement, start_from_page: 1}}");
  parents.replace(parents.find("name: items"), 11, "name: parents");
  parents.replace(parents.find("/items"), 6, "/parents");
  std::string manifest =
      level(3) +
      items_manifest("", std::string("partition_router: {type: SubstreamPartitionRouter, parent_stream_configs: "
                                     "[{type: ParentStreamConfig, stream: \"#/streams/1\", parent_key: id, "
                                     "partition_field: parent, request_option: ") +
                             kOption + "parent}}]}") +
      parents.substr(parents.find("  - "));
  ManifestFolder folder(manifest);
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  std::ranges::sort(host.keys);
  EXPECT_EQ(host.keys, (std::vector<std::string>{"2", "3", "4", "5", "6", "7"}));
  EXPECT_EQ(crowd.most, 3);
}

TEST(AtOnce, KeepsToTheBudget) {
  Crowd crowd;
  ScriptedServer server(
      [&](const Asked& asked) {
        return crowd.during(milliseconds(5), [&] { return row(number_in(asked.target, "shop")); });
      },
      Tls::none, Serves::all_at_once);
  ManifestFolder folder(level(6) +
                        "api_budget: {type: HTTPAPIBudget, policies: [{type: MovingWindowCallRatePolicy, rates: "
                        "[{type: Rate, limit: 3, interval: PT1S}], matchers: []}]}\n" +
                        items_manifest("", shops(7)));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  ASSERT_EQ(crowd.begun.size(), 7u);
  EXPECT_GE(crowd.begun[3] - crowd.begun[0], milliseconds(900));
  EXPECT_GE(crowd.begun[6] - crowd.begun[3], milliseconds(900));
}

TEST(AtOnce, OneThatIsToldToWaitHoldsBackAll) {
  Crowd crowd;
  std::atomic<bool> refused = false;
  ScriptedServer server(
      [&](const Asked& asked) {
        return crowd.during(milliseconds(5), [&]() -> Told {
          if (number_in(asked.target, "shop") == 1 && !refused.exchange(true))
            return {429, "{}", "Retry-After: 1\r\n"};
          std::this_thread::sleep_for(milliseconds(30));
          return row(number_in(asked.target, "shop"));
        });
      },
      Tls::none, Serves::all_at_once);
  ManifestFolder folder(
      level(2) + items_manifest("", shops(6),
                                "error_handler: {type: DefaultErrorHandler, max_retries: 2}"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  ASSERT_EQ(crowd.begun.size(), 7u);
  EXPECT_GE(crowd.begun[2] - crowd.begun[1], milliseconds(900));  // the first two had gone together
}

TEST(AtOnce, ATokenThatIsOverIsRenewedOnce) {
  std::atomic<int> logins = 0;
  Crowd crowd;
  ScriptedServer server(
      [&](const Asked& asked) -> Told {
        if (asked.target == "/token")
          return {200, R"({"expires_in":3600,"access_token":"a-)" + std::to_string(++logins) + "\"}", ""};
        return crowd.during(milliseconds(30), [&]() -> Told {
          if (asked.has("Bearer a-1\r\n")) return {401, "{}", ""};
          return row(number_in(asked.target, "shop"));
        });
      },
      Tls::none, Serves::all_at_once);
  ManifestFolder folder(level(4) + items_manifest("", shops(8),
                                                  "authenticator: {type: OAuthAuthenticator, client_id: me, "
                                                  "token_refresh_endpoint: \"{{ config['base'] }}/token\", "
                                                  "refresh_token: r}"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.keys.size(), 8u);
  EXPECT_EQ(logins, 2);
}

}  // namespace
}  // namespace musubi::test
