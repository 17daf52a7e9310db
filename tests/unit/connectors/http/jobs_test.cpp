// Exports that a source makes by jobs: what people see of them, and what ends them. What they ask for and deliver is compared in tests/real/http.
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>

#include "connectors/http/manifest/manifest.hpp"
#include "connectors/http/read/unzip.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

std::string settings(const ScriptedServer& server) {
  return R"({"base":")" + server.base() + "\"}";
}

std::string asks(const std::string& name, const std::string& path, const std::string& method) {
  return "      " + name + ": {type: HttpRequester, url_base: \"{{ config['base'] }}\", path: \"" + path + "\", http_method: " + method + "}\n";
}

/// One stream that is read by jobs, deleted and stopped by requests of their own.
std::string exports(const std::string& more = "") {
  return "streams:\n  - type: DeclarativeStream\n    name: items\n    primary_key: id\n    retriever:\n      type: AsyncRetriever\n" +
         asks("creation_requester", "/jobs", "POST") + asks("polling_requester", "/jobs/{{ creation_response.id }}", "GET") +
         asks("download_requester", "/result", "GET") + asks("abort_requester", "/stop", "POST") + asks("delete_requester", "/bin", "POST") +
         "      status_extractor: {type: DpathExtractor, field_path: [status]}\n"
         "      status_mapping: {type: AsyncJobStatusMap, running: [WAITS], completed: [DONE], failed: [BAD], timeout: [LATE]}\n"
         "      record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}\n" + more;
}

std::string way(const Asked& one) {
  return one.method + " " + one.target;
}

/// Answers polls with these, one after the other, the last for ever.
struct Source {
  std::vector<Told> polls;
  size_t polled = 0;

  Told answer(const Asked& one) {
    if (way(one) == "POST /jobs") return {200, R"({"id":7})", ""};
    if (way(one) == "GET /jobs/7") return polls[std::min(polled++, polls.size() - 1)];
    if (way(one) == "GET /result") return {200, R"([{"id":1},{"id":2}])", ""};
    return {200, "{}", ""};
  }
};

std::vector<std::string> ways(const ScriptedServer& server) {
  std::vector<std::string> out;
  for (const Asked& one : server.asked()) out.push_back(way(one));
  return out;
}

const Told done{200, R"({"status":"DONE"})", ""}, waits{200, R"({"status":"WAITS"})", ""};

TEST(Jobs, AreSpokenOfForAPreview) {
  Source source{{waits, done}};
  ScriptedServer server([&](const Asked& one) { return source.answer(one); });
  ManifestFolder folder(exports());
  TellingHost host;
  ASSERT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.keys, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(ways(server), (std::vector<std::string>{"POST /jobs", "GET /jobs/7", "GET /jobs/7", "GET /result", "POST /bin"}));
  ASSERT_EQ(host.lines.size(), 5U);
  EXPECT_NE(host.lines[0].find(R"({"request":{"method":"POST","address":")" + server.base() + "/jobs\""), std::string::npos) << host.lines[0];
}

TEST(Jobs, AStatusThatTheManifestDoesNotKnowIsNamedAndTheJobIsStopped) {
  Source source{{waits, {200, R"({"status":"ODD"})", ""}}};
  ScriptedServer server([&](const Asked& one) { return source.answer(one); });
  ManifestFolder folder(exports());
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_DATA);
  EXPECT_EQ(host.failed_id, "job_unknown_status");
  EXPECT_NE(host.failed_sentence.find("“ODD”"), std::string::npos) << host.failed_sentence;
  EXPECT_EQ(ways(server).back(), "POST /stop");
}

TEST(Jobs, APollThatFailsAndPassesIsAskedAgain) {
  Source source{{{503, "", ""}, waits, {503, "", ""}, done}};
  ScriptedServer server([&](const Asked& one) { return source.answer(one); });
  ManifestFolder folder(exports());
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.keys.size(), 2U);
}

TEST(Jobs, APollThatIsRefusedEndsTheRead) {
  Source source{{{400, "{}", ""}}};
  ScriptedServer server([&](const Asked& one) { return source.answer(one); });
  ManifestFolder folder(exports());
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_CONFIG);
  EXPECT_EQ(ways(server), (std::vector<std::string>{"POST /jobs", "GET /jobs/7", "POST /stop"}));
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  return text.replace(text.find(what), what.size(), by);
}

