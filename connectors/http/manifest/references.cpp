#include "connectors/http/manifest/references.hpp"

#include <charconv>
#include <set>
#include <string>

#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr size_t kNodes = 1'000'000;  // a manifest that grows beyond this by its references is refused

class Resolver {
 public:
  explicit Resolver(const Json& manifest) : manifest_(manifest) {}

  Json node(const Json& in) {
    if (++nodes_ > kNodes) trouble("its references make the manifest too large");
    if (in.is_array()) {
      Json out = Json::array();
      for (const Json& one : in) out.push_back(node(one));
      return out;
    }
    if (in.is_string())
      return in.get_ref<const std::string&>().starts_with("#/") ? pointed(in.get<std::string>()) : in;
    if (!in.is_object()) return in;
    Json own = Json::object();
    for (const auto& [key, value] : in.items())
      if (key != "$ref") own[key] = key == "config_overrides" ? value : node(value);
    auto ref = in.find("$ref");
    if (ref == in.end()) return own;
    Json base = node(*ref);
    if (!base.is_object()) return base;
    for (auto& [key, value] : own.items()) base[key] = std::move(value);
    return base;
  }

 private:
  Json pointed(const std::string& ref) {
    if (!visiting_.insert(ref).second) trouble("$ref " + ref + " points in a circle");
    Json out = node(target(ref));
    visiting_.erase(ref);
    return out;
  }

  /// "#/definitions/a/0/b": at each step the whole rest is tried as a key first, since keys may hold slashes.
  const Json& target(const std::string& ref) const {
    const Json* at = &manifest_;
    std::string rest = ref.substr(2);
    while (!rest.empty()) {
      if (at->is_object() && at->contains(rest)) return (*at)[rest];
      size_t slash = std::min(rest.find('/'), rest.size());
      std::string head = rest.substr(0, slash);
      rest = slash < rest.size() ? rest.substr(slash + 1) : "";
      at = step(*at, head, ref);
    }
    return *at;
  }

  static const Json* step(const Json& in, const std::string& head, const std::string& ref) {
    if (in.is_object())
      if (auto found = in.find(head); found != in.end()) return &*found;
    size_t index = 0;
    auto [end, error] = std::from_chars(head.data(), head.data() + head.size(), index);
    if (in.is_array() && error == std::errc() && end == head.data() + head.size() && index < in.size())
      return &in[index];
    trouble("$ref " + ref + " points to nothing");
  }

  const Json& manifest_;
  std::set<std::string> visiting_;
  size_t nodes_ = 0;
};

}  // namespace

Json resolve_references(const Json& manifest) {
  return Resolver(manifest).node(manifest);
}

}  // namespace musubi::http
