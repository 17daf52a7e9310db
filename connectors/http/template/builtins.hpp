// What templates can call: filters, tests, functions and methods.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/http/template/value.hpp"

namespace musubi::http {

/// What time it is: microseconds since 1970 in UTC. The one thing an evaluation knows beside its inputs.
using Clock = std::function<int64_t()>;

/// Arguments of a call. Asked by place or by name, as Python's are.
class Arguments {
 public:
  Arguments(std::string of, std::vector<Value> placed, std::vector<std::pair<std::string, Value>> named)
      : of_(std::move(of)), placed_(std::move(placed)), named_(std::move(named)) {}

  size_t size() const { return placed_.size(); }
  const std::vector<Value>& placed() const { return placed_; }
  /// The argument at `place` or called `name`; null where there is none.
  const Value* find(size_t place, std::string_view name) const;
  /// Throws Trouble (type) where there is none.
  const Value& need(size_t place, std::string_view name) const;
  std::string text(size_t place, std::string_view name) const;  // Trouble (type) where it is no text
  std::string text(size_t place, std::string_view name, std::string_view otherwise) const;
  int64_t integer(size_t place, std::string_view name, int64_t otherwise) const;
  bool truth(size_t place, std::string_view name, bool otherwise) const;
  /// Throws Trouble (type) for more than `most` arguments by place.
  void at_most(size_t most) const;
  const std::string& of() const { return of_; }
  const std::vector<std::pair<std::string, Value>>& named() const { return named_; }

 private:
  std::string of_;
  std::vector<Value> placed_;
  std::vector<std::pair<std::string, Value>> named_;
};

bool has_filter(std::string_view name);
bool has_test(std::string_view name);
bool has_function(std::string_view name);

/// Each throws Trouble; an unknown name is Trouble (other).
Value apply_filter(const std::string& name, const Value& input, const Arguments& arguments);
bool apply_test(const std::string& name, const Value& input, const Arguments& arguments);
Value call_function(const std::string& name, const Arguments& arguments, const Clock& clock);
Value call_method(const Value& of, const std::string& name, const Arguments& arguments);

}  // namespace musubi::http
