// CSV and TSV → rows.
#pragma once
#include <functional>
#include <string_view>

#include "connectors/file/byte_file.hpp"
#include "connectors/file/row.hpp"
#include "core/text/csv.hpp"
#include "core/text/encoding.hpp"

namespace musubi::file {

/// Hands the rows of `file`, from its beginning, to `rows`. A quote that is never closed costs the line in
/// which it opened, which is reported as unreadable; reading goes on behind it with rows marked `recovered`.
/// Memory: a chunk and the longest row.
void read_delimited(ByteFile& file, text::Encoding encoding, text::Dialect dialect, RowConsumer& rows);

}  // namespace musubi::file
