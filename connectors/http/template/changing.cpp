#include "connectors/http/template/changing.hpp"

#include <utility>

#include "connectors/http/template/methods_changing.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr size_t kMost = 64 * 1024 * 1024;  // bytes that changes copy and add

}  // namespace

Value Changing::call(Value of, const Node& node, const std::string& method, const Arguments& given, const std::function<Value()>& again) {
  for (const Value& one : given.placed()) count(one);
  for (const auto& [word, one] : given.named()) count(one);
  if (is_given(of) && make_own(node)) of = again();
  if (is_given(of)) {
    count(of);
    Json copy = of.json();
    return change(copy, method, given);
  }
  Json& place = of.own();
  if (of.holders() <= 2) return change(place, method, given);  // its name and `of`
  count(of);
  Json copy = place;
  Value out = change(copy, method, given);
  std::swap(place, copy);
  replaced_.push_back(std::move(copy));  // somebody may look at what stood in it
  return out;
}

Value Changing::alone(Value value) const {
  if (replaced_.empty() || (!value.is_json() && !value.is_bindings())) return value;
  return Value(json_of(value));
}

void Changing::count(const Value& value) {
  if (value.is_json()) changed_ += weight(value.json());
  if (changed_ > kMost) trouble("lists and dicts are changed too often");
}

bool Changing::is_given(const Value& value) const {
  if (value.holders() == 0) return true;
  for (size_t i = 0; i < given_; ++i)
    if ((own_.empty() || !own_[i]) && names_.at(i).is_json() && value.shares_with(names_.at(i))) return true;
  return false;
}

/// Puts a copy in place of what was given under the name by which `node` begins; false where it begins with none.
bool Changing::make_own(const Node& node) {
  if (node.kind != Node::Kind::name) return !node.children.empty() && node.children[0] && make_own(*node.children[0]);
  const size_t place = names_.place_of(node.text);
  if (place >= names_.size() || !names_.at(place).is_json()) return false;
  count(names_.at(place));
  names_.at(place) = Value(Json(names_.at(place).json()));
  own_.resize(given_, false);
  if (place < given_) own_[place] = true;
  return true;
}

}  // namespace musubi::http
