// Pages that are asked for in several requests, each with some of the properties.
#include <gtest/gtest.h>

#include "connectors/http/manifest/manifest.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

using Texts = std::vector<std::string>;

std::string by_one(const std::string& stream = "", const std::string& more = "") {
  return items_manifest(stream, "",
                        "request_parameters: {fields: {type: QueryProperties, property_list: [a, b], property_chunking: {type: PropertyChunking, "
                        "property_limit_type: property_count, property_limit: 1" + more + "}}}");
}

TEST(QueryProperties, WhatIsGoneByOnePartIsGone) {
  ScriptedServer server([](const Asked& asked) {
    return asked.target == "/items?fields=a" ? Told{200, R"({"items":[{"id":"1","a":true},{"id":"2","a":false}]})", ""}
                                             : Told{200, R"({"items":[{"id":"1","b":1},{"id":"2","b":2}]})", ""};
  });
  ManifestFolder folder(by_one("x-musubi: {deleted: \"{{ record['a'] }}\"}"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.keys, (Texts{"1", "2"}));
  EXPECT_EQ(host.records, (Texts{R"({"_deleted":true})", R"({"id":"2","a":false,"b":2})"}));
}

TEST(QueryProperties, ASingleRecordComesOfAllParts) {
  ScriptedServer server([](const Asked& asked) {
    return asked.target == "/items/7?fields=a" ? Told{200, R"({"id":"7","a":1})", ""} : Told{200, R"({"id":"7","b":2})", ""};
  });
  ManifestFolder folder(items_manifest("x-musubi: {fetch: {requester: {type: HttpRequester, url_base: \"{{ config['base'] }}\", path: \"/items/{{ key }}\", "
                                       "request_parameters: {fields: {type: QueryProperties, property_list: [a, b], property_chunking: {type: PropertyChunking, "
                                       "property_limit_type: property_count, property_limit: 1}}}}}}"));
  TellingHost host;
  EXPECT_EQ(folder.fetch(host, R"({"base":")" + server.base() + "\"}", {"7"}), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.records, Texts{R"({"id":"7","a":1,"b":2})"});
}

TEST(QueryProperties, WhatIsWrongWithThemIsNamed) {
  const std::pair<const char*, const char*> wrong[] = {
      {", record_merge_strategy: {type: Custom, class_name: source_x.Merge}",
       "streams[0].retriever.requester.request_parameters.fields.property_chunking.record_merge_strategy"},
      {", record_merge_strategy: {type: GroupByKeyMergeStrategy}",
       "streams[0].retriever.requester.request_parameters.fields.property_chunking.record_merge_strategy.key"},
      {", property_limit_type: pages", "streams[0].retriever.requester.request_parameters.fields.property_chunking.property_limit_type"},
  };
  for (const auto& [more, path] : wrong) {
    std::string manifest = by_one("", more);
    if (const size_t at = manifest.find("property_limit_type: property_count, "); std::string(more).starts_with(", property_limit_type"))
      manifest.erase(at, std::string("property_limit_type: property_count, ").size());
    const http::Manifest read = http::read_manifest(manifest);
    ASSERT_EQ(read.lacks.size(), 1U) << more;
    EXPECT_EQ(read.lacks[0].path, path);
  }
  const http::Manifest elsewhere = http::read_manifest(items_manifest("", "", "request_headers: {X: {type: QueryProperties, property_list: [a]}}"));
  ASSERT_EQ(elsewhere.lacks.size(), 1U);
  EXPECT_EQ(said(elsewhere.lacks[0], http::Tongue::ja), "QueryProperties は使えません");
}

}  // namespace
}  // namespace musubi::test
