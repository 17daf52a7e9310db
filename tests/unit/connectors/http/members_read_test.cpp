// Of records and answers only the members that templates look at are read: which those are.
#include <gtest/gtest.h>

#include "connectors/http/manifest/setting_paths.hpp"
#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

/// The members of `record` that a template reads, "all", or "" for none.
std::string read_by(const std::string& text) {
  auto members = http::members_read(http::parse_template(text), "record");
  if (!members) return "all";
  std::string out;
  for (const std::string& name : *members) out += (out.empty() ? "" : " ") + name;
  return out;
}

TEST(MembersRead, AreThoseOfConstantNames) {
  EXPECT_EQ(read_by("{{ record.a.b ~ record['c'][0] ~ record.get('d').get('e') }}"), "a c d");
  EXPECT_EQ(read_by("{{ record['a.b'] or record.get('@odata.nextLink') or record['x.y'].z }}"), "@odata.nextLink a.b x.y");
  EXPECT_EQ(read_by("{{ record.a.items() | list | length + record.b.strip() | length }}"), "a b") << "methods are no members";
  EXPECT_EQ(read_by("{{ record.get('a', record.b).get('c', record['d']) }}"), "a b d");
  EXPECT_EQ(read_by("{{ record.items }}"), "items");
  EXPECT_EQ(read_by("{% for x in record.list if x > record.least %}{{ x }}{% else %}{{ record.none }}{% endfor %}"), "least list none");
  EXPECT_EQ(read_by("{{ config.a }}"), "");
}

TEST(MembersRead, AreAllWhereANameIsWorkedOut) {
  for (const char* text :
       {"{{ record.get(config['f']) }}", "{{ record[config.f] }}", "{% set k = 'id' %}{{ record.get(k) }}", "{{ record.get(parameters.f).x }}",
        "{{ record.items() | list }}", "{{ record.keys() | list }}", "{{ record.values() | first }}", "{{ record.copy().a }}", "{{ record }}",
        "{{ 'a' in record }}", "{% set r = record %}{{ r.a }}", "{{ record | length }}", "{{ record.get() }}"})
    EXPECT_EQ(read_by(text), "all") << text;
}

std::string settings(const ScriptedServer& server) {
  return R"({"base":")" + server.base() + R"(","f":"b"})";
}

std::string told(const TellingHost& host) {
  std::string out;
  for (size_t i = 0; i < host.keys.size(); ++i) out += (i ? " " : "") + host.records[i];
  return out;
}

/// What becomes of {"id":1,"a.b":"x","b":"y"} and {"id":2,"a.b":"z","b":null}.
std::string read_with(const std::string& stream, const std::string& filter = "") {
  ScriptedServer server([](const Asked&) { return Told{200, R"({"items":[{"id":1,"a.b":"x","b":"y"},{"id":2,"a.b":"z","b":null}]})", ""}; });
  std::string manifest = items_manifest(stream);
  const std::string extractor = "extractor: {type: DpathExtractor, field_path: [items]}";
  if (!filter.empty())
    manifest.insert(manifest.find(extractor) + extractor.size(), ", record_filter: {type: RecordFilter, condition: \"" + filter + "\"}");
  ManifestFolder folder(manifest);
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  return told(host);
}

std::string added(const std::string& value) {
  return read_with("transformations: [{type: AddFields, fields: [{path: [m], value: \"" + value + "\"}]}, {type: RemoveFields, field_pointers: [[a.b], [b]]}]");
}

TEST(MembersRead, OfRecordsMayHaveADotInTheirNames) {
  EXPECT_EQ(added("{{ record['a.b'] }}"), R"({"id":1,"m":"x"} {"id":2,"m":"z"})");
  EXPECT_EQ(added("{{ record.get('a.b') }}"), R"({"id":1,"m":"x"} {"id":2,"m":"z"})");
  EXPECT_EQ(read_with("", "{{ record['a.b'] == 'z' }}"), R"({"id":2,"a.b":"z","b":null})");
  EXPECT_EQ(read_with("x-musubi: {deleted: \"{{ record['a.b'] == 'x' }}\"}"), R"({"_deleted":true} {"id":2,"a.b":"z","b":null})");
}

TEST(MembersRead, OfRecordsMayBeNamedElsewhere) {
  EXPECT_EQ(added("{{ record.get(config['f']) or 'none' }}"), R"({"id":1,"m":"y"} {"id":2,"m":"none"})");
  EXPECT_EQ(added("{% for k, v in record.items() if v %}{{ k }} {% endfor %}"), R"({"id":1,"m":"id a.b b "} {"id":2,"m":"id a.b "})");
  EXPECT_EQ(read_with("", "{{ 'y' in record.values() | list }}"), R"({"id":1,"a.b":"x","b":"y"})");
  EXPECT_EQ(read_with("x-musubi: {deleted: \"{{ record.get(config.f) is none }}\"}"), R"({"id":1,"a.b":"x","b":"y"} {"_deleted":true})");
}

/// The keys of two pages, the second of which stands at the address that the first names.
std::string paged(const std::string& cursor, const std::string& stop = "") {
  std::string base;
  ScriptedServer server([&](const Asked& asked) {
    if (asked.target.find("page=2") != asked.target.npos) return Told{200, R"({"items":[{"id":2}]})", ""};
    return Told{200, R"({"@odata.nextLink":")" + base + R"(/items?page=2","next.page":"2","b":"2","items":[{"id":1}]})", ""};
  });
  base = server.base();
  const bool address = cursor.find("odata") != cursor.npos;
  ManifestFolder folder(items_manifest("", "paginator: {type: DefaultPaginator, page_token_option: {type: " +
                                               std::string(address ? "RequestPath" : "RequestOption, inject_into: request_parameter, field_name: page") +
                                               "}, pagination_strategy: {type: CursorPagination, cursor_value: \"" + cursor + "\"" +
                                               (stop.empty() ? "" : ", stop_condition: \"" + stop + "\"") + "}}"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, settings(server)), MU_OK) << host.failed_sentence;
  std::string out;
  for (const std::string& key : host.keys) out += key;
  return out;
}

TEST(MembersRead, OfAnswersNameTheNextPage) {
  EXPECT_EQ(paged("{{ response.get('@odata.nextLink') }}"), "12");
  EXPECT_EQ(paged("{{ response['@odata.nextLink'] }}", "{{ '@odata.nextLink' not in response }}"), "12");
  EXPECT_EQ(paged("{{ response['next.page'] }}"), "12");
  EXPECT_EQ(paged("{{ response.get(config['f']) }}"), "12");
  EXPECT_EQ(paged("{{ response['b'] }}", "{{ 'b' not in response.keys() }}"), "12");
}

}  // namespace
}  // namespace musubi::test
