#include "core/flow/list.hpp"

#include <limits>
#include <stdexcept>

namespace musubi {

void List::reserve(size_t rows, size_t bytes) {
  text_.reserve(bytes);
  ends_.reserve(rows * headings.size());
}

void List::add(const std::vector<std::string_view>& cells) {
  for (size_t i = 0; i < headings.size(); ++i) {
    if (i < cells.size()) text_ += cells[i];
    ends_.push_back(uint32_t(text_.size()));
  }
  check_size();
}

void List::add(const List& more) {
  auto before = uint32_t(text_.size());
  text_ += more.text_;
  check_size();
  for (uint32_t end : more.ends_) ends_.push_back(before + end);
}

void List::check_size() const {
  if (text_.size() > std::numeric_limits<uint32_t>::max()) throw std::length_error("a list of more than 4 GiB");
}

std::string_view List::cell(size_t row, size_t column) const {
  size_t at = row * headings.size() + column;
  uint32_t from = at == 0 ? 0 : ends_[at - 1];
  return {text_.data() + from, ends_[at] - from};
}

}  // namespace musubi
