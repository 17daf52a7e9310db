#include "connectors/file/settings.hpp"

#include <nlohmann/json.hpp>

#include "connectors/file/fail.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::file {
namespace {

using Json = nlohmann::json;

const std::vector<std::string> stream_members = {"path",  "format",  "encoding",    "delimiter",
                                                 "quote", "header",  "columns",     "sheet",
                                                 "key",   "records", "own", "skip_totals", "newest_only",
                                                 "inside", "auth", "carry_down"};

[[noreturn]] void unfit(const std::string& setting) {
  config_failure("bad_value", {{"setting", setting}});
}

void refuse_unknown(const Json& object, const std::vector<std::string>& known, const std::string& where) {
  for (const auto& [name, value] : object.items())
    if (std::find(known.begin(), known.end(), name) == known.end())
      config_failure("unknown_setting", {{"setting", where + name}, {"nearest", nearest_name(name, known)}});
}

/// One stream's object, member by member; `where` names it in messages.
class Members {
 public:
  Members(const Json& object, std::string where) : object_(object), where_(std::move(where)) {}

  const Json* find(const char* name) const {
    auto it = object_.find(name);
    return it == object_.end() || it->is_null() ? nullptr : &*it;
  }
  std::string setting(const char* name) const { return where_ + name; }

  std::string text(const char* name, const char* absent) const {
    const Json* value = find(name);
    if (!value) return absent;
    if (value->is_number_integer()) return std::to_string(value->get<int64_t>());
    if (!value->is_string()) unfit(setting(name));
    return value->get<std::string>();
  }
  bool flag(const char* name, bool absent) const {
    const Json* value = find(name);
    if (!value) return absent;
    if (value->is_boolean()) return value->get<bool>();
    if (*value == "true" || *value == "yes") return true;
    if (*value == "false" || *value == "no") return false;
    unfit(setting(name));
  }
  int seconds(const char* name, int absent, int least) const {
    const Json* value = find(name);
    if (!value) return absent;
    std::string digits = text(name, "");
    if (digits.empty() || digits.size() > 6 || digits.find_first_not_of("0123456789") != digits.npos) unfit(setting(name));
    int number = std::stoi(digits);
    if (number < least) unfit(setting(name));
    return number;
  }
  std::vector<std::string> texts(const char* name) const {
    std::vector<std::string> out;
    const Json* value = find(name);
    if (!value) return out;
    if (value->is_string()) return {value->get<std::string>()};
    if (!value->is_array()) unfit(setting(name));
    for (const auto& item : *value) {
      if (!item.is_string()) unfit(setting(name));
      out.push_back(item.get<std::string>());
    }
    return out;
  }

 private:
  const Json& object_;
  std::string where_;
};

template <class Value, size_t n>
Value choice(const Members& from, const char* name, const std::pair<const char*, Value> (&options)[n]) {
  std::string text = from.text(name, options[0].first);
  for (const auto& [word, value] : options)
    if (text == word) return value;
  unfit(from.setting(name));
}

int row_number(const Json& value, const std::string& setting) {
  if (value.is_number_integer() && value.get<int64_t>() > 0) return value.get<int>();
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    if (!text.empty() && text.size() < 8 && text.find_first_not_of("0123456789") == text.npos && text != "0")
      return std::stoi(text);
  }
  unfit(setting);
}

HeaderRule header_rule(const Members& from) {
  const Json* value = from.find("header");
  if (!value || *value == "auto") return {};
  if (*value == "none") return {HeaderRule::none, 0, 0};
  std::string setting = from.setting("header");
  if (!value->is_array()) {
    int row = row_number(*value, setting);
    return {HeaderRule::rows, row, row};
  }
  if (value->size() != 2) unfit(setting);
  HeaderRule rule{HeaderRule::rows, row_number((*value)[0], setting), row_number((*value)[1], setting)};
  if (rule.to < rule.from || rule.to > rule.from + 1) unfit(setting);
  return rule;
}

void take_header(StreamSettings& s, const Members& from) {
  s.header = header_rule(from);
  s.columns = from.texts("columns");
  if (!s.columns.empty() && s.header.kind == HeaderRule::automatic) s.header.kind = HeaderRule::none;
}

CarryRule carry_rule(const Members& from) {
  const Json* value = from.find("carry_down");
  if (!value) return {};
  const std::string where = from.setting("carry_down.");
  if (!value->is_object()) unfit(from.setting("carry_down"));
  refuse_unknown(*value, {"at", "columns"}, where);
  Members members(*value, where);
  CarryRule rule{members.text("at", ""), members.texts("columns")};
  if (rule.at.empty()) config_failure("missing_setting", {{"setting", where + "at"}});
  if (rule.columns.empty()) config_failure("missing_setting", {{"setting", where + "columns"}});
  return rule;
}

void take_rows(StreamSettings& s, const Members& from) {
  s.key = from.texts("key");
  if (const Json* key = from.find("key"); key && *key == "content") s.key.clear();
  s.records = from.text("records", "");
  s.own = from.texts("own");
  s.carry_down = carry_rule(from);
  s.skip_totals = from.flag("skip_totals", true);
  s.newest_only = from.flag("newest_only", false);
}

