#include "connectors/http/request/settings.hpp"

#include <set>

#include "connectors/http/fail.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/template/time_text.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::http {
namespace {

std::string text(const Json& json, const char* name) {
  auto at = json.find(name);
  if (at == json.end() || at->is_null()) return "";
  if (!at->is_string()) config_failure("bad_value", {{"setting", name}});
  return at->get<std::string>();
}

int whole(const Json& json, const char* name, int least, int most, int otherwise) {
  auto at = json.find(name);
  if (at == json.end() || at->is_null()) return otherwise;
  if (!at->is_number_integer() || *at < least || *at > most) config_failure("bad_value", {{"setting", name}});
  return at->get<int>();
}

void refuse_unknown(const Json& json) {
  static const std::vector<std::string> known = {"manifest", "settings", "secrets", "streams", "report", "tls", "proxy",
                                                 "proxy_user", "proxy_password", "timeout", "consent", "credential_ends"};
  for (const auto& [name, value] : json.items())
    if (std::find(known.begin(), known.end(), name) == known.end())
      config_failure("unknown_setting", {{"setting", name}, {"nearest", nearest_name(name, known)}});
}

/// {env: NAME} or {file: PATH}, as a configuration names a secret, which the host reads below `secrets` alone.
bool names_a_secret(const Json& value) {
  return value.is_object() && value.size() == 1 && (value.contains("env") || value.contains("file")) && value.begin()->is_string();
}

void collect_paths(const Json& schema, const std::string& at, std::set<std::string>& out, int depth) {
  if (!schema.is_object() || depth > 20) return;
  if (auto properties = schema.find("properties"); properties != schema.end() && properties->is_object())
    for (const auto& [name, rule] : properties->items()) {
      std::string here = at.empty() ? name : at + "." + name;
      if (rule.is_object() && (rule.contains("properties") || rule.contains("oneOf")))
        collect_paths(rule, here, out, depth + 1);
      else
        out.insert(here);
    }
  if (auto branches = schema.find("oneOf"); branches != schema.end() && branches->is_array())
    for (const Json& branch : *branches) collect_paths(branch, at, out, depth + 1);
}

ConsentSettings consent_of(const Json& json) {
  ConsentSettings out;
  out.endpoint = text(json, "endpoint");
  out.token_endpoint = text(json, "token_endpoint");
  out.scope = text(json, "scope");
  if (std::string redirect = text(json, "redirect"); !redirect.empty()) out.redirect = redirect;
  out.days = whole(json, "days", 1, 3650, 0);
  if (auto more = json.find("parameters"); more != json.end() && more->is_object())
    for (const auto& [name, value] : more->items())
      out.parameters.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
  return out;
}

/// What %XX stands for; "+" is itself.
std::string decoded(std::string_view text) {
  std::string escaped;
  for (char c : text) escaped += c == '+' ? std::string("%2B") : std::string(1, c);
  return percent_decoded(escaped);
}

/// A user in front of the proxy's host is taken out of its address, so that no message shows a password; the settings for it go before.
void read_proxy(const Json& json, HttpSettings& out) {
  const std::string written = text(json, "proxy");
  out.proxy_user = text(json, "proxy_user");
  const size_t scheme = written.find("://"), host = scheme == written.npos ? 0 : scheme + 3;
  std::string_view there = std::string_view(written).substr(host);
  there = there.substr(0, there.find_first_of("/?#"));
  if (const size_t at = there.rfind('@'); at != there.npos) {
    const std::string_view who = there.substr(0, at);
    const size_t colon = std::min(who.find(':'), who.size());
    if (out.proxy_user.empty()) {
      out.proxy_user = decoded(who.substr(0, colon));
      out.proxy_password = decoded(who.substr(std::min(colon + 1, who.size())));
    }
    there.remove_prefix(at + 1);
  }
  out.proxy = written.substr(0, host) + std::string(there);
}

void refuse_secrets_in(const Json& values, const Json& specification, const std::string& at) {
  if (!values.is_object()) return;
  const Json none, &rules = specification.is_object() && specification.contains("properties") && specification["properties"].is_object() ? specification["properties"] : none;
  for (const auto& [name, value] : values.items()) {
    const Json& rule = rules.is_object() && rules.contains(name) ? rules[name] : none;
    const bool group = rule.is_object() && (rule.contains("properties") || rule.contains("oneOf"));
    if (names_a_secret(value) && !group)
      config_failure("secret_in_settings", {{"setting", at + name}, {"written", "{" + value.begin().key() + ": " + value.begin()->get<std::string>() + "}"}});
    refuse_secrets_in(value, rule, at + name + ".");
  }
}

}  // namespace

