// One file of a stream: what it is (format, encoding, dialect), and its records.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "connectors/file/book.hpp"
#include "connectors/file/byte_file.hpp"
#include "connectors/file/delivery.hpp"
#include "connectors/file/find_files.hpp"
#include "connectors/file/format.hpp"
#include "connectors/file/row.hpp"
#include "connectors/file/settings.hpp"
#include "core/text/csv.hpp"
#include "core/text/encoding.hpp"

namespace musubi::file {

/// What a file turned out to be, for people. Texts are "" and lists empty where they don't apply.
struct Found {
  std::string format, encoding, delimiter, sheet, inside;
  std::vector<std::string> sheets;   // that hold lists
  std::vector<std::string> entries;  // of an archive
  int64_t header_row = 0;            // 0: none
};

class ListFile {
 public:
  /// Opens it. Throws what ByteFile throws.
  ListFile(const StreamSettings& settings, const FoundFile& file);
  ~ListFile();

  /// Goes once over the bytes and finds out what they are; takes the list out of an archive. Throws Failure: MU_DATA for a
  /// file of another kind (PDF, picture …), what unpack() throws for archives. `between` is called now and then and may throw.
  void look(const std::function<void()>& between);
  const Overview& overview() const { return overview_; }

  /// Whether its columns can be told from its beginning. After look().
  bool begins_with_columns() const { return !inner_ && (format_ == Format::csv || format_ == Format::tsv); }

  /// Delivers all records. After look().
  void read(Delivery& delivery);
  /// The names of its columns; throws Failure MU_CONFIG for a key column that it does not have. After look().
  std::vector<std::string> columns();
  /// Whether columns() are what some of the records have, and others may have other ones. After look().
  bool samples_columns() const { return format_ == Format::json || format_ == Format::jsonl || format_ == Format::vcard || format_ == Format::ics; }
  /// After columns(). Looks into every sheet.
  Found found();

 private:
  ByteFile& bytes() { return inner_ ? *inner_ : bytes_; }
  const std::string& name() const { return inner_ ? inner_->name() : found_.name; }
  void open_archive();
  std::string decoded();
  Book& book();
  text::Dialect dialect();
  void read_rows(RowConsumer& rows);

  const StreamSettings& settings_;
  const FoundFile& found_;
  ByteFile bytes_;
  std::unique_ptr<ByteFile> inner_;  // the list inside an archive
  std::string inside_;
  std::vector<std::string> entries_;
  Overview overview_;
  Format format_ = Format::csv;
  text::Encoding encoding_ = text::Encoding::utf8;
  std::string better_;      // the encoding that fits better than the one set, "" if none
  std::string book_bytes_;  // what book_ reads from
  std::unique_ptr<Book> book_;
  int64_t header_row_ = 0;
};

}  // namespace musubi::file
