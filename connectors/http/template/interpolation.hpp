// How manifests use templates: a text whose rendering is read again as a literal, a condition, and whole
// structures of both. Compiled once, evaluated often.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "connectors/http/template/evaluate.hpp"

namespace musubi::http {

/// What the values of an interpolated text may be; others stay text.
enum class Wanted { any, text, text_or_list, integer, number, boolean };

/// What a template is evaluated with.
struct Scope {
  const Names& names;
  const Clock& clock;
};

/// A text that may be a template.
///   a falsy rendering or an undefined name → the fallback, rendered; a TypeError → the text as it stands
class Interpolated {
 public:
  Interpolated() : Interpolated("") {}
  /// Throws Trouble where the text is no template. `parameters` is what the name `parameters` means in it;
  /// null: nothing.
  explicit Interpolated(std::string text, std::shared_ptr<const Json> parameters = nullptr);
  /// As within mappings: what is empty or undefined is null.
  static Interpolated in_mapping(std::string text, std::shared_ptr<const Json> parameters = nullptr);

  /// Throws Trouble.
  Json value(const Scope& scope, Wanted wanted = Wanted::any) const;
  /// value() as text, as str() has it.
  std::string text(const Scope& scope) const;

  bool is_plain() const { return plain_; }
  const std::string& source() const { return template_->source; }
  const Template& parsed() const { return *template_; }

 private:
  std::optional<Json> attempt(const Scope& scope, Wanted wanted) const;
  std::optional<Json> attempt_with(const Names& names, const Clock& clock, Wanted wanted) const;
  std::shared_ptr<const Template> template_;
  std::shared_ptr<const Json> parameters_;  // null: the template does not ask for them
  bool plain_ = false, null_fallback_ = false;
  Json literal_;  // of a plain text
};

/// A condition; empty is no condition.
class Condition {
 public:
  Condition() = default;
  explicit Condition(Interpolated text) : text_(std::move(text)), given_(true) {}
  bool given() const { return given_; }
  /// Throws Trouble.
  bool holds(const Scope& scope) const;
  const Template* parsed() const { return given_ ? &text_.parsed() : nullptr; }

 private:
  Interpolated text_;
  bool given_ = false;
};

/// Whether a value counts as false where a condition is due: "False", "0", "{}" …
bool counts_as_false(const Json& value);

}  // namespace musubi::http
