// What asks for pages or stretches of time anew: what it lacks where it stands, how it fails, and how rows without keys are counted then.
#include <gtest/gtest.h>

#include <utility>

#include "connectors/http/manifest/manifest.hpp"
#include "connectors/http/manifest/stop_condition.hpp"
#include "connectors/http/read/page_size.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

using Texts = std::vector<std::string>;

const std::string also = "\n      ";
const std::string offset =
    "paginator: {type: DefaultPaginator, page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: offset}, "
    "page_size_option: {type: RequestOption, inject_into: request_parameter, field_name: limit}, pagination_strategy: {type: OffsetIncrement, page_size: 2}}";
const std::string times =
    "incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format: \"%Y-%m-%d\", start_datetime: \"2026-01-01\", end_datetime: \"2026-01-31\", "
    "cursor_granularity: P1D, start_time_option: {type: RequestOption, inject_into: request_parameter, field_name: from}, "
    "end_time_option: {type: RequestOption, inject_into: request_parameter, field_name: to}}";

std::string on(const std::string& status, const std::string& action) {
  return "error_handler: {type: DefaultErrorHandler, response_filters: [{type: HttpResponseFilter, http_codes: [" + status + "], action: " + action +
         ", error_message: \"{{ response.why }}\"}]}";
}

/// A retriever whose pages may begin anew.
const std::string of_one_time =
    "{type: SimpleRetriever, requester: {type: HttpRequester, url_base: \"{{ config['base'] }}\", path: /kinds, " + on("410", "RESET_PAGINATION") +
    "}, pagination_reset: {type: PaginationReset, action: RESET}, record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [kinds]}}}";

std::string settings(const ScriptedServer& server) {
  return R"({"base":")" + server.base() + "\"}";
}

std::string lacks(const std::string& stream, const std::string& retriever, const std::string& requester = "") {
  std::string out;
  for (const http::Lack& one : http::read_manifest("type: DeclarativeSource\n" + items_manifest(stream, retriever, requester)).lacks)
    out += one.path.substr(std::string("streams[0].").size()) + ": " + said(one, http::Tongue::en) + "\n";
  return out;
}

TEST(Again, NamesWhatItLacksWhereItStands) {
  EXPECT_EQ(lacks("", "pagination_reset: {type: PaginationReset, action: RETRY, limits: {type: PaginationResetLimits, number_of_records: 0}}"),
            "retriever.pagination_reset.action: RETRY is none of RESET, SPLIT_USING_CURSOR\n"
            "retriever.pagination_reset.limits.number_of_records: it is no number from 1 on\n");
  EXPECT_EQ(lacks("", "", on("503", "REDUCE_PAGE_SIZE")), "retriever.page_size_reduction: REDUCE_PAGE_SIZE needs it\n");
  EXPECT_EQ(lacks("", "", on("422", "SPLIT_REQUEST_WINDOW")), "retriever.request_window_splitting: SPLIT_REQUEST_WINDOW needs it\n");
  EXPECT_EQ(lacks("", "page_size_reduction: {type: PageSizeReduction}"), "retriever.page_size_reduction: it wants DefaultPaginator\n");
  EXPECT_EQ(lacks("", offset + also + "page_size_reduction: {type: PageSizeReduction, reduction_factor: 1, minimum_page_size: 2, max_attempts: 0, backoff_seconds: -1, reset_policy: ONCE}"),
            "retriever.page_size_reduction.reduction_factor: it is no number above 1\n"
            "retriever.page_size_reduction.max_attempts: it is no number from 1 on\n"
            "retriever.page_size_reduction.backoff_seconds: it is no number from 0 on\n"
            "retriever.page_size_reduction.reset_policy: ONCE is none of NEVER, AFTER_SUCCESSFUL_PAGE\n"
            "retriever.paginator.pagination_strategy.page_size: it is no number above 2\n");
  EXPECT_EQ(lacks("", "request_window_splitting: {type: RequestWindowSplitting, min_split_window: P1M}"),
            "retriever.request_window_splitting.min_split_window: P1M is no duration of a fixed length (days, hours, minutes, seconds)\n"
            "retriever.request_window_splitting: it wants DatetimeBasedCursor\n");
  EXPECT_EQ(lacks("", "", "request_parameters: {fields: {type: QueryProperties, property_list: {type: PropertiesFromEndpoint, property_field_path: [name], retriever: " + of_one_time + "}}}"),
            "retriever.requester.request_parameters.fields.property_list.retriever.pagination_reset: it cannot stand beside PropertiesFromEndpoint\n"
            "retriever.requester.request_parameters.fields.property_list.retriever.requester.error_handler.response_filters[0].action: RESET_PAGINATION is only for the requester "
            "of a stream's retriever\n");
  std::string finer = times;
  finer.replace(finer.find("P1D"), 3, "PT1S, is_client_side_incremental: true");
  EXPECT_EQ(lacks(finer, "request_window_splitting: {type: RequestWindowSplitting}"),
            "incremental_sync.is_client_side_incremental: it cannot stand beside request_window_splitting\n"
            "incremental_sync.cursor_granularity: it is finer than %Y-%m-%d can tell\n");
}

