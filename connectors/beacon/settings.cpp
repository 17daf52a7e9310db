#include "connectors/beacon/settings.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/sdk/origin.hpp"

namespace musubi::beacon {
namespace {

using Json = nlohmann::json;

[[noreturn]] void unfit(const std::string& setting) { throw Failure(MU_CONFIG, "bad_value", {{"setting", setting}}); }

int64_t number(const Json& in, const char* name, int64_t absent, int64_t least, int64_t most) {
  auto at = in.find(name);
  if (at == in.end() || at->is_null()) return absent;
  if (!at->is_number_integer() || at->get<int64_t>() < least || at->get<int64_t>() > most) unfit(name);
  return at->get<int64_t>();
}

std::string word(const Json& in, const char* name, const std::string& absent) {
  auto at = in.find(name);
  if (at == in.end() || at->is_null()) return absent;
  if (!at->is_string()) unfit(name);
  std::string out = at->get<std::string>();
  auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
  if (out.empty() || out.size() > 40 || !std::all_of(out.begin(), out.end(), plain)) unfit(name);
  return out;
}

std::vector<std::string> origins(const Json& in) {
  std::vector<std::string> out;
  auto at = in.find("origins");
  if (at == in.end() || !at->is_array() || at->empty()) unfit("origins");
  for (const Json& one : *at) {
    if (!one.is_string() || !is_origin(one.get<std::string>())) unfit("origins." + std::to_string(out.size()));
    out.push_back(one.get<std::string>());
  }
  return out;
}

std::vector<std::string> secrets(const Host& host, const Json& in) {
  std::vector<std::string> out;
  auto auth = in.find("auth");
  if (auth == in.end() || !auth->is_object() || !auth->contains("secrets")) return out;
  for (size_t i = 0; i < (*auth)["secrets"].size(); ++i) {
    std::optional<std::string> secret = host.secret("auth/secrets/" + std::to_string(i));
    if (!secret || secret->empty()) throw Failure(MU_CONFIG, "missing_setting", {{"setting", "auth.secrets." + std::to_string(i)}});
    out.push_back(std::move(*secret));
  }
  return out;
}

}  // namespace

Settings read_settings(const Host& host, std::string_view config) {
  Json json = Json::parse(config, nullptr, false);
  if (!json.is_object()) unfit("(top)");
  Settings out;
  out.origins = origins(json);
  out.cookie = word(json, "cookie", out.cookie);
  out.field = word(json, "field", out.field);
  out.cookie_days = number(json, "cookie_days", out.cookie_days, 1, 400);
  out.secrets = secrets(host, json);
  out.tolerance = std::chrono::seconds(number(json, "tolerance", 3600, 1, 86400));
  out.body_limit = size_t(number(json, "body_limit", 8192, 1024, 65536));
  return out;
}

}  // namespace musubi::beacon
