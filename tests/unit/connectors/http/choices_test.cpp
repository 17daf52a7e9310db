// What of a manifest the settings choose: authenticators, streams, streams that they list, and settings of earlier versions.
#include <gtest/gtest.h>

#include "connectors/http/catalogue.hpp"
#include "connectors/http/manifest/manifest.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

std::string with_base(const ScriptedServer& server, const std::string& more) {
  return R"({"base":")" + server.base() + "\"," + more + "}";
}

Told one_item(const Asked&) {
  return {200, R"({"items":[{"id":1}]})", ""};
}

TEST(Choices, OnlyTheChosenAuthenticatorMustBeWhole) {
  ScriptedServer server(one_item);
  ManifestFolder folder(items_manifest("", "",
                                       "authenticator: {type: SelectiveAuthenticator, authenticator_selection_path: [auth], authenticators: {Token: {type: "
                                       "BearerAuthenticator, api_token: t-1}, OAuth: {type: CustomAuthenticator, class_name: source_x.Auth}}}"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, with_base(server, R"("auth":"Token")")), MU_OK) << host.failed_sentence;
  EXPECT_TRUE(server.asked().back().has("Bearer t-1\r\n"));
  TellingHost other;
  EXPECT_EQ(folder.read(other, with_base(server, R"("auth":"OAuth")")), MU_CONFIG);
  EXPECT_EQ(other.failed_id, "manifest_lacks");
}

/// Why the streams `chosen` of a manifest with dynamic streams that cannot be had are refused.
std::string refused(const std::vector<std::string>& chosen) {
  const http::Manifest manifest = http::read_manifest(
      items_manifest("") + "dynamic_streams: [{type: DynamicDeclarativeStream, stream_template: {type: DeclarativeStream}, components_resolver: {type: "
                           "HttpComponentsResolver}}]\n");
  http::Settings settings;
  settings.streams = chosen;
  try {
    http::refuse_lacks(manifest, settings, http::Json::object(), http::offered_streams(manifest, settings));
  } catch (const Failure& failure) {
    for (const auto& [name, value] : failure.args)
      if (name == "lacks_ja") return value;
  }
  return "";
}

TEST(Choices, NoStreamsComeByASecret) {
  auto said_of = [](const std::string& condition) {
    const http::Json none = http::Json::object();
    std::string out, manifest = "type: DeclarativeSource\nstreams: [{type: ConditionalStreams, condition: \"{{ " + condition + " }}\", streams: [{type: DeclarativeStream, name: items, retriever: {type: "
                                "SimpleRetriever, requester: {type: HttpRequester, url: 'https://e.com'}, record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}}}]}]\n";
    manifest += "spec: {type: Spec, connection_specification: {properties: {open: {type: string}, key: {type: string, airbyte_secret: true}, login: {oneOf: [{properties: {kind: {const: a}}}, "
                "{properties: {token: {type: string, airbyte_secret: true}}}]}}}}\n";
    for (const http::Json* values : {static_cast<const http::Json*>(nullptr), &none})
      for (const http::Lack& one : http::read_manifest(manifest, values).lacks) out += one.path + ": " + said(one, http::Tongue::ja) + " " + said(one, http::Tongue::en) + "\n";
    return out;
  };
  EXPECT_EQ(said_of("config['open'] and config.login.kind"), "");
  const std::string once = "streams[0].condition: 秘密の設定 login.token では選べません。秘密でない設定で書いてください it cannot choose by the secret setting login.token: write it with one that is no secret\n";
  EXPECT_EQ(said_of("config['open'] or config.login.get('token')"), once + once);
}

TEST(Choices, StreamsByNameDoWithoutThoseThatComeOfSettings) {
  EXPECT_EQ(refused({}), "dynamic_streams[0].components_resolver.retriever: ありません");
  EXPECT_EQ(refused({"items"}), "");
}

std::string listed_streams() {
  return items_manifest("") + R"(
dynamic_streams:
  - type: DynamicDeclarativeStream
    stream_template:
      type: DeclarativeStream
      name: ""
      primary_key: id
      retriever:
        type: SimpleRetriever
        requester: {type: HttpRequester, url_base: "{{ config['base'] }}", path: ""}
        record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [items]}}
    components_resolver:
      type: ConfigComponentsResolver
      stream_config: {type: StreamConfig, configs_pointer: [reports]}
      components_mapping:
        - {type: ComponentMappingDefinition, field_path: [name], value: "{{ components_values['name'] }}"}
        - {type: ComponentMappingDefinition, field_path: [retriever, requester, path], value: "/r/{{ components_values['name'] }}"}
)";
}

TEST(Choices, StreamsComeOfWhatASettingLists) {
  ScriptedServer server(one_item);
  ManifestFolder folder(listed_streams());
  TellingHost host;
  EXPECT_EQ(folder.read(host, with_base(server, R"("reports":[{"name":"a"},{"name":"b"}])"), "b"), MU_OK) << host.failed_sentence;
  EXPECT_EQ(server.asked().back().target, "/r/b");
  EXPECT_TRUE(http::read_manifest(listed_streams()).lacks.empty()) << "a template has gaps";
  const http::Json twice = http::Json::parse(R"({"reports":[{"name":"a"},{"name":"a"}]})");
  const http::Manifest manifest = http::read_manifest(listed_streams(), &twice);
  ASSERT_EQ(manifest.lacks.size(), 1U);
  EXPECT_EQ(said(manifest.lacks[0], http::Tongue::en), "there is another stream a");
}

TEST(Choices, SettingsOfAnEarlierVersionBecomeThoseOfThisOne) {
  ScriptedServer server(one_item);
  ManifestFolder folder(items_manifest("", "", "authenticator: {type: BearerAuthenticator, api_token: \"{{ config['credentials']['token'] }}\"}") + R"(
spec:
  type: Spec
  connection_specification:
    type: object
    required: [credentials]
    properties: {base: {type: string}, credentials: {type: object, required: [token], properties: {token: {type: string}}}}
  config_normalization_rules:
    config_migrations:
      - type: ConfigMigration
        transformations:
          - {type: ConfigAddFields, fields: [{type: AddedFieldDefinition, path: [credentials, token], value: "{{ config['token'] }}"}], condition: "{{ config.get('token') }}"}
          - {type: ConfigRemoveFields, field_pointers: [[token]]}
    validations: [{type: DpathValidator}]
)");
  TellingHost host;
  host.secrets["secrets/token"] = "t-old";
  EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  EXPECT_TRUE(server.asked().back().has("Bearer t-old\r\n"));
}

/// A rule may need what stands among the secrets, which are not known when the streams are made.
TEST(Choices, RulesMayNeedASecret) {
  const std::string spec = R"(
spec:
  type: Spec
  connection_specification:
    type: object
    properties: {base: {type: string}, kind: {type: string}, reports: {type: array}, credentials: {type: object, properties: {token: {type: string}}}}
  config_normalization_rules:
    config_migrations:
      - type: ConfigMigration
        transformations:
          - {type: ConfigAddFields, fields: [{type: AddedFieldDefinition, path: [kind], value: "{{ 'v2' if config['credentials']['token'] else 'v1' }}"}]}
)";
  ScriptedServer server(one_item);
  for (const std::string& manifest : {items_manifest(""), listed_streams()}) {
    ManifestFolder folder(manifest + spec);
    TellingHost host;
    host.secrets["secrets/credentials.token"] = "t-1";
    EXPECT_EQ(folder.read(host, with_base(server, R"("reports":[{"name":"a"}])")), MU_OK) << host.failed_sentence;
  }
}

}  // namespace
}  // namespace musubi::test
