// JSON and JSON lines → records, each verbatim.
#pragma once
#include "connectors/file/byte_file.hpp"
#include "connectors/file/delivery.hpp"
#include "connectors/file/settings.hpp"
#include "core/text/encoding.hpp"

namespace musubi::file {

/// Every line is a record. A line that is no JSON object is held.
void read_json_lines(ByteFile& file, text::Encoding encoding, const StreamSettings& settings,
                     Delivery& delivery);

/// The elements of one array are the records: that at `records`, else the file itself, else its only array of
/// objects. Throws Failure MU_CONFIG where it cannot be told which, MU_DATA where the file is cut off or
/// broken between elements.
void read_json(ByteFile& file, text::Encoding encoding, const StreamSettings& settings, Delivery& delivery);

/// The members of the first objects, in order of their first appearance; for the catalogue.
std::vector<std::string> json_members(ByteFile& file, text::Encoding encoding, const StreamSettings& settings,
                                      bool lines);

}  // namespace musubi::file
