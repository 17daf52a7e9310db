// musubi check | discover | preview | connector list | connector describe: looking at sources without writing anything.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/app/command.hpp"
#include "core/app/looks.hpp"
#include "core/app/print.hpp"
#include "core/app/words.hpp"
#include "core/flow/stream_advice.hpp"

namespace musubi {
namespace {

std::string fact_text(const Context& context, const FactColumn& column, const std::string& cell) {
  return cell_text(context, {std::string(column.name), column.type}, cell);
}

void print_mapped(const Context& context, const Mapped& mapped) {
  for (const Profile& p : mapped.profiles)
    for (const Stated& s : p.values) fmt::print("    {} {}: {}\n", p.key.party, field_word(context, s.field), value_text(context, s));
  for (const Fact& f : mapped.facts)
    for (size_t i = 0; i < f.cells.size(); ++i)
      if (f.cells[i]) fmt::print("    {} {}: {}\n", f.name, column_word(context, f.kind->columns[i].name), fact_text(context, f.kind->columns[i], *f.cells[i]));
  for (const Note& n : mapped.notes) fmt::print("    {} {}: {}\n", context.say("注意", "note"), n.field, render(n.message, context.lang));
  if (mapped.problem) fmt::print("    {} {}\n", context.say("保留:", "held:"), render(*mapped.problem, context.lang));
}

void print_request(const std::string& json) {
  auto request = nlohmann::ordered_json::parse(json);
  auto text = [](const nlohmann::ordered_json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); };
  fmt::print("→ {} {}\n", text(request.value("method", nlohmann::ordered_json(""))), text(request.value("address", nlohmann::ordered_json(""))));
  const nlohmann::ordered_json headers = request.value("headers", nlohmann::ordered_json::object());
  for (const auto& [name, value] : headers.items()) fmt::print("  {}: {}\n", name, text(value));
  if (request.contains("body")) fmt::print("  {}\n", text(request["body"]));
}

void print_raw(const RawRecord& record) {
  auto parsed = nlohmann::ordered_json::parse(record.json, nullptr, false);
  fmt::print("── {} {}\n", record.id.key, record.row ? fmt::format("({} {})", record.file, record.row) : "");
  if (!parsed.is_object()) return;
  for (const auto& [name, value] : parsed.items()) fmt::print("  {} = {}\n", name, value.is_string() ? value.get<std::string>() : value.dump());
}

std::string json_record(const Context& context, const RawRecord& record, const Mapping* mapping, const MapContext& surroundings) {
  Mapped mapped;
  if (mapping) mapped = map_record(*mapping, record, surroundings);
  std::string values;
  auto add = [&](const std::string& name, const std::string& value) { values += fmt::format("{}{}: {}", values.empty() ? "" : ", ", json_text(name), json_text(value)); };
  for (const Profile& p : mapped.profiles)
    for (const Stated& s : p.values) add(fmt::format("{}.{}", p.key.party, field(s.field).name), shown(s));
  for (const Fact& f : mapped.facts)
    for (size_t i = 0; i < f.cells.size(); ++i)
      if (f.cells[i]) add(fmt::format("{}.{}", f.name, f.kind->columns[i].name), *f.cells[i]);
  return fmt::format("{{\"stream\": {}, \"key\": {}, \"raw\": {}, \"mapped\": {{{}}}, \"problem\": {}}}", json_text(record.id.stream), json_text(record.id.key), record.json, values,
                     mapped.problem ? json_text(render(*mapped.problem, context.lang)) : "null");
}

/// Answers with what should be looked at though it can be used.
std::vector<Message> check(Looks& looks, const ConnectionSettings& connection) {
  LentSecrets secrets = looks.secrets(connection);
  Source source = secrets.open(looks.plugins, {1, {}, {}});
  source.check();
  return advice_on_lists(source, connection);
}

void print_previewed(const Context& context, const RawRecord& record, const Mapping* mapping, const MapContext& surroundings) {
  print_raw(record);
  if (mapping) print_mapped(context, map_record(*mapping, record, surroundings));
}

}  // namespace

int run_check(Context& context, const std::vector<std::string>& names) {
  Looks looks(context);
  for (const std::string& name : names) connection_named(looks.configuration, name);
  load_rules(looks.configuration);
  int bad = 0;
  std::string json;
  for (const ConnectionSettings& c : looks.configuration.connections) {
    if (!names.empty() && std::find(names.begin(), names.end(), c.name) == names.end()) continue;
    std::vector<Message> advice;
    std::optional<Message> failure = failure_of([&] { advice = check(looks, c); });
    bad += failure.has_value();
    json += fmt::format("{}{{\"connection\": {}, \"usable\": {}, \"failure\": {}}}", json.empty() ? "" : ", ", json_text(c.name), !failure,
                        failure ? json_text(render(*failure, context.lang)) : "null");
    if (context.json) continue;
    fmt::print("{}: {}\n", c.name, failure ? context.say("使えません", "cannot be used") : "OK");
    if (failure) print_failure(context, *failure);
    for (const Message& one : advice) fmt::print("  {}\n", render(one, context.lang));
  }
  if (context.json) fmt::print("{{\"connections\": [{}]}}\n", json);
  return bad ? 1 : 0;
}