TEST(Again, IsOnlyForAStreamsOwnRequester) {
  EXPECT_EQ(lacks("", "", "authenticator: {type: SessionTokenAuthenticator, session_token_path: [t], request_authentication: {type: Bearer}, login_requester: {type: HttpRequester, "
                          "url_base: \"https://e.com\", " + on("400", "RESET_PAGINATION") + "}}"),
            "retriever.requester.authenticator.login_requester.error_handler.response_filters[0].action: RESET_PAGINATION is only for the requester of a stream's retriever\n");
}

TEST(StopCondition, OfSmallerPagesIsOneThatFollowsThem) {
  const std::pair<const char*, bool> cases[] = {{"{{ last_page_size < 100 }}", true},
                                                {"{{ 100 > last_page_size }}", true},
                                                {"{{ last_page_size|int <= config['size'] }}", true},
                                                {"{{ not response.next or last_page_size < 100 }}", true},
                                                {"{% if last_page_size < 100 %}yes{% endif %}", true},
                                                {"{% if last_page_size < 100 %}false{% endif %}", false},
                                                {"{{ last_page_size < page_size }}", false},
                                                {"{{ last_page_size < 1 }}", false},
                                                {"{{ last_page_size <= 0 }}", false},
                                                {"{{ last_page_size <= 1 }}", true},
                                                {"{{ last_page_size == 0 }}", false},
                                                {"{{ last_page_size > 100 }}", false},
                                                {"{{ not (last_page_size >= 100) }}", false},
                                                {"{{ last_page_size - 100 < 0 }}", false},
                                                {"x{{ last_page_size < 100 }}", false},
                                                {"{{ not response.next }}", false}};
  for (const auto& [text, wanted] : cases) EXPECT_EQ(http::stops_at_smaller_pages(http::parse_template(text), 1), wanted) << text;
}

TEST(PageSize, LeavesALongPauseToTheHost) {
  http::PageReduction by;
  by.seconds = 400;
  http::PageSize size(by, 8, "items");
  EXPECT_EQ(size.reduce(""), std::chrono::seconds(400));
  try {
    size.reduce("");
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code, MU_RATE);
    EXPECT_EQ(failure.retry_after, std::chrono::seconds(800));
  }
}

TEST(PageSize, WaitsBeforeASmallerPage) {
  ScriptedServer server([](const Asked& one) { return one.target.ends_with("limit=2") ? Told{503, "{}", ""} : Told{200, R"({"items":[]})", ""}; });
  TellingHost host;
  const auto began = std::chrono::steady_clock::now();
  ManifestFolder folder(items_manifest("", offset + also + "page_size_reduction: {type: PageSizeReduction, backoff_seconds: 0.3}", on("503", "REDUCE_PAGE_SIZE")));
  ASSERT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  EXPECT_GE(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(300));
}

