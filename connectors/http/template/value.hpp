// What an expression gives: JSON as Python reads it, and the few things Python has beyond: undefined names,
// points in time and spans. Values are cheap to copy: JSON is shared or borrowed, never copied by a look-up.
#pragma once
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace musubi::http {

using Json = nlohmann::ordered_json;

/// A date, or date and time of day; with an offset a point in time, without one a clock's face.
struct Moment {
  int64_t micros = 0;             // of the clock's face since 1970-01-01T00:00:00
  std::optional<int32_t> offset;  // seconds east of UTC
  bool date_only = false;

  int64_t utc() const { return micros - int64_t{1'000'000} * offset.value_or(0); }
};

/// A length of time; months are kept apart, as their length depends on where they begin.
struct Span {
  int64_t micros = 0;
  int32_t months = 0;
};

struct Bindings;

struct Undefined {
  std::string name;  // for the sentence of whoever uses it
};

class Value {
 public:
  Value() : held_(Undefined{}) {}
  Value(Json json) : held_(Shared(std::make_shared<Json>(std::move(json)))) {}
  Value(Moment moment) : held_(moment) {}
  Value(Span span) : held_(span) {}
  Value(std::shared_ptr<Bindings> bindings) : held_(std::move(bindings)) {}
  static Value undefined(std::string name) { return Value(Undefined{std::move(name)}); }
  /// `json` must outlive the value and all its children.
  static Value borrowed(const Json& json) { return Value(Shared(Shared(), &json)); }
  /// A part of this value's JSON; shares its life, and sees what changes in it.
  Value part(const Json& json) const { return Value(Shared(std::get<Shared>(held_), &json)); }

  bool is_undefined() const { return std::holds_alternative<Undefined>(held_); }
  bool is_json() const { return std::holds_alternative<Shared>(held_); }
  bool is_moment() const { return std::holds_alternative<Moment>(held_); }
  bool is_span() const { return std::holds_alternative<Span>(held_); }
  bool is_bindings() const { return std::holds_alternative<std::shared_ptr<Bindings>>(held_); }
  bool is_text() const { return is_json() && json().is_string(); }
  bool is_none() const { return is_json() && json().is_null(); }
  bool is_list() const { return is_json() && json().is_array(); }
  bool is_dict() const { return is_json() && json().is_object(); }
  bool is_bool() const { return is_json() && json().is_boolean(); }
  bool is_float() const { return is_json() && json().is_number_float(); }
  /// An int of Python, which a bool is too.
  bool is_int() const { return is_json() && (json().is_number_integer() || json().is_boolean()); }
  bool is_number() const { return is_int() || is_float(); }

  const Json& json() const { return *std::get<Shared>(held_); }
  const std::string& text() const { return json().get_ref<const std::string&>(); }
  const Moment& moment() const { return std::get<Moment>(held_); }
  const Span& span() const { return std::get<Span>(held_); }
  const std::string& undefined_name() const { return std::get<Undefined>(held_).name; }
  Bindings& bindings() const { return *std::get<std::shared_ptr<Bindings>>(held_); }

  /// How many values hold this JSON or a part of the same; 0 for what is borrowed.
  long holders() const { return std::get<Shared>(held_).use_count(); }
  bool shares_with(const Value& other) const {
    const Shared &a = std::get<Shared>(held_), &b = std::get<Shared>(other.held_);
    return !a.owner_before(b) && !b.owner_before(a);
  }
  /// The JSON to be changed in its place; only of what is not borrowed.
  Json& own() const { return const_cast<Json&>(json()); }

 private:
  using Shared = std::shared_ptr<const Json>;
  explicit Value(Shared json) : held_(std::move(json)) {}
  explicit Value(Undefined undefined) : held_(std::move(undefined)) {}
  std::variant<Undefined, Shared, Moment, Span, std::shared_ptr<Bindings>> held_;
};

/// What namespace() gives: names whose values {% set ns.name = … %} changes, inside of blocks too.
struct Bindings {
  std::vector<std::pair<std::string, Value>> all;
  Value* find(std::string_view name) {
    for (auto& [known, value] : all)
      if (known == name) return &value;
    return nullptr;
  }
  void set(const std::string& name, Value value) {
    if (Value* known = find(name))
      *known = std::move(value);
    else
      all.emplace_back(name, std::move(value));
  }
};

}  // namespace musubi::http
