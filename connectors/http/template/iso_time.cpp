// ISO 8601 times and durations.
#include <charconv>
#include <cmath>

#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

struct NoTime {};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class IsoReader {
 public:
  explicit IsoReader(std::string_view text) : text_(text) {}

  Moment run() {
    Moment out{date() * kDay, std::nullopt, false};
    if (at_ == text_.size()) return out;
    ++at_;  // any one letter parts date and time
    time(out);
    if (at_ != text_.size()) throw NoTime();
    return out;
  }

 private:
  bool here(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool digits_ahead(size_t count) const {
    for (size_t i = 0; i < count; ++i)
      if (at_ + i >= text_.size() || !is_digit(text_[at_ + i])) return false;
    return true;
  }
  int64_t digits(size_t count) {
    if (!digits_ahead(count)) throw NoTime();
    int64_t out = 0;
    for (size_t i = 0; i < count; ++i) out = out * 10 + (text_[at_++] - '0');
    return out;
  }

  int64_t date() {
    int64_t year = digits(4);
    if (year < 1) throw NoTime();
    if (at_ == text_.size()) return days_since_1970({year, 1, 1});
    bool dashes = here('-');
    if (dashes) ++at_;
    if (here('W')) return week_date(year, dashes);
    bool ordinal = digits_ahead(3) && !digits_ahead(4) && (dashes ? text_[at_ + 2] != '-' : true);
    if (ordinal) {
      int64_t day = digits(3);
      int64_t length = 337 + days_in_month(year, 2);
      if (day < 1 || day > length) throw NoTime();
      return days_since_1970({year, 1, 1}) + day - 1;
    }
    int month = static_cast<int>(digits(2));
    if (month < 1 || month > 12) throw NoTime();
    if (at_ == text_.size()) {
      if (!dashes) throw NoTime();
      return days_since_1970({year, month, 1});
    }
    if (dashes && !here('-')) throw NoTime();
    if (dashes) ++at_;
    int day = static_cast<int>(digits(2));
    if (day < 1 || day > days_in_month(year, month)) throw NoTime();
    return days_since_1970({year, month, day});
  }

  int64_t week_date(int64_t year, bool dashes) {
    ++at_;
    int64_t week = digits(2), day = 1;
    if (at_ < text_.size() && here('-') == dashes) {
      if (dashes) ++at_;
      day = digits(1);
    }
    if (week < 1 || week > 53 || day < 1 || day > 7) throw NoTime();
    int64_t fourth = days_since_1970({year, 1, 4});
    int64_t monday = fourth - ((fourth + 3) % 7 + 7) % 7;
    return monday + (week - 1) * 7 + day - 1;
  }

  void time(Moment& out) {
    if (at_ == text_.size()) throw NoTime();
    int64_t parts[3] = {digits(2), 0, 0}, micros = 0;
    bool colons = here(':');
    for (int i = 1; i < 3 && at_ < text_.size() && !here('Z') && !here('+') && !here('-'); ++i) {
      if (colons && !here(':')) throw NoTime();
      if (colons) ++at_;
      parts[i] = digits(2);
    }
    if (here('.') || here(',')) {
      ++at_;
      micros = fraction();
    }
    bool midnight = parts[0] == 24 && parts[1] == 0 && parts[2] == 0 && micros == 0;
    if ((parts[0] > 23 && !midnight) || parts[1] > 59 || parts[2] > 59) throw NoTime();
    out.micros += (parts[0] * 3600 + parts[1] * 60 + parts[2]) * kSecond + micros;
    if (at_ < text_.size()) out.offset = offset();
  }

  int64_t fraction() {
    if (!digits_ahead(1)) throw NoTime();
    int64_t out = 0;
    int seen = 0;
    for (; at_ < text_.size() && is_digit(text_[at_]); ++at_)
      if (seen < 6) out = out * 10 + (text_[at_] - '0'), ++seen;
    for (; seen < 6; ++seen) out *= 10;
    return out;
  }

  int32_t offset() {
    if (here('Z') || here('z')) return ++at_, 0;
    char sign = text_[at_++];
    if (sign != '+' && sign != '-') throw NoTime();
    int64_t hours = digits(2), minutes = 0;
    if (here(':')) ++at_;
    if (at_ < text_.size()) minutes = digits(2);
    if (hours > 23 || minutes > 59) throw NoTime();
    auto size = static_cast<int32_t>(hours * 3600 + minutes * 60);
    return sign == '-' ? -size : size;
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

std::optional<Moment> parse_iso_time(std::string_view text) {
  try {
    return IsoReader(text).run();
  } catch (const NoTime&) {
    return std::nullopt;
  }
}

std::optional<Span> parse_duration(std::string_view text) {
  int sign = 1;
  if (text.starts_with('-')) sign = -1;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (!text.starts_with('P') || text.size() < 3) return std::nullopt;
  text.remove_prefix(1);
  Span out;
  double micros = 0, months = 0;
  bool in_time = false;
  std::string_view due = "YMWD";
  while (!text.empty()) {
    if (text[0] == 'T' && !in_time) {
      in_time = true;
      due = "HMS";
      text.remove_prefix(1);
      if (text.empty()) return std::nullopt;
      continue;
    }
    std::string number;
    while (!text.empty() && (is_digit(text[0]) || text[0] == '.' || text[0] == ',')) {
      number += text[0] == ',' ? '.' : text[0];
      text.remove_prefix(1);
    }
    size_t unit = text.empty() ? due.npos : due.find(text[0]);
    double value = 0;
    auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (unit == due.npos || error != std::errc() || end != number.data() + number.size() || value > 1e9)
      return std::nullopt;
    char c = text[0];
    text.remove_prefix(1);
    due.remove_prefix(unit + 1);
    if (c == 'Y')
      months += value * 12;
    else if (c == 'M' && !in_time)
      months += value;
    else
      micros += value * 1e6 * (c == 'W' ? 604800 : c == 'D' ? 86400 : c == 'H' ? 3600 : c == 'M' ? 60 : 1);
  }
  if (months > 1e8 || micros > 8e18) return std::nullopt;
  out.micros = sign * static_cast<int64_t>(std::llround(micros));
  out.months = sign * static_cast<int32_t>(std::llround(months));
  return out;
}

}  // namespace musubi::http
