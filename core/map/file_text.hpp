// The text of a mapping file, with what Japanese keyboards and Windows put into it found before YAML stumbles
// over it.
#pragma once
#include <string>
#include <string_view>

namespace musubi::map {

/// UTF-8 without BOM and with LF line ends, from UTF-8 or CP932. Throws Error with file and line for bytes
/// that are neither, and for lines that YAML would misread without a word: `word：` with a full-width colon,
/// an indent with tabs or full-width spaces. `file` is for messages only.
std::string file_text(std::string_view bytes, const std::string& file);

/// A word as words are compared: NFKC, without line breaks, trimmed. Half a microsecond at most for clean
/// text.
std::string folded(std::string_view word);

}  // namespace musubi::map
