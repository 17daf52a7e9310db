#include "core/settings/preset.hpp"

#include <algorithm>
#include <regex>

#include "core/settings/preset_lists.hpp"
#include "core/settings/schema.hpp"
#include "core/settings/settings.hpp"
#include "core/settings/yaml_text.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

std::string preset_schema() {
  const std::string text = R"({"type": "string", "minLength": 1})";
  const std::string texts = R"({"type": "array", "minItems": 1, "items": )" + text + "}";
  const std::string words = R"({"type": "object", "additionalProperties": false, "required": ["ja", "en"],
    "properties": {"ja": )" + text + R"(, "en": )" + text + "}}";
  return R"({"type": "object", "additionalProperties": false, "required": ["title", "connector", "touchpoint", "proven"],
    "properties": {
      "title": )" + words + R"(, "touchpoint": )" + words + R"(, "notes": )" + words + R"(, "connector": )" + text + R"(,
      "config": {"type": "object", "default": {}}, "streams": {"type": "object", "default": {}},
      "shared_ids": {"type": "array", "default": [], "items": )" + text + R"(},
      "questions": {"type": "array", "default": [], "items": {
        "type": "object", "additionalProperties": false, "required": ["key", "ask", "to"],
        "properties": {
          "key": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}, "ask": )" + words + R"(,
          "kind": {"type": "string", "enum": ["text", "address", "host", "secret", "path"], "default": "text"},
          "pattern": )" + text + R"(, "want": )" + words + R"(,
          "asked": {"type": "boolean", "default": true}, "optional": {"type": "boolean", "default": false}, "default": )" + text + R"(,
          "env": {"type": "string", "pattern": "^[A-Z][A-Z0-9_]*$"}, "to": )" + texts + R"(}}},
      "proven": {
        "type": "object", "additionalProperties": false, "required": ["against", "at"],
        "properties": {
          "against": {"type": "string", "enum": ["real system", "vendor's documentation", "public programs"]}, "version": )" + text + R"(,
          "read": {"type": "string", "pattern": "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"}, "at": )" + texts + R"(,
          "deletions": {"type": "string", "enum": ["cancelled", "unseen"]}}}
    }})";
}

TwoLanguages two(const Json& in, const char* name) {
  if (!in.contains(name)) return {};
  return {in[name]["ja"].get<std::string>(), in[name]["en"].get<std::string>()};
}

PresetQuestion::Kind kind_named(const std::string& word) {
  using Kind = PresetQuestion::Kind;
  return word == "address" ? Kind::address : word == "host" ? Kind::host : word == "secret" ? Kind::secret : word == "path" ? Kind::path : Kind::text;
}

/// Says what it wants, and is an expression.
void check_pattern(const Document& document, const PresetQuestion& question, const std::string& pointer) {
  if (question.pattern.empty() != question.want.en.empty()) throw at_setting(document, "settings.missing", below(pointer, question.pattern.empty() ? "pattern" : "want"));
  try {
    (void)std::regex(question.pattern);
  } catch (const std::regex_error&) {
    throw at_setting(document, "settings.no_expression", below(pointer, "pattern"));
  }
}

PresetQuestion question(const Document& document, const Json& in, const std::string& pointer) {
  PresetQuestion out;
  out.key = in["key"].get<std::string>();
  out.ask = two(in, "ask");
  out.kind = kind_named(in["kind"].get<std::string>());
  out.asked = in["asked"].get<bool>();
  out.optional = in["optional"].get<bool>();
  out.fallback = in.value("default", "");
  out.env = in.value("env", "");
  out.pattern = in.value("pattern", "");
  out.want = two(in, "want");
  check_pattern(document, out, pointer);
  out.to = in["to"].get<std::vector<std::string>>();
  bool secret = out.kind == PresetQuestion::Kind::secret;
  // A secret stands in a variable where nothing else is said; what is not asked has a default.
  if (secret ? out.env.empty() && !out.optional : !out.asked && out.fallback.empty())
    throw at_setting(document, "settings.missing", below(pointer, secret ? "env" : "default"));
  return out;
}

std::vector<std::string> mappings_in(const fs::path& folder) {
  std::vector<std::string> out;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder / "mappings", none))
    if (entry.path().extension() == ".yaml") out.push_back(entry.path().stem().string());
  std::sort(out.begin(), out.end());
  return out;
}

Json checked_preset(const Document& document, const fs::path& folder) {
  return check_settings(document, preset_schema(), {"musubi", folder, "", {}}).value;
}

/// "a.b.c" → the member c of the member b of the member a, made where it is not there.
Json& member_at(Json& in, std::string_view path) {
  Json* at = &in;
  for (size_t begin = 0; begin <= path.size();) {
    size_t dot = std::min(path.find('.', begin), path.size());
    at = &(*at)[std::string(path.substr(begin, dot - begin))];
    begin = dot + 1;
  }
  return *at;
}

