#include <algorithm>
#include <optional>

#include "connectors/process/blame.hpp"
#include "connectors/process/fail.hpp"
#include "connectors/process/json_scan.hpp"
#include "connectors/process/program.hpp"

namespace musubi::process {
namespace {

bool can(const Json& entry, const char* mode) {
  auto modes = entry.find("supported_sync_modes");
  return modes != entry.end() && modes->is_array() && std::find(modes->begin(), modes->end(), mode) != modes->end();
}

std::string text_in(const Json& entry, const char* name) {
  auto it = entry.find(name);
  return it != entry.end() && it->is_string() ? it->get<std::string>() : "";
}

/// [["id"], ["address", "no"]] as it may also be written: ["id"], [["id"], "no"].
std::vector<std::vector<std::string>> paths_in(const Json& entry, const char* name) {
  std::vector<std::vector<std::string>> out;
  auto it = entry.find(name);
  if (it == entry.end() || !it->is_array()) return out;
  for (const Json& path : *it) {
    std::vector<std::string> steps;
    for (const Json& step : path.is_array() ? path : Json::array({path}))
      if (step.is_string()) steps.push_back(step.get<std::string>());
    if (!steps.empty()) out.push_back(std::move(steps));
  }
  return out;
}

/// ["meta", "updated"], one path.
std::vector<std::string> cursor_in(const Json& entry) {
  auto it = entry.find("default_cursor_field");
  std::vector<std::string> out;
  if (it == entry.end() || !it->is_array()) return out;
  for (const Json& step : *it)
    if (step.is_string()) out.push_back(step.get<std::string>());
  return out.size() == it->size() ? out : std::vector<std::string>();
}

std::string dotted(const std::vector<std::string>& path) {
  std::string out;
  for (const std::string& step : path) out += (out.empty() ? "" : ".") + step;
  return out;
}

/// A stream's state that says no more than that a whole read was done.
bool says_done(std::string_view state) {
  return text_of(member(member(state, "stream"), "stream_state"), "__ab_full_refresh_sync_complete") == "true";
}

Stream stream_of(const Json& entry, const Settings& settings) {
  Stream out;
  out.bare = text_in(entry, "name");
  out.name = full_name(text_in(entry, "namespace"), out.bare);
  if (out.name.empty()) data_failure("bad_catalogue", {{"program", settings.program()}});
  StreamSettings wanted = settings.of(out.name);
  out.entry = entry;
  if (auto schema = entry.find("json_schema"); schema != entry.end() && schema->is_object()) out.schema = *schema;
  out.key = paths_in(entry, "source_defined_primary_key");
  if (!wanted.key.empty()) out.key.clear();
  for (const std::string& field : wanted.key) out.key.push_back(key_path(field, out.schema));
  const bool own_cursor = entry.value("source_defined_cursor", Json(false)) == true;
  if (!wanted.cursor.empty())
    out.cursor_path = key_path(wanted.cursor, out.schema);
  else if (auto proposed = cursor_in(entry); !own_cursor || proposed.size() == 1)
    out.cursor_path = proposed;
  out.cursor = dotted(out.cursor_path);
  bool cursor_known = !out.cursor.empty() || own_cursor;
  out.incremental = wanted.mode != Mode::full && can(entry, "incremental") &&
                    (cursor_known || wanted.mode == Mode::incremental);
  if (!out.incremental) {
    out.cursor.clear();
    out.cursor_path.clear();
  }
  return out;
}

Json configured(const Stream& stream) {
  Json out{{"stream", stream.entry},
           {"sync_mode", stream.incremental ? "incremental" : "full_refresh"},
           {"destination_sync_mode", stream.incremental ? "append" : "overwrite"}};
  if (!stream.cursor_path.empty()) out["cursor_field"] = stream.cursor_path;
  if (stream.incremental && stream.cursor.empty() && stream.entry.contains("default_cursor_field"))
    out["cursor_field"] = stream.entry["default_cursor_field"];
  if (!stream.key.empty()) out["primary_key"] = stream.key;
  return out;
}

/// A state as `read --state` wants it.
std::string state_input(std::string_view state) {
  if (says_done(state)) return "";
  std::string type = text_of(state, "type");
  if (type == "STREAM" || type == "GLOBAL") return "[" + std::string(state) + "]";
  return std::string(member(state, "data"));
}

class Airbyte final : public Program {
 public:
  explicit Airbyte(const Settings& settings) : settings_(settings) {}

