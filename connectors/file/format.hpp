// What a file is by its bytes, whatever its name says: Japanese systems write text and HTML into files named .xls.
#pragma once
#include <string>
#include <string_view>

#include "connectors/file/settings.hpp"

namespace musubi::file {

/// The bytes of other kinds decide; the name decides only what bytes cannot tell (CSV from TSV, JSON from a CSV that begins
/// with a bracket). A container of parts (`PK`) is Format::zip: what it holds tells more (archive.hpp).
Format format_of(std::string_view name, std::string_view sample);

/// What a file of bytes that are no text and no list is called ("PDF", "PNG"), "" where it may be a list.
/// Throws nothing. `sample`: the beginning.
std::string_view foreign_kind(std::string_view sample);

/// The setting's word for a format.
std::string_view format_word(Format format);

}  // namespace musubi::file
