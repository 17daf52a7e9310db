#include "core/map/forbidden.hpp"

#include <algorithm>
#include <array>

#include "core/map/file_text.hpp"
#include "core/text/fold.hpp"

namespace musubi::map {
namespace {

using Word = std::string_view;

constexpr std::array forbidden_words = {
    Word("マイナンバ"),     Word("個人番号"),          Word("mynumber"), Word("password"),
    Word("passwd"),         Word("パスワード"),        Word("暗証番号"), Word("クレジットカード番号"),
    Word("クレジット番号"), Word("クレカ番号"),        Word("cardcvv"),  Word("cardcvc"),
    Word("ccnum"),          Word("セキュリティコード")};
constexpr std::array forbidden_names = {Word("cvv"),  Word("cvc"), Word("cvv2"),
                                        Word("cvc2"), Word("pin"), Word("pincode")};
// Of a credit card the brand may be kept, the number and the codes may not.
constexpr std::array credit_card_words = {Word("num"), Word("no"),   Word("cvv"),
                                          Word("cvc"), Word("code"), Word("番号")};
constexpr std::array card_words = {Word("cardno"), Word("cardnum"), Word("カード番号"), Word("カードno")};
constexpr std::array card_names = {Word("pan"), Word("card"), Word("カード")};

// What every word above holds in its small letters: names without any of them, nearly all, are passed
// quickly. Half-width and full-width letters (lead byte EF) are always looked at closely.
constexpr std::array marks = {Word("pass"),   Word("pin"),  Word("pan"),    Word("card"),
                              Word("cvv"),    Word("cvc"),  Word("cc"),     Word("num"),
                              Word("マイ"),   Word("パス"), Word("カード"), Word("クレ"),
                              Word("セキュ"), Word("個人"), Word("暗証"),   Word("\xEF")};

template <size_t N>
bool holds_any(Word text, const std::array<Word, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](Word w) { return text.find(w) != Word::npos; });
}

template <size_t N>
bool is_any(Word text, const std::array<Word, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool begins_with_mark(Word text) {
  for (Word mark : marks)
    if (text[0] == mark[0] && text.size() >= mark.size() && text[mark.size() - 1] == mark.back() &&
        text.starts_with(mark))
      return true;
  return false;
}

bool may_matter(Word name) {
  std::array<char, 96> small;
  if (name.size() > small.size()) return true;
  for (size_t i = 0; i < name.size(); ++i)
    small[i] = name[i] >= 'A' && name[i] <= 'Z' ? char(name[i] | 0x20) : name[i];
  for (size_t i = 0; i < name.size(); ++i) {
    bool within_letter = (name[i] & 0xC0) == 0x80;
    if (!within_letter && begins_with_mark(Word(small.data() + i, name.size() - i))) return true;
  }
  return false;
}

// Folded, in small letters, without separators: "Card_Number" and "ＣＡＲＤ　ＮＵＭＢＥＲ" are one.
std::string bare(Word name) {
  std::string out;
  for (char c : text::fold_case(folded(name)))
    if (Word(" _-./\t").find(c) == Word::npos) out += c;
  return out;
}

Word last_name(Word path) {
  return path.substr(path.find_last_of('.') + 1);
}

}  // namespace

Refusal refusal_of(Word name) {
  if (!may_matter(name)) return Refusal::none;
  std::string plain = bare(name);
  if (plain.find("creditcard") != std::string::npos)
    return plain == "creditcard" || holds_any(plain, credit_card_words) ? Refusal::forbidden : Refusal::none;
  if (holds_any(plain, forbidden_words) || is_any(bare(last_name(name)), forbidden_names))
    return Refusal::forbidden;
  bool card = holds_any(plain, card_words) || is_any(plain, card_names);
  return card ? Refusal::card : Refusal::none;
}

bool is_card_number(Word text) {
  std::string digits;
  for (char c : text) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (c != ' ' && c != '-')
      return false;
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
