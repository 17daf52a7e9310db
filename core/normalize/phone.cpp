// A phone number as typed: [label] number [extension] [label]. Hyphens, brackets and dots don't count: the
// numbering plan says where hyphens go.
#include <algorithm>

#include "core/normalize/chars.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/number_plan.hpp"
#include "core/normalize/phone_foreign.hpp"

namespace musubi::normalize {
namespace {

struct Reading {
  std::string digits, ext;
  bool plus = false, several = false;
  size_t letters = 0;  // other characters that belong to no number
};

/// Words before an extension; lower case.
constexpr View extension_words[] = {U"内線番号", U"内線", U"(内線", U"(内", U"内", U"extension",
                                    U"ext.",     U"ext",  U"(ext",  U"x",   U"#",  U";ext="};

size_t extension_at(View text, size_t at) {
  for (View word : extension_words) {
    if (at + word.size() > text.size()) continue;
    bool same = std::equal(word.begin(), word.end(), text.begin() + long(at),
                           [](char32_t a, char32_t b) { return a == lower(b); });
    size_t end = at + word.size();
    while (same && end < text.size() && View(U" :.-()").find(text[end]) != View::npos) ++end;
    if (same && end < text.size() && is_digit(text[end])) return end;
  }
  return 0;
}

bool is_filler(char32_t c) {
  return is_hyphen(c) || View(U" ().[]/〜~・*_'’\"").find(c) != View::npos;
}

Reading take_apart(View text) {
  Reading r;
  for (size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (is_digit(c)) {
      r.digits += char(c);
    } else if (c == U'+' && r.digits.empty()) {
      r.plus = true;
    } else if (size_t ext = r.digits.size() >= 9 ? extension_at(text, i) : 0) {
      for (i = ext; i < text.size() && is_digit(text[i]); ++i) r.ext += char(text[i]);
      break;
    } else if (r.digits.size() >= 9 && View(U"/,、;&").find(c) != View::npos) {
      r.several = std::any_of(text.begin() + long(i), text.end(), is_digit);
      break;
    } else if (c == U'(' && r.digits.ends_with("81") && r.digits.size() <= 5 &&
               text.substr(i).starts_with(U"(0)")) {
      i += 2;  // +81(0)3
    } else if (!is_filler(c)) {
      ++r.letters;
      if (r.digits.size() >= 9) break;
      if (is_latin(c) && !r.digits.empty()) return Reading{.digits = {}, .ext = {}, .letters = 1};
    }
  }
  return r;
}

/// 184 and 186, dialled in front of a number to hide or to show one's own.
void drop_caller_prefix(Reading& r) {
  bool prefixed = !r.plus && (r.digits.starts_with("1840") || r.digits.starts_with("1860"));
  if (prefixed && (r.digits.size() == 13 || r.digits.size() == 14)) r.digits.erase(0, 3);
}

/// The country code 81 off the front, however it was written, and the leading 0 put on; what is not Japanese
/// stays.
bool to_national(Reading& r, bool& restored) {
  std::string& d = r.digits;
  bool abroad = r.plus;
  if (!abroad && d.starts_with("010") && d.size() > 11)
    d.erase(0, 3), abroad = true;
  else if (!abroad && d.starts_with("00") && d.size() > 11)
    d.erase(0, 2), abroad = true;
  if (d.starts_with("81") && (abroad || (d.size() >= 11 && d.size() <= 13))) {
    std::string rest = d.substr(2);
    if (!rest.starts_with('0')) rest.insert(0, "0");
    if (abroad || !numbering(rest).type.empty()) return d = rest, true;
  }
  if (abroad) return false;
  std::string zero = restore_zeros("phone", d);
  restored = zero != d;
  d = zero;
  return true;
}

bool is_run(std::string_view digits, int step) {
  for (size_t i = 1; i < digits.size(); ++i)
    if (digits[i] != char('0' + (digits[i - 1] - '0' + step) % 10)) return false;
  return true;
}

/// Numbers people type when they don't want to: all alike, 1234-5678, 0000.
bool is_dummy(std::string_view digits, const Numbering& n) {
  std::string_view line = digits.substr(n.first);
  return is_run(digits.substr(1), 0) || is_run(line, 0) || line == "12345678" || digits == "0123456789";
}

/// No exchange begins with 0 or 1.
bool is_unassigned(std::string_view digits, const Numbering& n) {
  return n.type == "fixed" && (digits[n.first] < '2' || digits.starts_with("060"));
}

}  // namespace

Phone phone(std::string_view text) {
  Phone out;
  Chars chars = read(text);
  if (chars.empty()) return out;
  Reading r = take_apart(chars);
  bool restored = false;
  if (r.digits.empty()) return out.problem = Message{"normalize.bad_phone", {}}, out;
  drop_caller_prefix(r);
  if (!to_national(r, restored)) {
    ForeignPhone foreign = foreign_phone("+" + r.digits);
    if (foreign.e164.empty()) return out.problem = Message{"normalize.bad_phone", {}}, out;
    out.e164 = foreign.e164, out.national = foreign.shown, out.ext = r.ext, out.type = "foreign";
    return out;
  }
  Numbering n = numbering(r.digits);
  if (n.type.empty()) {
    bool all_zero = is_run(r.digits, 0);
    bool length = r.digits.size() < 10 || r.digits.size() > 11;
    out.problem = Message{all_zero ? "normalize.dummy_phone"
                          : length ? "normalize.bad_phone_length"
                                   : "normalize.no_such_phone",
                          {}};
    return out;
  }
  out.e164 = "+81" + r.digits.substr(1);
  out.national = hyphenated(r.digits, n);
  out.ext = r.ext;
  out.type = n.type;
  if (is_dummy(r.digits, n))
    out.note = Message{"normalize.dummy_phone", {}};
  else if (is_unassigned(r.digits, n))
    out.note = Message{"normalize.unassigned_phone", {}};
  else if (restored)
    out.note = Message{"normalize.zeros_restored", {}};
  else if (r.several)
    out.note = Message{"normalize.several_phones", {}};
  return out;
}

}  // namespace musubi::normalize