Json answered(const PresetQuestion& question, const std::string& answer) {
  if (question.kind != PresetQuestion::Kind::secret) return answer;
  size_t colon = answer.find(':');
  return Json{{answer.substr(0, colon), answer.substr(colon + 1)}};
}

}  // namespace

std::map<std::string, fs::path> find_presets(const std::vector<fs::path>& roots) {
  std::map<std::string, fs::path> out;
  std::error_code none;
  for (const fs::path& root : roots)
    for (const auto& connector : fs::directory_iterator(root, none))
      for (const auto& one : fs::directory_iterator(connector.path(), none))
        if (fs::exists(one.path() / "preset.yaml", none)) out.emplace(one.path().filename().string(), one.path());
  return out;
}

std::string_view against_word(Proven::Against against) {
  switch (against) {
    case Proven::Against::system: return "real system";
    case Proven::Against::documentation: return "vendor's documentation";
    case Proven::Against::programs: return "public programs";
  }
  return "";
}

Preset read_preset(const fs::path& folder) {
  Document document = read_document(folder / "preset.yaml");
  Json in = checked_preset(document, folder);
  Preset out;
  out.folder = folder;
  out.name = fs::weakly_canonical(folder).filename().string();
  out.connector = in["connector"].get<std::string>();
  out.title = two(in, "title");
  out.touchpoint = two(in, "touchpoint");
  out.notes = two(in, "notes");
  size_t number = 0;
  for (const Json& one : in["questions"])
    out.questions.push_back(question(document, one, below("questions", std::to_string(number++))));
  const Json& proven = in["proven"];
  Proven::Against against = Proven::Against::documentation;
  for (auto one : {Proven::Against::system, Proven::Against::programs})
    if (proven["against"] == against_word(one)) against = one;
  out.proven = {against, proven.value("version", ""), proven.value("read", ""), proven["at"].get<std::vector<std::string>>(), proven.value("deletions", "")};
  const char* said = against == Proven::Against::system ? "version" : "read";
  if (!proven.contains(said)) throw at_setting(document, "settings.missing", below("proven", said));
  out.shared_ids = in["shared_ids"].get<std::vector<std::string>>();
  out.mappings = mappings_in(folder);
  check_list_questions(document, out);
  return out;
}

std::map<std::string, std::vector<std::string>> allowed_words(const Preset& preset) try {
  std::map<std::string, std::vector<std::string>> out;
  const fs::path file = preset.folder / "manifest.yaml";
  if (!fs::exists(file)) return out;
  const Json manifest = read_document(file).value;
  const Json::json_pointer properties("/spec/connection_specification/properties");
  if (!manifest.contains(properties) || !manifest[properties].is_object()) return out;
  for (const auto& [name, property] : manifest[properties].items())
    if (property.is_object() && property.contains("enum") && property["enum"].is_array())
      for (const Json& word : property["enum"])
        if (word.is_string()) out["settings." + name].push_back(word.get<std::string>());
  return out;
} catch (const Error&) {
  return {};
}

std::string preset_connection(const Preset& preset, const std::string& name, const PresetAnswers& answers, Lang lang) {
  bool ja = lang == Lang::ja;
  Json in = checked_preset(read_document(preset.folder / "preset.yaml"), preset.folder);
  Json config = Json::object();
  if (fs::exists(preset.folder / "manifest.yaml")) config["manifest"] = "manifests/" + name + ".yaml";
  config.update(in["config"], true);
  for (const PresetQuestion& one : preset.questions)
    if (const std::string& answer = answers.at(one.key); !answer.empty())
      for (const std::string& place : one.to)
        if (!list_place(place)) member_at(config, place) = answered(one, answer);
  Json connection{{"connector", preset.connector}, {"touchpoint", preset.touchpoint.in(lang)}};
  std::string out = "# " + preset.title.in(lang) + ": musubi init --preset " + preset.name + "\n" + yaml_text(connection);
  out += ja ? "# purpose: 会員へのサービスとご案内   # 利用目的。お客様に示したとおりに\n# mailing: yes        # 配信（メール・DM）に使ってよいなら\n"
              "# schedule: 毎日 06:00  # musubi up が読む予定\n"
            : "# purpose: service to members   # of use, as told to the customers\n# mailing: yes        # where it may feed mailing\n"
              "# schedule: daily 06:00   # when musubi up reads it\n";
  Json rest{{"config", config}};
  if (!in["streams"].empty()) rest["streams"] = in["streams"];
  return out + yaml_text(rest);
}

}  // namespace musubi
