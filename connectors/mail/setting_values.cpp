#include "connectors/mail/setting_values.hpp"

#include <algorithm>

#include "connectors/mail/fail.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::mail {

using Json = nlohmann::json;

void unfit(const std::string& setting) {
  config_failure("bad_value", {{"setting", setting}});
}

void refuse_unknown(const Json& object, const std::vector<std::string>& known, const std::string& where) {
  if (!object.is_object()) unfit(where);
  for (const auto& [name, value] : object.items())
    if (std::find(known.begin(), known.end(), name) == known.end())
      config_failure("unknown_setting", {{"setting", where + name}, {"nearest", nearest_name(name, known)}});
}

std::vector<std::string> texts_at(const Json& object, const char* name, const std::string& where) {
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

std::string text_at(const Json& object, const char* name, const std::string& where) {
  auto at = object.find(name);
  if (at == object.end()) return {};
  if (!at->is_string()) unfit(where + name);
  return at->get<std::string>();
}

bool flag_at(const Json& object, const char* name, const std::string& where) {
  auto at = object.find(name);
  if (at == object.end()) return false;
  if (!at->is_boolean()) unfit(where + name);
  return at->get<bool>();
}

uint64_t number_at(const Json& object, const char* name, uint64_t otherwise) {
  auto at = object.find(name);
  if (at == object.end()) return otherwise;
  if (!at->is_number_unsigned()) unfit(name);
  return at->get<uint64_t>();
}

}  // namespace musubi::mail
