// Pages that are asked for in several requests, each with some of the properties.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <utility>

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

TEST(QueryProperties, AKeyOfNothingButNullAndNoTextIsAKey) {
  ScriptedServer server([](const Asked& asked) {
    return asked.target == "/items?fields=a" ? Told{200, R"({"items":[{"id":0,"a":1},{"id":false,"a":2}]})", ""} : Told{200, R"({"items":[{"id":0,"b":3},{"id":false,"b":4}]})", ""};
  });
  ManifestFolder folder(by_one());
  TellingHost host;
  EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.records, (Texts{R"({"id":0,"a":1,"b":3})", R"({"id":false,"a":2,"b":4})"}));
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

int64_t number_behind(const std::string& target, const std::string& name) {
  const size_t at = target.find(name);
  return at == std::string::npos ? 0 : std::stoll(target.substr(at + name.size()));
}

/// Of the records 1 to 5 as many as are asked for, each with the properties that are asked for.
Told asked_page(const std::string& target) {
  std::string out;
  const int64_t from = number_behind(target, "offset="), size = number_behind(target, "limit=");
  for (int64_t id = from + 1; id <= std::min<int64_t>(from + size, 5); ++id) {
    out += (out.empty() ? "" : ",") + std::string("{\"id\":\"") + std::to_string(id) + '"';
    for (char name : {'a', 'b'})
      if (target.find(std::string("fields=") + name) != std::string::npos) out += std::string(",\"") + name + "\":1";
    out += '}';
  }
  return {200, "{\"items\":[" + out + "]}", ""};
}

TEST(QueryProperties, AreWholeWherePagesBeginAnewInTheMiddleOfOne) {
  bool refused = false;
  ScriptedServer server([&](const Asked& asked) {
    const bool in_the_middle = asked.target.find("offset=4") != std::string::npos && asked.target.find("fields=b") != std::string::npos;
    return in_the_middle && !std::exchange(refused, true) ? Told{410, "{}", ""} : asked_page(asked.target);
  });
  ManifestFolder folder(items_manifest(
      "",
      "paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: offset}, "
      "page_size_option: {type: RequestOption, inject_into: request_parameter, field_name: limit}, pagination_strategy: {type: OffsetIncrement, page_size: 4}}",
      "error_handler: {type: DefaultErrorHandler, response_filters: [{type: HttpResponseFilter, http_codes: [410], action: "
      "RESET_PAGINATION}]}, request_parameters: {fields: {type: QueryProperties, property_list: [a, b], property_chunking: {type: PropertyChunking, "
          "property_limit_type: property_count, property_limit: 1}}}"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  EXPECT_TRUE(refused);
  std::map<std::string, std::string> last, whole;
  for (size_t i = 0; i < host.keys.size(); ++i) last[host.keys[i]] = host.records[i];
  for (const char* id : {"1", "2", "3", "4", "5"}) whole[id] = std::string(R"({"id":")") + id + R"(","a":1,"b":1})";
  EXPECT_EQ(last, whole);
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
  std::string negative = by_one();
  negative.replace(negative.find("property_limit: 1"), 17, "property_limit: -1");
  const http::Manifest limited = http::read_manifest(negative);
  ASSERT_EQ(limited.lacks.size(), 1U);
  EXPECT_TRUE(limited.lacks[0].path.ends_with(".property_chunking.property_limit"));
  EXPECT_EQ(said(limited.lacks[0], http::Tongue::en), "it is no whole number from 1 on");
  const http::Manifest elsewhere = http::read_manifest(items_manifest("", "", "request_headers: {X: {type: QueryProperties, property_list: [a]}}"));
  ASSERT_EQ(elsewhere.lacks.size(), 1U);
  EXPECT_EQ(said(elsewhere.lacks[0], http::Tongue::ja), "QueryProperties は使えません");
}

}  // namespace
}  // namespace musubi::test
