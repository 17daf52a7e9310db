// What cursors of a manifest make of pages and partitions, and schemas that stand in files.
#include <gtest/gtest.h>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

std::string settings(const ScriptedServer& server) {
  return R"({"base":")" + server.base() + "\"}";
}

std::string cursor(const std::string& more) {
  return "incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format: \"%Y-%m-%d\", "
         "start_datetime: \"2026-01-01\", " +
         more + "}";
}

std::string item(int id, const std::string& day) {
  return R"({"id":)" + std::to_string(id) + R"(,"at":"2026-01-)" + day + "\"}";
}

/// Three pages of two, newest first: the days 06 and 05, 04 and 03, 02 and 01.
Told feed(const Asked& asked) {
  int page = asked.target.ends_with("page=2") ? 2 : asked.target.ends_with("page=3") ? 3 : 1;
  int id = 8 - 2 * page;
  return {200,
          R"({"items":[)" + item(id, "0" + std::to_string(id)) + "," +
              item(id - 1, "0" + std::to_string(id - 1)) + "]}",
          ""};
}

std::string feed_manifest(const std::string& more) {
  return items_manifest(cursor(more),
                        "paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, "
                        "inject_into: request_parameter, field_name: page}, pagination_strategy: {type: "
                        "PageIncrement, page_size: 2, start_from_page: 1}}");
}

TEST(DataFeed, IsReadUntilItIsOlderThanTheCursor) {
  ScriptedServer server(feed);
  ManifestFolder folder(feed_manifest("is_data_feed: true"));
  TellingHost host;
  const std::string since = R"({"v":1,"state":{"at":"2026-01-04"}})";
  EXPECT_EQ(folder.read(host, settings(server), "items", since), MU_OK) << host.failed_sentence;
  EXPECT_EQ(server.targets(), "/items /items?page=2");
  EXPECT_EQ(host.keys, (std::vector<std::string>{"6", "5", "4"}));
  EXPECT_EQ(host.state(), R"({"v":1,"state":{"at":"2026-01-06"},"pages":{"last":1}})");
}

TEST(DataFeed, LooksBack) {
  ScriptedServer server(feed);
  ManifestFolder folder(feed_manifest("is_data_feed: true, lookback_window: P2D"));
  TellingHost host;
  const std::string since = R"({"v":1,"state":{"at":"2026-01-06"}})";
  EXPECT_EQ(folder.read(host, settings(server), "items", since), MU_OK) << host.failed_sentence;
  EXPECT_EQ(server.targets(), "/items /items?page=2");
  EXPECT_EQ(host.keys, (std::vector<std::string>{"6", "5", "4"}));
}

/// Shop a has the day 05, shop b the day 09.
Told shop(const Asked& asked) {
  return {200,
          R"({"items":[)" +
              (asked.target.find("shop=a") != std::string::npos ? item(1, "05") : item(2, "09")) + "]}",
          ""};
}

std::string shops_manifest(const std::string& more) {
  return items_manifest(
      cursor("start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: since}" +
             more),
      "partition_router: {type: ListPartitionRouter, values: [a, b], cursor_field: shop, request_option: "
      "{type: RequestOption, inject_into: request_parameter, field_name: shop}}");
}

