// A stream that goes on from a number that only grows.
#include <gtest/gtest.h>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

std::string counting(const std::string& more = "") {
  return "incremental_sync: {type: IncrementingCountCursor, cursor_field: number, start_value_option: {type: RequestOption, inject_into: request_parameter, field_name: above}" + more + "}";
}

const char* const pages = "paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}, "
                          "pagination_strategy: {type: PageIncrement, page_size: 1, start_from_page: 1}}";

/// Three pages, of the numbers 7, 9007199254740993 and 8; the one in `broken` fails once.
struct Shop {
  std::string broken, asked;
  ScriptedServer server{[this](const Asked& one) { return answer(one); }};

  Told answer(const Asked& one) {
    asked += one.target.substr(6) + " ";
    if (one.target.substr(6) == broken) return broken.clear(), Told{500, "{}", ""};
    const size_t at = one.target.find("page=");
    const int page = at == std::string::npos ? 1 : one.target[at + 5] - '0';
    const char* const numbers[] = {"7", "9007199254740993", "8"};
    return {200, page > 3 ? R"({"items":[]})" : R"({"items":[{"id":)" + std::to_string(page) + R"(,"number":)" + numbers[page - 1] + "}]}", ""};
  }
  int32_t read(TellingHost& host, const std::string& stream, const std::string& state = "", const std::string& retriever = pages) {
    asked.clear();
    return ManifestFolder(items_manifest(stream, retriever)).read(host, R"({"base":")" + server.base() + "\"}", "items", state);
  }
};

TEST(Counting, KeepsTheGreatestNumberAsOne) {
  Shop shop;
  TellingHost host;
  EXPECT_EQ(shop.read(host, counting()), MU_OK) << host.failed_sentence;
  EXPECT_EQ(shop.asked, "?above=0 ?above=0&page=2 ?above=0&page=3 ?above=0&page=4 ");
  EXPECT_EQ(host.state(), R"({"v":1,"state":{"number":9007199254740993}})");
  EXPECT_EQ(shop.read(host, counting(", start_value: 5"), R"({"v":1,"state":{"number":6}})"), MU_OK);
  EXPECT_EQ(shop.asked.substr(0, 9), "?above=6 ");
  EXPECT_EQ(shop.read(host, counting(", start_value: \"{{ 5 + 2 }}\""), R"({"v":1,"state":{"number":"6"}})"), MU_OK);
  EXPECT_EQ(shop.asked.substr(0, 9), "?above=7 ") << "not below the start";
}

TEST(Counting, GoesOnWithThePageItHadComeTo) {
  Shop shop;
  shop.broken = "?above=0&page=3";
  TellingHost host;
  EXPECT_EQ(shop.read(host, counting()), MU_TRANSIENT);
  EXPECT_EQ(shop.read(host, counting(), host.state()), MU_OK) << host.failed_sentence;
  EXPECT_EQ(shop.asked, "?above=0&page=2 ?above=0&page=3 ?above=0&page=4 ");
  EXPECT_EQ(host.state(), R"({"v":1,"state":{"number":9007199254740993}})");
}

TEST(Counting, GoesWithoutPartitionsAndTimes) {
  auto said = [](const std::string& stream, const std::string& retriever) {
    Shop shop;
    TellingHost host;
    EXPECT_EQ(shop.read(host, stream, "", retriever), MU_CONFIG);
    return host.failed_sentence;
  };
  EXPECT_NE(said(counting(), "partition_router: {type: ListPartitionRouter, cursor_field: x, values: [a]}").find("incremental_sync: it cannot stand beside partition_router"), std::string::npos);
  EXPECT_NE(said(counting(), "request_window_splitting: {type: RequestWindowSplitting}").find("it wants DatetimeBasedCursor"), std::string::npos);
  EXPECT_NE(said(counting(", start_value: soon"), pages).find("start_value: it is no whole number"), std::string::npos);
}

}  // namespace
}  // namespace musubi::test