int run_discover(Context& context, const std::string& connection) {
  Looks looks(context);
  LentSecrets secrets = looks.secrets(connection_named(looks.configuration, connection));
  Source source = secrets.open(looks.plugins);
  if (context.json) {
    fmt::print("{}\n", source.discover());
    return 0;
  }
  for (const Source::Stream& s : source.streams()) {
    fmt::print("{}\n  {}: {}\n  {}: {}\n", s.name, context.say("キー", "key"), fmt::join(s.key, ", "), context.say("項目", "fields"), fmt::join(s.fields, ", "));
  }
  return 0;
}

int run_preview(Context& context, const std::string& connection, const std::string& stream, size_t records) {
  Looks looks(context);
  Rules rules = load_rules(looks.configuration);
  LentSecrets secrets = looks.secrets(connection_named(looks.configuration, connection));
  PeekedSource source(context, looks, secrets);
  std::string json, asked, failures;
  auto add = [](std::string& to, const std::string& one) { to += (to.empty() ? "" : ", ") + one; };
  for (const Source::Stream& s : chosen_streams(source.streams(), connection, stream)) {
    if (context.stop.stop_requested()) break;
    const Mapping* mapping = rules.mapping({connection, s.name});
    const Peeked peeked = source.read(s.name, records, mapping);
    const std::optional<Message>& failure = peeked.failure;
    if (failure) add(failures, fmt::format("{{\"stream\": {}, \"error\": {}, \"message\": {}}}", json_text(s.name), json_text(failure->id), json_text(render(*failure, context.lang))));
    if (context.json) {
      for (const std::string& one : peeked.requests) add(asked, one);
      for (const RawRecord& record : peeked.records) add(json, json_record(context, record, mapping, rules.context(connection)));
      continue;
    }
    fmt::print("{}.{}\n", connection, s.name);
    for (const std::string& one : peeked.requests) print_request(one);
    for (const RawRecord& record : peeked.records) print_previewed(context, record, mapping, rules.context(connection));
    for (const Message& problem : peeked.problems) fmt::print("{} {}\n", context.say("保留:", "held:"), render(problem, context.lang));
    if (failure) print_failure(context, *failure);
    if (!mapping) print_failure(context, {"flow.no_mapping", {{"connection", connection}, {"stream", s.name}}});
  }
  if (context.json) fmt::print("{{\"records\": [{}], \"requests\": [{}], \"failures\": [{}]}}\n", json, asked, failures);
  return failures.empty() ? 0 : 1;
}

int run_connector_list(Context& context) {
  Plugins plugins(own_connector_folders());
  Grid grid;
  grid.add({context.say("名前", "name"), context.say("版", "version"), context.say("できること", "does"), context.say("場所", "file")});
  std::string json;
  for (const PluginInfo& p : plugins.list()) {
    std::string does = fmt::format("{}{}{}", p.reads ? "read " : "", p.receives ? "receive " : "", p.fetches ? "fetch" : "");
    grid.add({p.name, p.version, p.problem ? render(*p.problem, context.lang) : does, p.file.string()});
    json += fmt::format("{}{{\"name\": {}, \"version\": {}, \"usable\": {}}}", json.empty() ? "" : ", ", json_text(p.name), json_text(p.version), !p.problem);
  }
  context.json ? fmt::print("{{\"connectors\": [{}]}}\n", json) : fmt::print("{}", grid.text(80));
  return 0;
}

int run_connector_describe(Context& context, const std::string& name) {
  Plugins plugins(own_connector_folders());
  PluginInfo info = plugins.describe(name);
  if (context.json) {
    fmt::print("{}\n", info.config_schema);
    return 0;
  }
  fmt::print("{} {}\n", info.name, info.version);
  auto schema = nlohmann::ordered_json::parse(info.config_schema, nullptr, false);
  Grid grid;
  grid.add({context.say("設定", "setting"), context.say("型", "type"), context.say("必須", "required"), context.say("説明", "description")});
  auto required = schema.value("required", nlohmann::ordered_json::array());
  auto properties = schema.value("properties", nlohmann::ordered_json::object());
  for (const auto& [key, value] : properties.items()) {
    bool must = std::find(required.begin(), required.end(), key) != required.end();
    std::string type = value.contains("type") && value["type"].is_string() ? value["type"].get<std::string>() : "";
    grid.add({key, value.value("x-secret", false) ? type + " (secret)" : type, must ? "✓" : "", value.value("description", "")});
  }
  fmt::print("{}", grid.text(90));
  return 0;
}

}  // namespace musubi
