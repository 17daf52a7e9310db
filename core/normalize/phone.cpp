// A phone number as typed: [label] number [extension] [label] (phone_parts.hpp). Hyphens, brackets and dots
// don't count: the numbering plan says where hyphens go.
#include <algorithm>

#include "core/normalize/chars.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/number_plan.hpp"
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
  for (std::string_view carrier : {"001", "0033", "0061", "0041"})
    for (std::string_view abroad : {"010", ""})
      if (digits.starts_with(carrier) && digits.substr(carrier.size()).starts_with(abroad) &&
          digits.substr(carrier.size() + abroad.size()).starts_with("81") && digits.size() > 13)
        return carrier.size() + abroad.size();
  return 0;
}

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

/// Numbers people type when they don't want to: all alike, 1234-5678, 0000.
bool is_dummy(std::string_view digits, const Numbering& n) {
  std::string_view line = digits.substr(n.first);
  return is_run(digits.substr(1), 0) || is_run(line, 0) || (is_run(line, 1) && line[0] == '1') ||
         digits == "0123456789";
}

/// No exchange begins with 0 or 1.
bool is_unassigned(std::string_view digits, const Numbering& n) {
  return n.type == "fixed" && (digits[n.first] < '2' || digits.starts_with("060"));
}

/// Whether a part of a text reads as a number without a guess: 0 was there, and such an exchange is given
/// out.
bool is_sure(const Phone& found) {
  if (found.problem) return false;
  return !found.note ||
         (found.note->id != "normalize.zeros_restored" && found.note->id != "normalize.unassigned_phone");
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
  if (chars.size() > 10 && chars.ends_with(U".0") && std::all_of(chars.begin(), chars.end() - 2, is_digit))
    chars.resize(chars.size() - 2);
  return chars;
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

}  // namespace

Phone phone(std::string_view text) {
  const Chars chars = read_number(text);
  if (chars.empty()) return {};
  const View number = behind_fax(chars);
  PhoneParts parts = phone_parts(number);
  parts.several |= number.size() < chars.size();
  Phone out = phone_of(std::move(parts));
  if (!out.problem) return out;
  for (PhoneParts& other : phone_candidates(number))
    if (Phone found = phone_of(std::move(other)); is_sure(found)) return found;
  return out;
}

}  // namespace musubi::normalize
