#include "core/map/named.hpp"

#include <algorithm>
#include <set>

#include "core/map/compile.hpp"
#include "core/map/complaint.hpp"

namespace musubi::map {
namespace {

size_t values_in(const Node& node) {
  size_t out = 1 + node.names.size();
  for (const Node& one : node.items) out += values_in(one);
  return out;
}

bool is_reference(const Node& node) { return node.is_table() && node.find("list"); }

class Names {
 public:
  Names(const Node& root, const std::string& file) : file_(file), lists_(root.find("lists")), tables_(root.find("tables")), room_(most_values - std::min(most_values, values_in(root))) {
    if (lists_) check_definitions(*lists_, "lists", Node::Shape::list);
    if (tables_) check_definitions(*tables_, "tables", Node::Shape::table);
    for (const Node& name : lists_ && tables_ ? tables_->names : std::vector<Node>())
      if (lists_->find(name.text)) complain(file_, name.line, "map.twice", {{"word", name.text}});
  }

  /// A value, and what stands in it.
  void value(Node& node) {
    if (is_reference(node)) node = list_of(node);
    if (node.is_list()) items(node);
    members(node);
  }

  /// What stands in a table of words.
  void members(Node& table) {
    for (size_t i = 0; i < table.names.size(); ++i) member(table.names[i].text, table.items[i]);
  }

  /// Tests hold data of the source: `list` is a name like another there, unless it names a list of the file.
  void example(Node& node) const {
    const Node* words = node.is_table() && node.items.size() == 1 && is_reference(node) ? defined(lists_, node.items[0]) : nullptr;
    if (words) {
      node = {Node::Shape::text, node.line, words->items.front().text, {}, {}};
      return;
    }
    for (Node& one : node.items) example(one);
  }

  void check_used() const {
    for (const Node* definitions : {lists_, tables_})
      for (const Node& name : definitions ? definitions->names : std::vector<Node>())
        if (!used_.contains(name.text)) complain(file_, name.line, "map.unused_name", {{"word", name.text}, {"where", definitions == lists_ ? "lists" : "tables"}});
  }

 private:
  void check_definitions(const Node& definitions, const char* where, Node::Shape wanted) const {
    if (!definitions.is_table()) complain_shape(file_, definitions, where, "table");
    if (definitions.items.empty()) complain(file_, definitions.line, "map.empty_name", {{"word", where}});
    for (size_t i = 0; i < definitions.names.size(); ++i) {
      const Node &name = definitions.names[i], &words = definitions.items[i];
      if (!is_plain_name(name.text)) complain(file_, name.line, "map.bad_name", {{"word", name.text}});
      if (words.shape != wanted) complain_shape(file_, words, name.text, wanted == Node::Shape::list ? "list" : "table");
      if (words.items.empty()) complain(file_, name.line, "map.empty_name", {{"word", name.text}});
      for (const Node& word : words.items)
        if (word.is_list() || word.is_table()) complain(file_, word.line, "map.list_in_list", {{"word", name.text}});
    }
  }

  /// What a word names; nullptr if nothing.
  static const Node* defined(const Node* definitions, const Node& name) { return definitions && name.is_text() ? definitions->find(name.text) : nullptr; }

  const Node& named(const Node* definitions, const Node& name, const char* where) {
    if (!name.is_text()) complain_shape(file_, name, where, "text");
    const Node* found = defined(definitions, name);
    if (!found && !definitions) complain(file_, name.line, "map.missing_word", {{"word", name.text}, {"where", where}});
    if (!found) {
      std::vector<std::string> right;
      for (const Node& one : definitions->names) right.push_back(one.text);
      complain_unknown(file_, name, where, right);
    }
    used_.insert(name.text);
    size_t more = values_in(*found);
    if (more > room_) complain(file_, name.line, "map.too_big");
    room_ -= more;
    return *found;
  }

  Node list_of(const Node& reference) {
    if (reference.names.size() > 1) complain(file_, reference.line, "map.list_beside", {{"word", shown(*reference.find("list"))}});
    Node out = named(lists_, reference.items.front(), "lists");
    out.line = reference.line;
    return out;
  }

  void items(Node& list) {
    std::vector<Node> out;
    for (Node& one : list.items) {
      if (!is_reference(one)) {
        value(one);
        out.push_back(std::move(one));
        continue;
      }
      for (Node& word : list_of(one).items) out.push_back(std::move(word));
    }
    list.items = std::move(out);
  }

  void member(const std::string& word, Node& node) {
    if (word == "when") return condition(node);
    if (word == "ids") return each_of(node);
    if (word != "values") return value(node);
    if (!node.is_text()) return;
    int line = node.line;
    node = named(tables_, node, "tables");
    node.line = line;
  }

  void each_of(Node& table) {
    for (Node& one : table.items) value(one);
  }

  /// A table of fields and their words, unless it is a value: its words are those of the source.
  void condition(Node& node) { is_condition_table(node) ? each_of(node) : value(node); }

  const std::string& file_;
  const Node *lists_, *tables_;
  size_t room_;  // values that may still be added
  std::set<std::string> used_;
};

void take_away(Node& root, std::string_view word) {
  auto at = std::find_if(root.names.begin(), root.names.end(), [&](const Node& name) { return name.text == word; });
  if (at == root.names.end()) return;
  root.items.erase(root.items.begin() + (at - root.names.begin()));
  root.names.erase(at);
}

}  // namespace

void write_out_names(Node& root, const std::string& file) {
  if (!root.is_table()) return;
  const Node defined = root;
  Names names(defined, file);
  for (size_t i = 0; i < root.names.size(); ++i) {
    const std::string& word = root.names[i].text;
    Node& item = root.items[i];
    if (word == "parties" || word == "facts")
      for (Node& body : item.items) names.members(body);
    else if (word == "tests")
      names.example(item);
    else if (word != "lists" && word != "tables")
      names.value(item);
  }
  names.check_used();
  take_away(root, "lists");
  take_away(root, "tables");
}

}  // namespace musubi::map
