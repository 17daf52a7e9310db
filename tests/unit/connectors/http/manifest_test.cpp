// YAML 1.1, references, parameters, and what a manifest lacks.
#include "connectors/http/manifest/manifest.hpp"

#include <gtest/gtest.h>

#include "connectors/http/manifest/references.hpp"
#include "connectors/http/manifest/yaml.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

TEST(Yaml, ReadsPlainScalarsAsVersion11Does) {
  const std::pair<const char*, const char*> cases[] = {{"yes", "true"},
                                                       {"No", "false"},
                                                       {"on", "true"},
                                                       {"OFF", "false"},
                                                       {"y", "\"y\""},
                                                       {"~", "null"},
                                                       {"", "null"},
                                                       {"Null", "null"},
                                                       {"010", "8"},
                                                       {"0x1F", "31"},
                                                       {"0b101", "5"},
                                                       {"1_000", "1000"},
                                                       {"1:30", "90"},
                                                       {"190:20:30", "685230"},
                                                       {"09", "\"09\""},
                                                       {"-5", "-5"},
                                                       {"+5", "5"},
                                                       {"1.5", "1.5"},
                                                       {"1.", "1.0"},
                                                       {".5", "0.5"},
                                                       {"1e5", "\"1e5\""},
                                                       {"1.0e+5", "100000.0"},
                                                       {"1.0e5", "\"1.0e5\""},
                                                       {"2024-01-01", "\"2024-01-01\""},
                                                       {"1.2.3", "\"1.2.3\""},
                                                       {"0o17", "\"0o17\""},
                                                       {"12:99", "\"12:99\""},
                                                       {"True", "true"},
                                                       {"TRUE ", "\"TRUE \""}};
  for (const auto& [text, wanted] : cases) EXPECT_EQ(yaml_scalar(text).dump(), wanted) << text;
}

TEST(Yaml, KeepsQuotedTextsMergesAndFollowsAliases) {
  EXPECT_EQ(read_yaml("a: 'yes'\nb: \"01\"\nc: |\n  x\n").dump(), R"({"a":"yes","b":"01","c":"x\n"})");
  EXPECT_EQ(read_yaml("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: *a\n")["b"].dump(), R"({"y":3,"x":1})");
  EXPECT_THROW(read_yaml("a: [1, 2"), Trouble);
  EXPECT_THROW(read_yaml("a: *nothing"), Trouble);
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int k = 0; k < 9; ++k) bomb += ", " + before;
    bomb += "]\n";
  }
  EXPECT_THROW(read_yaml(bomb), Trouble);
}

TEST(References, AreReplacedOwnMembersWin) {
  Json manifest =
      Json::parse(R"##({"definitions": {"a": {"x": 1, "y": 2}, "b": {"$ref": "#/definitions/a", "y": 3}},
    "list": ["#/definitions/b", {"$ref": "#/list/0", "z": 4}], "plain": "#/definitions/a/x"})##");
  Json out = resolve_references(manifest);
  EXPECT_EQ(out["definitions"]["b"].dump(), R"({"x":1,"y":3})");
  EXPECT_EQ(out["list"][1].dump(), R"({"x":1,"y":3,"z":4})");
  EXPECT_EQ(out["plain"], 1);
}

