// What a manifest names and no answer has: a note in the log, and no failure.
#include <gtest/gtest.h>

#include "connectors/http/read/record_time.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

extern "C" const mu_connector* musubi_connector();

namespace musubi::test {
namespace {

std::string manifest_for(const std::string& path, const std::string& stream = "", const std::string& retriever = "") {
  std::string out = items_manifest(stream, retriever);
  const std::string usual = "field_path: [items]";
  return out.replace(out.find(usual), usual.size(), "field_path: " + path);
}

/// What the log says, below the words on requests, of a read of "items" that the source answers with `bodies`, one after the other.
std::string noted(const std::string& manifest, const std::vector<std::string>& bodies) {
  size_t asked = 0;
  ScriptedServer server([&](const Asked&) { return Told{200, bodies[std::min(asked++, bodies.size() - 1)], ""}; });
  TellingHost host;
  EXPECT_EQ(ManifestFolder(manifest).read(host, R"({"base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  std::string out;
  for (const std::string& line : host.lines)
    if (!line.starts_with("{\"request\"")) out += line + "\n";
  return out;
}

std::string nothing_at(const std::string& path, const std::string& there) {
  return "items: nothing stands at field_path " + path + " of the manifest in any answer." + (there.empty() ? "" : " What is there: " + there + ".") +
         " Correct field_path, unless the source leaves that out where it has no records.\n";
}

TEST(Misnamed, APathThatLeadsNowhereIsNotedOnce) {
  struct Case {
    std::string path, body, noted;
  };
  const Case cases[] = {
      {"[data]", R"([{"id":1},{"id":2}])", nothing_at("data", "a list of 2")},
      {"[data]", R"({"results":[{"id":1}],"count":1})", nothing_at("data", "results, count")},
      {"[data, items]", R"({"data":{"rows":[1],"a@example.jp":1,"77":1}})", nothing_at("data.items", "data.rows")},
      {"[data, items]", R"({"data":"x"})", nothing_at("data.items", "")},
      {"[data]", R"({"total":0})", nothing_at("data", "total")},
      {"[data]", R"({"data":[]})", ""},
      {"[data]", R"({"data":null})", ""},
      {"[data]", R"({"data":{}})", ""},
      {"[\"*\", data]", R"({"a":{"b":1}})", ""},
      {"[]", R"([])", ""},
  };
  for (const Case& one : cases) EXPECT_EQ(noted(manifest_for(one.path), {one.body}), one.noted) << one.body;
}

TEST(Misnamed, APathThatLedSomewhereOnceIsNot) {
  const std::string shops = "partition_router: {type: ListPartitionRouter, values: [a, b], cursor_field: shop, request_option: {type: RequestOption, inject_into: request_parameter, field_name: shop}}";
  EXPECT_EQ(noted(manifest_for("[data]", "", shops), {R"({"total":0})", R"({"data":[{"id":1}]})"}), "");
  EXPECT_EQ(noted(manifest_for("[data]", "", shops), {R"({"total":0})", R"({"results":[1]})"}), nothing_at("data", "results"));
}

TEST(Misnamed, ACheckNotesIt) {
  ScriptedServer server([](const Asked&) { return Told{200, R"({"results":[{"id":1}]})", ""}; });
  ManifestFolder folder(manifest_for("[data]") + "check: {type: CheckStream, stream_names: [items]}\n");
  TellingHost host;
  const std::string config = R"({"manifest":")" + (folder.path() / "manifest.yaml").string() + R"(","settings":{"base":")" + server.base() + "\"}}";
  void* self = musubi_connector()->open(host.table(), sdk::text(config));
  ASSERT_TRUE(self) << host.failed_sentence;
  EXPECT_EQ(musubi_connector()->check(self), MU_OK) << host.failed_sentence;
  musubi_connector()->close(self);
  ASSERT_FALSE(host.lines.empty());
  EXPECT_EQ(host.lines.back() + "\n", nothing_at("data", "results"));
}

TEST(Misnamed, ACursorThatNoRecordHasIsNoted) {
  const std::string cursor = "incremental_sync: {type: DatetimeBasedCursor, cursor_field: updated_at, datetime_format: \"%Y-%m-%d\", start_datetime: \"2020-01-01\"}";
  const std::string note = "items: no record has updated_at, the cursor_field of the manifest.";
  const std::string go_on = " Correct it: as it is, reads cannot go on from where the last one ended.\n";
  EXPECT_EQ(noted(manifest_for("[items]", cursor), {R"({"items":[{"id":1,"updatedAt":"2020-01-02"},{"id":2}]})"}), note + " Nearest: updatedAt." + go_on);
  EXPECT_EQ(noted(manifest_for("[items]", cursor), {R"({"items":[{"id":1}]})"}), note + go_on);
  EXPECT_EQ(noted(manifest_for("[items]", cursor), {R"({"items":[{"id":1},{"id":2,"updated_at":null}]})"}), "");
  EXPECT_EQ(noted(manifest_for("[items]", cursor), {R"({"items":[]})"}), "");
}

/// What the log says of a read of lines by shops, whose parent_key is `key`, where the source lists `shops`.
std::string noted_of_parents(const std::string& key, const std::string& shops) {
  const std::string parent = "{type: DeclarativeStream, name: shops, retriever: {type: SimpleRetriever, requester: {type: HttpRequester, url_base: \"{{ config['base'] }}\", path: /shops}, "
                             "record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [shops]}}}}";
  const std::string router = "partition_router: {type: SubstreamPartitionRouter, parent_stream_configs: [{type: ParentStreamConfig, parent_key: " + key + ", partition_field: shop, stream: " + parent + "}]}";
  ScriptedServer server([&](const Asked& one) { return Told{200, one.target == "/shops" ? "{\"shops\":" + shops + "}" : R"({"items":[{"id":1}]})", ""}; });
  TellingHost host;
  EXPECT_EQ(ManifestFolder(items_manifest("", router)).read(host, R"({"base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  std::string out;
  for (const std::string& line : host.lines)
    if (!line.starts_with("{\"request\"")) out += line + "\n";
  return out;
}

TEST(Misnamed, AParentKeyThatNoParentHasIsNoted) {
  auto note = [](const std::string& records, const std::string& field, const std::string& nearest) {
    return records + " records of the parent stream shops were read, and none has " + field + ", the parent_key of the manifest." + (nearest.empty() ? "" : " Nearest: " + nearest + ".") +
           " Nothing was asked for by them, so that nothing was read there. Correct it.\n";
  };
  EXPECT_EQ(noted_of_parents("shopId", R"([{"shop_id":1,"name":"a"},{"shop_id":2}])"), note("2", "shopId", "shop_id"));
  EXPECT_EQ(noted_of_parents("owner/ids", R"([{"owner":{"id":1}}])"), note("1", "owner/ids", "owner/id"));
  EXPECT_EQ(noted_of_parents("zzz", R"([{"id":1}])"), note("1", "zzz", ""));
  EXPECT_EQ(noted_of_parents("owner/id", R"([{"id":1,"owner":null}])"), "") << "it may be so of this one";
  EXPECT_EQ(noted_of_parents("id", R"([{"name":"a"},{"id":1},{"name":"b"}])"),
            "Of 3 records of the parent stream shops, 2 have no id, the parent_key of the manifest. For these nothing was asked. Correct parent_key if they should have it.\n");
  EXPECT_EQ(noted_of_parents("id", R"([{"id":null}])"), "");
  EXPECT_EQ(noted_of_parents("id", "[]"), "");
}

TEST(Misnamed, ATimeThatNoFormatReadsIsNotedOnce) {
  const std::string cursor = "incremental_sync: {type: DatetimeBasedCursor, cursor_field: updated_at, datetime_format: \"%Y-%m-%d\", start_datetime: \"2020-01-01\"}";
  auto note = [](const std::string& records, const std::string& count, const std::string& one) {
    return "items: of " + records + " records, " + count + " have a time in updated_at, the cursor_field, that cannot be read." + one +
           " The manifest's formats are %Y-%m-%d. Such times do not move on where the next read begins, so that the same is read again. Add the source's format to cursor_datetime_formats.\n";
  };
  EXPECT_EQ(noted(manifest_for("[items]", cursor), {R"({"items":[{"id":1,"updated_at":"2020/01/02"},{"id":2,"updated_at":"2020-01-03"},{"id":3,"updated_at":"2020/01/04"}]})"}), note("3", "2", " One is 2020/01/02."));
  EXPECT_EQ(noted(manifest_for("[items]", cursor), {R"({"items":[{"id":1,"updated_at":"090-2000-1234"}]})"}), note("1", "1", ""));
  EXPECT_EQ(noted(manifest_for("[items]", cursor), {R"({"items":[{"id":1,"updated_at":null},{"id":2,"updated_at":""},{"id":3}]})"}), "");
  const std::string number = "incremental_sync: {type: IncrementingCountCursor, cursor_field: updated_at, start_value: 0}";
  EXPECT_EQ(noted(manifest_for("[items]", number), {R"({"items":[{"id":1,"updated_at":"x"},{"id":2,"updated_at":7}]})"}),
            "items: of 2 records, 1 have no number in updated_at, the cursor_field. Such records do not move on where the next read begins, so that the same is read again. Check cursor_field.\n");
}

TEST(Misnamed, OnlyWhatLooksLikeATimeIsShown) {
  for (const char* shown : {"2020/01/02", "02/01/2020", "2 Jan 2020", "Mon, 31 Jan 2026 09:00:00 GMT", "2026-01-31T09:00:00.123456+09:00", "2026.1.31 9:00"}) EXPECT_EQ(http::shown_time(shown), shown);
  for (const char* hidden : {"090-2000-1234", "03-1234-5678", "2000-123-4567", "taro@example.jp", "1769850487", "山田太郎", "Yamada Taro 1 2000 Tokyo Chiyoda", "123-4567", "2020", ""}) EXPECT_EQ(http::shown_time(hidden), "") << hidden;
}

}  // namespace
}  // namespace musubi::test
