#include "connectors/http/read/transform.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "connectors/http/read/extract.hpp"
#include "connectors/http/read/key_names.hpp"
#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

std::vector<std::string> texts(const std::vector<Interpolated>& path, const Scope& scope) {
  std::vector<std::string> out;
  for (const Interpolated& step : path) out.push_back(step.text(scope));
  return out;
}

void add(Json& record, const Transformation& by, const Scope& scope) {
  Names names = scope.names;
  names.set("record", Value::borrowed(record));
  for (const Transformation::Field& field : by.fields) {
    std::vector<std::string> path = texts(field.path, scope);
    Json value = field.value.value({names, scope.clock}, field.wanted);
    if (by.condition.given()) {
      Names judged = names;
      judged.set("value", Value::borrowed(value));
      judged.set("path", Value(Json(path)));
      if (!by.condition.holds({judged, scope.clock})) continue;
    }
    put_at(record, path, std::move(value));
  }
}

class Removal {
 public:
  Removal(const Transformation& by, const Scope& scope) : by_(by), scope_(scope) {}

  void run(Json& in, const std::vector<std::string>& path, size_t at) {
    if (at >= path.size() || !in.is_structured()) return;
    bool last = at + 1 == path.size();
    if (path[at] == "**") {
      if (last)
        run(in, {"*"}, 0);
      else
        run(in, path, at + 1);
      for (auto& [name, value] : in.items()) run(value, path, at);
      return;
    }
    if (in.is_array()) return in_list(in, path, at, last);
    std::vector<std::string> gone;
    for (auto& [name, value] : in.items()) {
      if (!fits_step(name, path[at])) continue;
      if (!last)
        run(value, path, at + 1);
      else if (wanted(value))
        gone.push_back(name);
    }
    for (const std::string& name : gone) in.erase(name);
  }

 private:
  void in_list(Json& in, const std::vector<std::string>& path, size_t at, bool last) {
    for (size_t i = in.size(); i-- > 0;) {
      if (!fits_step(std::to_string(i), path[at])) continue;
      if (!last)
        run(in[i], path, at + 1);
      else if (wanted(in[i]))
        in.erase(i);
    }
  }
  bool wanted(const Json& value) const {
    if (!by_.condition.given()) return true;
    Names names = scope_.names;
    names.set("property", Value::borrowed(value));
    return by_.condition.holds({names, scope_.clock});
  }
  const Transformation& by_;
  const Scope& scope_;
};

/// An object being flattened, and its members' names: those of the format, and whole ones.
struct Unfolded {
  const Json* value;
  std::string name, whole;
};

/// Puts a value under a name. What stood there already moves to its whole name: nothing is lost.
void put_flat(Json& out, std::map<std::string, std::string>& wholes, const Unfolded& one) {
  if (auto taken = wholes.find(one.name); taken != wholes.end()) {
    std::string other = taken->second;
    while (out.contains(other)) other += "_";
    out[other] = std::move(out[one.name]);
    wholes[other] = other;
  }
  out[one.name] = *one.value;
  wholes[one.name] = one.whole;
}

/// The last member first; once an element of a list was met, all that follow carry their parents' names.
Json flattened(const Json& in, bool lists) {
  Json out = Json::object();
  std::map<std::string, std::string> wholes;
  std::vector<Unfolded> stack = {{&in, "", ""}};
  bool with_parent = false;
  while (!stack.empty()) {
    const Unfolded one = std::move(stack.back());
    stack.pop_back();
    const bool is_list = lists && one.value->is_array();
    if (!is_list && !one.value->is_object()) {
      put_flat(out, wholes, one);
      continue;
    }
    with_parent = with_parent || (is_list && !one.value->empty());
    for (const auto& [name, value] : one.value->items()) {
      const bool bare = one.value == &in || (!is_list && !with_parent && !out.contains(name));
      stack.push_back({&value, bare ? name : one.name + "." + name, one.whole.empty() ? name : one.whole + "." + name});
    }
  }
  return out;
}

