#include "core/normalize/phone_parts.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "core/normalize/phone_extension.hpp"

namespace musubi::normalize {
namespace {

constexpr size_t least_digits = 9, most_digits = 14;

bool is_filler(char32_t c) {
  return is_hyphen(c) || View(U" ().[]/〜~・*_'’\"").find(c) != View::npos;
}

/// Whether a range or a list of numbers goes on at `end`, behind a number: 〜9, ・8, / 0988; behind a hyphen
/// or a comma as well, if it looks like the end of the number before (0987-9, 0987,0988).
bool is_range(View text, size_t end) {
  const size_t mark = text.find_first_not_of(U' ', end);
  const size_t other = mark == View::npos ? mark : text.find_first_not_of(U' ', mark + 1);
  if (end < 4 || other == View::npos) return false;
  const size_t digits = digits_from(text, other), behind = other + digits;
  if (digits < 1 || digits > 4 || (behind < text.size() && View(U" )]、,/").find(text[behind]) == View::npos))
    return false;
  if (View(U"〜~・/").find(text[mark]) != View::npos) return true;
  return (is_hyphen(text[mark]) || View(U",、").find(text[mark]) != View::npos) &&
         (digits <= 2 || (digits == 4 && text.substr(end - 4, 2) == text.substr(other, 2)));
}

/// Whether a slash stands at `at` and another whole number behind it.
bool is_slash_before_number(View text, size_t at) {
  constexpr size_t reach = 40;
  const View behind = text.substr(at, reach);
  return text[at] == U'/' && size_t(std::count_if(behind.begin(), behind.end(), is_digit)) >= least_digits;
}

/// Whether nothing but brackets stands behind the digits at `at`, three to five of them: an extension that no
/// word marks.
bool is_bare_extension(View text, size_t at) {
  const size_t digits = digits_from(text, at);
  return digits >= 3 && digits <= 5 && trim(text.substr(at + digits), U" )]").empty();
}

/// Whether the digits that end at `end` go on behind a hyphen or a point and are only a part of a number
/// then: what follows is neither a range nor, of another size than a number's last four digits, an extension.
bool is_torn(View text, size_t end) {
  if (end + 1 >= text.size() || !(is_hyphen(text[end]) || text[end] == U'.') || !is_digit(text[end + 1]))
    return false;
  if (is_called_extension(text, end + 1 + digits_from(text, end + 1))) return false;
  return !is_range(text, end) && (digits_from(text, end + 1) == 4 || !is_bare_extension(text, end + 1));
}

/// What stands behind a number that ends at `at`.
void look_behind(PhoneParts& out, View text, size_t at) {
  if (is_range(text, at)) {
    out.several = true;
    return;
  }
  size_t bare = at;
  while (bare < text.size() && View(U" (,*-").find(text[bare]) != View::npos) ++bare;
  if (bare > at && text[bare - 1] != U' ' && is_bare_extension(text, bare)) {
    out.ext = take_extension(text, bare);
    return;
  }
  size_t digits = 0;
  for (size_t i = at; i < text.size(); ++i) {
    if (size_t ext = extension_at(text, i)) {
      out.ext = take_extension(text, ext);
      return;
    }
    if (is_digit(text[i]) && (i == at || !is_digit(text[i - 1])) && is_called_extension(text, i + digits_from(text, i))) {
      out.ext = take_extension(text, i);
      return;
    }
    if (is_digit(text[i])) {
      if (++digits < least_digits) continue;
      out.several = true;
      return;
    }
    if (!is_hyphen(text[i]) && View(U" ().").find(text[i]) == View::npos) digits = 0;
  }
}

/// How many digits a number that begins with these has at least, with what is dialled before it.
size_t whole_size(std::string_view digits) {
  for (auto [beginning, size] : std::initializer_list<std::pair<std::string_view, size_t>>{{"01081", 14}, {"0081", 13}, {"81", 11}, {"0", 10}})
    if (digits.starts_with(beginning)) return size;
  return least_digits;
}

/// Whether the digits at `at` are none of the number before them: a time, a date, a floor or an extension called so behind them.
bool is_aside(View text, size_t at) {
  const size_t end = at + digits_from(text, at);
  return (end < text.size() && View(U":時年月日階").find(text[end]) != View::npos) || is_called_extension(text, end);
}

/// Whether the bracket at `at` holds words: (24時間), (2025年4月から).
bool is_remark(View text, size_t at) {
  const size_t close = text[at] == U'(' ? text.find(U')', at) : View::npos;
  if (close == View::npos) return false;
  const View inner = text.substr(at + 1, close - at - 1);
  return std::any_of(inner.begin(), inner.end(), [](char32_t c) { return !is_digit(c) && !is_filler(c); });
}

/// Where the number begins behind a country code of two or three digits that a Latin label at most precedes,
/// other than Japan's: its 0 is another country's (44 020 7946 0958, Tel (39) 01 88 97 35 66); 0 if there is
/// none.
size_t behind_country_code(View text) {
  const auto begin = size_t(std::find_if(text.begin(), text.end(), is_digit) - text.begin());
  const View before = text.substr(0, begin), code = text.substr(begin, digits_from(text, begin));
  const bool label = std::all_of(before.begin(), before.end(), [](char32_t c) {
    return is_latin(c) || View(U" +(:.").find(c) != View::npos;
  });
  if (!label || code.size() < 2 || code.size() > 3 || code[0] == U'0' || code == U"81") return 0;
  const size_t end = begin + code.size(),
               space = end + (before.ends_with(U'(') && text.substr(end).starts_with(U')'));
  return text.substr(space).starts_with(U' ') ? space + 1 : 0;
}

}  // namespace

PhoneParts phone_parts(View text) {
  PhoneParts r;
  size_t end = 0;  // of the last digit
  for (size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    const bool enough = r.digits.size() >= least_digits;
    if (is_digit(c)) {
      const bool begins = end > 0 && end != i;
      if (begins && enough && !r.plus && r.digits.size() >= whole_size(r.digits) && is_aside(text, i)) {
        look_behind(r, text, end);
        break;
      }
      if (begins) r.typed += '-';
      r.digits += char(c), r.typed += char(c), end = i + 1;
    } else if (c == U'+' && r.digits.empty()) {
      r.plus = true;
    } else if (enough && (!is_filler(c) || is_slash_before_number(text, i) || extension_at(text, i) || is_remark(text, i))) {
      look_behind(r, text, i);
      break;
    } else if (c == U'(' && r.digits.ends_with("81") && r.digits.size() <= 5 &&
               text.substr(i).starts_with(U"(0)")) {
      i += 2;  // +81(0)3
    } else if (is_latin(c) && !r.digits.empty()) {
      return {};
    }
  }
  return r;
}

std::vector<PhoneParts> phone_candidates(View text) {
  struct Group {
    size_t begin, end;
    bool starts;  // a number may begin with it
    bool joins;   // it may belong to the number before it
  };
  constexpr size_t most_groups = 24;
  std::vector<Group> groups;
  for (size_t i = 0; i < text.size() && groups.size() < most_groups; ++i) {
    if (!is_digit(text[i])) continue;
    const size_t end = i + digits_from(text, i), last = groups.empty() ? 0 : groups.back().end;
    const View between = text.substr(last, i - last);
    const bool joins = !groups.empty() && std::all_of(between.begin(), between.end(), [](char32_t c) {
      return is_hyphen(c) || View(U" ().").find(c) != View::npos;
    });
    groups.push_back(
        {i, end, !(joins && between.size() == 1 && (is_hyphen(between[0]) || between[0] == U'.')), joins});
    i = end;
  }
  const size_t abroad = behind_country_code(text);
  std::vector<PhoneParts> out;
  for (size_t first = 0; first < groups.size(); ++first) {
    const size_t begin = groups[first].begin;
    const bool plus = begin > 0 && text[begin - 1] == U'+';
    if (!groups[first].starts || (!plus && text[begin] != U'0') || (abroad && begin == abroad)) continue;
    PhoneParts parts{.digits = {}, .ext = {}, .typed = {}, .plus = plus};
    for (size_t last = first; last < groups.size() && (last == first || groups[last].joins); ++last) {
      if (last > first) parts.typed += '-';
      for (size_t i = groups[last].begin; i < groups[last].end; ++i) parts.digits += char(text[i]), parts.typed += char(text[i]);
      if (parts.digits.size() > most_digits) break;
      if (parts.digits.size() < least_digits || is_torn(text, groups[last].end)) continue;
      out.push_back(parts);
      look_behind(out.back(), text, groups[last].end);
    }
  }
  return out;
}

}  // namespace musubi::normalize
