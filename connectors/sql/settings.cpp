#include "connectors/sql/settings.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "connectors/sql/fail.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::sql {
namespace {

using Json = nlohmann::json;

[[noreturn]] void unfit(const std::string& setting) {
  config_failure("bad_value", {{"setting", setting}});
}

void refuse_unknown(const Json& object, const std::vector<std::string>& known, const std::string& where) {
  for (const auto& [name, value] : object.items())
    if (std::find(known.begin(), known.end(), name) == known.end())
      config_failure("unknown_setting", {{"setting", where + name}, {"nearest", nearest_name(name, known)}});
}

std::string text(const Json& object, const char* name, const std::string& where) {
  auto it = object.find(name);
  if (it == object.end() || it->is_null()) return "";
  if (!it->is_string()) unfit(where + name);
  return it->get<std::string>();
}

int number(const Json& object, const char* name, int least, int most, int absent) {
  auto it = object.find(name);
  if (it == object.end() || it->is_null()) return absent;
  int value = least - 1;
  if (it->is_number_integer()) value = it->get<int>();
  if (it->is_string()) {
    const auto& s = it->get_ref<const std::string&>();
    std::from_chars(s.data(), s.data() + s.size(), value);
  }
  if (value < least || value > most) unfit(name);
  return value;
}

std::vector<std::string> texts(const Json& object, const char* name, const std::string& where) {
  std::vector<std::string> out;
  auto it = object.find(name);
  if (it == object.end() || it->is_null()) return out;
  if (it->is_string()) return {it->get<std::string>()};
  if (!it->is_array()) unfit(where + name);
  for (const auto& item : *it) {
    if (!item.is_string()) unfit(where + name);
    out.push_back(item.get<std::string>());
  }
  return out;
}

/// Without the semicolon that people end statements with.
std::string bare_query(std::string query) {
  while (!query.empty() && (query.back() == ';' || static_cast<unsigned char>(query.back()) <= ' '))
    query.pop_back();
  return query;
}

StreamSettings stream_settings(const std::string& name, const Json& given) {
  std::string where = "streams." + name + ".";
  Json object = given.is_null() ? Json::object() : given;
  if (!object.is_object()) unfit("streams." + name);
  refuse_unknown(object, {"table", "query", "key", "cursor", "columns"}, where);
  StreamSettings s;
  s.name = name;
  s.table = text(object, "table", where);
  s.query = bare_query(text(object, "query", where));
  if (!s.table.empty() && !s.query.empty()) config_failure("table_and_query", {{"stream", name}});
  if (s.table.empty() && s.query.empty()) s.table = name;
  s.key = texts(object, "key", where);
  s.cursor = text(object, "cursor", where);
  s.columns = texts(object, "columns", where);
  s.fingerprint = object.dump();
  return s;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    unsigned value = 0;
    bool escape =
        text[at] == '%' && at + 2 < text.size() &&
        std::from_chars(text.data() + at + 1, text.data() + at + 3, value, 16).ptr == text.data() + at + 3;
    out += escape ? static_cast<char>(value) : text[at];
    if (escape) at += 2;
  }
  return out;
}

}  // namespace

Endpoint read_endpoint(std::string_view url) {
  Endpoint out;
  out.shown = url;
  if (url.starts_with("sqlite:")) {
    url.remove_prefix(7);
    if (url.starts_with("//")) url.remove_prefix(2);
    out.database = url;
    if (url.empty()) config_failure("bad_endpoint", {{"endpoint", out.shown}});
    return out;
  }
  size_t slashes = url.find("://");
  std::string_view scheme = url.substr(0, slashes);
  bool mysql = scheme == "mysql" || scheme == "mariadb";
  if (slashes == url.npos || (!mysql && scheme != "postgresql" && scheme != "postgres"))
    config_failure("bad_endpoint", {{"endpoint", out.shown}});
  out.system = mysql ? System::mysql : System::postgresql;
  std::string_view rest = url.substr(slashes + 3), place = rest.substr(0, rest.find('/'));
  if (place.find('@') != place.npos) config_failure("login_in_endpoint");
  out.database = place.size() < rest.size() ? decoded(rest.substr(place.size() + 1)) : "";
  size_t colon =
      place.starts_with('[') ? place.find(':', std::min(place.find(']'), place.size())) : place.find(':');
  out.port = mysql ? 3306 : 5432;
  if (colon != place.npos) {
    std::string_view digits = place.substr(colon + 1);
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out.port);
    if (error != std::errc() || end != digits.data() + digits.size() || out.port < 1 || out.port > 65535)
      config_failure("bad_endpoint", {{"endpoint", out.shown}});
  }
  out.host = place.substr(0, colon);
  if (out.host.starts_with('[') && out.host.ends_with(']'))
    out.host = out.host.substr(1, out.host.size() - 2);
  if (out.database.empty() || out.database.find_first_of("?/") != out.database.npos)
    config_failure("bad_endpoint", {{"endpoint", out.shown}});
  return out;
}

Settings read_settings(std::string_view config) {
  Json json = Json::parse(config, nullptr, false);
  if (!json.is_object()) unfit("(top)");
  refuse_unknown(json, {"endpoint", "auth", "tls", "timeout", "page_size", "streams"}, "");
  Settings out;
  std::string endpoint = text(json, "endpoint", "");
  if (endpoint.empty()) config_failure("missing_setting", {{"setting", "endpoint"}});
  out.endpoint = read_endpoint(endpoint);
  if (auto auth = json.find("auth"); auth != json.end() && auth->is_object())
    out.user = text(*auth, "user", "auth.");
  if (auto tls = json.find("tls"); tls != json.end() && tls->is_object())
    out.ca_file = text(*tls, "ca_file", "tls.");
  out.timeout = number(json, "timeout", 1, 3600, 60);
  out.page_size = static_cast<size_t>(number(json, "page_size", 1, 100'000, 2000));
  auto streams = json.find("streams");
  if (streams == json.end() || !streams->is_object() || streams->empty())
    config_failure("missing_setting", {{"setting", "streams"}});
  for (const auto& [name, object] : streams->items()) out.streams.push_back(stream_settings(name, object));
  return out;
}

}  // namespace musubi::sql
