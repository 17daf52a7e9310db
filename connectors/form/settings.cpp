#include "connectors/form/settings.hpp"

#include <nlohmann/json.hpp>

#include "core/sdk/connector.hpp"
#include "core/sdk/nearest.hpp"
#include "core/sdk/origin.hpp"

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

std::vector<std::string> origins(const Json& in) {
  std::vector<std::string> out;
  const Json written = in.value("origins", Json::array());
  if (!written.is_array()) unfit("origins");
  for (const Json& one : written) {
    if (!one.is_string() || !is_origin(one.get<std::string>())) unfit("origins." + std::to_string(out.size()));
    out.push_back(one.get<std::string>());
  }
  return out;
}

/// Personal data doesn't travel in the open, but on this machine. What stands before an "@" is no host.
bool is_safe(std::string_view endpoint) {
  if (endpoint.find_first_of(" \r\n\t@\\") != endpoint.npos) return false;
  for (std::string_view safe : {"https://", "http://127.0.0.1:", "http://127.0.0.1/", "http://[::1]:", "http://[::1]/", "http://localhost:", "http://localhost/"})
    if (endpoint.size() > safe.size() && endpoint.starts_with(safe)) return true;
  return false;
}

RelaySettings relay(const Json& in) {
  RelaySettings out;
  out.endpoint = text_of(in, "endpoint", "", "");
  if (!out.endpoint.empty() && !is_safe(out.endpoint)) throw Failure(MU_CONFIG, "open_relay", {{"setting", "endpoint"}});
  auto timeout = in.find("timeout");
  if (timeout != in.end() && (!timeout->is_number_integer() || timeout->get<int64_t>() < 1 || timeout->get<int64_t>() > 600)) unfit("timeout");
  if (timeout != in.end()) out.timeout = timeout->get<int>();
  const Json none = Json::object();
  const Json& tls = in.contains("tls") ? in["tls"] : none;
  const Json& auth = in.contains("auth") ? in["auth"] : none;
  if (!tls.is_object()) unfit("tls");
  if (!auth.is_object()) unfit("auth");
  refuse_unknown(tls, {"ca_file"}, "tls.");
  refuse_unknown(auth, {"token", "private_key"}, "auth.");
  out.ca_file = text_of(tls, "ca_file", "", "tls.");
  return out;
}

}  // namespace

Settings read_settings(std::string_view config) {
  Json json = Json::parse(config, nullptr, false);
  if (!json.is_object()) unfit("(top)");
  refuse_unknown(json, {"title", "intro", "language", "fields", "encoding", "honeypot", "thanks", "redirect", "origins", "endpoint", "auth", "timeout", "tls", "rate_limit", "total_rate_limit"}, "");
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
  out.origins = origins(json);
  out.relay = relay(json);
  return out;
}

}  // namespace musubi::form