StreamSettings stream_settings(const std::string& name, const Json& object) {
  std::string where = "streams." + name + ".";
  if (!object.is_object()) unfit("streams." + name);
  refuse_unknown(object, stream_members, where);
  Members from(object, where);
  StreamSettings s;
  s.name = name;
  s.paths = from.texts("path");
  if (s.paths.empty() || s.paths[0].empty()) config_failure("missing_setting", {{"setting", where + "path"}});
  for (const auto& path : s.paths)
    if (is_address(path) != is_address(s.paths[0])) config_failure("here_and_afar", {{"stream", name}});
  s.format = choice<Format>(from, "format",
                            {{"auto", Format::automatic},
                             {"csv", Format::csv},
                             {"tsv", Format::tsv},
                             {"json", Format::json},
                             {"jsonl", Format::jsonl},
                             {"xlsx", Format::xlsx},
                             {"vcard", Format::vcard},
                             {"xls", Format::xls},
                             {"ods", Format::ods},
                             {"mdb", Format::mdb},
                             {"html", Format::html},
                             {"xml2003", Format::xml2003},
                             {"ics", Format::ics}});
  s.encoding = choice<const char*>(from, "encoding",
                                   {{"auto", "auto"},
                                    {"utf-8", "utf-8"},
                                    {"utf-16", "utf-16"},
                                    {"utf-16le", "utf-16le"},
                                    {"utf-16be", "utf-16be"},
                                    {"cp932", "cp932"},
                                    {"euc-jp", "euc-jp"},
                                    {"eucjp-ms", "eucjp-ms"},
                                    {"cp51932", "cp51932"},
                                    {"iso-2022-jp", "iso-2022-jp"},
                                    {"cp50221", "cp50221"},
                                    {"windows-1252", "windows-1252"}});
  s.delimiter = choice<char>(from, "delimiter",
                             {{"auto", 0},
                              {"comma", ','},
                              {"tab", '\t'},
                              {"semicolon", ';'},
                              {"pipe", '|'},
                              {",", ','},
                              {"\t", '\t'},
                              {";", ';'},
                              {"|", '|'}});
  s.find_quote = from.text("quote", "auto") == "auto";
  s.quote =
      choice<char>(from, "quote",
                   {{"auto", '"'}, {"double", '"'}, {"single", '\''}, {"none", 0}, {"\"", '"'}, {"'", '\''}});
  take_header(s, from);
  s.sheet = from.text("sheet", "");
  s.inside = from.text("inside", "");
  take_rows(s, from);
  s.fingerprint = object.dump();
  return s;
}

RemoteSettings remote_settings(const Json& json) {
  const Json none = Json::object();
  auto group = [&](const char* name, const std::vector<std::string>& known) {
    auto at = json.find(name);
    if (at == json.end() || at->is_null()) return Members(none, std::string(name) + ".");
    if (!at->is_object()) unfit(name);
    refuse_unknown(*at, known, std::string(name) + ".");
    return Members(*at, std::string(name) + ".");
  };
  Members top(json, "");
  Members auth = group("auth", {"user", "password", "private_key", "passphrase", "token", "client_id", "client_secret"});
  Members tls = group("tls", {"ca_file", "mode"});
  RemoteSettings out;
  out.user = auth.text("user", "");
  out.client_id = auth.text("client_id", "");
  out.host_keys = top.texts("host_key");
  out.known_hosts = top.text("known_hosts", "");
  out.endpoint = top.text("endpoint", "");
  out.region = top.text("region", "");
  out.ca_file = tls.text("ca_file", "");
  out.tls = choice<RemoteSettings::Tls>(tls, "mode",
                                        {{"auto", RemoteSettings::Tls::automatic},
                                         {"explicit", RemoteSettings::Tls::later},
                                         {"implicit", RemoteSettings::Tls::first}});
  out.timeout = top.seconds("timeout", 60, 1);
  out.settle = top.seconds("settle", -1, 0);
  bool web = out.endpoint.empty() || out.endpoint.starts_with("https://") || out.endpoint.starts_with("http://");
  if (!web) unfit("endpoint");
  return out;
}

/// The credentials of a connection go to one server.
void refuse_several_servers(const std::vector<StreamSettings>& streams) {
  std::string first;
  for (const auto& stream : streams)
    for (const auto& path : stream.paths) {
      if (!is_address(path)) continue;
      Address address = read_address(path);
      std::string server = address.scheme == Scheme::s3 ? "s3" : address.server();
      if (first.empty()) first = server;
      if (server != first) config_failure("several_servers", {{"server", first}, {"other", server}});
    }
}

}  // namespace

Settings read_settings(std::string_view config) {
  Json json = Json::parse(config, nullptr, false);
  if (!json.is_object()) unfit("(top)");
  refuse_unknown(json, {"streams", "auth", "host_key", "known_hosts", "tls", "endpoint", "region", "timeout", "settle"}, "");
  auto streams = json.find("streams");
  if (streams == json.end() || streams->is_null() || streams->empty())
    config_failure("missing_setting", {{"setting", "streams"}});
  if (!streams->is_object()) unfit("streams");
  Settings out;
  for (const auto& [name, object] : streams->items()) out.streams.push_back(stream_settings(name, object));
  refuse_several_servers(out.streams);
  out.remote = remote_settings(json);
  return out;
}

}  // namespace musubi::file