/// The first value at a path whose steps are patterns; null where nothing fits.
const Json* first_fitting(const Json& in, const std::vector<std::string>& path, size_t at) {
  if (at == path.size()) return &in;
  if (!in.is_structured()) return nullptr;
  for (const auto& [name, value] : in.items())
    if (fits_step(name, path[at]))
      if (const Json* found = first_fitting(value, path, at + 1)) return found;
  return nullptr;
}

void dpath_flatten(Json& record, const Transformation& by, const Scope& scope) {
  std::vector<std::string> path = texts(by.at, scope);
  const bool any = std::ranges::find(path, "*") != path.end();
  const Json* found = any ? first_fitting(record, path, 0) : value_at(record, path);
  if (!found || !found->is_object()) return;
  Json inner = *found;
  if (by.prefix || by.suffix) {
    const std::string before = by.prefix ? by.prefix->text(scope) : "", behind = by.suffix ? by.suffix->text(scope) : "";
    inner = with_new_names(inner, [&](const std::string& name) { return before + name + behind; }, false);
  }
  if (by.replaces_record && !inner.empty()) {
    record = std::move(inner);
    return;
  }
  for (const auto& [name, value] : inner.items())
    if (record.contains(name)) return;  // it would hide what is there
  if (by.deletes_origin) {
    Transformation removal;
    removal.kind = Transformation::Kind::remove;
    Removal(removal, scope).run(record, path, 0);
  }
  record.update(inner);
}

/// A value that stands in the table becomes what stands behind it.
void remap(Json& in, const Transformation& by, const Scope& scope) {
  std::vector<std::string> path = texts(by.at, scope);
  Json* at = &in;
  for (const std::string& step : path) {
    if (!at->is_object() || !at->contains(step)) return;
    at = &(*at)[step];
  }
  if (!at->is_string()) return;
  const Json table = by.values.value(scope);
  if (auto found = table.find(at->get_ref<const std::string&>()); found != table.end()) *at = *found;
}

}  // namespace

bool fits_step(const std::string& name, const std::string& pattern) {
  return pattern.find_first_of("*?[") == pattern.npos ? name == pattern
                                                      : fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
}

void put_at(Json& record, const std::vector<std::string>& path, Json value) {
  Json* at = &record;
  for (const std::string& step : path) {
    if (at->is_null()) *at = Json::object();
    if (at->is_array()) {
      size_t index = 0;
      auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
      if (error != std::errc() || index > at->size() + 1000)
        trouble("a field to add lies in a list, at no index");
      while (at->size() <= index) at->push_back(nullptr);
      at = &(*at)[index];
    } else if (at->is_object()) {
      at = &(*at)[step];
    } else {
      trouble("a field to add lies below a plain value");
    }
  }
  *at = std::move(value);
}

void transform(Json& record, const Transformation& by, const Scope& scope) {
  switch (by.kind) {
    case Transformation::Kind::add:
      return add(record, by, scope);
    case Transformation::Kind::remove:
      for (const auto& path : by.paths) Removal(by, scope).run(record, path, 0);
      return;
    case Transformation::Kind::lower_keys:
      record = with_new_names(record, lower_key, false);
      return;
    case Transformation::Kind::snake_keys:
      record = with_new_names(record, snake_key, true);
      return;
    case Transformation::Kind::replace_keys: {
      Names names = scope.names;
      names.set("record", Value::borrowed(record));
      std::string from = by.old_text.text({names, scope.clock}), to = by.new_text.text({names, scope.clock});
      record = with_new_names(
          record, [&](const std::string& name) { return replaced(name, from, to, -1); }, true);
      return;
    }
    case Transformation::Kind::flatten:
      record = flattened(record, by.lists);
      return;
    case Transformation::Kind::dpath_flatten:
      return dpath_flatten(record, by, scope);
    case Transformation::Kind::remap:
      return remap(record, by, scope);
  }
}

}  // namespace musubi::http
