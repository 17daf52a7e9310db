#include "connectors/http/manifest/setting_paths.hpp"

namespace musubi::http {
namespace {

/// The constant name by which a node looks into its first child; nullopt where it does not.
std::optional<std::string> member_of(const Node& node) {
  if (node.kind == Node::Kind::attribute) return node.text;
  if (node.kind == Node::Kind::item && node.children[1]->kind == Node::Kind::constant &&
      node.children[1]->value.is_text())
    return node.children[1]->value.text();
  if (node.kind == Node::Kind::call && node.children[0]->kind == Node::Kind::attribute &&
      node.children[0]->text == "get" && node.children.size() > 1 &&
      node.children[1]->kind == Node::Kind::constant && node.children[1]->value.is_text())
    return node.children[1]->value.text();
  return std::nullopt;
}

const Node& looked_into(const Node& node) {
  return node.kind == Node::Kind::call ? *node.children[0]->children[0] : *node.children[0];
}

/// "a.b" of a chain that begins at the name `root`.
std::optional<std::string> chain(const Node& node, const std::string& root) {
  auto name = member_of(node);
  if (!name) return std::nullopt;
  const Node& inner = looked_into(node);
  if (inner.kind == Node::Kind::name) return inner.text == root ? name : std::nullopt;
  auto before = chain(inner, root);
  return before ? std::optional(*before + "." + *name) : std::nullopt;
}

/// Calls `found` for every whole chain below `root`, and `bare` where the root stands alone.
template <class Found, class Bare>
void walk(const Node& node, const std::string& root, Found found, Bare bare) {
  if (auto path = chain(node, root)) {
    found(*path);
    for (size_t i = 2; i < node.children.size() && node.kind == Node::Kind::call; ++i)
      walk(*node.children[i], root, found, bare);
    return;
  }
  if (node.kind == Node::Kind::name && node.text == root) bare();
  for (const NodePtr& child : node.children)
    if (child) walk(*child, root, found, bare);
  for (const auto& [word, child] : node.named) walk(*child, root, found, bare);
}

template <class Found, class Bare>
void walk(const std::vector<Piece>& pieces, const std::string& root, Found found, Bare bare) {
  for (const Piece& piece : pieces) {
    if (piece.expression) walk(*piece.expression, root, found, bare);
    for (const auto& [condition, inside] : piece.bodies) {
      if (condition) walk(*condition, root, found, bare);
      walk(inside, root, found, bare);
    }
  }
}

}  // namespace

void collect_setting_paths(const Template& of, std::set<std::string>& out) {
  if (!of.free_names.contains("config")) return;
  walk(
      of.pieces, "config", [&](const std::string& path) { out.insert(path); }, [] {});
}

std::optional<std::set<std::string>> members_read(const Template& of, const std::string& root) {
  std::set<std::string> out;
  bool all = false;
  walk(
      of.pieces, root, [&](const std::string& path) { out.insert(path.substr(0, path.find('.'))); },
      [&] { all = true; });
  if (all) return std::nullopt;
  return out;
}

}  // namespace musubi::http
