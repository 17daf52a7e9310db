// One stream's table or query: which columns it has, and the SELECTs that read it page by page.
//
// A page goes on behind the last row of the page before it (keyset: no OFFSET, so rows that come or go
// meanwhile move nothing), in the order of the cursor and the key. Rows without a cursor, and rows without a
// key, are read apart, for no comparison finds them.
#pragma once
#include <string>
#include <vector>

#include "connectors/sql/database.hpp"

namespace musubi::sql {

/// What a page begins behind: texts of the cursor (if the stream has one) and of the key's columns.
using Position = std::vector<std::string>;

class Table {
 public:
  /// Asks the database for the columns. Throws Failure MU_CONFIG for a table or column that is not there,
  /// with the nearest name.
  Table(Database& database, const StreamSettings& settings);

  const std::vector<Column>& columns() const { return columns_; }
  /// Places in columns().
  const std::vector<size_t>& key() const { return key_; }
  bool has_cursor() const { return cursor_ != npos; }
  size_t cursor() const { return cursor_; }
  /// Without a key there are no pages: one SELECT reads all.
  bool pages() const { return !key_.empty(); }
  /// Whether a page begins with the position it goes on from.
  bool repeats() const { return !key_is_primary_; }
  /// The cursor's place, if any, and the key's: what a Position holds.
  std::vector<size_t> order() const;

  enum class Part {
    keyless,     // rows whose key has a NULL
    cursorless,  // rows with a key and no cursor
    main         // the others
  };
  /// The parts that can hold rows, in the order they are to be read.
  std::vector<Part> parts() const;
  /// `from`: the cursor's text to begin with (>=), "" = all. `behind`: empty for the first page. `limit` 0 =
  /// no limit.
  std::string select(Part part, const std::string& from, const Position& behind, size_t limit) const;
  /// The rows whose key's columns have these texts (as plain_text gives them); "" where none can have them. Throws Failure MU_CONFIG where
  /// the stream has no key, or one whose text is not the database's own.
  std::string select_by_key(const std::vector<std::string>& texts) const;

 private:
  static constexpr size_t npos = static_cast<size_t>(-1);
  size_t place(const std::string& name, const std::string& setting, const std::vector<Column>& all) const;
  void choose_columns(const std::vector<Column>& all);
  std::string named(size_t column) const;
  std::string compare(size_t column, const char* sign, const std::string& text) const;
  std::string is_text(size_t column, const std::string& text) const;
  std::string behind_condition(const std::vector<size_t>& order, const Position& behind) const;

  Database& database_;
  const StreamSettings& settings_;
  std::string source_;
  std::vector<Column> columns_;
  std::vector<size_t> key_;
  bool key_is_primary_ = false;
  size_t cursor_ = npos;
};

}  // namespace musubi::sql