TEST(GlobalCursor, IsOneForAllPartitions) {
  ScriptedServer server(shop);
  ManifestFolder folder(shops_manifest(", global_substream_cursor: true"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  // Behind the newest record by as long as the read took.
  EXPECT_EQ(host.state(), R"({"v":1,"state":{"at":"2026-01-08"}})");
  for (size_t i = 0; i + 1 < host.states.size(); ++i) EXPECT_EQ(host.states[i], "");
  EXPECT_EQ(folder.read(host, settings(server), "items", host.state()), MU_OK);
  EXPECT_EQ(server.targets(),
            "/items?shop=a&since=2026-01-01 /items?shop=b&since=2026-01-01 "
            "/items?shop=a&since=2026-01-08 /items?shop=b&since=2026-01-08");
  EXPECT_EQ(host.state(), R"({"v":1,"state":{"at":"2026-01-08"}})");
}

TEST(GlobalCursor, TakesOverTheStatesOfPartitions) {
  ScriptedServer server(shop);
  ManifestFolder each(shops_manifest("")), all(shops_manifest(", global_substream_cursor: true"));
  TellingHost host;
  EXPECT_EQ(each.read(host, settings(server)), MU_OK);
  EXPECT_NE(host.state().find("states"), std::string::npos);
  EXPECT_EQ(all.read(host, settings(server), "items", host.state()), MU_OK);
  EXPECT_EQ(server.asked()[2].target, "/items?shop=a&since=2026-01-05");
  EXPECT_EQ(server.asked()[3].target, "/items?shop=b&since=2026-01-09");
  EXPECT_EQ(host.state(), R"({"v":1,"state":{"at":"2026-01-08"}})");
}

/// What changes while parents are read would else hide what changed on a page read before.
TEST(Parents, HaveNoStateBeyondWhatWasAskedFor) {
  ScriptedServer server([](const Asked& asked) -> Told {
    if (asked.target == "/shops") return {200, R"({"items":[{"id":1,"at":"2026-01-20"},{"id":2,"at":"2026-02-05"}]})", ""};
    return {200, R"({"items":[{"id":7,"at":"2026-01-10"}]})", ""};
  });
  const std::string cursor =
      "incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format: \"%Y-%m-%d\", start_datetime: \"2026-01-01\", end_datetime: "
      "\"2026-01-31\"}";
  ManifestFolder folder(items_manifest(
      cursor,
      "partition_router: {type: SubstreamPartitionRouter, parent_stream_configs: [{type: ParentStreamConfig, parent_key: id, partition_field: shop, "
      "incremental_dependency: true, stream: {type: DeclarativeStream, name: shops, primary_key: id, " + cursor +
          ", retriever: {type: SimpleRetriever, requester: {type: HttpRequester, url_base: \"{{ config['base'] }}\", path: /shops}, record_selector: {type: "
          "RecordSelector, extractor: {type: DpathExtractor, field_path: [items]}}}}}]}"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  EXPECT_NE(host.state().find(R"("parent_state":{"shops":{"at":"2026-01-20"}})"), std::string::npos) << host.state();
}

TEST(SchemaFiles, AreReadBesideTheManifest) {
  const std::string base = R"({"base":"http://127.0.0.1:1"})";
  ManifestFolder folder(items_manifest(
      "schema_loader: {type: JsonFileSchemaLoader, file_path: \"./source_shop/schemas/{{ parameters['name'] "
      "}}.json\", $parameters: {name: items}}"));
  TellingHost host;
  EXPECT_EQ(folder.discover(host, base).find("kana"), std::string::npos);
  folder.put("schemas/items.json", R"({"properties":{"kana":{"type":"string"}}})");
  EXPECT_NE(folder.discover(host, base).find("kana"), std::string::npos);
  folder.put("schemas/items.json", "[");
  EXPECT_EQ(folder.discover(host, base), "");
  EXPECT_NE(host.failed_sentence.find(
                "streams[0].schema_loader.file_path: source_shop/schemas/items.json is no JSON object"),
            std::string::npos)
      << host.failed_sentence;
  ManifestFolder outside(
      items_manifest("schema_loader: {type: JsonFileSchemaLoader, file_path: ../../secret.json}"));
  EXPECT_EQ(outside.discover(host, base), "");
  EXPECT_NE(host.failed_sentence.find("is outside the manifest's folder"), std::string::npos);
}

TEST(ParentsBehindAList, AreReadOnceFromOneState) {
  ScriptedServer server([](const Asked& asked) {
    if (asked.target == "/shops?from=2026-01-22")
      return Told{200, R"({"items":[)" + item(2, "24") + "," + item(3, "25") + "]}", ""};
    if (asked.target.starts_with("/shops")) return Told{200, R"({"items":[)" + item(3, "25") + "]}", ""};
    return Told{200, R"({"items":[]})", ""};
  });
  const std::string day =
      cursor("start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: from}");
  ManifestFolder folder(
      items_manifest(cursor("end_datetime: \"2026-01-31\""),
                     "partition_router:\n        - {type: ListPartitionRouter, values: [a, b], cursor_field: "
                     "kind, request_option: "
                     "{type: RequestOption, inject_into: request_parameter, field_name: kind}}\n"
                     "        - {type: SubstreamPartitionRouter, parent_stream_configs: [{type: "
                     "ParentStreamConfig, parent_key: id, partition_field: shop, "
                     "incremental_dependency: true, request_option: {type: RequestOption, inject_into: "
                     "request_parameter, field_name: shop}, stream: "
                     "{type: DeclarativeStream, name: shops, " +
                         day +
                         ", retriever: {type: SimpleRetriever, requester: {type: HttpRequester, url_base: "
                         "\"{{ config['base'] }}\", path: /shops}, record_selector: {type: RecordSelector, "
                         "extractor: {type: DpathExtractor, field_path: [items]}}}}}]}"));
  TellingHost host;
  const std::string since = R"({"v":1,"state":{"parent_state":{"shops":{"at":"2026-01-22"}}}})";
  EXPECT_EQ(folder.read(host, settings(server), "items", since), MU_OK) << host.failed_sentence;
  EXPECT_EQ(server.targets(), "/shops?from=2026-01-22 /items?kind=a&shop=2 /items?kind=a&shop=3 /items?kind=b&shop=2 /items?kind=b&shop=3");
  EXPECT_NE(host.state().find(R"("parent_state":{"shops":{"at":"2026-01-25"}})"), std::string::npos)
      << host.state();
}

}  // namespace
}  // namespace musubi::test