  void prepare(Session& session) override {
    if (!spec_) {
      ask(session, {"spec"}, [&](const Message& m) {
        if (m.kind == Message::spec && is_object(m.body)) spec_ = Json::parse(m.body);
      });
      if (!spec_) data_failure("no_spec", {{"program", settings_.program()}});
    }
    session.fit(*spec_);
  }

  void check(Session& session) override {
    std::optional<Message> status;
    ask(session, {"check", "--config", "{config}"}, [&](const Message& m) {
      if (m.kind == Message::status) status = m;
    });
    if (!status) data_failure("no_status", {{"program", settings_.program()}});
    if (status->failure_type.empty()) return;
    if (may_pass(status->text)) status->failure_type = "transient_error";  // the status has no type of its own
    session.judge(Ending(), status);
  }

  std::vector<Stream> streams(Session& session) override {
    Json catalog;
    ask(session, {"discover", "--config", "{config}"}, [&](const Message& m) {
      if (m.kind == Message::catalog && is_object(m.body)) catalog = Json::parse(m.body);
    });
    if (!catalog.is_object() || !catalog.contains("streams") || !catalog["streams"].is_array())
      data_failure("bad_catalogue", {{"program", settings_.program()}});
    std::vector<Stream> out;
    for (const Json& entry : catalog["streams"]) out.push_back(stream_of(entry, settings_));
    return out;
  }

  void permit(const Stream& stream, const std::vector<Stream>&) const override {
    if (settings_.of(stream.name).mode == Mode::incremental && !stream.incremental)
      config_failure("not_incremental", {{"program", settings_.program()}, {"stream", stream.name}});
  }

  std::vector<std::string> reading(Session& session, const Stream& stream, const std::vector<Stream>& with,
                                   std::string_view state) override {
    Json streams = Json::array({configured(stream)});
    for (const Stream& other : with) streams.push_back(configured(other));
    std::vector<std::string> words{"read", "--config", "{config}", "--catalog",
                                   session.write("catalog.json", Json{{"streams", streams}}.dump())};
    std::string input = state.empty() ? "" : state_input(state);
    if (!input.empty()) words.insert(words.end(), {"--state", session.write("state.json", input)});
    return words;
  }

  std::string state_of(const Message& message) const override {
    std::string type = text_of(message.body, "type");
    if (type == "STREAM")
      return "{\"type\":\"STREAM\",\"stream\":" + std::string(member(message.body, "stream")) + "}";
    if (type == "GLOBAL")
      return "{\"type\":\"GLOBAL\",\"global\":" + std::string(member(message.body, "global")) + "}";
    std::string_view data = member(message.body, "data");
    return data.empty() ? "" : "{\"type\":\"LEGACY\",\"data\":" + std::string(data) + "}";
  }

 private:
  /// Runs a command that reads nothing.
  template <class Hear>
  void ask(Session& session, std::vector<std::string> words, const Hear& hear) {
    std::optional<Message> error;
    Ending end = session.run(std::move(words), [&](std::string_view line, bool cut) {
      Message m = cut ? Message() : read_message(Speech::airbyte, line);
      if (m.kind == Message::log) return session.voice().log(m.level, m.text);
      if (m.kind == Message::chatter || m.kind == Message::broken) return session.voice().chatted(line);
      if (m.kind == Message::renewed && is_object(m.body)) session.renewed(Json::parse(m.body));
      if (m.kind == Message::error && !error) error = m;
      hear(m);
    });
    session.judge(end, error);
  }

  const Settings& settings_;
  std::optional<Json> spec_;
};

}  // namespace

std::unique_ptr<Program> airbyte_program(const Settings& settings) {
  return std::make_unique<Airbyte>(settings);
}

}  // namespace musubi::process
