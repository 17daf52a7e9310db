#include "connectors/form/settings.hpp"

#include <nlohmann/json.hpp>

#include "core/sdk/connector.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::form {
namespace {

using Json = nlohmann::json;

[[noreturn]] void unfit(const std::string& setting) {
  throw Failure(MU_CONFIG, "bad_value", {{"setting", setting}});
}

void refuse_unknown(const Json& object, const std::vector<std::string>& known, const std::string& where) {
  for (const auto& [name, value] : object.items())
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw Failure(MU_CONFIG, "unknown_setting", {{"setting", where + name}, {"nearest", nearest_name(name, known)}});
}

std::string text_of(const Json& in, const char* name, std::string absent, const std::string& where) {
  auto at = in.find(name);
  if (at == in.end() || at->is_null()) return absent;
  if (!at->is_string()) unfit(where + name);
  return at->get<std::string>();
}

FieldSettings field(const Json& in, const std::string& where) {
  if (!in.is_object()) unfit(where);
  refuse_unknown(in, {"name", "label", "type", "options", "required"}, where);
  FieldSettings out;
  out.name = text_of(in, "name", "", where);
  if (out.name.empty()) throw Failure(MU_CONFIG, "missing_setting", {{"setting", where + "name"}});
  if (out.name.starts_with('_')) throw Failure(MU_CONFIG, "reserved_field", {{"setting", where + "name"}});
  out.label = text_of(in, "label", out.name, where);
  out.type = text_of(in, "type", "text", where);
  static const std::vector<std::string> types = {"text", "textarea", "email", "tel", "date", "number", "select", "checkbox"};
  if (std::find(types.begin(), types.end(), out.type) == types.end()) unfit(where + "type");
  for (const Json& option : in.value("options", Json::array())) {
    if (!option.is_string()) unfit(where + "options");
    out.options.push_back(option.get<std::string>());
  }
  if ((out.type == "select") && out.options.empty()) throw Failure(MU_CONFIG, "missing_setting", {{"setting", where + "options"}});
  auto required = in.find("required");
  if (required != in.end() && !required->is_boolean()) unfit(where + "required");
  out.required = required != in.end() && required->get<bool>();
  return out;
}

}  // namespace

Settings read_settings(std::string_view config) {
  Json json = Json::parse(config, nullptr, false);
  if (!json.is_object()) unfit("(top)");
  refuse_unknown(json, {"title", "intro", "language", "fields", "encoding", "honeypot", "thanks", "redirect"}, "");
  Settings out;
  out.title = text_of(json, "title", out.title, "");
  out.intro = text_of(json, "intro", "", "");
  std::string language = text_of(json, "language", "ja", "");
  if (language != "ja" && language != "en") unfit("language");
  out.japanese = language == "ja";
  Json fields = json.value("fields", Json::array());
  if (!fields.is_array()) unfit("fields");
  for (size_t i = 0; i < fields.size(); ++i) out.fields.push_back(field(fields[i], "fields." + std::to_string(i) + "."));
  if (std::string encoding = text_of(json, "encoding", "auto", ""); encoding != "auto") {
    out.encoding = text::encoding_named(encoding);
    if (!out.encoding) unfit("encoding");
  }
  out.honeypot = text_of(json, "honeypot", out.honeypot, "");
  if (out.honeypot.empty()) unfit("honeypot");
  out.thanks = text_of(json, "thanks", "", "");
  out.redirect = text_of(json, "redirect", "", "");
  if (!out.redirect.empty() && !out.redirect.starts_with("https://") && !out.redirect.starts_with("http://")) unfit("redirect");
  if (out.redirect.find_first_of(" \r\n\t") != out.redirect.npos) unfit("redirect");
  return out;
}

}  // namespace musubi::form
