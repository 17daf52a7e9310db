#include <algorithm>

#include "core/normalize/chars.hpp"
#include "core/normalize/normalize.hpp"

namespace musubi::normalize {
namespace {

/// The first digit of 13: nine minus the rest of the weighted sum (1, 2, 1, 2 … from the right) by nine.
char check_digit(std::string_view twelve) {
  int sum = 0;
  for (size_t i = 0; i < 12; ++i) sum += (twelve[11 - i] - '0') * (i % 2 ? 2 : 1);
  return char('0' + 9 - sum % 9);
}

}  // namespace

Word corporate_number(std::string_view text) {
  Word out;
  Chars chars = read(text);
  if (chars.empty()) return out;
  View rest = chars;
  for (View label : {View(U"適格請求書発行事業者"), View(U"インボイス"), View(U"法人番号"), View(U"登録番号"), View(U"番号")})
    if (rest.starts_with(label)) rest = trim(rest.substr(label.size()), U" ::");
  if (!rest.empty() && upper(rest.front()) == U'T') rest.remove_prefix(1);
  std::string digits;
  for (char32_t c : rest) {
    if (is_digit(c))
      digits += char(c);
    else if (c != U' ' && !is_hyphen(c))
      return out.problem = Message{"normalize.bad_corporate_number", {}}, out;
  }
  if (digits.size() != 13 || std::all_of(digits.begin(), digits.end(), [](char c) { return c == '0'; })) {
    out.problem = Message{"normalize.bad_corporate_number", {}};
  } else if (check_digit(std::string_view(digits).substr(1)) != digits[0]) {
    out.problem = Message{"normalize.wrong_check_digit", {}};
  } else {
    out.word = digits;
  }
  return out;
}

}  // namespace musubi::normalize
