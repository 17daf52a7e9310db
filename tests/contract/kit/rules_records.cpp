// What a connector delivers: rules 7, 8, 9, 18 and 20.
#include <algorithm>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "core/text/utf8.hpp"
#include "tests/contract/kit/rules.hpp"

namespace contract {
namespace {

/// A stream's schema; says what is wrong with a record, "" if nothing.
class RecordSchema {
 public:
  explicit RecordSchema(const json& schema) {
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema), schema_);
  }
  std::string complaint(const json& record) const {
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (validator.validate(schema_, valijson::adapters::NlohmannJsonAdapter(record), &results)) return {};
    valijson::ValidationResults::Error error;
    std::string out;
    while (results.popError(error)) {
      out = error.description;
      for (const std::string& step : error.context) out += " " + step;
    }
    return out;
  }

 private:
  valijson::Schema schema_;
};

bool is_deletion(const json& record) {
  return record == json{{"_deleted", true}};
}

void judge_stream(const json& stream, std::set<std::string>& names, Report& report) {
  std::string name = stream.value("name", "");
  if (name.empty()) return report.fail("a stream has no name");
  if (!names.insert(name).second) report.fail("two streams are called " + name);
  if (!stream.contains("schema") || !stream["schema"].is_object())
    return report.fail(name + " has no schema");
  if (!stream.contains("key") || !stream["key"].is_array())
    return report.fail(
        name + " does not say what its key is (a list of fields; empty where the content is the key)");
  const json& schema = stream["schema"];
  auto known = [&](const std::string& field) {
    return !schema.contains("properties") || schema["properties"].contains(field);
  };
  for (const json& field : stream["key"])
    if (!field.is_string() || !known(field))
      report.fail(name + ": the key " + field.dump() + " is not in its schema");
  if (stream.contains("cursor") && (!stream["cursor"].is_string() || !known(stream["cursor"])))
    report.fail(name + ": the cursor is not in its schema");
}

void judge_record(const Event& e, const RecordSchema& schema, Report& report) {
  std::string where = e.stream + " " + e.key;
  if (e.key.empty()) report.fail(e.stream + ": a record has no key: " + e.given.substr(0, 80));
  json record = json::parse(e.text, nullptr, false);
  if (!record.is_object()) return report.fail(where + ": a record is no JSON object");
  for (const char* name : {"_row", "_file", "_file_date"})
    if (record.contains(name))
      report.fail(where + ": " + name + " stands elsewhere than in its place at the front");
  if (is_deletion(record)) return;
  std::string complaint = schema.complaint(record);
  if (!complaint.empty()) report.fail(where + " does not fit its schema: " + complaint);
}

}  // namespace

void discovers_in_order(const Bench& bench, Report& report) {
  json streams = catalogue(bench)["streams"];
  std::set<std::string> names;
  std::vector<std::string> order;
  for (const json& stream : streams) {
    judge_stream(stream, names, report);
    order.push_back(stream.value("name", ""));
  }
  if (!std::is_sorted(order.begin(), order.end())) report.fail("the streams are not sorted by name");
  if (catalogue(bench)["streams"] != streams) report.fail("a second discover tells something else");
  for (const auto& [name, bag] : bench.fixture.expected)
    if (!names.count(name))
      report.fail("the fixture expects the stream " + name + ", which is not in the catalogue");
}

void records_fit(const Bench& bench, Report& report) {
  if (!bench.table.read) return;
  json found = catalogue(bench);
  for (const json& stream : found["streams"]) {
    RecordSchema schema(stream["schema"]);
    for (const Event& e : read_all(bench, stream["name"]))
      if (e.kind == Event::record) judge_record(e, schema, report);
  }
}

void reads_the_fixture(const Bench& bench, Report& report) {
  if (!bench.table.read) return;
  if (!bench.fixture.has_expected)
    return report.fail("the fixture has no expected.jsonl; --bless writes one to be read through");
  for (const std::string& name : stream_names(bench)) {
    Bag got = bag_of(read_all(bench, name), name);
    auto found = bench.fixture.expected.find(name);
    const Bag wanted = found == bench.fixture.expected.end() ? Bag() : found->second;
    std::string less = missing(wanted, got), more = missing(got, wanted);
    if (!less.empty()) report.fail(name + ": expected, but not delivered as expected: " + less);
    if (!more.empty()) report.fail(name + ": delivered, but not expected: " + more);
  }
}

void text_survives(const Bench& bench, Report& report) {
  std::string all;
  auto look = [&](const KitHost& host) {
    for (const std::string& text : host.all_texts()) {
      if (!musubi::text::is_valid_utf8(text)) report.fail("a text is not UTF-8: " + text.substr(0, 60));
      all += text;
    }
  };
  if (bench.table.read) {
    for (const std::string& name : stream_names(bench)) {
      Instance instance(bench);
      instance.read(name, "");
      look(instance.host);
    }
  }
  for (const Case* c : bench.fixture.of("receive")) {
    Instance instance(bench, bench.settings(c));
    if (instance.open() && bench.table.receive) instance.run(*c);
    look(instance.host);
  }
  auto has = [&](std::initializer_list<const char*> any) {
    return std::any_of(any.begin(), any.end(), [&](const char* s) { return all.find(s) != all.npos; });
  };
  if (!has({"髙", "﨑", "𠮷", "德", "\\u9ad9", "\\ufa11", "\\u5fb7"}))
    report.fail("no record of the fixture holds 髙, 﨑, 𠮷 or 德");
  if (!has({"ｱ", "ﾀ", "ﾅ", "ﾏ", "ﾗ", "ｶ", "ｻ", "ﾊ", "ﾔ", "ア", "カ", "サ", "タ", "ナ", "ハ", "マ", "ヤ",
            "ラ"}))
    report.fail("no record of the fixture holds katakana");
  if (!has({"\\u0000"})) report.note("no record of the fixture holds a NUL");
  if (!has({"\xf0\x9f"})) report.note("no record of the fixture holds an emoji");
}

void holds_unreadable_rows(const Bench& bench, Report& report) {
  if (!bench.table.read) return;
  std::set<std::string> ids;
  for (const mu_message* m = bench.table.messages; m && m->id; ++m) ids.insert(m->id);
  for (const std::string& name : stream_names(bench)) {
    Instance instance(bench);
    instance.read(name, "");
    for (const Told& told : instance.host.held) {
      if (told.sentence.empty()) report.fail(name + ": an unreadable row has no sentence");
      if (!ids.count(told.id))
        report.fail(name + ": the sentence of an unreadable row is not in the table (id “" + told.id + "”)");
    }
    for (const Event& e : instance.host.events)
      if (e.kind == Event::unreadable && e.text.empty())
        report.fail(name + ": an unreadable row comes without the row");
  }
}

}  // namespace contract
