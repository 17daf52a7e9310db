// An answer's body as JSON documents: one for JSON (the elements of a list at the top), one a line or row for
// JSON lines and CSV.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/read/record.hpp"
#include "connectors/http/request/http_client.hpp"
#include "core/text/csv.hpp"

namespace musubi::http {

/// The documents borrow from `body` or from `text`; all are valid JSON.
struct Documents {
  std::string body;  // unpacked, UTF-8
  std::string text;  // what CSV and XML were made into
  std::vector<std::string_view> all;
  std::vector<UnreadLine> unread;  // what is held
  size_t not_numbers = 0;          // values that were NaN or infinite and are null now
};

/// Throws Failure MU_DATA with what is wrong and where.
Documents decode_body(const Decoder& decoder, HttpAnswer& answer);

/// Throws Failure MU_DATA where `bytes` is no gzip or grows beyond `largest`; what is not packed comes back
/// as it is. `endpoint`: for messages.
std::string unpacked(std::string bytes, size_t largest, const std::string& endpoint);
/// `xml` is UTF-8. Elements as dicts, attributes as "@name", text as itself or "#text", repeated elements as lists.
std::string json_of_xml(std::string_view xml);

/// Rows as objects of texts under the names of the first row, a line each, from pieces that may be cut anywhere.
class CsvLines {
 public:
  /// A row that says more than the header names, as an object whose member "" lists what is beyond.
  struct WideRow {
    std::string told;
    size_t cells, columns;
  };
  explicit CsvLines(const Decoder& decoder);
  void feed(std::string_view csv, std::string& out);
  /// No more comes. Throws Failure MU_DATA where a quote is left open.
  void finish(std::string& out);
  /// The wide rows since the last call, which are not in `out`.
  std::vector<WideRow> wide() { return std::exchange(wide_, {}); }

 private:
  void take(std::string& out);
  WideRow told(const text::CsvRow& row) const;
  std::vector<WideRow> wide_;
  text::CsvReader reader_;
  std::vector<std::string> nulls_, names_;
};

/// A piece of a body of lines or rows.
struct PieceOfBody {
  const std::string& endpoint;  // for messages
  std::string_view content_type;
  bool first = true, last = true;
  CsvLines* rows = nullptr;  // of CSV
};
/// What people see of the beginning of a line of such a body; bytes that are none of its encoding become U+FFFD.
std::string readable(std::string_view beginning, std::string_view content_type);
/// The documents of a piece that ends with a line's end or is the last. Throws Failure MU_DATA.
Documents decode_lines(const Decoder& decoder, std::string text, const PieceOfBody& of);

}  // namespace musubi::http
