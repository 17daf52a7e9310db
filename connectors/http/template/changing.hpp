// Lists and dicts that a template changes as it runs. Whoever else in the template holds one sees the change, as in
// Python; what the template was given is changed for the template alone.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "connectors/http/template/ast.hpp"
#include "connectors/http/template/evaluate.hpp"

namespace musubi::http {

class Changing {
 public:
  /// `names` of an evaluation, which outlive this; those that are there are what it was given.
  explicit Changing(Names& names) : names_(names), given_(names.size()) {}

  /// Calls the method `method` on `of`, the value of `node`, which `again` gives once more. Throws Trouble, also
  /// where changes take too much memory.
  Value call(Value of, const Node& node, const std::string& method, const Arguments& given, const std::function<Value()>& again);
  /// A value that may be used when this is gone.
  Value alone(Value value) const;

 private:
  void count(const Value& value);
  bool is_given(const Value& value) const;
  bool make_own(const Node& node);

  Names& names_;
  const size_t given_;          // so many of the names
  std::vector<bool> own_;       // of those: a copy stands there now; empty while none does
  std::vector<Json> replaced_;  // what stood in changed lists and dicts, where it stood
  size_t changed_ = 0;
};

}  // namespace musubi::http
