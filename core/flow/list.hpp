// A list in memory: its headings, and cells row by row in one text.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace musubi {

/// Takes about the size of its texts and four bytes a cell. Texts lent stay good until the next add().
class List {
 public:
  std::vector<std::string> headings;

  /// Room for rows under the headings, so that nothing is moved while they are added.
  void reserve(size_t rows, size_t bytes);
  /// A row; cells beyond the headings are dropped, missing ones are "". Throws std::length_error beyond 4 GiB of text.
  void add(const std::vector<std::string_view>& cells);
  /// The rows of another list with the same headings.
  void add(const List& more);
  size_t size() const { return headings.empty() ? 0 : ends_.size() / headings.size(); }
  std::string_view cell(size_t row, size_t column) const;

 private:
  void check_size() const;

  std::string text_;
  std::vector<uint32_t> ends_;  // of each cell in text_
};

}  // namespace musubi
