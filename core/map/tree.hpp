// A record's JSON as a small tree in which every value is the text that stood in the source: 0.10 stays 0.10,
// a big number loses no digit.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

namespace musubi::map {

/// Parsed once per record, used by one thread. Views point into the tree.
class RecordTree {
 public:
  enum class Shape : uint8_t { null, text, number, boolean, array, object };
  struct Value {
    std::string_view name, text;   // name "" in arrays; text of scalars alone
    uint32_t first = 0, next = 0;  // child and sibling, 0 = none
    Shape shape = Shape::null;
  };

  RecordTree();
  ~RecordTree();
  RecordTree(const RecordTree&) = delete;
  RecordTree& operator=(const RecordTree&) = delete;

  /// nullopt, or why the text is no record: map.no_json, map.not_utf8, map.not_an_object, map.too_deep. About
  /// 2 µs a KB.
  std::optional<Message> parse(std::string_view json);

  const Value& at(uint32_t value) const { return values_[value]; }
  static constexpr uint32_t top = 1;

  /// An object's first member of exactly that name; 0 if it has none.
  uint32_t member(uint32_t object, std::string_view name) const;
  /// The same by the folded name (file_text.hpp), as header names compare. Slower.
  uint32_t member_folded(uint32_t object, std::string_view folded) const;
  /// An array's element, 0 = first; 0 if it has none.
  uint32_t element(uint32_t array, size_t position) const;

 private:
  struct Parser;
  const std::string& folded_name(uint32_t value) const;

  std::unique_ptr<Parser> parser_;
  std::vector<Value> values_;
  mutable std::vector<std::string> folded_;  // of values_, made when a name is not found as written
  mutable std::vector<bool> has_folded_;
};

}  // namespace musubi::map
