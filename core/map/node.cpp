#include "core/map/node.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <unordered_set>

#include "core/map/complaint.hpp"
#include "core/map/file_text.hpp"

namespace musubi::map {
namespace {

// yaml-cpp's own tree resolves anchors (a few lines can become gigabytes), takes duplicate words and forgets
// marks of tables; events do none of it.
class Builder final : public YAML::EventHandler {
 public:
  Builder(const std::string& file, Node& root) : file_(file), root_(root) {}
  bool has_root() const { return has_root_; }
  const YAML::Mark& last_scalar() const { return last_; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(mark, Node::Shape::nothing, {}); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { complain(file_, line(mark), "map.anchor"); }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                const std::string& value) override {
    last_ = mark;
    add(mark, Node::Shape::text, value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    open(mark, Node::Shape::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    open(mark, Node::Shape::table);
  }
  void OnMapEnd() override { close(); }

 private:
  static int line(const YAML::Mark& mark) { return mark.line + 1; }

  Node& add(const YAML::Mark& mark, Node::Shape shape, const std::string& text) {
    if (++values_ > most_values) complain(file_, line(mark), "map.too_big");
    Node node;
    node.shape = shape;
    node.line = line(mark);
    node.text = text;
    if (open_.empty()) {
      has_root_ = true;
      return root_ = std::move(node);
    }
    Node& parent = *open_.back();
    bool is_name = parent.is_table() && parent.names.size() == parent.items.size();
    if (is_name) check_name(node);
    std::vector<Node>& into = is_name ? parent.names : parent.items;
    return into.emplace_back(std::move(node));
  }

  void check_name(Node& name) {
    if (name.is_list() || name.is_table()) complain(file_, name.line, "map.name_is_table");
    name.shape = Node::Shape::text;
    if (!words_.back().insert(name.text).second)
      complain(file_, name.line, "map.twice", {{"word", name.text}});
  }

  // Pointers into the parents' vectors stay valid: a parent grows only when its last child is closed.
  void open(const YAML::Mark& mark, Node::Shape shape) {
    open_.push_back(&add(mark, shape, {}));
    words_.emplace_back();
  }
  void close() {
    open_.pop_back();
    words_.pop_back();
  }

  const std::string& file_;
  Node& root_;
  std::vector<Node*> open_;
  std::vector<std::unordered_set<std::string>> words_;  // of the open tables
  size_t values_ = 0;
  bool has_root_ = false;
  YAML::Mark last_;
};

// yaml-cpp takes the end of the file for a closing quote. Only the last scalar can be such.
bool quote_stays_open(std::string_view text, const YAML::Mark& scalar) {
  size_t at = size_t(std::max(scalar.pos, 0));
  if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return false;
  char quote = text[at];
  while (++at < text.size()) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      if (quote == '"' || at + 1 == text.size() || text[at + 1] != quote) return false;
      ++at;
    }
  }
  return true;
}

}  // namespace

const Node* Node::find(std::string_view word) const {
  for (size_t i = 0; i < names.size() && i < items.size(); ++i)
    if (names[i].text == word) return &items[i];
  return nullptr;
}

std::string shown(const Node& node) {
  if (!node.is_list() && !node.is_table()) return node.text;
  std::string out;
  for (size_t i = 0; i < node.items.size(); ++i) {
    if (i) out += ", ";
    if (node.is_table()) out += node.names[i].text + ": ";
    out += shown(node.items[i]);
  }
  return node.is_list() ? "[" + out + "]" : "{" + out + "}";
}

Node read_yaml(std::string_view bytes, const std::string& file) {
  std::string plain = file_text(bytes, file);
  std::istringstream text(plain);
  Node root;
  Builder builder(file, root);
  try {
    YAML::Parser parser(text);
    parser.HandleNextDocument(builder);
    Node second;
    Builder rest(file, second);
    if (parser.HandleNextDocument(rest) && rest.has_root())
      complain(file, second.line, "map.second_document");
  } catch (const YAML::Exception& e) {
    complain(file, e.mark.line + 1, "map.no_yaml", {{"what", e.msg}});
  }
  if (quote_stays_open(plain, builder.last_scalar()))
    complain(file, builder.last_scalar().line + 1, "map.open_quote");
  if (!builder.has_root() || root.shape == Node::Shape::nothing) complain(file, 1, "map.empty_file");
  return root;
}

}  // namespace musubi::map
