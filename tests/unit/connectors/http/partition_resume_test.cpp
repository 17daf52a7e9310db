// A read of many partitions that was broken off goes on with the partition it had come to, and inside it with
// the page.
#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

using Texts = std::vector<std::string>;

const char* const kList =
    "partition_router: {type: ListPartitionRouter, values: \"{{ config['shops'] }}\", cursor_field: "
    "shop, request_option: {type: RequestOption, "
    "inject_into: request_parameter, field_name: shop}}\n      paginator: {type: DefaultPaginator, "
    "page_token_option: {type: RequestOption, inject_into: "
    "request_parameter, field_name: page}, pagination_strategy: {type: PageIncrement, page_size: 1, "
    "start_from_page: 1}}";
const char* const kCursor =
    "incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format: \"%Y-%m-%d\", "
    "start_datetime: \"2026-01-01\", end_datetime: "
    "\"2026-02-28\", start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: "
    "from}";

std::string parameter(const std::string& target, const std::string& name) {
  size_t at = target.find(name + "=");
  return at == target.npos ? ""
                           : target.substr(at + name.size() + 1, target.find('&', at) - at - name.size() - 1);
}

/// Shops of three pages of one record each; the request whose target ends with `broken` fails once.
struct Shops {
  std::string broken;
  Texts asked;

  Told answer(const Asked& one) {
    asked.push_back(one.target.substr(7));
    if (!broken.empty() && one.target.ends_with(broken)) {
      broken.clear();
      return {500, "{}", ""};
    }
    const std::string page = parameter(one.target, "page"), number = page.empty() ? "1" : page,
                      from = parameter(one.target, "from");
    if (number == "4") return {200, R"({"items":[]})", ""};
    const std::string month = from.empty() ? "01" : from.substr(5, 2);
    return {200,
            R"({"items":[{"id":")" + parameter(one.target, "shop") + "-" + month + "-" + number +
                R"(","at":"2026-)" + month + "-0" + number + R"("}]})",
            ""};
  }
};

std::string settings(const ScriptedServer& server, int shops) {
  std::string list;
  for (int i = 1; i <= shops; ++i) list += (i > 1 ? "," : "") + std::to_string(i);
  return R"({"base":")" + server.base() + R"(","shops":[)" + list + "]}";
}

struct Ended {
  Texts first, second, keys;  // what the two reads asked; everything that was delivered
  std::string between;        // the state
};

/// A read that breaks off, and the one after it from the last state.
Ended two_reads(const std::string& manifest, const std::string& broken, int shops,
                const std::string& key = "") {
  Shops source{broken, {}};
  ScriptedServer server([&](const Asked& one) { return source.answer(one); });
  std::string text = manifest;
  if (!key.empty()) text.replace(text.find("primary_key: id"), 15, key);
  ManifestFolder folder(text);
  TellingHost host;
  const std::string given = settings(server, shops);
  Ended out;
  EXPECT_EQ(folder.read(host, given), MU_TRANSIENT) << host.failed_sentence;
  out.first = std::exchange(source.asked, {});
  out.between = host.state();
  EXPECT_EQ(folder.read(host, given, "items", out.between), MU_OK) << host.failed_sentence;
  out.second = source.asked;
  out.keys = host.keys;
  return out;
}

TEST(PartitionResume, GoesOnWithThePartitionItHadComeTo) {
  const Ended read = two_reads(items_manifest("", kList), "shop=500", 1000);
  EXPECT_EQ(read.first.size(), 499U * 4 + 1);
  EXPECT_LE(read.second.size(), 501U * 4 + 4 * 300) << "of a long state the last second may be missing";
  EXPECT_EQ(std::set<std::string>(read.keys.begin(), read.keys.end()).size(), 3000U);
}

TEST(PartitionResume, GoesOnWithThePageInsideAPartition) {
  const Ended read = two_reads(items_manifest("", kList), "shop=2&page=3", 3);
  EXPECT_EQ(read.second, (Texts{"shop=2&page=2", "shop=2&page=3", "shop=2&page=4", "shop=3", "shop=3&page=2",
                                "shop=3&page=3", "shop=3&page=4"}));
  EXPECT_EQ(std::set<std::string>(read.keys.begin(), read.keys.end()).size(), 9U);
}

TEST(PartitionResume, GoesOnInsideAStretchOfAPartitionWithACursor) {
  const Ended read =
      two_reads(items_manifest(std::string(kCursor) + ", step: P1M, cursor_granularity: P1D}", kList),
                "shop=2&from=2026-02-01&page=3", 2);
  EXPECT_EQ(read.first.size(), 8U + 4 + 3);
  ASSERT_GE(read.second.size(), 3U);
  const Texts last(read.second.end() - 3, read.second.end());
  EXPECT_EQ(last, (Texts{"shop=2&from=2026-02-01&page=2", "shop=2&from=2026-02-01&page=3",
                         "shop=2&from=2026-02-01&page=4"}));
  for (const std::string& one : read.second) EXPECT_EQ(one.find("shop=2&from=2026-01"), one.npos) << one;
}

TEST(PartitionResume, BeginsAnewWhereRecordsAreCounted) {
  const Ended read = two_reads(items_manifest("", kList), "shop=2&page=3", 2, "description: no key");
  EXPECT_EQ(read.between, "");
  EXPECT_EQ(read.second.size(), 8U);
}

TEST(PartitionResume, TheNextReadIsAWholeOneAndSoIsALateOne) {
  const std::string manifest = items_manifest("", kList);
  std::string late = two_reads(manifest, "shop=2&page=3", 2).between;
  for (size_t at = 0; (at = late.find("\"time\":", at)) != late.npos; ++at) late.replace(at + 7, late.find_first_of(",}", at) - at - 7, "1");
  Shops source;
  ScriptedServer server([&](const Asked& one) { return source.answer(one); });
  ManifestFolder folder(manifest);
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server, 2), "items", late), MU_OK) << host.failed_sentence;
  EXPECT_EQ(source.asked.size(), 8U) << late;
  EXPECT_EQ(host.state(), "");
}

}  // namespace
}  // namespace musubi::test
