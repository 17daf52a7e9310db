// Runs templates. Pure but for the clock it is given; bounded: a template that works too long or grows too
// large is an error.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/http/template/builtins.hpp"
#include "connectors/http/template/parser.hpp"

namespace musubi::http {

/// The names a template may use, later ones hiding earlier ones. Cheap: a handful of names.
class Names {
 public:
  void set(std::string_view name, Value value) { names_.emplace_back(name, std::move(value)); }
  const Value* find(std::string_view name) const {
    for (auto at = names_.rbegin(); at != names_.rend(); ++at)
      if (at->first == name) return &at->second;
    return nullptr;
  }
  /// The place of the name that find() finds; size() where there is none.
  size_t place_of(std::string_view name) const {
    for (size_t place = names_.size(); place > 0; --place)
      if (names_[place - 1].first == name) return place - 1;
    return names_.size();
  }
  Value& at(size_t place) { return names_[place].second; }
  size_t size() const { return names_.size(); }
  void resize(size_t size) { names_.resize(size, {"", Value()}); }

 private:
  std::vector<std::pair<std::string, Value>> names_;
};

/// The text of a template. Throws Trouble.
std::string render(const Template& of, const Names& names, const Clock& clock);
/// The value of a template that is one expression and nothing else: render without the detour over text.
/// Throws Trouble; the template must be such (is_single).
Value evaluate_single(const Template& of, const Names& names, const Clock& clock);
bool is_single(const Template& of);

}  // namespace musubi::http
