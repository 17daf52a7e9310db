#include "connectors/http/manifest/setting_paths.hpp"

#include <functional>

namespace musubi::http {
namespace {

using Path = std::vector<std::string>;

/// What templates look at below one name.
class Looks {
 public:
  /// `found` is told every whole chain of constant names below `root`; `bare` where the root is used otherwise.
  Looks(std::string root, std::function<void(const Path&)> found, std::function<void()> bare)
      : root_(std::move(root)), found_(std::move(found)), bare_(std::move(bare)) {}

  void walk(const std::vector<Piece>& pieces) const {
    for (const Piece& piece : pieces) {
      if (piece.expression) walk(*piece.expression);
      for (const auto& [condition, inside] : piece.bodies) {
        if (condition) walk(*condition);
        walk(inside);
      }
    }
  }

 private:
  void walk(const Node& node) const {
    if (Path path; chain(node, path)) return found_(path);
    if (node.kind == Node::Kind::name && node.text == root_) return bare_();
    const bool method = node.kind == Node::Kind::call && node.children[0]->kind == Node::Kind::attribute;
    if (method) walk(*node.children[0]->children[0]);
    others(node, method ? 1 : 0);
  }

  /// The children from `first` on, and the arguments by name.
  void others(const Node& node, size_t first) const {
    for (size_t i = first; i < node.children.size(); ++i)
      if (node.children[i]) walk(*node.children[i]);
    for (const auto& [word, child] : node.named) walk(*child);
  }

  /// Whether a node is a chain of constant names below the root: those go behind `path`, and what is else looked
  /// at on the way, as the default of a get(), is walked.
  bool chain(const Node& node, Path& path) const {
    const Node* inner = nullptr;
    std::string name;
    const bool get = node.kind == Node::Kind::call && node.children[0]->kind == Node::Kind::attribute &&
                     node.children[0]->text == "get" && node.children.size() > 1;
    if (node.kind == Node::Kind::attribute) {
      inner = node.children[0].get();
      name = node.text;
    } else if ((get || node.kind == Node::Kind::item) && node.children[1]->kind == Node::Kind::constant &&
               node.children[1]->value.is_text()) {
      inner = get ? node.children[0]->children[0].get() : node.children[0].get();
      name = node.children[1]->value.text();
    }
    const bool first = inner && inner->kind == Node::Kind::name;
    if (!inner || (first ? inner->text != root_ : !chain(*inner, path))) return false;
    path.push_back(std::move(name));
    if (get) others(node, 2);
    return true;
  }

  std::string root_;
  std::function<void(const Path&)> found_;
  std::function<void()> bare_;
};

}  // namespace

void collect_setting_paths(const Template& of, std::set<std::string>& out) {
  if (!of.free_names.contains("config")) return;
  auto found = [&](const Path& path) {
    std::string dotted;
    for (const std::string& step : path) dotted += (dotted.empty() ? "" : ".") + step;
    out.insert(dotted);
  };
  Looks("config", found, [] {}).walk(of.pieces);
}

std::optional<std::set<std::string>> members_read(const Template& of, const std::string& root) {
  std::set<std::string> out;
  bool all = false;
  Looks(root, [&](const Path& path) { out.insert(path.front()); }, [&] { all = true; }).walk(of.pieces);
  if (all) return std::nullopt;
  return out;
}

}  // namespace musubi::http
