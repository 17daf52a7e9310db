#include "core/flow/fetch_rules.hpp"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

namespace musubi {
namespace {

using Json = nlohmann::json;

constexpr size_t longest_key = 1000;

std::vector<std::string> parts_of(const std::string& path) {
  std::vector<std::string> out;
  for (size_t at = 0; at <= path.size();) {
    size_t end = std::min(path.find('.', at), path.size());
    out.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// An id as the key that it is at its source: a text, or a whole number's digits.
std::string key_of(const Json& id) {
  std::string out = id.is_string()           ? id.get<std::string>()
                    : id.is_number_integer() ? id.dump()
                                             : std::string();
  return out.size() > longest_key || out.find('\0') != out.npos ? std::string() : out;
}

/// What stands at a path; of a list, what stands there in each of its elements.
void each_value(const Json& in, const std::vector<std::string>& path, size_t step, const std::function<void(const Json&)>& take) {
  if (in.is_array()) {
    for (const Json& one : in) each_value(one, path, step, take);
  } else if (step == path.size()) {
    take(in);
  } else if (auto at = in.is_object() ? in.find(path[step]) : in.end(); at != in.end()) {
    each_value(*at, path, step + 1, take);
  }
}

}  // namespace

FetchRules::FetchRules(const std::string& config) {
  Json settings = Json::parse(config, nullptr, false);
  auto add = [&](const std::string& stream, const Json& of) {
    auto fetch = of.find("fetch");
    if (fetch == of.end() || !fetch->is_object()) return;
    rules_[stream] = {{fetch->value("connection", ""), fetch->value("stream", "")},
                      fetch->value("key", ""),
                      parts_of(fetch->value("key", "")),
                      std::chrono::seconds(fetch->value("after", 0))};
  };
  if (!settings.is_object()) return;
  add("", settings);
  if (auto streams = settings.find("streams"); streams != settings.end() && streams->is_object())
    for (const auto& [name, one] : streams->items())
      if (one.is_object()) add(name, one);
}

std::vector<StreamName> FetchRules::sources() const {
  std::vector<StreamName> out;
  for (const auto& [stream, rule] : rules_) out.push_back(rule.from);
  return out;
}

const FetchRules::Rule* FetchRules::rule(const std::string& stream) const {
  auto found = rules_.find(stream);
  if (found == rules_.end()) found = rules_.find("");
  return found == rules_.end() ? nullptr : &found->second;
}

std::string FetchRules::path(const std::string& stream) const {
  const Rule* of = rule(stream);
  return of ? of->written : "";
}

std::vector<FetchMark> FetchRules::marks(const std::string& stream, std::string_view event) const {
  const Rule* of = rule(stream);
  if (!of) return {};
  Json json = Json::parse(event, nullptr, false);
  std::vector<FetchMark> out;
  each_value(json, of->path, 0, [&](const Json& id) {
    if (std::string key = key_of(id); !key.empty()) out.push_back({of->from, std::move(key), 0, 0, of->after});
  });
  return out;
}

}  // namespace musubi
