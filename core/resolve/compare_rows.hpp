// Two rows of a list, column by column; columns that may have been taken for each other (given and family name) also
// crosswise.
#pragma once
#include <array>

#include "core/resolve/compare_column.hpp"
#include "core/resolve/em.hpp"
#include "core/resolve/list_table.hpp"

namespace musubi::resolving {

/// What two rows say of each other: the level of each comparison, four bits each, the first lowest; 15 is missing.
class Pattern {
 public:
  uint8_t level(size_t comparison) const {
    auto bits = uint8_t(packed_ >> (4 * comparison) & 15);
    return bits == 15 ? kMissing : bits;
  }
  void set(size_t comparison, uint8_t level) {
    packed_ = (packed_ & ~(uint64_t(15) << (4 * comparison))) | uint64_t(level & 15) << (4 * comparison);
  }
  friend auto operator<=>(const Pattern&, const Pattern&) = default;

 private:
  uint64_t packed_ = ~uint64_t(0);
};

/// Refers to the table. Immutable; thread-safe.
class RowComparison {
 public:
  explicit RowComparison(const ListTable& table);
  /// The comparisons' columns: those of the table that are not left out, in its order.
  size_t size() const { return columns_.size(); }
  const Column& column(size_t comparison) const { return *columns_[comparison]; }
  size_t place(size_t comparison) const { return places_[comparison]; }  // in ListTable::columns
  const ListTable& table() const { return table_; }

  Pattern compare(uint32_t a, uint32_t b) const;
  /// How many rows of the file hold the value on which a comparison at level kSame agrees.
  uint32_t holders(size_t comparison, uint32_t a, uint32_t b) const;

 private:
  uint8_t level(size_t x, uint32_t cell_x, size_t y, uint32_t cell_y) const;
  void compare_crosswise(Pattern& pattern, size_t x, size_t y, uint32_t a, uint32_t b) const;
  void find_partners();

  const ListTable& table_;
  std::vector<const Column*> columns_;
  std::vector<size_t> places_;
  std::vector<size_t> partner_;  // the comparison it may be taken for, or itself
};

}  // namespace musubi::resolving
