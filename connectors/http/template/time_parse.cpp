// strptime as Python has it: white space in the format is any white space, %f takes one to six digits,
// numbers may be short ("2026-1-5").
#include <charconv>

#include "connectors/http/template/time_names.hpp"
#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

struct NoTime {};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

class TimeParser {
 public:
  TimeParser(std::string_view text, std::string_view format) : text_(text), format_(format) {}

  Moment run() {
    for (size_t i = 0; i < format_.size(); ++i) {
      char c = format_[i];
      if (is_space(c)) {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
      } else if (c == '%') {
        if (++i >= format_.size()) throw NoTime();
        directive(format_[i]);
      } else {
        literal(c);
      }
    }
    if (at_ != text_.size()) throw NoTime();
    return result();
  }

 private:
  void literal(char c) {
    if (at_ >= text_.size() || lower(text_[at_]) != lower(c)) throw NoTime();
    ++at_;
  }

  /// At least one and at most `most` digits.
  int64_t number(size_t most, int64_t least_value, int64_t greatest, size_t least = 1) {
    size_t begin = at_;
    int64_t out = 0;
    while (at_ < text_.size() && at_ - begin < most && is_digit(text_[at_])) {
      int64_t next = out * 10 + (text_[at_] - '0');
      if (next > greatest) break;  // "2026131": month 1, day 31 where two digits would not do
      out = next;
      ++at_;
    }
    if (at_ - begin < least || out < least_value) throw NoTime();
    return out;
  }

  template <size_t N>
  int name(const std::array<std::string_view, N>& names, bool whole) {
    for (size_t i = 0; i < N; ++i) {
      std::string_view wanted = whole ? names[i] : names[i].substr(0, 3);
      bool same = text_.size() - at_ >= wanted.size();
      for (size_t k = 0; same && k < wanted.size(); ++k) same = lower(text_[at_ + k]) == lower(wanted[k]);
      if (!same) continue;
      at_ += wanted.size();
      return static_cast<int>(i);
    }
    throw NoTime();
  }

  void directive(char c) {
    switch (c) {
      case 'Y':
        year_ = number(4, 0, 9999, 4);
        break;
      case 'm':
        month_ = static_cast<int>(number(2, 1, 12));
        break;
      case 'd':
        day_ = static_cast<int>(number(2, 1, 31));
        break;
      case 'H':
        hour_ = number(2, 0, 23);
        break;
      case 'I':
        hour_ = number(2, 1, 12) % 12, half_ = true;
        break;
      case 'M':
        minute_ = number(2, 0, 59);
        break;
      case 'S':
        second_ = number(2, 0, 61);
        break;
      case 'f':
        fraction();
        break;
      case 'z':
        offset();
        break;
      case 'Z':
        zone();
        break;
      case 'j':
        of_year_ = number(3, 1, 366);
        break;
      case 'y':
        short_year(number(2, 0, 99, 2));
        break;
      default:
        named(c);
    }
  }

  void named(char c) {
    switch (c) {
      case 'b':
      case 'h':
        month_ = name(kMonthNames, false) + 1;
        break;
      case 'B':
        month_ = name(kMonthNames, true) + 1;
        break;
      case 'a':
        name(kDayNames, false);
        break;
      case 'A':
        name(kDayNames, true);
        break;
      case 'p':
        afternoon();
        break;
      case '%':
        literal('%');
        break;
      default:
        nested(c);
    }
  }

  void short_year(int64_t year) { year_ = year + (year < 69 ? 2000 : 1900); }

  void nested(char c) {
    std::string_view whole = c == 'X' ? "%H:%M:%S" : c == 'x' ? "%m/%d/%y" : "";
    if (whole.empty()) throw NoTime();
    for (size_t i = 0; i < whole.size(); ++i)
      if (whole[i] == '%')
        directive(whole[++i]);
      else
        literal(whole[i]);
  }

  void fraction() {
    int64_t out = 0;
    size_t digits = 0;
    while (at_ < text_.size() && digits < 6 && is_digit(text_[at_]))
      out = out * 10 + (text_[at_++] - '0'), ++digits;
    if (digits == 0) throw NoTime();
    for (; digits < 6; ++digits) out *= 10;
    micros_ = out;
  }

