#include "connectors/http/read/key_names.hpp"

#include <re2/re2.h>

#include <map>
#include <vector>

#include "connectors/http/template/case_mapping.hpp"

namespace musubi::http {
namespace {

/// Words of a name; what stands between them is an empty one.
std::vector<std::string> words_of(const std::string& name) {
  static const re2::RE2 token("\\p{Lu}+[\\p{Ll}\\p{M}]*|\\p{Ll}[\\p{Ll}\\p{M}]*|[\\p{Lo}\\p{Lm}\\p{M}]+|\\p{N}+|([^\\p{Lu}\\p{Ll}\\p{Lo}\\p{Lm}\\p{M}\\p{N}]+)");
  std::vector<std::string> out;
  re2::StringPiece groups[2];
  size_t at = 0;
  while (at < name.size() && token.Match(name, at, name.size(), re2::RE2::UNANCHORED, groups, 2)) {
    at = static_cast<size_t>(groups[0].data() - name.data()) + groups[0].size();
    out.push_back(groups[1].data() ? "" : lower_case(groups[0].as_string()));
  }
  return out;
}

}  // namespace

std::string lower_key(const std::string& name) {
  return lower_case(name);
}

std::string snake_key(const std::string& name) {
  const std::vector<std::string> words = words_of(name);
  std::string out;
  if (!words.empty() && !words[0].empty() && words[0][0] >= '0' && words[0][0] <= '9') out = "_";
  for (size_t i = 0; i < words.size(); ++i)
    if (i == 0 || i + 1 == words.size() || !words[i].empty()) out += (i ? "_" : "") + words[i];
  return out.empty() ? "_" : out;
}

Json with_new_names(const Json& in, const Rename& rename, bool deep) {
  if (in.is_array()) {
    Json out = Json::array();
    for (const Json& one : in) out.push_back(with_new_names(one, rename, deep));
    return out;
  }
  if (!in.is_object()) return in;
  std::map<std::string, size_t> count;
  std::vector<std::string> names;
  for (const auto& [name, value] : in.items()) ++count[names.emplace_back(rename(name))];
  Json out = Json::object();
  size_t i = 0;
  for (const auto& [name, value] : in.items()) {
    const std::string& next = names[i++];
    out[count[next] == 1 ? next : name] = deep ? with_new_names(value, rename, deep) : value;
  }
  return out;
}

}  // namespace musubi::http
