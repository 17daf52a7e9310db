#include "connectors/file/cell_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace musubi::file {
namespace {

constexpr int64_t kDay = 86'400'000;  // milliseconds

std::optional<double> number_in(std::string_view text) {
  double value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string plain(std::string_view stored, double value) {
  bool whole = stored.find_first_not_of("-0123456789") == stored.npos;
  if (whole) return std::string(stored);
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.15g", value);
  double rounded = std::strtod(buffer, nullptr);
  if (rounded == 0) return "0";
  if (std::fabs(rounded) >= 1e21 || std::fabs(rounded) < 1e-15) return buffer;
  auto end = std::to_chars(buffer, buffer + sizeof buffer, rounded, std::chars_format::fixed);
  return std::string(buffer, end.ptr);
}

/// Civil date of days since 1970-01-01.
void civil(int64_t days, int& year, int& month, int& day) {
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097, of_era = days - era * 146097;
  int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100),
          m = (5 * day_of_year + 2) / 153;
  day = static_cast<int>(day_of_year - (153 * m + 2) / 5 + 1);
  month = static_cast<int>(m < 10 ? m + 3 : m - 9);
  year = static_cast<int>(year_of_era + era * 400 + (month <= 2));
}

std::string clock(int64_t milliseconds) {
  char out[48];
  int64_t s = milliseconds / 1000;
  int n = std::snprintf(out, sizeof out, "%02d:%02d:%02d", static_cast<int>(s / 3600),
                        static_cast<int>(s / 60 % 60), static_cast<int>(s % 60));
  if (milliseconds % 1000)
    n += std::snprintf(out + n, sizeof out - n, ".%03d", static_cast<int>(milliseconds % 1000));
  return std::string(out, n);
}

std::optional<std::string> moment(double value, CellFormat::Kind kind, bool since_1904) {
  if (value < 0 || value >= 2'958'466) return std::nullopt;
  auto all = static_cast<int64_t>(std::llround(value * kDay));
  int64_t days = all / kDay, rest = all % kDay;
  if (kind == CellFormat::duration || (kind == CellFormat::time && days == 0))
    return clock(kind == CellFormat::duration ? all : rest);
  if (!since_1904 && days < 1) return std::nullopt;
  // Day 60 of the 1900 count is a 29 February that never was.
  int64_t since_1970 = since_1904 ? days - 24107 : days - 25569 + (days < 60);
  int year, month, day;
  civil(since_1970, year, month, day);
  char out[32];
  std::string text(out, std::snprintf(out, sizeof out, "%04d-%02d-%02d", year, month, day));
  if (rest || kind != CellFormat::date) text += "T" + clock(rest);
  return text;
}

std::string filled(std::string_view digits, const std::string& pattern) {
  std::string out;
  size_t at = digits.size();
  for (auto it = pattern.rbegin(); it != pattern.rend(); ++it) {
    if (*it == '0')
      out += at ? digits[--at] : '0';
    else
      out += *it;
  }
  while (at) out += digits[--at];
  std::reverse(out.begin(), out.end());
  return out;
}

/// The letters of a section that format: without quoted and escaped characters, colours and conditions.
/// `elapsed`: [h], [mm], [s].
std::string letters_of(std::string_view section, bool& elapsed) {
  std::string out;
  for (size_t i = 0; i < section.size(); ++i) {
    char c = section[i];
    if (c == '"') {
      i = std::min(section.find('"', i + 1), section.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      if (c == '\\' && i + 1 < section.size() && section[i + 1] == '-') out += '-';
      ++i;
    } else if (c == '[') {
      size_t close = std::min(section.find(']', i), section.size());
      std::string_view inner = section.substr(i + 1, close - i - 1);
      if (!inner.empty() && inner.find_first_not_of("hHmMsS") == inner.npos) elapsed = true, out += inner;
      i = close;
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

CellFormat cell_format(std::string_view code) {
  bool elapsed = false;
  std::string last = letters_of(code.substr(code.rfind(';') == code.npos ? 0 : code.rfind(';') + 1), elapsed);
  size_t zeros = std::count(last.begin(), last.end(), '0');
  if (zeros > 1 && last.find_first_not_of("0-") == last.npos) return {CellFormat::digits, last};
  elapsed = false;
  std::string letters = letters_of(code.substr(0, code.find(';')), elapsed);
  if (elapsed) return {CellFormat::duration, ""};
  if (letters.find("General") != letters.npos || letters.find_first_of("0#?@") != letters.npos) {
    // ss.000 is a time for all its zeros
    if (letters.find("s.0") == letters.npos) return {};
  }
  bool time = letters.find_first_of("hHsS") != letters.npos;
  bool date = letters.find_first_of("yYdDgGeEaA") != letters.npos && letters != "AM/PM";
  if (!time && letters.find_first_of("mM") != letters.npos) date = true;
  if (time) {
    for (std::string_view half_day : {"AM/PM", "am/pm", "A/P", "a/p"})
      if (size_t at = letters.find(half_day); at != letters.npos) letters.erase(at, half_day.size());
    date = letters.find_first_of("yYdDgGeE") != letters.npos;
  }
  if (date && time) return {CellFormat::date_time, ""};
  if (date) return {CellFormat::date, ""};
  if (time) return {CellFormat::time, ""};
  return {};
}

CellFormat builtin_format(int id) {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
    return {CellFormat::date, ""};
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47) return {CellFormat::time, ""};
  if (id == 22) return {CellFormat::date_time, ""};
  if (id == 46) return {CellFormat::duration, ""};
  return {};
}

std::string cell_text(std::string_view stored, const CellFormat& format, bool since_1904) {
  auto value = number_in(stored);
  if (!value) return std::string(stored);
  std::string text = plain(stored, *value);
  if (format.kind == CellFormat::number) return text;
  if (format.kind == CellFormat::digits) {
    bool whole = text.find_first_not_of("0123456789") == text.npos;
    return whole ? filled(text, format.pattern) : text;
  }
  return moment(*value, format.kind, since_1904).value_or(text);
}

}  // namespace musubi::file
