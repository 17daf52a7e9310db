#include <algorithm>

#include "core/normalize/chars.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/number_plan.hpp"

namespace musubi::normalize {
namespace {

/// The digits of a cell that Excel took for a number ("312345678", "312345678.0"); "" for anything else.
std::string plain_digits(std::string_view text) {
  std::string digits = utf8(read(text));
  if (digits.ends_with(".0")) digits.resize(digits.size() - 2);
  return std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }) ? digits : "";
}

}  // namespace

std::string restore_zeros(std::string_view kind, std::string_view text) {
  std::string digits = plain_digits(text);
  if (kind == "phone" && digits.size() >= 9 && digits.size() <= 10 && digits[0] != '0' &&
      !numbering("0" + digits).type.empty())
    return "0" + digits;
  if (kind == "postal_code" && digits.size() >= 5 && digits.size() <= 6)
    return std::string(7 - digits.size(), '0') + digits;
  return std::string(text);
}

}  // namespace musubi::normalize
