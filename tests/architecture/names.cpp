#include "tests/architecture/names.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

namespace musubi::architecture {
namespace {

/// What a setting is called elsewhere → what it is called here.
const std::map<std::string, std::string>& canonical() {
  static const std::map<std::string, std::string> names = {
      {"url", "endpoint"},
      {"uri", "endpoint"},
      {"base_url", "endpoint"},
      {"server", "endpoint"},
      {"api_key", "auth.token"},
      {"apikey", "auth.token"},
      {"access_token", "auth.token"},
      {"username", "auth.user"},
      {"login", "auth.user"},
      {"passwd", "auth.password"},
      {"pass", "auth.password"},
      {"limit", "page_size"},
      {"per_page", "page_size"},
      {"batch_size", "page_size"},
      {"timeout_seconds", "timeout"},
      {"timeout_ms", "timeout"},
      {"start_date", "since"},
      {"from_date", "since"},
      {"lookback", "overlap"},
      {"rate", "rate_limit"},
      {"ca_cert", "tls.ca_file"},
      {"cafile", "tls.ca_file"},
      {"ca_path", "tls.ca_file"},
  };
  return names;
}

/// Settings that stand in a group: {auth: {user: …}}, {tls: {ca_file: …}}.
const std::map<std::string, std::string>& grouped() {
  static const std::map<std::string, std::string> names = {{"user", "auth"},          {"password", "auth"},
                                                           {"token", "auth"},         {"client_id", "auth"},
                                                           {"client_secret", "auth"}, {"ca_file", "tls"}};
  return names;
}

/// Walks the properties of a schema, and of the schemas inside it.
class Settings {
 public:
  Settings(const std::string& path, Findings& out) : path_(path), out_(out) {}

  void walk(const nlohmann::json& schema, const std::string& inside) {
    if (schema.is_array())
      for (const auto& one : schema) walk(one, inside);
    if (!schema.is_object()) return;
    if (schema.contains("properties")) {
      if (schema.value("additionalProperties", nlohmann::json(true)) == true)
        wrong(inside, "\"additionalProperties\": false is missing; a misspelt setting would pass");
      for (const auto& [name, rule] : schema["properties"].items()) judge(name, rule, inside);
    }
    for (const char* word : {"items", "additionalProperties", "oneOf"})
      if (schema.contains(word)) walk(schema[word], inside);
  }

 private:
  void judge(const std::string& name, const nlohmann::json& rule, const std::string& inside) {
    std::string whole = inside.empty() ? name : inside + "." + name;
    if (auto right = canonical().find(name); right != canonical().end())
      wrong(whole, "call it " + right->second);
    if (auto group = grouped().find(name); group != grouped().end() && !inside.ends_with(group->second))
      wrong(whole, "call it " + group->second + "." + name);
    walk(rule, whole);
  }
  void wrong(const std::string& setting, const std::string& what) {
    out_.push_back({path_, 0, (setting.empty() ? "" : setting + ": ") + what});
  }

  const std::string& path_;
  Findings& out_;
};

}  // namespace

Findings file_name_violations(const Files& files) {
  static const std::set<std::string> empty_words = {"manager", "helper", "helpers", "util",
                                                    "utils",   "misc",   "common",  "stuff"};
  static const std::regex snake("[a-z0-9_]+");
  Findings out;
  for (const File& f : files) {
    std::string name = f.path.substr(f.path.rfind('/') + 1), stem = name.substr(0, name.find('.'));
    for (size_t at = 0; at < stem.size();) {
      size_t end = std::min(stem.find_first_of("_-", at), stem.size());
      if (empty_words.contains(stem.substr(at, end - at)))
        out.push_back({f.path, 0, "\"" + stem.substr(at, end - at) + "\" says nothing"});
      at = end + 1;
    }
    if (f.is_cpp() && !std::regex_match(stem, snake))
      out.push_back({f.path, 0, "C++ files are named in snake_case"});
  }
  return out;
}

Findings left_over_violations(const Files& files) {
  // Written apart, so that this file passes its own check.
  static const std::regex notes(
      "\\b(TO"
      "DO|FIX"
      "ME|X"
      "XX)\\b"),
      places(
          "(^|[^\\w.])/(tmp/)?wo"
          "rk/|/ho"
          "me/\\w");
  Findings out;
  for (const File& f : files) {
    if (f.is_generated()) continue;
    int number = 0;
    for (std::string_view line : lines_of(f.text)) {
      ++number;
      if (line.size() > 2000) continue;  // data, not writing
      if (std::regex_search(line.begin(), line.end(), notes))
        out.push_back({f.path, number, "finish it, or open an issue"});
      if (std::regex_search(line.begin(), line.end(), places))
        out.push_back({f.path, number, "a place of one machine"});
    }
  }
  return out;
}

Findings setting_violations(const Files& files) {
  Findings out;
  for (const File& f : files) {
    if (!f.path.starts_with("connectors/") || !f.path.ends_with("/config.schema.json")) continue;
    auto schema = nlohmann::json::parse(f.text, nullptr, false);
    if (schema.is_discarded())
      out.push_back({f.path, 0, "no JSON"});
    else
      Settings(f.path, out).walk(schema, "");
  }
  return out;
}

}  // namespace musubi::architecture
