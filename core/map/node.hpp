// A YAML file as a tree in which every scalar is text and knows its line.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::map {

/// More are refused.
constexpr size_t most_values = 200'000;

/// One value of the file. `nothing`: the place after `word:` is empty (also `~` and `null`); its text is "".
struct Node {
  enum class Shape : uint8_t { nothing, text, list, table };
  Shape shape = Shape::nothing;
  int line = 0;  // 1 = first
  std::string text;
  std::vector<Node> items;  // a list's items; a table's values, in the order of `names`
  std::vector<Node> names;  // a table's words, all of shape text

  bool is_text() const { return shape == Shape::text; }
  bool is_list() const { return shape == Shape::list; }
  bool is_table() const { return shape == Shape::table; }
  /// A table's value for a word; nullptr if it has none.
  const Node* find(std::string_view word) const;
};

/// As it may be written on one line: equal for equal nodes, whatever their lines.
std::string shown(const Node& node);

/// Reads the bytes of a file (UTF-8 with or without BOM, CP932, any line ends). Throws Error naming file and
/// line for what is no YAML, for words that stand twice in a table, full-width colons and indents, tabs,
/// anchors, and a file without content. At most 4 MiB and `most_values`.
Node read_yaml(std::string_view bytes, const std::string& file);

}  // namespace musubi::map
