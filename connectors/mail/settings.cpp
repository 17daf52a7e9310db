#include "connectors/mail/settings.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/fail.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::mail {
namespace {

using Json = nlohmann::json;

[[noreturn]] void unfit(const std::string& setting) {
  config_failure("bad_value", {{"setting", setting}});
}

void refuse_unknown(const Json& object, const std::vector<std::string>& known, const std::string& where) {
  if (!object.is_object()) unfit(where);
  for (const auto& [name, value] : object.items())
    if (std::find(known.begin(), known.end(), name) == known.end())
      config_failure("unknown_setting", {{"setting", where + name}, {"nearest", nearest_name(name, known)}});
}

std::vector<std::string> texts(const Json& object, const char* name, const std::string& where) {
  std::vector<std::string> out;
  auto at = object.find(name);
  if (at == object.end()) return out;
  if (at->is_string()) return {at->get<std::string>()};
  if (!at->is_array()) unfit(where + name);
  for (const auto& item : *at) {
    if (!item.is_string() || item.get_ref<const std::string&>().empty()) unfit(where + name);
    out.push_back(item.get<std::string>());
  }
  return out;
}

std::string text(const Json& object, const char* name, const std::string& where) {
  auto at = object.find(name);
  if (at == object.end()) return {};
  if (!at->is_string()) unfit(where + name);
  return at->get<std::string>();
}

FormTemplate form_of(const std::string& name, const Json& json) {
  std::string where = "forms/" + name + "/";
  refuse_unknown(json, {"from", "subject", "labels", "end"}, where);
  FormTemplate out{name, lower(text(json, "from", where)), text(json, "subject", where),
                   text(json, "end", where), texts(json, "labels", where)};
  if (out.labels.empty()) config_failure("missing_setting", {{"setting", where + "labels"}});
  return out;
}

bool flag(const Json& object, const char* name) {
  auto at = object.find(name);
  if (at == object.end()) return false;
  if (!at->is_boolean()) unfit(name);
  return at->get<bool>();
}

uint64_t size_of(const Json& value) {
  if (value.is_number_unsigned()) return value.get<uint64_t>();
  unfit("max_size");
}

}  // namespace

bool Settings::owns(std::string_view address) const {
  std::string plain = lower(address);
  size_t at = plain.rfind('@');
  if (at == plain.npos) return false;
  std::string domain = plain.substr(at + 1);
  return std::any_of(own.begin(), own.end(), [&](const std::string& mine) {
    if (mine.find('@') != mine.npos) return mine == plain;
    return domain == mine || domain.ends_with("." + mine);
  });
}

Settings read_settings(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  refuse_unknown(json, {"path", "own", "max_size", "suggest", "cards", "forms"}, "");
  Settings out;
  out.paths = texts(json, "path", "");
  if (out.paths.empty()) config_failure("missing_setting", {{"setting", "path"}});
  for (const std::string& own : texts(json, "own", "")) {
    std::string plain = lower(own);
    if (plain.starts_with('@')) plain.erase(0, 1);
    out.own.push_back(std::move(plain));
  }
  if (json.contains("max_size")) out.max_size = size_of(json["max_size"]);
  out.suggest = flag(json, "suggest");
  out.cards = flag(json, "cards");
  if (json.contains("forms")) {
    if (!json["forms"].is_object()) unfit("forms");
    for (const auto& [name, form] : json["forms"].items()) out.forms.push_back(form_of(name, form));
  }
  json.erase("path");
  out.fingerprint = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return out;
}

}  // namespace musubi::mail