void refuse_secrets(const Json& values, const Json& specification) { refuse_secrets_in(values, specification, ""); }

Settings read_settings(std::string_view config) {
  Json json = Json::parse(config, nullptr, false);
  if (!json.is_object()) config_failure("bad_value", {{"setting", "config"}});
  refuse_unknown(json);
  Settings out;
  out.manifest = text(json, "manifest");
  if (out.manifest.empty()) config_failure("missing_setting", {{"setting", "manifest"}});
  if (auto values = json.find("settings"); values != json.end() && !values->is_null()) {
    if (!values->is_object()) config_failure("bad_value", {{"setting", "settings"}});
    out.values = *values;
  }
  if (auto streams = json.find("streams"); streams != json.end() && streams->is_array())
    for (const Json& one : *streams) out.streams.push_back(one.is_string() ? one.get<std::string>() : "");
  if (auto tls = json.find("tls"); tls != json.end() && tls->is_object())
    out.http.ca_file = text(*tls, "ca_file");
  if (auto consent = json.find("consent"); consent != json.end() && consent->is_object())
    out.consent = consent_of(*consent);
  if (std::string ends = text(json, "credential_ends"); !ends.empty()) {
    auto end = parse_iso_time(ends);
    if (!end) config_failure("bad_value", {{"setting", "credential_ends"}});
    // Without an offset it is a day or an hour of the connection's time zone, which the host knows.
    out.credential_ends = end->offset ? Json(as_utc(*end).micros / kSecond) : Json(format_time(*end, "%Y-%m-%dT%H:%M:%S"));
  }
  read_proxy(json, out.http);
  out.report = json.value("report", false);
  out.http.timeout = whole(json, "timeout", 1, 3600, 60);
  return out;
}

std::vector<std::string> value_paths(const Json& specification) {
  std::set<std::string> out;
  collect_paths(specification, "", out, 0);
  return {out.begin(), out.end()};
}

bool is_secret(const Json& specification, std::span<const std::string> path) {
  if (!specification.is_object()) return false;
  if (auto branches = specification.find("oneOf"); branches != specification.end() && branches->is_array())
    for (const Json& branch : *branches)
      if (is_secret(branch, path)) return true;
  const auto found = specification.find(path.empty() ? "airbyte_secret" : "properties");
  if (found == specification.end()) return false;
  if (path.empty()) return *found == true;
  return found->is_object() && found->contains(path.front()) && is_secret((*found)[path.front()], path.subspan(1));
}

void set_at(Json& values, const std::vector<std::string>& path, Json value) {
  Json* at = &values;
  for (const std::string& part : path) {
    if (!at->is_object()) *at = Json::object();
    at = &(*at)[part];
  }
  *at = std::move(value);
}

const Json* find_at(const Json& values, const std::vector<std::string>& path) {
  const Json* at = &values;
  for (const std::string& part : path) {
    if (!at->is_object()) return nullptr;
    auto next = at->find(part);
    if (next == at->end()) return nullptr;
    at = &*next;
  }
  return at;
}

std::vector<std::string> parts_of_path(std::string_view dotted) {
  std::vector<std::string> out;
  for (size_t at = 0; at <= dotted.size();) {
    size_t dot = std::min(dotted.find('.', at), dotted.size());
    out.emplace_back(dotted.substr(at, dot - at));
    at = dot + 1;
  }
  return out;
}

}  // namespace musubi::http