TEST(Again, SaysWhatTheSourceAndTheManifestSay) {
  ScriptedServer server([](const Asked&) { return Told{503, R"({"why":"too heavy."})", ""}; });
  TellingHost host;
  ManifestFolder smaller(items_manifest("", offset + also + "page_size_reduction: {type: PageSizeReduction, backoff_seconds: 0, failure_message: \"Ask for fewer fields.\"}",
                                        on("503", "REDUCE_PAGE_SIZE")));
  EXPECT_EQ(smaller.read(host, settings(server)), MU_TRANSIENT);
  EXPECT_NE(host.failed_sentence.find("even of 1 records: too heavy. Ask for fewer fields. Where it goes on"), std::string::npos) << host.failed_sentence;
  ManifestFolder shorter(items_manifest(times, "request_window_splitting: {type: RequestWindowSplitting, min_split_window: P40D}", on("503", "SPLIT_REQUEST_WINDOW")));
  EXPECT_EQ(shorter.read(host, settings(server)), MU_TRANSIENT);
  EXPECT_NE(host.failed_sentence.find("from 2026-01-01 to 2026-01-31 of the stream items: too heavy, which can be made no shorter"), std::string::npos) << host.failed_sentence;
}

/// Rows of days 1 to 3, two a page; from day 3 on they are two.
Told row_page(const Asked& one) {
  const bool narrowed = one.target.find("from=2026-01-02") != std::string::npos;
  if (one.target.find("offset") == std::string::npos && !narrowed) return {200, R"({"items":[{"at":"2026-01-01"},{"at":"2026-01-02"}]})", ""};
  if (one.target.find("offset") == std::string::npos) return {200, R"({"items":[{"at":"2026-01-02"},{"at":"2026-01-02"}]})", ""};
  return {200, R"({"items":[{"at":"2026-01-03"}]})", ""};
}

std::string without_key(std::string manifest) {
  const size_t at = manifest.find("primary_key");
  return manifest.erase(at, manifest.find('\n', at) - at);
}

TEST(Again, RowsWithoutKeysCountOnce) {
  ScriptedServer server(row_page);
  TellingHost host;
  ManifestFolder folder(without_key(items_manifest(times, offset + also + "pagination_reset: {type: PaginationReset, action: SPLIT_USING_CURSOR, limits: {type: PaginationResetLimits, "
                                                                   "number_of_records: 2}}")));
  EXPECT_EQ(folder.read(host, settings(server)), MU_DATA);  // two of one day are as many as the limit
  EXPECT_EQ(host.failed_id, "begins_anew_in_vain");
  std::map<std::string, int> ends;
  for (const std::string& key : host.keys) ++ends[key.substr(key.find('#'))];
  EXPECT_EQ(ends, (std::map<std::string, int>{{"#1", 3}, {"#2", 1}}));  // days 1 and 2, and day 2 twice, of which the first came before
}

TEST(Again, PagesThatMayBeginAnewAreNoPlaceToGoOnFrom) {
  ScriptedServer server([](const Asked& one) { return one.target.find("offset=4") == std::string::npos ? Told{200, R"({"items":[{"id":1},{"id":2}]})", ""} : Told{500, "{}", ""}; });
  TellingHost host;
  ManifestFolder folder(items_manifest("", offset + also + "pagination_reset: {type: PaginationReset, action: RESET}"));
  EXPECT_EQ(folder.read(host, settings(server)), MU_TRANSIENT);
  EXPECT_EQ(host.states, Texts());
  ManifestFolder other(items_manifest("", offset));
  EXPECT_EQ(other.read(host, settings(server)), MU_TRANSIENT);
  EXPECT_NE(host.state().find("\"at\""), std::string::npos);
}