TEST(Jobs, AnExpressionThatFailsStopsTheJob) {
  Source source{{waits}};
  ScriptedServer server([&](const Asked& one) { return source.answer(one); });
  ManifestFolder folder(replaced(exports(), "creation_response.id", "1 // 0"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_DATA);
  EXPECT_EQ(ways(server), (std::vector<std::string>{"POST /jobs", "POST /stop"}));
}

/// The jobs of `items` as the parent of `children`.
std::string as_parent(const std::string& stream) {
  return exports(stream) +
         "  - type: DeclarativeStream\n    name: children\n    primary_key: id\n    retriever:\n      type: SimpleRetriever\n" + asks("requester", "/children", "GET") +
         "      record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}\n"
         "      partition_router: {type: SubstreamPartitionRouter, parent_stream_configs: [{type: ParentStreamConfig, parent_key: id, partition_field: of, "
         "incremental_dependency: true, stream: {$ref: \"#/streams/0\"}}]}\n"
         "    incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format: \"%Y-%m-%d\", start_datetime: \"2026-01-01\", end_datetime: \"2026-01-20\"}\n";
}

TEST(Jobs, OfAParentAreStopped) {
  Source source{{{200, R"({"status":"ODD"})", ""}}};
  ScriptedServer server([&](const Asked& one) { return source.answer(one); });
  ManifestFolder folder(as_parent(""));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server), "children"), MU_DATA);
  EXPECT_EQ(host.failed_id, "job_unknown_status");
  EXPECT_EQ(ways(server).back(), "POST /stop");
}

/// `skipped`: which of the parent's two jobs has nothing. Gives the state of a read of its children.
std::string state_of_children(int skipped) {
  int made = 0;
  ScriptedServer server([&](const Asked& one) -> Told {
    if (way(one) == "POST /jobs") return {200, "{\"id\":" + std::to_string(++made) + "}", ""};
    if (one.target.starts_with("/jobs/")) return {200, one.target == "/jobs/" + std::to_string(skipped) ? R"({"status":"NONE"})" : R"({"status":"DONE"})", ""};
    if (one.target == "/result") return {200, made == 1 ? R"([{"id":1,"at":"2026-01-05"}])" : R"([{"id":2,"at":"2026-01-15"}])", ""};
    return {200, one.target == "/children" ? R"([{"id":1,"at":"2026-01-02"}])" : "{}", ""};
  });
  ManifestFolder folder(replaced(as_parent("    incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, datetime_format: \"%Y-%m-%d\", start_datetime: \"2026-01-01\", "
                                           "end_datetime: \"2026-01-20\", step: P10D, cursor_granularity: P1D}\n"),
                                 "timeout: [LATE]", "timeout: [LATE], skipped: [NONE]"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server), "children"), MU_OK) << host.failed_sentence;
  return host.state();
}

TEST(Jobs, OfAParentThatHadNothingHoldItsStateBack) {
  EXPECT_NE(state_of_children(0).find(R"("items":{"at":"2026-01-15"})"), std::string::npos) << state_of_children(0);
  EXPECT_NE(state_of_children(2).find(R"("items":{"at":"2026-01-05"})"), std::string::npos) << state_of_children(2);
  EXPECT_EQ(state_of_children(1).find("parent_state"), std::string::npos) << state_of_children(1);
}

TEST(Jobs, AnAnswerThatIsNoObjectIsNamed) {
  ScriptedServer server([](const Asked&) { return Told{200, "<p>", ""}; });
  ManifestFolder folder(exports());
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_DATA);
  EXPECT_EQ(host.failed_id, "job_no_object");
}

