// Lines of a mail's text, folded so that 株式会社, ㈱ and full-width signs read alike.
#pragma once
#include <re2/re2.h>

#include <string>
#include <string_view>
#include <vector>

namespace musubi::mail {

/// Whether `pattern` is found in `text`, letters of either case. Patterns are compiled once each.
bool found(std::string_view text, const RE2& pattern);
/// For constants: RE2 without logging, case set aside.
const RE2::Options& pattern_options();

/// At line breaks; a last empty line is none.
std::vector<std::string> lines_of(std::string_view text);

/// Widths, compatible signs and dashes folded (text::nfkc, fold_hyphens), blanks at the ends off.
std::string folded_line(std::string_view line);

/// Without any blank.
std::string without_blanks(std::string_view text);

/// At most `bytes` of it, cut between characters.
std::string first_bytes(std::string_view text, size_t bytes);

}  // namespace musubi::mail
