#include "connectors/http/template/methods_changing.hpp"

#include <algorithm>
#include <map>

#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

using Change = Value (*)(Json&, const Arguments&);

Value none() {
  return Value(Json(nullptr));
}

/// The place that an index of a list means; Trouble (other) where there is none.
size_t place_in(const Json& list, int64_t index) {
  const auto size = static_cast<int64_t>(list.size());
  if (index < 0) index += size;
  if (size == 0) trouble("pop from empty list");
  if (index < 0 || index >= size) trouble("pop index out of range");
  return static_cast<size_t>(index);
}

Value append(Json& list, const Arguments& a) {
  list.push_back(json_of(a.need(0, "object")));
  return none();
}
Value extend(Json& list, const Arguments& a) {
  for (const Value& one : elements(a.need(0, "iterable"))) list.push_back(json_of(one));
  return none();
}
Value insert(Json& list, const Arguments& a) {
  const auto size = static_cast<int64_t>(list.size());
  int64_t at = integer_of(a.need(0, "index"));
  at = std::clamp<int64_t>(at < 0 ? at + size : at, 0, size);
  list.insert(list.begin() + at, json_of(a.need(1, "object")));
  return none();
}
Value pop_element(Json& list, const Arguments& a) {
  const size_t at = place_in(list, a.integer(0, "index", -1));
  Value out(list[at]);
  list.erase(at);
  return out;
}
Value remove_element(Json& list, const Arguments& a) {
  const Json wanted = json_of(a.need(0, "value"));
  const auto at = std::ranges::find_if(list, [&](const Json& one) { return equal(one, wanted); });
  if (at == list.end()) trouble("list.remove(x): x not in list");
  list.erase(at);
  return none();
}
Value clear(Json& of, const Arguments&) {
  of.clear();
  return none();
}
Value sort(Json& list, const Arguments& a) {
  const Value* key = a.find(SIZE_MAX, "key");
  if (a.size() || (key && !key->is_none())) type_trouble("sort() takes no key here");
  const bool backwards = a.truth(SIZE_MAX, "reverse", false);
  std::vector<Value> all;
  for (const Json& one : list) all.emplace_back(one);
  std::stable_sort(all.begin(), all.end(), [&](const Value& x, const Value& y) { return backwards ? order(y, x) == -1 : order(x, y) == -1; });
  for (size_t i = 0; i < all.size(); ++i) list[i] = all[i].json();
  return none();
}
Value reverse(Json& list, const Arguments&) {
  std::reverse(list.begin(), list.end());
  return none();
}

std::string key_of(const Arguments& a) {
  return text_of(a.need(0, "key"));
}
/// update({…}, a=1), update([[key, value], …])
Value update(Json& dict, const Arguments& a) {
  a.at_most(1);
  if (a.size() && a.placed()[0].is_dict()) {
    for (const auto& [key, value] : a.placed()[0].json().items()) dict[key] = value;
  } else if (a.size()) {
    for (const Value& pair : elements(a.placed()[0])) {
      const std::vector<Value> parts = elements(pair);
      if (parts.size() != 2) trouble("a dict is made of pairs");
      dict[text_of(parts[0])] = json_of(parts[1]);
    }
  }
  for (const auto& [name, value] : a.named()) dict[name] = json_of(value);
  return none();
}
Value set_default(Json& dict, const Arguments& a) {
  const std::string key = key_of(a);
  const Value* otherwise = a.find(1, "default");
  if (!dict.contains(key)) dict[key] = otherwise ? json_of(*otherwise) : Json(nullptr);
  return Value(dict[key]);
}
Value pop_member(Json& dict, const Arguments& a) {
  const std::string key = key_of(a);
  const auto at = dict.find(key);
  const Value* otherwise = a.find(1, "default");
  if (at == dict.end() && !otherwise) trouble("there is no such key");
  Value out = at == dict.end() ? *otherwise : Value(at.value());
  if (at != dict.end()) dict.erase(at);
  return out;
}
Value pop_last(Json& dict, const Arguments&) {
  if (dict.empty()) trouble("popitem(): dictionary is empty");
  const auto last = std::prev(dict.end());
  Value out(Json::array({last.key(), last.value()}));
  dict.erase(last);
  return out;
}

using Changes = std::map<std::string_view, Change>;

const Changes& of_lists() {
  static const Changes all = {{"append", append}, {"extend", extend}, {"insert", insert}, {"pop", pop_element}, {"remove", remove_element},
                              {"clear", clear},   {"sort", sort},     {"reverse", reverse}};
  return all;
}
const Changes& of_dicts() {
  static const Changes all = {{"update", update}, {"setdefault", set_default}, {"pop", pop_member}, {"popitem", pop_last}, {"clear", clear}};
  return all;
}

}  // namespace

bool changes_its_value(std::string_view method) {
  return of_lists().contains(method) || of_dicts().contains(method);
}

Value change(Json& of, const std::string& method, const Arguments& given) {
  const Changes& all = of.is_array() ? of_lists() : of_dicts();
  const auto found = all.find(method);
  if (found == all.end()) undefined_trouble(std::string(of.is_array() ? "list" : "dict") + " object has no attribute '" + method + "'");
  return found->second(of, Arguments(method, given.placed(), given.named()));
}

size_t weight(const Json& json) {
  if (json.is_string()) return sizeof(Json) + json.get_ref<const std::string&>().size();
  size_t out = sizeof(Json);
  if (json.is_array())
    for (const Json& one : json) out += weight(one);
  if (json.is_object())
    for (const auto& [key, one] : json.items()) out += key.size() + sizeof(std::string) + weight(one);
  return out;
}

}  // namespace musubi::http
