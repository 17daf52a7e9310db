#include "connectors/mail/settings.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/fail.hpp"
#include "connectors/mail/setting_values.hpp"

namespace musubi::mail {
namespace {

using Json = nlohmann::json;

FormTemplate form_of(const std::string& name, const Json& json) {
  std::string where = "forms/" + name + "/";
  refuse_unknown(json, {"from", "subject", "labels", "end"}, where);
  FormTemplate out{name, lower(text_at(json, "from", where)), text_at(json, "subject", where),
                   text_at(json, "end", where), texts_at(json, "labels", where)};
  if (out.labels.empty()) config_failure("missing_setting", {{"setting", where + "labels"}});
  return out;
}

}  // namespace

bool Settings::owns(std::string_view address) const {
  std::string plain = lower(address);
  size_t at = plain.rfind('@');
  if (at == plain.npos) return false;
  if (account && plain == lower(account->user)) return true;
  std::string domain = plain.substr(at + 1);
  return std::any_of(own.begin(), own.end(), [&](const std::string& mine) {
    if (mine.find('@') != mine.npos) return mine == plain;
    return domain == mine || domain.ends_with("." + mine);
  });
}

Settings read_settings(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  refuse_unknown(json, {"path", "endpoint", "auth", "consent", "tls", "folders", "since", "page_size", "timeout", "own", "authserv_id", "max_size", "suggest", "cards", "forms"}, "");
  Settings out;
  out.paths = texts_at(json, "path", "");
  out.suggest = flag_at(json, "suggest", "");
  if (json.contains("endpoint")) {
    if (!out.paths.empty() || out.suggest) config_failure("path_or_endpoint");
    out.account = account_of(json);
  } else if (out.paths.empty()) {
    config_failure("missing_setting", {{"setting", "path"}});
  }
  for (const std::string& own : texts_at(json, "own", "")) {
    std::string plain = lower(own);
    if (plain.starts_with('@')) plain.erase(0, 1);
    out.own.push_back(std::move(plain));
  }
  out.authserv_id = text_at(json, "authserv_id", "");
  out.max_size = number_at(json, "max_size", out.max_size);
  out.cards = flag_at(json, "cards", "");
  if (json.contains("forms")) {
    if (!json["forms"].is_object()) unfit("forms");
    for (const auto& [name, form] : json["forms"].items()) out.forms.push_back(form_of(name, form));
  }
  for (const char* name : {"path", "endpoint", "auth", "consent", "tls", "folders", "since", "page_size", "timeout"}) json.erase(name);
  if (out.account) json["account"] = {out.account->endpoint(), out.account->user, out.account->since};
  out.fingerprint = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  return out;
}

}  // namespace musubi::mail