TEST(References, InACircleOrToNothingAreNamed) {
  auto what = [](const char* text) -> std::string {
    try {
      resolve_references(Json::parse(text));
      return "";
    } catch (const Trouble& t) {
      return t.what();
    }
  };
  EXPECT_NE(what(R"##({"a": {"$ref": "#/b"}, "b": {"$ref": "#/a"}})##").find("circle"), std::string::npos);
  EXPECT_NE(what(R"##({"a": {"$ref": "#/none"}})##").find("#/none points to nothing"), std::string::npos);
}

TEST(Parameters, ReachTheComponentsBelowAndFillWhatTheyLack) {
  Json manifest =
      Json::parse(R"({"streams": [{"type": "DeclarativeStream", "$parameters": {"name": "a", "path": "/p"},
    "retriever": {"requester": {"path": "", "$parameters": {"path": "/q"}}, "record_selector": {"extractor": {"field_path": []}}}}]})");
  Json out = spread_parameters(manifest)["streams"][0];
  EXPECT_EQ(out["name"], "a");
  EXPECT_EQ(out["retriever"]["type"], "SimpleRetriever");
  EXPECT_EQ(out["retriever"]["requester"]["type"], "HttpRequester");
  EXPECT_EQ(out["retriever"]["requester"]["path"], "/q");
  EXPECT_EQ(out["retriever"]["record_selector"]["extractor"]["path"], "/p");
  EXPECT_EQ(out["retriever"]["requester"]["$parameters"].dump(), R"({"name":"a","path":"/q"})");
}

TEST(Manifest, NamesAllItLacksAtOnce) {
  Manifest out = read_manifest(R"(
streams:
  - type: DeclarativeStream
    name: a
    retriever:
      requester: {url_base: "https://example.com/{{ config['host'] }}", path: "{{ config.get('path') | nosuch }}"}
      record_selector: {extractor: {field_path: ["{{ 1 + "]}}
      partition_router: {type: PartitionRouterOfNobody}
)");
  ASSERT_EQ(out.lacks.size(), 3U);
  EXPECT_EQ(out.lacks[0].path, "streams[0].retriever.requester.path");
  EXPECT_EQ(out.lacks[1].path, "streams[0].retriever.record_selector.extractor.field_path[0]");
  EXPECT_EQ(said(out.lacks[2], Tongue::en), "PartitionRouterOfNobody is not supported");
  EXPECT_EQ(said(out.lacks[2], Tongue::ja), "PartitionRouterOfNobody は使えません");
  EXPECT_EQ(out.setting_paths, (std::set<std::string>{"host", "path"}));
}

/// What is said of a manifest of one stream with these members of its requester and paginator.
std::string said_of(const std::string& requester, const std::string& strategy, const std::string& more = "") {
  const Manifest read = read_manifest(
      "type: DeclarativeSource\nstreams: [{type: DeclarativeStream, name: items, retriever: {type: SimpleRetriever, requester: {type: HttpRequester, "
      "url: 'https://e.com'" + requester + "}, paginator: {type: DefaultPaginator, page_token_option: {type: RequestPath}, pagination_strategy: "
      "{type: PageIncrement" + strategy + "}}, record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}}}]\n" + more);
  std::string out;
  for (const Lack& one : read.lacks) out += "lacks " + one.path + ": " + said(one, Tongue::en) + "\n";
  for (const Lack& one : read.doubts) out += "doubts " + one.path + ": " + said(one, Tongue::en) + "\n";
  if (out.empty()) out = read.streams[0].requester.method.source() + " " + std::to_string(read.streams[0].paginator.first_page) + (read.streams[0].paginator.inject_first ? " at once" : "");
  return out;
}

TEST(Manifest, ReadsQuotedWordsAndNamesWhatIsNone) {
  EXPECT_EQ(said_of(", http_method: post", ", start_from_page: \"1\", inject_on_first_request: \"True\""), "POST 1 at once");
  EXPECT_EQ(said_of("", ", start_from_page: 2, inject_on_first_request: \"false\""), "GET 2");
  EXPECT_EQ(said_of(", http_method: FETCH", ""), "lacks streams[0].retriever.requester.http_method: FETCH is no method of a request here\n");
  EXPECT_EQ(said_of("", ", start_from_page: first, inject_on_first_request: maybe"),
            "lacks streams[0].retriever.paginator.pagination_strategy.inject_on_first_request: it is neither true nor false\n"
            "lacks streams[0].retriever.paginator.pagination_strategy.start_from_page: it is no whole number\n");
}

TEST(Manifest, DoubtsACheckOfNoStream) {
  EXPECT_EQ(said_of("", "", "check: {type: CheckStream, stream_names: [items]}"), "GET 0");
  EXPECT_EQ(said_of("", "", "check: {type: CheckStream, stream_names: [item]}"),
            "doubts check.stream_names: there is no stream item to check; nearest: items\n");
}

TEST(Manifest, ReadsTheRecordsOfAStreamWithFiles) {
  const Manifest read = read_manifest("streams: [{type: DeclarativeStream, name: a, file_uploader: {type: FileUploader, requester: {url: 'https://e.com/f'}, download_target_extractor: "
                                      "{type: DpathExtractor, field_path: [f]}}, retriever: {requester: {url: 'https://e.com'}, record_selector: {extractor: {field_path: []}}}}]");
  ASSERT_EQ(read.doubts.size(), 1U);
  EXPECT_EQ(read.doubts[0].path + ": " + said(read.doubts[0], Tongue::en), "streams[0].file_uploader: files are not fetched; records are read");
  EXPECT_TRUE(read.lacks.empty());
}

TEST(Manifest, BearsASilenceAsLongAsTheRequesterSays) {
  EXPECT_EQ(said_of(", connect_timeout_in_seconds: 0, read_timeout_in_seconds: long", ""),
            "lacks streams[0].retriever.requester.connect_timeout_in_seconds: it is no number above 0\n"
            "lacks streams[0].retriever.requester.read_timeout_in_seconds: it is no number above 0\n");
}

TEST(Manifest, SaysWhatItsFormerWordsAreNow) {
  EXPECT_EQ(said_of(", authenticator: {class_name: source_x.Auth}", ""), "lacks streams[0].retriever.requester.authenticator: source_x.Auth is written in Python\n");
  EXPECT_EQ(said_of(", authenticator: '*ref(definitions.auth)'", ""),
            "lacks streams[0].retriever.requester.authenticator: a form older than the format (*ref(…))\n");
  EXPECT_EQ(said_of("}, stream_slicer: {type: ListPartitionRouter", ""), "lacks streams[0].retriever.stream_slicer: it is partition_router now\n");
  EXPECT_EQ(said_of("", "", "check: {type: CheckStream, stream_names: [zzz]}"), "doubts check.stream_names: there is no stream zzz to check\n");
  std::string streams;
  for (const Lack& one : read_manifest("streams: [null, 5]").lacks) streams += one.path + ": " + said(one, Tongue::en) + "\n";
  EXPECT_EQ(streams, "streams[0]: a component without a type\nstreams[1]: a component without a type\n");
}

TEST(Manifest, SaysHowTheSecretOfAJwtMayBeWritten) {
  const std::string jwt = ", authenticator: {type: JwtAuthenticator, secret_key: abcd, x-musubi: {secret_key_encoding: ";
  EXPECT_EQ(said_of(jwt + "hex}}", ""), "GET 0");
  EXPECT_EQ(said_of(jwt + "base64}}", ""), "GET 0");
  EXPECT_EQ(said_of(jwt + "rot13}}", ""), "lacks streams[0].retriever.requester.authenticator.x-musubi.secret_key_encoding: rot13 is not supported\n");
}

TEST(Manifest, TakesNumbersWhereAValueOrAPlaceInAListMayStand) {
  EXPECT_EQ(said_of(", request_parameters: {page: 1}, request_headers: {X-Version: 2}, request_body_data: {a: 1}", ", page_size: 5"), "GET 0");
  EXPECT_EQ(said_of(", request_body_json: {a: true, b: [no]}", ""), "GET 0");
  EXPECT_EQ(said_of(", request_parameters: 7, request_headers: {a: no}", ""),
            "lacks streams[0].retriever.requester.request_parameters: it is no text (7)\n"
            "lacks streams[0].retriever.requester.request_headers.a: it is no text (false): in YAML, no, yes, on and off are booleans; write it in quotes, like \"no\"\n");
  EXPECT_EQ(said_of("", ", inject_on_first_request: 7"), "lacks streams[0].retriever.paginator.pagination_strategy.inject_on_first_request: it is neither true nor false\n");
  EXPECT_EQ(said_of(", http_method: {a: 1}", ""), "lacks streams[0].retriever.requester.http_method: a text is wanted here\n");
}

TEST(Manifest, ThatIsNoYamlSaysWhereAndWhy) {
  const Manifest tab = read_manifest("a: 1\nb:\n\t- c\n"), circle = read_manifest("a: {$ref: '#/a'}");
  ASSERT_TRUE(tab.unread && circle.unread);
  EXPECT_TRUE(said(*tab.unread, Tongue::ja).starts_with("3 行目の 2 文字目あたりが YAML として読めません。")) << said(*tab.unread, Tongue::ja);
  EXPECT_EQ(said(*circle.unread, Tongue::en), "it is YAML, and cannot be used as a manifest ($ref #/a points in a circle)");
  EXPECT_TRUE(tab.lacks.empty());
}

TEST(Manifest, LacksOfAChoiceCountOnlyWithIt) {
  EXPECT_EQ(said_of(", authenticator: {type: SelectiveAuthenticator, authenticator_selection_path: [credentials, auth_type], authenticators: {Token: {type: "
                    "BearerAuthenticator, api_token: x}, OAuth2.0: {type: CustomAuthenticator, class_name: source_x.Auth}}}", ""),
            "lacks streams[0].retriever.requester.authenticator.authenticators.OAuth2.0: CustomAuthenticator source_x.Auth is written in Python (only with "
            "credentials.auth_type OAuth2.0)\n");
}

TEST(Manifest, TakesAGranularityOfNothingButNoSuchStep) {
  auto said_of_cursor = [](const std::string& more) {
    const Manifest read = read_manifest("streams: [{type: DeclarativeStream, name: a, incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, "
                                        "datetime_format: '%Y-%m-%d', start_datetime: '2026-01-01', " + more +
                                        "}, retriever: {requester: {url: 'https://e.com'}, record_selector: {extractor: {field_path: []}}}}]");
    std::string out;
    for (const Lack& one : read.lacks) out += one.path + ": " + said(one, Tongue::en) + "\n";
    return out;
  };
  EXPECT_EQ(said_of_cursor("step: P1D, cursor_granularity: PT0S"), "");
  EXPECT_EQ(said_of_cursor("step: P0D, cursor_granularity: P0D"), "streams[0].incremental_sync.step: P0D is no time to go on by\n");
  EXPECT_EQ(said_of_cursor("step: P1D, cursor_granularity: daily"), "streams[0].incremental_sync.cursor_granularity: daily is no ISO 8601 duration\n");
  EXPECT_EQ(said_of_cursor("clamping: {type: Clamping, target: YEAR}"), "streams[0].incremental_sync.clamping.target: YEAR is none of DAY, WEEK, MONTH\n");
}

}  // namespace
}  // namespace musubi::http
