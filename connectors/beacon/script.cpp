#include "connectors/beacon/script.hpp"

#include "script_template.hpp"

namespace musubi::beacon {
namespace {

void put(std::string& text, const std::string& place, const std::string& value) {
  for (size_t at = 0; (at = text.find(place, at)) != text.npos; at += value.size()) text.replace(at, place.size(), value);
}

}  // namespace

std::string script(const Settings& settings) {
  std::string out = script_template;
  put(out, "%COOKIE%", settings.cookie);
  put(out, "%FIELD%", settings.field);
  put(out, "%LIMIT%", std::to_string(settings.body_limit));
  put(out, "\n", "");
  put(out, "%SECONDS%", std::to_string(settings.cookie_days * 86400));
  return out;
}

}  // namespace musubi::beacon
