// What an expression gives: JSON as Python reads it, and the few things Python has beyond: undefined names,
// points in time and spans. Values are cheap to copy: JSON is shared or borrowed, never copied by a look-up.
#pragma once
#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

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

struct Undefined {
  std::string name;  // for the sentence of whoever uses it
};

class Value {
 public:
  Value() : held_(Undefined{}) {}
  Value(Json json) : held_(std::make_shared<const Json>(std::move(json))) {}
  Value(Moment moment) : held_(moment) {}
  Value(Span span) : held_(span) {}
  static Value undefined(std::string name) { return Value(Undefined{std::move(name)}); }
  /// `json` must outlive the value and all its children.
  static Value borrowed(const Json& json) { return Value(Shared(Shared(), &json)); }
  /// A part of this value's JSON; shares its life.
  Value part(const Json& json) const { return Value(Shared(std::get<Shared>(held_), &json)); }

  bool is_undefined() const { return std::holds_alternative<Undefined>(held_); }
  bool is_json() const { return std::holds_alternative<Shared>(held_); }
  bool is_moment() const { return std::holds_alternative<Moment>(held_); }
  bool is_span() const { return std::holds_alternative<Span>(held_); }
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

 private:
  using Shared = std::shared_ptr<const Json>;
  explicit Value(Shared json) : held_(std::move(json)) {}
  explicit Value(Undefined undefined) : held_(std::move(undefined)) {}
  std::variant<Undefined, Shared, Moment, Span> held_;
};

}  // namespace musubi::http
