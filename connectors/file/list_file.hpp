// One file of a stream: what it is (format, encoding, dialect), and its records.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "connectors/file/byte_file.hpp"
#include "connectors/file/delivery.hpp"
#include "connectors/file/find_files.hpp"
#include "connectors/file/row.hpp"
#include "connectors/file/settings.hpp"
#include "core/text/encoding.hpp"

namespace musubi::file {

class ListFile {
 public:
  /// Opens it. Throws what ByteFile throws.
  ListFile(const StreamSettings& settings, const FoundFile& file);

  /// Goes once over the bytes and finds out what they are. Throws Failure MU_DATA for an Excel file of
  /// another kind. `between` is called now and then and may throw.
  void look(const std::function<void()>& between);
  const Overview& overview() const { return overview_; }

  /// Delivers all records. After look().
  void read(Delivery& delivery);
  /// The names of its columns; throws Failure MU_CONFIG for a key column that it does not have. After look().
  std::vector<std::string> columns();

 private:
  void read_rows(RowConsumer& rows);

  const StreamSettings& settings_;
  const FoundFile& found_;
  ByteFile bytes_;
  Overview overview_;
  Format format_ = Format::csv;
  text::Encoding encoding_ = text::Encoding::utf8;
  std::string better_;  // the encoding that fits better than the one set, "" if none
};

/// What a file is by its name and its first bytes, where the settings leave it open.
Format format_of(std::string_view name, std::string_view sample);

}  // namespace musubi::file
