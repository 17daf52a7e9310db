#include "connectors/http/manifest/stop_condition.hpp"

#include <algorithm>

#include "connectors/http/template/interpolation.hpp"
#include "connectors/http/template/operators.hpp"

namespace musubi::http {
namespace {

using Kind = Node::Kind;

bool names(const Node& node, std::string_view name) {
  if (node.kind == Kind::name && node.text == name) return true;
  auto inner = [&](const NodePtr& one) { return one && names(*one, name); };
  return std::ranges::any_of(node.children, inner) || std::ranges::any_of(node.named, [&](const auto& one) { return inner(one.second); });
}

Op mirrored(Op op) {
  switch (op) {
    case Op::lt: return Op::gt;
    case Op::le: return Op::ge;
    case Op::gt: return Op::lt;
    case Op::ge: return Op::le;
    default: return op;
  }
}

/// Whether a comparison bounds last_page_size by what does not follow the size that was asked for.
bool bounds(const Node* left, Op op, const Node* right, int64_t smallest) {
  const bool here = names(*left, "last_page_size"), there = names(*right, "last_page_size");
  if (here == there) return false;
  if (there) std::swap(left, right), op = mirrored(op);
  if ((op != Op::lt && op != Op::le) || left->kind == Kind::binary || names(*right, "page_size")) return false;
  const bool whole = right->kind == Kind::constant && right->value.is_json() && right->value.json().is_number_integer();
  return !whole || right->value.json().get<int64_t>() + (op == Op::le) > smallest;
}

/// The same of an expression, by the comparisons that decide it.
bool bounds(const Node& node, int64_t smallest) {
  if (node.kind == Kind::both || node.kind == Kind::either)
    return std::ranges::any_of(node.children, [&](const NodePtr& one) { return bounds(*one, smallest); });
  if (node.kind != Kind::compare) return false;
  for (size_t i = 0; i < node.ops.size(); ++i)
    if (bounds(node.children[i].get(), node.ops[i], node.children[i + 1].get(), smallest)) return true;
  return false;
}

/// The text that these pieces always give, where it counts as true.
bool says_yes(const std::vector<Piece>& pieces) {
  std::string out;
  for (const Piece& piece : pieces) {
    if (piece.kind == Piece::Kind::text)
      out += piece.text;
    else if (piece.kind == Piece::Kind::output && piece.expression->kind == Kind::constant)
      out += text_of(piece.expression->value);
    else
      return false;
  }
  return !counts_as_false(Json(out));
}

}  // namespace

bool stops_at_smaller_pages(const Template& condition, int64_t smallest) {
  if (condition.pieces.size() != 1) return false;
  const Piece& piece = condition.pieces[0];
  if (piece.kind == Piece::Kind::output) return bounds(*piece.expression, smallest);
  return piece.kind == Piece::Kind::choose && piece.bodies.size() == 1 && says_yes(piece.bodies[0].second) &&
         bounds(*piece.bodies[0].first, smallest);
}

}  // namespace musubi::http
