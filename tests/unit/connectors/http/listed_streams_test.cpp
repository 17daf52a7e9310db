// Streams that the source itself lists: when it is asked for them, and what becomes of a read where it does not answer.
#include <gtest/gtest.h>

#include "connectors/http/manifest/manifest.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

extern "C" const mu_connector* musubi_connector();

namespace musubi::test {
namespace {

using Texts = std::vector<std::string>;

std::string listing(const std::string& check = "", const std::string& more = "") {
  return items_manifest("") + check + R"(
dynamic_streams:
  - type: DynamicDeclarativeStream
    name: by_kind
    stream_template:
      type: DeclarativeStream
      name: ""
      primary_key: id
      retriever:
        type: SimpleRetriever
        requester: {type: HttpRequester, url_base: "{{ config['base'] }}", path: ""}
        record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [items]}})" +
         more + R"(
    components_resolver:
      type: HttpComponentsResolver
      retriever:
        type: SimpleRetriever
        requester: {type: HttpRequester, url_base: "{{ config['base'] }}", path: /kinds}
        record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [kinds]}}
      components_mapping:
        - {type: ComponentMappingDefinition, field_path: [name], value: "{{ components_values['name'] }}"}
        - {type: ComponentMappingDefinition, field_path: [retriever, requester, path], value: "/r/{{ components_values['name'] }}"}
)";
}

/// A source of the kinds a, b and c that fails as often as it is told.
struct Source {
  int failures = 0;
  std::string kinds = R"([{"name":"a"},{"name":"b"},{"name":"c"}])";
  ScriptedServer server{[this](const Asked& asked) {
    if (asked.target == "/kinds" && failures-- > 0) return Told{500, "{}", ""};
    return Told{200, asked.target == "/kinds" ? R"({"kinds":)" + kinds + "}" : R"({"items":[{"id":1}]})", ""};
  }};

  std::string settings() const { return R"({"base":")" + server.base() + "\"}"; }
  Texts asked() const {
    Texts out;
    for (const Asked& one : server.asked()) out.push_back(one.target);
    return out;
  }
};

/// One opened connection.
class Opened {
 public:
  Opened(const ManifestFolder& folder, const TellingHost& host, const std::string& settings) {
    const std::string config = R"({"manifest":")" + (folder.path() / "manifest.yaml").string() + R"(","settings":)" + settings + "}";
    self_ = musubi_connector()->open(host.table(), sdk::text(config));
  }
  ~Opened() {
    if (self_) musubi_connector()->close(self_);
  }
  Opened(const Opened&) = delete;
  bool is_open() const { return self_; }
  int32_t check() const { return musubi_connector()->check(self_); }
  int32_t read(const std::string& stream) const { return musubi_connector()->read(self_, sdk::text(stream), sdk::text("")); }

 private:
  void* self_ = nullptr;
};

TEST(ListedStreams, AreAskedForOnceAndOnlyWhenTheyAreWanted) {
  Source source;
  ManifestFolder folder(listing());
  TellingHost host;
  const Opened opened(folder, host, source.settings());
  ASSERT_TRUE(opened.is_open()) << host.failed_sentence;
  EXPECT_EQ(source.asked(), Texts{}) << "opening asks nobody";
  EXPECT_EQ(opened.read("items"), MU_OK);
  EXPECT_EQ(source.asked(), Texts{"/items"});
  EXPECT_EQ(opened.read("b"), MU_OK) << host.failed_sentence;
  EXPECT_EQ(opened.read("a"), MU_OK);
  EXPECT_EQ(source.asked(), (Texts{"/items", "/kinds", "/r/b", "/r/a"}));
  EXPECT_EQ(opened.read("d"), MU_CONFIG);
  EXPECT_EQ(host.failed_id, "no_stream");
}

