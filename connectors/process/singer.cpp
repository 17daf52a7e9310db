#include <algorithm>
#include <chrono>
#include <fstream>
#include <optional>
#include <sstream>

#include "connectors/process/fail.hpp"
#include "connectors/process/program.hpp"
#include "core/text/json.hpp"

namespace musubi::process {
namespace {

constexpr size_t kCatalogue = size_t{256} << 20;
constexpr std::chrono::seconds kTrial{30};

/// A member of the stream's metadata (breadcrumb []); null where there is none.
Json marked(const Json& entry, const char* name) {
  auto metadata = entry.find("metadata");
  if (metadata == entry.end() || !metadata->is_array()) return nullptr;
  for (const Json& one : *metadata)
    if (one.is_object() && one.contains("breadcrumb") && one["breadcrumb"].empty() && one.contains("metadata") &&
        one["metadata"].is_object() && one["metadata"].contains(name))
      return one["metadata"][name];
  return nullptr;
}

std::string text_in(const Json& value) {
  return value.is_string() ? value.get<std::string>() : "";
}

std::vector<std::string> texts_in(const Json& value) {
  std::vector<std::string> out;
  if (value.is_array())
    for (const Json& one : value)
      if (one.is_string()) out.push_back(one.get<std::string>());
  return out;
}

std::string own(const Json& entry, const char* name) {
  auto it = entry.find(name);
  return it == entry.end() ? "" : text_in(*it);
}

std::vector<std::string> proposed_key(const Json& entry) {
  auto key = texts_in(marked(entry, "table-key-properties"));
  if (key.empty()) key = texts_in(marked(entry, "view-key-properties"));
  if (key.empty() && entry.contains("key_properties")) key = texts_in(entry["key_properties"]);
  return key;
}

std::string proposed_cursor(const Json& entry) {
  std::string cursor = text_in(marked(entry, "replication-key"));
  if (cursor.empty()) cursor = own(entry, "replication_key");
  if (!cursor.empty()) return cursor;
  auto valid = texts_in(marked(entry, "valid-replication-keys"));
  return valid.empty() ? "" : valid[0];
}

std::string method_of(const Json& entry) {
  for (const char* name : {"forced-replication-method", "replication-method"})
    if (Json method = marked(entry, name); !method.is_null())
      return method.is_object() ? own(method, "replication-method") : text_in(method);
  return own(entry, "replication_method");
}

bool is_left_out(const Json& entry) {
  auto schema = entry.find("schema");
  bool in_schema = schema != entry.end() && schema->is_object() && schema->value("selected", Json()) == false;
  return in_schema || marked(entry, "selected") == false;
}

Stream stream_of(const Json& entry, const Settings& settings) {
  Stream out;
  out.name = own(entry, "tap_stream_id");
  if (out.name.empty()) out.name = own(entry, "stream");
  if (out.name.empty()) data_failure("bad_catalogue", {{"program", settings.program()}});
  for (const char* name : {"stream", "stream_alias", "table_name"})
    if (std::string other = own(entry, name); !other.empty()) out.also.push_back(other);
  StreamSettings wanted = settings.of(out.name);
  out.entry = entry;
  if (auto schema = entry.find("schema"); schema != entry.end() && schema->is_object()) out.schema = *schema;
  for (const std::string& field : wanted.key.empty() ? proposed_key(entry) : wanted.key)
    out.key.push_back(wanted.key.empty() ? std::vector{field} : key_path(field, out.schema));
  out.cursor = wanted.cursor.empty() ? proposed_cursor(entry) : wanted.cursor;
  std::string method = method_of(entry);
  // A tap that says nothing may keep a state all the same.
  out.incremental = wanted.mode == Mode::incremental || (wanted.mode != Mode::full && method != "FULL_TABLE");
  if (!out.incremental) out.cursor.clear();
  if (!out.cursor.empty()) out.cursor_path = {out.cursor};
  out.from_log = out.incremental && method == "LOG_BASED";
  out.left_out = !settings.catalog.empty() && is_left_out(entry);
  // The reader chooses the method, and some taps refuse a stream without one.
  if (!out.incremental || (out.cursor.empty() && method.empty() && wanted.mode != Mode::incremental))
    out.method = "FULL_TABLE";
  else if (!out.cursor.empty())
    out.method = out.from_log ? "LOG_BASED" : "INCREMENTAL";
  return out;
}

/// The metadata of the stream and of each of its fields, made where the tap's catalogue lacks it.
Json& metadata_at(Json& metadata, const Json& breadcrumb) {
  for (Json& one : metadata)
    if (one.is_object() && one.contains("breadcrumb") && one["breadcrumb"] == breadcrumb) {
      if (!one.contains("metadata") || !one["metadata"].is_object()) one["metadata"] = Json::object();
      return one["metadata"];
    }
  metadata.push_back({{"breadcrumb", breadcrumb}, {"metadata", Json::object()}});
  return metadata.back()["metadata"];
}

void select_fields(Json& entry) {
  for (Json& one : entry["metadata"])
    if (one.is_object() && one.contains("breadcrumb") && !one["breadcrumb"].empty() && one.contains("metadata") &&
        one["metadata"].is_object() && one["metadata"].value("inclusion", Json()) != "unsupported")
      one["metadata"]["selected"] = true;
  auto schema = entry.find("schema");
  if (schema == entry.end() || !schema->is_object() || !schema->contains("properties")) return;
  for (const auto& [name, field] : (*schema)["properties"].items()) {
    Json& marks = metadata_at(entry["metadata"], Json::array({"properties", name}));
    if (!marks.contains("selected") && marks.value("inclusion", Json()) != "unsupported") marks["selected"] = true;
  }
}

/// `all_fields`: as the tap has discovered them; a catalogue that someone wrote has its own choice of fields.
Json chosen(const Stream& stream, bool all_fields) {
  Json out = stream.entry;
  if (!out.contains("metadata") || !out["metadata"].is_array()) out["metadata"] = Json::array();
  if (out.contains("schema") && out["schema"].is_object()) out["schema"]["selected"] = true;
  if (!stream.method.empty()) out["replication_method"] = stream.method;
  if (!stream.cursor.empty()) out["replication_key"] = stream.cursor;
  // From here on nothing is added to `out` itself, which would move what stands in it.
  Json& marks = metadata_at(out["metadata"], Json::array());
  marks["selected"] = true;
  if (!stream.method.empty()) marks["replication-method"] = stream.method;
  if (!stream.cursor.empty()) marks["replication-key"] = stream.cursor;
  if (all_fields) select_fields(out);
  return out;
}

class Enough {};

class Singer final : public Program {
 public:
  explicit Singer(const Settings& settings) : settings_(settings) {}