  void offset() {
    if (at_ >= text_.size()) throw NoTime();
    if (text_[at_] == 'Z') {
      ++at_;
      offset_ = 0;
      return;
    }
    char sign = text_[at_++];
    if (sign != '+' && sign != '-') throw NoTime();
    int64_t hours = number(2, 0, 99, 2);
    if (at_ < text_.size() && text_[at_] == ':') ++at_;
    int64_t minutes = number(2, 0, 59, 2), seconds = 0;
    bool more =
        at_ + 1 < text_.size() && (text_[at_] == ':' || (is_digit(text_[at_]) && is_digit(text_[at_ + 1])));
    if (more) {
      if (text_[at_] == ':') ++at_;
      seconds = number(2, 0, 59, 2);
    }
    if (hours >= 24) throw NoTime();
    auto size = static_cast<int32_t>(hours * 3600 + minutes * 60 + seconds);
    offset_ = sign == '-' ? -size : size;
  }

  void zone() {
    for (std::string_view known : {"UTC", "GMT"}) {
      bool same = text_.size() - at_ >= known.size();
      for (size_t k = 0; same && k < known.size(); ++k) same = lower(text_[at_ + k]) == lower(known[k]);
      if (!same) continue;
      at_ += known.size();
      return;
    }
    throw NoTime();
  }

  void afternoon() {
    if (at_ + 1 >= text_.size() || lower(text_[at_ + 1]) != 'm') throw NoTime();
    char c = lower(text_[at_]);
    if (c != 'a' && c != 'p') throw NoTime();
    afternoon_ = c == 'p';
    at_ += 2;
  }

  Moment result() const {
    int64_t year = year_.value_or(1900);
    if (year < 1) throw NoTime();
    int month = month_.value_or(1), day = day_.value_or(1);
    if (!month_ && !day_ && of_year_) {
      CalendarDay found = calendar_day(days_since_1970({year, 1, 1}) + *of_year_ - 1);
      month = found.month, day = found.day;
    }
    if (day > days_in_month(year, month)) throw NoTime();
    int64_t hour = hour_ + (half_ && afternoon_ ? 12 : 0);
    if (second_ > 59) throw NoTime();
    int64_t seconds = hour * 3600 + minute_ * 60 + second_;
    return Moment{days_since_1970({year, month, day}) * kDay + seconds * kSecond + micros_, offset_, false};
  }

  std::string_view text_, format_;
  size_t at_ = 0;
  std::optional<int64_t> year_, of_year_;
  std::optional<int> month_, day_;
  int64_t hour_ = 0, minute_ = 0, second_ = 0, micros_ = 0;
  std::optional<int32_t> offset_;
  bool half_ = false, afternoon_ = false;
};

}  // namespace

std::optional<Moment> parse_time(std::string_view text, std::string_view format) {
  try {
    return TimeParser(text, format).run();
  } catch (const NoTime&) {
    return std::nullopt;
  }
}

std::optional<Moment> parse_source_time(std::string_view text, std::string_view format) {
  auto whole = [&](int64_t unit) -> std::optional<Moment> {
    std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
    int64_t value = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    int64_t micros = 0;
    bool fits = error == std::errc() && !digits.empty() && end == digits.data() + digits.size() &&
                !__builtin_mul_overflow(value, unit, &micros);
    return fits ? std::optional(utc_moment(micros)) : std::nullopt;
  };
  if (format == "%s") return whole(kSecond);
  if (format == "%ms") return whole(1000);
  if (format == "%epoch_microseconds") return whole(1);
  if (format == "%s_as_float") {
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || text.empty() || end != text.data() + text.size() || value > 1e12 ||
        value < -1e12)
      return std::nullopt;
    return utc_moment(static_cast<int64_t>(__builtin_llround(value * 1e6)));
  }
  std::string changed(format);
  for (size_t at = changed.find("%_ms"); at != std::string::npos; at = changed.find("%_ms"))
    changed.replace(at, 4, "%f");
  auto out = parse_time(text, changed);
  if (out && !out->offset) out->offset = 0;
  return out;
}

}  // namespace musubi::http