TEST(Again, AParentsRowsThatComeAgainAreOnePartition) {
  bool refused = false;
  ScriptedServer server([&](const Asked& one) -> Told {
    if (one.target.starts_with("/c/")) return {200, R"({"items":[{"of":")" + one.target + "\"}]}", ""};
    if (one.target.find("offset") == std::string::npos) return {200, R"({"items":[{"id":1},{"id":2}]})", ""};
    if (!std::exchange(refused, true)) return {410, "{}", ""};
    return {200, R"({"items":[{"id":3}]})", ""};
  });
  TellingHost host;
  ManifestFolder folder(items_manifest("", offset, on("410", "RESET_PAGINATION")) +
                        "  - type: DeclarativeStream\n    name: children\n    retriever:\n      type: SimpleRetriever\n"
                        "      requester: {type: HttpRequester, url_base: \"{{ config['base'] }}\", path: \"/c/{{ stream_partition.of }}\"}\n"
                        "      record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [items]}}\n"
                        "      partition_router: {type: SubstreamPartitionRouter, parent_stream_configs: [{type: ParentStreamConfig, parent_key: id, "
                        "partition_field: of, stream: {$ref: \"#/streams/0\"}}]}\n");
  ASSERT_EQ(folder.read(host, settings(server), "children"), MU_OK) << host.failed_sentence;
  EXPECT_TRUE(refused);
  EXPECT_EQ(host.records, (Texts{R"({"of":"/c/1"})", R"({"of":"/c/2"})", R"({"of":"/c/3"})"}));
}

TEST(Again, RowsThatMayComeOnlyOnceAreNotReadAgain) {
  std::string expanded = items_manifest("");
  const std::string path = "field_path: [items]";
  expanded.replace(expanded.find(path), path.size(),
                   path + ", record_expander: {type: RecordExpander, expand_records_from_field: [lines], truncation_indicator_path: [more], truncated_list_retriever: " + of_one_time + "}");
  const std::string listed = items_manifest("") + "dynamic_streams: [{type: DynamicDeclarativeStream, stream_template: {type: DeclarativeStream}, components_resolver: {type: "
                                                  "HttpComponentsResolver, components_mapping: [], retriever: " + of_one_time + "}}]\n";
  const std::pair<std::string, std::string> all[] = {
      {expanded, "streams[0].retriever.record_selector.extractor.record_expander.truncated_list_retriever"}, {listed, "dynamic_streams[0].components_resolver.retriever"}};
  for (const auto& [manifest, place] : all) {
    std::string ids;
    for (const http::Lack& one : http::read_manifest("type: DeclarativeSource\n" + manifest).lacks)
      if (one.path.starts_with(place)) ids += one.path.substr(place.size()) + " " + one.id + "\n";
    EXPECT_EQ(ids, ".pagination_reset not_beside\n.requester.error_handler.response_filters[0].action only_of_retrievers\n");
  }
}

TEST(Again, ListsThatStayShortAreTold) {
  ScriptedServer server([](const Asked&) { return Told{200, R"({"items":[{"lines":[{"id":1}],"more":true,"total_count":7}]})", ""}; });
  TellingHost host;
  std::string manifest = items_manifest("");
  const std::string path = "field_path: [items]";
  ASSERT_NE(manifest.find(path), std::string::npos) << manifest;
  manifest.replace(manifest.find(path), path.size(), path + ", record_expander: {type: RecordExpander, expand_records_from_field: [lines], truncation_indicator_path: [more]}");
  ASSERT_EQ(ManifestFolder(manifest).read(host, settings(server)), MU_OK) << host.failed_sentence;
  std::string told;
  for (const std::string& line : host.lines)
    if (line.find("cut off") != std::string::npos) told += line;
  EXPECT_NE(told.find("the list lines of a record is cut off (1 of 7 elements)"), std::string::npos) << told;
}

}  // namespace
}  // namespace musubi::test
