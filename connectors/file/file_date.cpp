#include <array>
#include <cstdio>

#include "connectors/file/find_files.hpp"

namespace musubi::file {
namespace {

/// One reading attempt at a place of the name. All take functions move `at` only where they succeed.
class Cursor {
 public:
  Cursor(std::string_view text, size_t at) : text_(text), at_(at) {}

  bool take(std::string_view literal) {
    if (text_.substr(at_).substr(0, literal.size()) != literal) return false;
    at_ += literal.size();
    return true;
  }
  /// A number of `least` to `most` digits; -1 if there is none.
  int digits(size_t least, size_t most) {
    size_t n = 0;
    int value = 0;
    while (n < most && at_ + n < text_.size() && text_[at_ + n] >= '0' && text_[at_ + n] <= '9')
      value = 10 * value + (text_[at_ + n++] - '0');
    if (n < least) return -1;
    at_ += n;
    return value;
  }
  bool before_digit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }
  char take_separator() {
    for (char c : {'-', '_', '.', '/'})
      if (take(std::string_view(&c, 1))) return c;
    return 0;
  }
  size_t at() const { return at_; }

 private:
  std::string_view text_;
  size_t at_;
};

struct Moment {
  int year = 0, month = 0, day = 1, hour = -1, minute = 0, second = 0;
  size_t end = 0;
};

bool is_date(const Moment& m) {
  constexpr int longest[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (m.year < 1900 || m.year > 2199 || m.month < 1 || m.month > 12) return false;
  bool leap = (m.year % 4 == 0 && m.year % 100 != 0) || m.year % 400 == 0;
  return m.day >= 1 && m.day <= (m.month == 2 && !leap ? 28 : longest[m.month - 1]);
}

void take_time(Cursor& c, Moment& m) {
  Cursor t = c;
  t.take_separator() || t.take("T");
  int hour = t.digits(2, 2), minute = t.digits(2, 2), second = t.digits(2, 2);
  if (second < 0 || t.before_digit() || hour > 23 || minute > 59 || second > 59) return;
  m.hour = hour, m.minute = minute, m.second = second;
  c = t;
}

bool compact(Cursor c, Moment& m) {
  m.year = c.digits(4, 4);
  m.month = c.digits(2, 2);
  if (m.month < 0) return false;
  if (c.before_digit()) {
    m.day = c.digits(2, 2);
    if (m.day < 0 || !is_date(m)) return false;
    take_time(c, m);
  }
  m.end = c.at();
  return !c.before_digit() && is_date(m);
}

bool parted(Cursor c, Moment& m) {
  m.year = c.digits(4, 4);
  char separator = c.take_separator();
  if (m.year < 0 || !separator) return false;
  m.month = c.digits(1, 2);
  if (m.month < 0) return false;
  Cursor month_only = c;
  if (c.take(std::string_view(&separator, 1)) && c.before_digit()) {
    m.day = c.digits(1, 2);
    if (!c.before_digit() && is_date(m)) {
      take_time(c, m);
      m.end = c.at();
      return true;
    }
    m.day = 1;
  }
  m.end = month_only.at();
  return !month_only.before_digit() && is_date(m);
}

bool written(Cursor c, Moment& m) {
  struct Era {
    std::string_view name;
    int before;
  };
  constexpr std::array<Era, 10> eras{{{"令和", 2018},
                                      {"平成", 1988},
                                      {"昭和", 1925},
                                      {"大正", 1911},
                                      {"R", 2018},
                                      {"H", 1988},
                                      {"S", 1925},
                                      {"r", 2018},
                                      {"h", 1988},
                                      {"s", 1925}}};
  int before = 0;
  for (const auto& era : eras)
    if (!before && c.take(era.name)) before = era.before;
  int year = before && c.take("元") ? 1 : c.digits(1, before ? 2 : 4);
  if (year < 1 || (!before && year < 1900)) return false;
  m.year = before + year;
  bool kanji = c.take("年");
  if (!kanji && (!before || !c.take_separator())) return false;
  m.month = c.digits(1, 2);
  if (m.month < 0) return false;
  bool more = kanji ? c.take("月") : c.take_separator() != 0;
  if (kanji && !more) return false;
  if (more && c.before_digit()) {
    Cursor day = c;
    m.day = day.digits(1, 2);
    if ((!kanji || day.take("日")) && is_date(m))
      c = day;
    else
      m.day = 1;
  }
  m.end = c.at();
  return is_date(m);
}

std::string plain_digits(std::string_view name) {
  std::string out;
  for (size_t i = 0; i < name.size(); ++i) {
    std::string_view three = name.substr(i, 3);
    if (three.size() == 3 && three[0] == '\xEF' && three[1] == '\xBC' && three[2] >= '\x90' &&
        three[2] <= '\x99') {
      out += static_cast<char>(three[2] - '\x90' + '0');
      i += 2;
    } else {
      out += name[i];
    }
  }
  return out;
}

}  // namespace

std::string date_in_name(std::string_view name) {
  std::string text = plain_digits(name);
  Moment last;
  for (size_t at = 0; at < text.size();) {
    Moment m;
    bool in_number = at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9';
    bool found = !in_number && (compact({text, at}, m) || (m = {}, parted({text, at}, m)) ||
                                (m = {}, written({text, at}, m)));
    if (found) last = m;
    at = found ? m.end : at + 1;
  }
  if (!last.year) return "";
  char out[64];
  int n = std::snprintf(out, sizeof out, "%04d-%02d-%02d", last.year, last.month, last.day);
  if (last.hour >= 0)
    n += std::snprintf(out + n, sizeof out - n, "T%02d:%02d:%02d", last.hour, last.minute, last.second);
  return std::string(out, n);
}

}  // namespace musubi::file