  void prepare(Session&) override {}

  /// Many taps know their catalogue by heart, and log in only to read: one stream is let to its first record. A state
  /// proves nothing, for some taps write one before they ask for anything.
  void check(Session& session) override {
    const std::vector<Stream> all = streams(session);
    if (all.empty()) return;
    for (const Stream& one : all)
      if (!one.left_out) permit(one, all);
    const Stream& tried = first_wanted(all);
    std::vector<Stream> with;
    for (const std::string& name : settings_.of(tried.name).with)
      for (const Stream& other : all)
        if (other.name == name) with.push_back(other);
    try {
      auto take = [](std::string_view line, bool cut) {
        if (cut || read_message(Speech::singer, line).kind == Message::record) throw Enough();
      };
      std::optional<Ending> end = session.run_for(reading(session, tried, with, ""), take, kTrial);
      if (end) return session.judge(*end, std::nullopt);
      session.judge_words();
      Json args{{"program", settings_.program()},
                {"stream", tried.name},
                {"seconds", std::to_string(kTrial.count())}};
      session.host().log(MU_LOG_DEBUG, Json{{"advice", {{"id", "check_unsure"}, {"args", args}}}}.dump());
    } catch (const Enough&) {
      return;
    }
  }

  std::vector<Stream> streams(Session& session) override {
    Json catalogue = settings_.catalog.empty() ? discovered(session) : written();
    if (!catalogue.is_object() || !catalogue.contains("streams") || !catalogue["streams"].is_array())
      data_failure("bad_catalogue", {{"program", settings_.program()}});
    std::vector<Stream> out;
    for (const Json& entry : catalogue["streams"]) out.push_back(stream_of(entry, settings_));
    return out;
  }

  /// A database's slot moves on with each run for all of its tables, whichever of them is selected.
  void permit(const Stream& stream, const std::vector<Stream>& all) const override {
    if (!stream.from_log || !settings_.shared_slot) return;
    std::string names;
    size_t count = 0;
    for (const Stream& other : all) {
      if (!other.from_log || (other.left_out && other.name != stream.name)) continue;
      names += (count++ ? ", " : "") + other.name;
    }
    if (count > 1) config_failure("shared_slot", {{"program", settings_.program()}, {"streams", names}});
  }

  std::vector<std::string> reading(Session& session, const Stream& stream, const std::vector<Stream>& with,
                                   std::string_view state) override {
    std::vector<std::string> words{"--config", "{config}"};
    if (settings_.catalog_option != "none") {
      Json streams = Json::array({chosen(stream, settings_.catalog.empty())});
      for (const Stream& other : with) streams.push_back(chosen(other, settings_.catalog.empty()));
      words.push_back("--" + settings_.catalog_option);
      words.push_back(session.write("catalog.json", Json{{"streams", streams}}.dump()));
    }
    if (!state.empty()) words.insert(words.end(), {"--state", session.write("state.json", state)});
    return words;
  }

  std::string state_of(const Message& message) const override {
    return message.body == "null" ? "" : std::string(message.body);
  }

 private:
  /// One that the settings speak of, else the first that the tap names.
  const Stream& first_wanted(const std::vector<Stream>& all) const {
    auto wanted = [&](const Stream& one) { return settings_.streams.contains(one.name); };
    auto found = std::find_if(all.begin(), all.end(), wanted);
    return found == all.end() ? all[0] : *found;
  }

  /// The catalogue is one object over many lines.
  Json discovered(Session& session) {
    std::string said;
    Ending end = session.run({"--config", "{config}", "--discover"}, [&](std::string_view line, bool) {
      if (said.empty() && line[line.find_first_not_of(" \t")] != '{') return session.voice().chatted(line);
      if (said.size() + line.size() < kCatalogue) said.append(line) += '\n';
    });
    session.judge(end, std::nullopt);
    return text::check_json(said) ? Json() : Json::parse(said, nullptr, false);
  }

  Json written() const {
    std::ifstream in(settings_.catalog, std::ios::binary);
    if (!in) config_failure("no_catalogue_file", {{"path", settings_.catalog}});
    std::stringstream text;
    text << in.rdbuf();
    Json out = text::check_json(text.str()) ? Json(Json::value_t::discarded)
                                            : Json::parse(text.str(), nullptr, false);
    if (out.is_discarded()) config_failure("bad_catalogue_file", {{"path", settings_.catalog}});
    return out;
  }

  const Settings& settings_;
};

}  // namespace

std::unique_ptr<Program> singer_program(const Settings& settings) {
  return std::make_unique<Singer>(settings);
}

}  // namespace musubi::process
