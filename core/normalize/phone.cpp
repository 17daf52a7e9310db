// A phone number as typed: [label] number [extension] [label] (phone_parts.hpp). Hyphens, brackets and dots
// don't count: the numbering plan says where hyphens go.
#include <algorithm>

#include "core/normalize/chars.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/number_plan.hpp"
#include "core/normalize/numeral.hpp"
#include "core/normalize/phone_extension.hpp"
#include "core/normalize/phone_foreign.hpp"
#include "core/normalize/phone_parts.hpp"

namespace musubi::normalize {
namespace {

/// 184 and 186, dialled in front of a number to hide or to show one's own.
void drop_caller_prefix(PhoneParts& r) {
  bool prefixed = !r.plus && (r.digits.starts_with("1840") || r.digits.starts_with("1860"));
  if (prefixed && (r.digits.size() == 13 || r.digits.size() == 14)) r.digits.erase(0, 3);
}

/// How long the number of a carrier is that is dialled before 010 and a country code, with them: 0033-010-81.
size_t carrier_prefix(std::string_view digits) {
  if (digits.size() <= 13) return 0;
  for (std::string_view carrier : {"001", "0033", "0061", "0041"})
    for (std::string_view abroad : {"010", ""})
      if (digits.starts_with(carrier) && digits.substr(carrier.size()).starts_with(abroad) &&
          digits.substr(carrier.size() + abroad.size()).starts_with("81"))
        return carrier.size() + abroad.size();
  return 0;
}

/// 011-81-3-…, as it is dialled in North America; 011-811-… is in Sapporo.
bool from_america(const PhoneParts& r) { return r.digits.size() > 13 && (r.typed.starts_with("011-81-") || (r.plus && r.typed.starts_with("01181"))); }

/// The country code 81 off the front, however it was written, and the leading 0 put on; what is not Japanese
/// stays.
bool to_national(PhoneParts& r, bool& restored) {
  std::string& d = r.digits;
  bool abroad = r.plus;
  if (abroad && d.starts_with("010"))
    d.erase(0, 3);
  else if (abroad && d.starts_with("00"))
    d.erase(0, 2);
  else if (const size_t carrier = carrier_prefix(d))
    d.erase(0, carrier), abroad = true;
  else if (from_america(r))
    d.erase(0, 3), abroad = true;
  else if (!abroad && d.starts_with("010") && d.size() > 11)
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

/// Numbers people type when they don't want to: all alike, 1234-5678, 0000. Six digits alike are sought after by offices (0852-55-5555) and
/// free numbers (0120-444-444), unless they are noughts.
bool is_dummy(std::string_view digits, const Numbering& n) {
  std::string_view line = digits.substr(n.first);
  constexpr size_t whole_number = 8;
  const bool alike = is_run(line, 0) && (line.size() >= whole_number || line[0] == '0');
  return is_run(digits.substr(1), 0) || alike || (is_run(line, 1) && line[0] == '1') ||
         digits == "0123456789";
}

/// No exchange begins with 0 or 1.
bool is_unassigned(std::string_view digits, const Numbering& n) { return n.type == "fixed" && (digits[n.first] < '2' || !n.given_out); }

/// Whether a part of a text reads as a number without a guess: 0 was there, and such an exchange is given
/// out or the number stands alone in front.
bool is_sure(const Phone& found, bool alone) {
  if (found.problem) return false;
  return !found.note || (found.note->id != "normalize.zeros_restored" && (alone || found.note->id != "normalize.unassigned_phone"));
}

/// The fax number off the front where a phone number is named behind it: FAX 03-… TEL 03-….
View behind_fax(View text) {
  Chars low(text);
  std::transform(low.begin(), low.end(), low.begin(), lower);
  const size_t fax = std::min(low.find(U"fax"), low.find(U"ファ"));
  const auto digit = std::find_if(low.begin(), low.end(), is_digit);
  if (fax == Chars::npos || fax > size_t(digit - low.begin())) return text;
  for (View label : {View(U"tel"), View(U"電話"), View(U"携帯")})
    if (const size_t at = low.find(label, size_t(digit - low.begin())); at != Chars::npos)
      return text.substr(at);
  return text;
}

/// 〇三－一二三四－五六七八 in digits, where there are no others.
Chars in_digits(Chars text) {
  const auto is_written = [](char32_t c) { return kanji_digit(c) >= 0; };
  const bool ascii = text.empty() || std::any_of(text.begin(), text.end(), is_digit);
  if (ascii || std::count_if(text.begin(), text.end(), is_written) < 9) return text;
  for (char32_t& c : text)
    if (is_written(c)) c = U'0' + char32_t(kanji_digit(c));
  return text;
}

/// The text without numbers in circles (①03-…), which would else be read as digits, and without what a
/// spreadsheet adds (.0).
Chars read_number(std::string_view text) {
  constexpr std::string_view circled = "\xE2\x91";
  std::string without;
  if (text.find(circled) != text.npos) {
    without = text;
    for (size_t at = without.find(circled); at != without.npos; at = without.find(circled, at))
      without.replace(at, 3, " ");
    text = without;
  }
  Chars chars = read(text);
  const auto first = chars.begin() + (chars.starts_with(U'+') ? 1 : 0);
  if (chars.size() > 10 && chars.ends_with(U".0") && std::all_of(first, chars.end() - 2, is_digit))
    chars.resize(chars.size() - 2);
  return in_digits(std::move(chars));
}

Phone phone_of(PhoneParts r) {
  Phone out;
  bool restored = false;
  if (r.digits.empty()) return out.problem = Message{"normalize.bad_phone", {}}, out;
  drop_caller_prefix(r);
  if (!to_national(r, restored)) {
    ForeignPhone foreign = foreign_phone("+" + r.digits);
    if (foreign.e164.empty()) return out.problem = Message{"normalize.bad_phone", {}}, out;
    out.e164 = foreign.e164, out.national = foreign.shown, out.ext = r.ext, out.type = "foreign";
    if (r.several) out.note = Message{"normalize.several_phones", {}};
    return out;
  }
  Numbering n = numbering(r.digits);
  if (n.type.empty()) {
    bool dummy = is_run(r.digits, 0) || (r.digits.size() >= 10 && is_run(r.digits, 1));
    bool length = r.digits.size() < 10 || r.digits.size() > 11;
    out.problem = Message{dummy    ? "normalize.dummy_phone"
                          : length ? "normalize.bad_phone_length"
                                   : "normalize.no_such_phone",
                          {}};
    return out;
  }
  if (r.digits == "08000000000") n = {"mobile", 3, 4};  // what people type for a mobile number that is none
  out.e164 = "+81" + r.digits.substr(1);
  out.national = hyphenated(r.digits, n);
  out.ext = r.ext;
  out.type = n.type;
  if (is_dummy(r.digits, n))
    out.note = Message{"normalize.dummy_phone", {}};
  else if (is_unassigned(r.digits, n))
    out.note = Message{"normalize.unassigned_phone", {}};
  else if (r.several)
    out.note = Message{"normalize.several_phones", {}};
  else if (restored)
    out.note = Message{"normalize.zeros_restored", {}};
  return out;
}

/// Whether it is typed with hyphens as the plan has them, or in three parts as other numbers of its length have them (06-0012-3456).
bool is_parted(const Phone& found, std::string_view typed) {
  if (found.problem) return false;
  const bool parts = std::count(typed.begin(), typed.end(), '-') == 2 && typed.size() - typed.rfind('-') == 5;
  return found.national == typed || (found.type == "fixed" && typed.size() == 12 && parts);
}

/// What else the number may be: where `whole`, all digits run together as `typed`, is none, the first part that reads as one without a guess; else its
/// beginning, typed in the parts of a number (060-201-4620 9 is no 060-2014-6209).
Phone likelier(View text, Phone whole, std::string_view typed) {
  for (PhoneParts& other : phone_candidates(text)) {
    const std::string part = other.typed;
    Phone found = phone_of(std::move(other));
    const bool parted = is_parted(found, part), alone = typed.starts_with(part) && (parted || part.find('-') == part.npos);
    if (whole.problem ? is_sure(found, parted || alone) : parted && alone) return found;
  }
  return whole;
}

}  // namespace

Phone phone(std::string_view text) {
  const Chars chars = read_number(text);
  if (chars.empty()) return {};
  if (chars.size() > kLongestWritten) {
    Phone out;
    out.problem = Message{"normalize.bad_phone", {}};
    return out;
  }
  const View one = behind_fax(chars);
  std::string before;
  const View number = behind_extension(one, before);
  PhoneParts parts = phone_parts(number);
  parts.several |= one.size() < chars.size();
  const bool plain = parts.typed == parts.digits || parts.plus;
  const std::string typed = parts.typed;
  Phone out = phone_of(std::move(parts));
  if (out.problem || (!plain && out.national != typed)) out = likelier(number, std::move(out), typed);
  if (out.ext.empty() && !out.e164.empty()) out.ext = before;
  return out;
}

}  // namespace musubi::normalize
