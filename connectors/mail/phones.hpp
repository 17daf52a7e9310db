// Phone numbers of a signature's line, by what the line says of each.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace musubi::mail {

/// tel: no more is said. main: the company's own (代表, 0120).
enum class PhoneKind : unsigned char { tel, direct, mobile, main, fax };

struct SignedPhone {
  PhoneKind kind = PhoneKind::tel;
  std::string number;  // as it stands, widths folded
};

/// Of a folded line. Numbers of 10 or 11 digits from 0, or of 9 to 15 behind a +; the label stands before the number or, in brackets, behind it.
/// `rest`, where given: the line without labels and numbers.
std::vector<SignedPhone> phones_in(std::string_view line, std::string* rest = nullptr);

}  // namespace musubi::mail
