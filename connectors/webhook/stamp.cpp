#include "connectors/webhook/stamp.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace musubi::webhook {
namespace {

using std::chrono::seconds;

/// The text from its front on, piece by piece.
class Pieces {
 public:
  explicit Pieces(std::string_view text) : rest_(text) {}
  /// A number of so many digits, at most `most`; else the text is unfit.
  int number(size_t digits, int most) {
    int out = 0;
    for (size_t i = 0; i < digits; ++i) out = out * 10 + (is_digit(i) ? rest_[i] - '0' : unfit());
    rest_.remove_prefix(std::min(digits, rest_.size()));
    if (out > most) unfit();
    return out;
  }
  /// One of these characters, which it answers with.
  char one_of(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_[0]) == characters.npos) return static_cast<char>(unfit());
    char out = rest_[0];
    rest_.remove_prefix(1);
    return out;
  }
  void fraction() {
    if (rest_.empty() || rest_[0] != '.') return;
    size_t end = std::min(rest_.find_first_not_of("0123456789", 1), rest_.size());
    if (end == 1) unfit();
    rest_.remove_prefix(end);
  }
  bool fits_and_is_over() const { return fits_ && rest_.empty(); }

 private:
  bool is_digit(size_t i) const { return i < rest_.size() && rest_[i] >= '0' && rest_[i] <= '9'; }
  int unfit() {
    fits_ = false;
    return 0;
  }
  std::string_view rest_;
  bool fits_ = true;
};

std::optional<seconds> rfc3339_seconds(std::string_view text) {
  namespace c = std::chrono;
  Pieces in(text);
  c::year year(in.number(4, 9999));
  in.one_of("-");
  c::month month(static_cast<unsigned>(in.number(2, 12)));
  in.one_of("-");
  c::year_month_day date = year / month / c::day(static_cast<unsigned>(in.number(2, 31)));
  in.one_of("Tt ");
  int64_t time = in.number(2, 23) * 3600;
  in.one_of(":");
  time += in.number(2, 59) * 60;
  in.one_of(":");
  time += in.number(2, 60);
  in.fraction();
  const char zone = in.one_of("Zz+-");
  if (zone == '+' || zone == '-') {
    int64_t east = in.number(2, 23) * 3600;
    in.one_of(":");
    east += in.number(2, 59) * 60;
    time += zone == '+' ? -east : east;
  }
  if (!in.fits_and_is_over() || !date.ok()) return std::nullopt;
  return c::sys_days(date).time_since_epoch() + seconds(time);
}

}  // namespace

std::optional<seconds> stamp_seconds(std::string_view text) {
  int64_t value = 0;
  auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || fault != std::errc() || value < 0) return std::nullopt;
  if (end != text.data() + text.size()) return rfc3339_seconds(text);
  return seconds(value > 99'999'999'999 ? value / 1000 : value);
}

}  // namespace musubi::webhook
