#include "core/map/element.hpp"

#include <set>

#include "core/map/file_text.hpp"
#include "core/text/fold.hpp"

namespace musubi::map {
namespace {

std::vector<Element> elements_of(const Path& list, const Scope& scope) {
  std::vector<uint32_t> places;
  std::vector<Element> out;
  find(scope.tree, scope.here, list, places);
  for (uint32_t at : places) {
    const RecordTree::Value& value = scope.tree.at(at);
    if (value.shape == RecordTree::Shape::object)
      out.push_back({at, {}});
    else if (value.shape == RecordTree::Shape::array)
      for (uint32_t one = value.first; one; one = scope.tree.at(one).next) out.push_back({one, {}});
    else if (value.shape != RecordTree::Shape::null && !folded(value.text).empty())
      scope.notes.push_back({list.text, {"map.not_a_list", {}}});
  }
  return out;
}

std::vector<Element> people_of(const Each& each, const Scope& scope) {
  std::vector<Element> out;
  std::set<std::string> seen;
  for (const ValueExpr& expr : each.mailboxes) {
    Value value = evaluate(expr, scope);
    if (value.problem) note(scope, expr, {}, *value.problem);
    for (const Text& text : value.texts)
      for (text::Mailbox& one : text::mailboxes(text.text))
        if (seen.insert(one.address.empty() ? one.name : text::fold_case(one.address)).second) out.push_back({scope.here, std::move(one)});
  }
  return out;
}

}  // namespace

std::vector<Element> elements(const std::optional<Each>& each, const Scope& scope) {
  if (!each) return {{scope.here, {}}};
  return each->list ? elements_of(*each->list, scope) : people_of(*each, scope);
}

}  // namespace musubi::map