TEST(Jobs, WhatAManifestLacksIsNamedWithItsPlace) {
  ManifestFolder folder("streams:\n  - type: DeclarativeStream\n    name: items\n    retriever:\n      type: AsyncRetriever\n      "
                        "status_mapping: {running: [A], completed: [A], failed: []}\n      status_extractor: {type: DpathExtractor, field_path: [s]}\n" +
                        asks("creation_requester", "/", "GET") + asks("polling_requester", "/", "GET") + asks("download_requester", "/", "GET") +
                        asks("download_target_requester", "/", "GET") +
                        "      record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}\n");
  TellingHost host;
  EXPECT_EQ(folder.read(host, R"({"base":"http://127.0.0.1:1"})"), MU_CONFIG);
  for (const char* said : {"retriever.download_target_extractor: download_target_requester needs it", "status_mapping.completed: A has another meaning already",
                           "status_mapping.timeout: it is missing"})
    EXPECT_NE(host.failed_sentence.find(said), std::string::npos) << said << "\n" << host.failed_sentence;
}

TEST(Jobs, AFaultOfARequesterIsNamedOnce) {
  std::string manifest = exports();
  for (const char* method : {"POST", "GET"})
    for (size_t at; (at = manifest.find(std::string("http_method: ") + method)) != manifest.npos;) manifest.replace(at, 13 + std::string(method).size(), "http_method: TRACE");
  std::string places;
  for (const http::Lack& one : http::read_manifest("type: DeclarativeSource\n" + manifest).lacks) places += one.path.substr(one.path.find("retriever.") + 10) + "\n";
  EXPECT_EQ(places, "creation_requester.http_method\npolling_requester.http_method\nabort_requester.http_method\ndelete_requester.http_method\ndownload_requester.http_method\n");
}

TEST(Jobs, NoRequesterAsksForPropertiesInParts) {
  std::string manifest = exports();
  for (const char* path : {"/stop", "/result"})
    manifest.replace(manifest.find(path), std::string(path).size() + 1, std::string(path) + "\", request_parameters: {f: {type: QueryProperties, property_list: [a]}}");
  std::string places;
  for (const http::Lack& one : http::read_manifest("type: DeclarativeSource\n" + manifest).lacks) places += one.path.substr(one.path.find("retriever.") + 10) + " " + one.id + "\n";
  EXPECT_EQ(places, "download_requester.request_parameters unsupported_named\nabort_requester.request_parameters unsupported_named\n");
}

// --- archives

std::string little(uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}

/// A file "a" that says "hello", as it is; `sum`: its checksum.
std::string archive(uint32_t sum = 0x3610A686, int flags = 0, int method = 0) {
  return "PK\x03\x04" + little(20, 2) + little(flags, 2) + little(method, 2) + little(0, 4) + little(sum, 4) + little(5, 4) + little(5, 4) + little(1, 2) +
         little(0, 2) + "ahello" + "PK\x01\x02";
}

/// What an archive says, taken in pieces of this size: its files, each ended by "|", or why it cannot be read.
std::string unzipped(const std::string& bytes, size_t piece) {
  std::string out;
  http::Unzip unzip("e");
  const http::Unzip::Takes takes{[&](std::string_view text) { out += text; }, [&] { out += '|'; }};
  try {
    for (size_t at = 0; at < bytes.size(); at += piece)
      unzip.take(std::string_view(bytes).substr(at, piece), at + piece >= bytes.size(), takes);
  } catch (const Failure& failure) {
    return failure.args.back().second;
  }
  return out;
}

TEST(Unzip, SaysTheSameWhereverItIsCut) {
  const std::string two = archive().substr(0, archive().size() - 4) + archive();
  for (size_t piece : {size_t{1}, size_t{3}, size_t{29}, two.size()}) EXPECT_EQ(unzipped(two, piece), "hello|hello|") << piece;
}

TEST(Unzip, ReadsADescriptorOfEveryForm) {
  const std::string packed("\xCB\x48\xCD\xC9\xC9\x07\x00", 7);  // "hello", deflated
  const std::string head = "PK\x03\x04" + little(20, 2) + little(8, 2) + little(8, 2) + little(0, 16) + little(1, 2) + little(0, 2) + "a" + packed;
  for (const std::string& sign : {std::string(), std::string("PK\x07\x08")})
    for (int size : {4, 8}) {
      const std::string all = head + sign + little(0x3610A686, 4) + little(7, size) + little(5, size) + "PK\x01\x02" + std::string(42, '\0');
      for (size_t piece : {size_t{1}, all.size()}) EXPECT_EQ(unzipped(all, piece), "hello|") << sign.size() << size;
    }
}

TEST(Unzip, NamesWhatCannotBeRead) {
  EXPECT_EQ(unzipped("<html>", 6), "it is no ZIP");
  EXPECT_EQ(unzipped(archive().substr(0, 33), 33), "it is cut off");
  EXPECT_EQ(unzipped(archive(1), 99), "its checksum does not fit");
  EXPECT_EQ(unzipped(archive(0x3610A686, 1), 99), "it is encrypted");
  EXPECT_EQ(unzipped(archive(0x3610A686, 0, 12), 99), "it is packed in another way than by deflate");
  EXPECT_EQ(unzipped(archive(0x3610A686, 8), 99), "a file in it is not packed and tells its size only behind itself");
}

TEST(Unzip, ItsJsonIsReadAsPlainJsonIs) {
  std::string all;
  for (const std::string& text : {std::string("\xEF\xBB\xBF[{\"id\":1}]"), std::string("{\"id\":2,\n\"x\":NaN}"), std::string("\xEF\xBB\xBF\n")})
    all += "PK\x03\x04" + little(20, 2) + little(0, 8) + little(crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())), 4) +
           little(text.size(), 4) + little(text.size(), 4) + little(1, 2) + little(0, 2) + "a" + text;
  ScriptedServer server([&](const Asked&) { return Told{200, all + "PK\x01\x02", ""}; });
  std::string manifest = items_manifest("", "decoder: {type: ZipfileDecoder, decoder: {type: JsonDecoder}}");
  manifest.replace(manifest.find("field_path: [items]"), 19, "field_path: []");
  TellingHost host;
  ASSERT_EQ(ManifestFolder(manifest).read(host, settings(server)), MU_OK) << host.failed_sentence;
  EXPECT_EQ(host.records, (std::vector<std::string>{R"({"id":1})", R"({"id":2, "x":null})"}));
  EXPECT_TRUE(std::ranges::any_of(host.lines, [](const std::string& line) { return line.find("1 values in the answer") != line.npos; }));
}

}  // namespace
}  // namespace musubi::test