TEST(ListedStreams, WhatCannotBeOfferedIsSaidEachTime) {
  Source source;
  ManifestFolder folder(listing());
  TellingHost host;
  const Opened chosen(folder, host, source.settings() + R"(,"streams":["nosuch","b"])");
  ASSERT_TRUE(chosen.is_open()) << host.failed_sentence;
  for (const char* stream : {"nosuch", "b", "items"}) {
    EXPECT_EQ(chosen.read(stream), MU_CONFIG) << stream;
    EXPECT_EQ(host.failed_id, "no_stream") << stream;
  }
  std::string made = listing() + "        - {type: ComponentMappingDefinition, field_path: [retriever, requester, http_method], value: TRACE}\n";
  const std::string path = "path: \"\"";
  const ManifestFolder lacking(made.replace(made.find(path), path.size(), path + ", http_method: GET"));
  const Opened opened(lacking, host, source.settings());
  ASSERT_TRUE(opened.is_open()) << host.failed_sentence;
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(opened.read("a"), MU_CONFIG);
    EXPECT_EQ(host.failed_id, "manifest_lacks");
  }
  EXPECT_EQ(opened.read("items"), MU_OK) << "it was offered before";
}

TEST(ListedStreams, StandInTheCatalogue) {
  Source source;
  ManifestFolder folder(listing());
  TellingHost host;
  const std::string found = folder.discover(host, source.settings());
  for (const char* name : {"a", "b", "c", "items"}) EXPECT_NE(found.find(R"({"name":")" + std::string(name) + "\""), found.npos) << found;
  const std::string chosen = folder.discover(host, source.settings() + R"(,"streams":["items","b"])");
  EXPECT_EQ(chosen.find(R"({"name":"a")"), chosen.npos) << chosen;
  EXPECT_EQ(folder.discover(host, source.settings() + R"(,"streams":["items","bb"])"), "");
  EXPECT_EQ(host.failed_id, "no_stream");
}

TEST(ListedStreams, AFailureIsOverWithTheSource) {
  Source source;
  source.failures = 1;
  ManifestFolder folder(listing());
  TellingHost host;
  const Opened opened(folder, host, source.settings());
  EXPECT_EQ(opened.read("a"), MU_TRANSIENT) << host.failed_sentence;
  EXPECT_EQ(opened.read("items"), MU_OK);
  EXPECT_EQ(opened.read("a"), MU_OK) << host.failed_sentence;
}

TEST(ListedStreams, OfOneNameAreRefused) {
  Source source;
  ManifestFolder folder(listing());
  for (const char* kinds : {R"([{"name":"a"},{"name":"b"},{"name":"a"}])", R"([{"name":"items"}])"}) {
    source.kinds = kinds;
    TellingHost host;
    EXPECT_EQ(folder.read(host, source.settings(), "a"), MU_CONFIG);
    EXPECT_EQ(host.failed_id, "stream_twice");
  }
}

TEST(ListedStreams, ACheckReadsThoseThatTheManifestSays) {
  const std::pair<const char*, Texts> checks[] = {
      {"check: {type: CheckStream, stream_names: [items]}", {"/items"}},
      {"check: {type: CheckStream, stream_names: [c]}", {"/kinds", "/r/c"}},
      {"check: {type: CheckStream, stream_names: [items], dynamic_streams_check_configs: [{type: DynamicStreamCheckConfig, dynamic_stream_name: by_kind, stream_count: 2}]}",
       {"/kinds", "/items", "/r/a", "/r/b"}},
      {"check: {type: CheckDynamicStream, stream_count: 3}", {"/kinds", "/items", "/r/a", "/r/b"}},
  };
  for (const auto& [check, asked] : checks) {
    Source source;
    ManifestFolder folder(listing(check));
    TellingHost host;
    EXPECT_EQ(Opened(folder, host, source.settings()).check(), MU_OK) << host.failed_sentence;
    EXPECT_EQ(source.asked(), asked) << check;
  }
}

TEST(ListedStreams, OfATemplateOnlyWhatNothingMendsIsLacking) {
  const http::Manifest whole = http::read_manifest(listing());
  EXPECT_TRUE(whole.lacks.empty()) << whole.lacks.front().path << ": " << said(whole.lacks.front(), http::Tongue::en);
  const http::Manifest lacking = http::read_manifest(listing("", "\n        paginator: {type: CustomPaginator, class_name: source_x.Pages}"));
  ASSERT_EQ(lacking.lacks.size(), 1U);
  EXPECT_EQ(lacking.lacks[0].path, "dynamic_streams[0].stream_template.retriever.paginator");
}

}  // namespace
}  // namespace musubi::test
