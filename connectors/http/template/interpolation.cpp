#include "connectors/http/template/interpolation.hpp"

#include <array>
#include <cmath>

#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/python_literal.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

bool fits(const Json& json, Wanted wanted) {
  switch (wanted) {
    case Wanted::any:
      return true;
    case Wanted::text:
      return json.is_string();
    case Wanted::text_or_list:
      return json.is_string() || json.is_array();
    case Wanted::integer:
      return json.is_number_integer() || json.is_boolean();
    case Wanted::number:
      return json.is_number_float();
    case Wanted::boolean:
      return json.is_boolean();
  }
  return true;
}

/// A tuple ("1,2") is no list where one is wanted.
Json reread(std::string text, Wanted wanted) {
  bool tuple = false;
  auto literal = read_literal(text, &tuple);
  const bool meant = literal && fits(*literal, wanted) && (wanted == Wanted::any || !tuple);
  return meant ? std::move(*literal) : Json(std::move(text));
}

/// A value whose text reads back as itself needs no text.
std::optional<Json> direct(const Value& value, Wanted wanted) {
  if (!value.is_json() || value.is_text() || !fits(value.json(), wanted)) return std::nullopt;
  const Json& json = value.json();
  bool simple = json.is_null() || json.is_boolean() || json.is_number_integer() ||
                (json.is_number_float() && std::isfinite(json.get<double>()));
  return simple ? std::optional(json) : std::nullopt;
}

void need_names(const Template& of, const Names& names) {
  for (const std::string& name : of.free_names)
    if (!names.find(name)) trouble("'" + name + "' is not known here");
}

}  // namespace

Interpolated::Interpolated(std::string text, std::shared_ptr<const Json> parameters)
    : template_(std::make_shared<const Template>(parse_template(text))) {
  if (template_->free_names.contains("parameters")) parameters_ = std::move(parameters);
  plain_ = template_->is_plain();
  if (plain_)
    literal_ = template_->pieces.empty() ? Json("")
                                         : reread(template_->pieces[0].text, Wanted::any);
}

Interpolated Interpolated::in_mapping(std::string text, std::shared_ptr<const Json> parameters) {
  Interpolated out(std::move(text), std::move(parameters));
  out.null_fallback_ = true;
  if (out.plain_ && out.template_->pieces.empty()) out.literal_ = nullptr;
  return out;
}

std::optional<Json> Interpolated::attempt(const Scope& scope, Wanted wanted) const {
  if (!parameters_) return attempt_with(scope.names, scope.clock, wanted);
  Names names = scope.names;
  names.set("parameters", Value::borrowed(*parameters_));
  return attempt_with(names, scope.clock, wanted);
}

std::optional<Json> Interpolated::attempt_with(const Names& names, const Clock& clock, Wanted wanted) const {
  need_names(*template_, names);
  try {
    std::string text;
    if (is_single(*template_)) {
      Value value = evaluate_single(*template_, names, clock);
      if (auto found = direct(value, wanted)) return found;
      text = text_of(value);
    } else {
      text = render(*template_, names, clock);
    }
    if (text.empty()) return std::nullopt;
    return reread(std::move(text), wanted);
  } catch (const Trouble& t) {
    if (t.kind == Trouble::Kind::undefined) throw;
    if (t.kind == Trouble::Kind::type) return reread(template_->source, wanted);
    throw;
  }
}

Json Interpolated::value(const Scope& scope, Wanted wanted) const {
  if (plain_) {
    if (wanted == Wanted::any || template_->pieces.empty()) return literal_;
    if (literal_.is_array()) return reread(template_->pieces[0].text, wanted);
    return fits(literal_, wanted) ? literal_ : Json(template_->pieces[0].text);
  }
  try {
    if (auto found = attempt(scope, wanted)) return std::move(*found);
    return null_fallback_ ? Json(nullptr) : Json("");
  } catch (Trouble& t) {
    if (t.kind == Trouble::Kind::undefined && null_fallback_) return nullptr;
    if (t.expression.empty()) t.expression = template_->source;
    throw;
  }
}

std::string Interpolated::text(const Scope& scope) const {
  Json found = value(scope);
  return text_of(Value(std::move(found)));
}

bool counts_as_false(const Json& value) {
  if (value.is_string()) {
    static constexpr std::array<std::string_view, 8> words = {"False", "false", "{}", "[]",
                                                              "()",    "",      "0",  "0.0"};
    const auto& text = value.get_ref<const std::string&>();
    return std::find(words.begin(), words.end(), text) != words.end();
  }
  return !is_true(value);
}

bool Condition::holds(const Scope& scope) const {
  try {
    return !counts_as_false(text_.value(scope));
  } catch (const Trouble& t) {
    if (t.kind == Trouble::Kind::undefined) return false;
    throw;
  }
}

}  // namespace musubi::http
