#include "core/store/copy.hpp"

#include <libpq-fe.h>

#include <charconv>

namespace musubi::store {
namespace {

constexpr size_t block = 256 * 1024;

void append_number(std::string& out, int64_t value) {
  char digits[24];
  auto [end, code] = std::to_chars(digits, digits + sizeof digits, value);
  out.append(digits, end);
}

char escaped(char c) {
  switch (c) {
    case '\\':
      return '\\';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 0;
  }
}

}  // namespace

Copy::Copy(Connection& connection, const std::string& target) : connection_(connection) {
  Reply(connection.native(), PQexec(connection.native(), ("copy " + target + " from stdin").c_str()));
}

Copy::~Copy() {
  if (!open_) return;
  PQputCopyEnd(connection_.native(), "given up");
  while (PGresult* result = PQgetResult(connection_.native())) PQclear(result);
}

void Copy::separate() {
  if (row_begun_) buffer_ += '\t';
  row_begun_ = true;
}

Copy& Copy::text(std::string_view value) {
  separate();
  size_t from = 0;
  for (size_t i = 0; i < value.size(); ++i) {
    char letter = escaped(value[i]);
    if (!letter) continue;
    buffer_.append(value.substr(from, i - from));
    buffer_ += '\\';
    buffer_ += letter;
    from = i + 1;
  }
  buffer_.append(value.substr(from));
  return *this;
}

Copy& Copy::cell(const std::optional<std::string>& value) {
  return value ? text(*value) : null();
}

Copy& Copy::null() {
  separate();
  buffer_ += "\\N";
  return *this;
}

Copy& Copy::integer(int64_t value) {
  separate();
  append_number(buffer_, value);
  return *this;
}

Copy& Copy::yes_no(bool value) {
  separate();
  buffer_ += value ? 't' : 'f';
  return *this;
}

void Copy::end_row() {
  buffer_ += '\n';
  row_begun_ = false;
  if (buffer_.size() >= block) send();
}

void Copy::send() {
  if (!buffer_.empty() && PQputCopyData(connection_.native(), buffer_.data(), int(buffer_.size())) != 1)
    Reply(connection_.native(), nullptr);
  buffer_.clear();
}

void Copy::finish() {
  send();
  open_ = false;
  if (PQputCopyEnd(connection_.native(), nullptr) != 1) Reply(connection_.native(), nullptr);
  PGresult* result = PQgetResult(connection_.native());
  while (PGresult* more = PQgetResult(connection_.native())) PQclear(more);
  Reply(connection_.native(), result);
}

void ArrayText::separate() {
  if (text_.size() > 1) text_ += ',';
}

void ArrayText::add(std::string_view value) {
  separate();
  text_ += '"';
  for (char c : value) {
    if (c == '"' || c == '\\') text_ += '\\';
    text_ += c;
  }
  text_ += '"';
}

void ArrayText::add(int64_t value) {
  separate();
  append_number(text_, value);
}

void ArrayText::add_null() {
  separate();
  text_ += "NULL";
}

void ArrayText::add_cell(const std::optional<std::string>& value) {
  if (value)
    add(std::string_view(*value));
  else
    add_null();
}

std::string ArrayText::take() {
  std::string out = std::move(text_) + "}";
  text_ = "{";
  return out;
}

}  // namespace musubi::store
