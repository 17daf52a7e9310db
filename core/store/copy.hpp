// COPY … FROM STDIN in text format, and array literals: the two ways in which many rows reach PostgreSQL at
// once.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/store/connection.hpp"

namespace musubi::store {

/// Rows written one field after the other; sent in blocks of about 256 KB. finish() must be called; a Copy
/// that goes away without it makes the statement, and with it the transaction, fail. Texts must hold no NUL.
class Copy {
 public:
  /// `target`: "source.record (id, key)".
  Copy(Connection& connection, const std::string& target);
  ~Copy();
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  Copy& text(std::string_view value);
  Copy& cell(const std::optional<std::string>& value);
  Copy& null();
  Copy& integer(int64_t value);
  Copy& yes_no(bool value);
  void end_row();
  /// Throws Error where PostgreSQL refuses the rows.
  void finish();

 private:
  void separate();
  void send();
  Connection& connection_;
  std::string buffer_;
  bool row_begun_ = false, open_ = true;
};

/// An array literal for `unnest($1::text[])`. Quotes every element, so any text but NUL may stand in it.
class ArrayText {
 public:
  void add(std::string_view value);
  void add(int64_t value);
  void add_null();
  void add_cell(const std::optional<std::string>& value);
  bool empty() const { return text_.size() == 1; }
  /// The literal; the array is empty afterwards.
  std::string take();

 private:
  void separate();
  std::string text_ = "{";
};

}  // namespace musubi::store
