// Templates (a subset of Jinja: expressions, filters, tests, {% if %}, {% for %}, {% set %}) as trees.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/template/ast.hpp"

namespace musubi::http {

/// A template read once. Immutable, so that threads may share it.
struct Template {
  std::string source;
  std::vector<Piece> pieces;
  /// Names that must come from whoever evaluates it.
  std::set<std::string> free_names;
  /// Filters, tests and functions that this program does not have: "filter xmlattr".
  std::set<std::string> unknown;

  /// Nothing but text.
  bool is_plain() const {
    return pieces.empty() || (pieces.size() == 1 && pieces[0].kind == Piece::Kind::text);
  }
};

/// Throws Trouble (other) with what is wrong and where.
Template parse_template(std::string_view source);

}  // namespace musubi::http
