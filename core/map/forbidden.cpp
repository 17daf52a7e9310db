#include "core/map/forbidden.hpp"

#include <algorithm>
#include <array>

#include "core/map/file_text.hpp"
#include "core/text/fold.hpp"

namespace musubi::map {
namespace {

using Word = std::string_view;

constexpr std::array forbidden_words = {
    Word("マイナンバ"),   Word("個人番号"),     Word("mynumber"),   Word("password"),           Word("passwd"),
    Word("パスワード"),   Word("暗証番号"),     Word("creditcard"), Word("クレジットカード番号"), Word("クレカ番号"),
    Word("クレジット番号"), Word("セキュリティコード"), Word("cardcvv"),    Word("cardcvc"),            Word("ccnumber"),
    Word("ccnum")};
constexpr std::array forbidden_names = {Word("cvv"), Word("cvc"), Word("cvv2"), Word("cvc2"), Word("pin"), Word("pincode")};
constexpr std::array card_words = {Word("cardno"), Word("cardnum"), Word("カード番号"), Word("カードno")};

// What every word above holds in its small letters: names without any of them, nearly all, are passed quickly.
constexpr std::array small_marks = {Word("pass"), Word("card"), Word("cvv"), Word("cvc"), Word("pin"), Word("pan"),
                                    Word("cc"),   Word("num")};
constexpr std::array wide_marks = {Word("マイ"), Word("個人"), Word("パス"), Word("暗証"),
                                   Word("カード"), Word("クレ"), Word("セキュ"), Word("\xEF")};

template <size_t N>
bool holds_any(Word text, const std::array<Word, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](Word w) { return text.find(w) != Word::npos; });
}

template <size_t N>
bool is_any(Word text, const std::array<Word, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool may_matter(Word name) {
  std::array<char, 96> small;
  if (name.size() > small.size()) return true;
  bool wide = false;
  for (size_t i = 0; i < name.size(); ++i) {
    small[i] = name[i] >= 'A' && name[i] <= 'Z' ? char(name[i] | 0x20) : name[i];
    wide |= (name[i] & 0x80) != 0;
  }
  return holds_any(Word(small.data(), name.size()), small_marks) || (wide && holds_any(name, wide_marks));
}

// Folded, in small letters, without separators: "Card_Number" and "ＣＡＲＤ　ＮＵＭＢＥＲ" are one.
std::string bare(Word name) {
  std::string out;
  for (char c : text::fold_case(folded(name)))
    if (Word(" _-./\t").find(c) == Word::npos) out += c;
  return out;
}

Word last_name(Word path) { return path.substr(path.find_last_of('.') + 1); }

}  // namespace

bool is_forbidden_name(Word name) {
  if (!may_matter(name)) return false;
  std::string plain = bare(name);
  // A card's brand or expiry may be kept; its number and code may not.
  bool card = plain.find("creditcard") != std::string::npos;
  if (card) return holds_any(plain, std::array{Word("num"), Word("no"), Word("cvv"), Word("cvc"), Word("code"), Word("番号")}) || plain == "creditcard";
  return holds_any(plain, forbidden_words) || is_any(bare(last_name(name)), forbidden_names);
}

bool is_card_name(Word name) {
  if (!may_matter(name)) return false;
  std::string plain = bare(name);
  return holds_any(plain, card_words) || plain == "pan" || plain == "card" || plain == "カード";
}

bool is_card_number(Word text) {
  std::string digits;
  for (char c : text) {
    if (c >= '0' && c <= '9') digits += c;
    else if (c != ' ' && c != '-') return false;
  }
  if (digits.size() < 14 || digits.size() > 16 || digits[0] < '3' || digits[0] > '6') return false;
  int sum = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    int digit = digits[digits.size() - 1 - i] - '0';
    if (i % 2) digit = digit * 2 - (digit > 4 ? 9 : 0);
    sum += digit;
  }
  return sum % 10 == 0;
}

}  // namespace musubi::map
