// How a number in a workbook reads as text, by the number format of its cell. Pure.
#pragma once
#include <string>
#include <string_view>

namespace musubi::file {

/// What a number format makes of a number.
struct CellFormat {
  enum Kind { number, date, time, date_time, duration, digits } kind = number;
  std::string pattern;  // of digits: "000-0000"
};

/// Reads a format's code (yyyy/m/d, ggge"年"m"月"d"日", [h]:mm, 000-0000 …). Colours, conditions, quoted and
/// escaped characters don't count; of several sections the first does, the last for post codes.
CellFormat cell_format(std::string_view code);

/// The format of a built-in number (14 … 22, 27 … 36, 45 … 47, 50 … 58 are dates and times).
CellFormat builtin_format(int id);

/// A cell's stored number as text: a whole number as it is written, others with the 15 digits that
/// spreadsheets keep, never with an exponent below 10^21; dates as 2026-01-31, with a time of day where they
/// have one (2026-01-31T09:30:00), times as 09:30:00, durations as 26:30:00; formats of zeros fill in zeros.
/// What is no number, and a date before 1900, stays as it is written.
std::string cell_text(std::string_view stored, const CellFormat& format, bool since_1904);

}  // namespace musubi::file
