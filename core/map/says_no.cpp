#include "core/map/says_no.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "core/map/file_text.hpp"
#include "core/normalize/normalize.hpp"
#include "core/text/fold.hpp"

namespace musubi::map {
namespace {

constexpr std::string_view words[] = {"no",       "false",    "f",        "n",      "off",      "いいえ",   "無い",     "×",        "✕",        "✖",        "☓",      "╳",
                                      "❌",       "偽",       "□",        "☐",      "◻",        "▢",        "\\n",      "nil",      "nan",
                                      "未",       "未定",     "未了",   "未済",     "未実施",   "未対応",   "未処理",   "未確認",   "未停止",   "未退会", "未解除",
                                      "しない",   "していない", "まだ",   "該当しない", "対象外", "空",     "99991231", "99999999", "20991231", "29991231", "19000100", "19000101"};
constexpr std::string_view units[] = {"", "回", "件", "名", "人", "個", "点", "円", "秒", "分", "pt", "%"};
constexpr std::string_view mask_marks[] = {"年", "月", "日", "時", "分", "秒", "/", "-", ".", ":", "_", " ", "0", "t"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_one_of(std::string_view text, const auto& list) { return std::find(std::begin(list), std::end(list), text) != std::end(list); }

/// 0, 00, 0.0, 0回
bool is_zero(std::string_view text) {
  size_t end = text.find_first_not_of("0");
  if (end == 0 || text.empty()) return false;
  if (end != text.npos && text[end] == '.') end = text.find_first_not_of("0", end + 1);
  return end == text.npos || is_one_of(text.substr(end), units);
}

/// A date's form that nobody filled in. A clock alone (0:00) is a time of day.
bool is_mask(std::string_view text) {
  bool clock = false, day = false, zero = false;
  for (size_t at = 0; at < text.size();) {
    auto mark = std::find_if(std::begin(mask_marks), std::end(mask_marks), [&](std::string_view m) { return text.substr(at).starts_with(m); });
    if (mark == std::end(mask_marks)) return false;
    clock |= *mark == ":" || *mark == "時";
    day |= *mark == "/" || *mark == "-" || *mark == "年" || *mark == "." || *mark == "_";
    zero |= *mark == "0";
    at += mark->size();
  }
  return day || zero != clock;
}

/// The number at `at`, of at most four digits; -1 if there is none.
int number_at(std::string_view text, size_t& at) {
  int out = -1;
  auto [end, fault] = std::from_chars(text.data() + at, text.data() + std::min(text.size(), at + 4), out);
  if (fault != std::errc()) return -1;
  at = size_t(end - text.data());
  return out;
}

bool take_separator(std::string_view text, size_t& at) {
  for (std::string_view mark : {"/", "-", ".", "年", "月"})
    if (text.substr(at).starts_with(mark)) return at += mark.size(), true;
  return false;
}

/// The first and the last days that systems know, which they write for none.
bool is_no_day(std::string_view text) {
  if (text.size() < 8 || !std::all_of(text.begin(), text.begin() + 4, is_digit)) return false;
  size_t at = 0;
  int year = number_at(text, at);
  if (!take_separator(text, at)) return false;
  int month = number_at(text, at);
  if (month < 0 || !take_separator(text, at)) return false;
  int day = number_at(text, at);
  bool ends = at == text.size() || text[at] == ' ' || text[at] == 't' || text.substr(at).starts_with("日");
  if (!ends || day < 0 || (month > 12 && month != 99) || (day > 31 && day != 99)) return false;
  auto is = [&](int y, int m, int d) { return year == y && month == m && day == d; };
  return year >= 2100 || is(2099, 12, 31) || year <= 1 || is(1753, 1, 1) || is(1899, 12, 30) || is(1899, 12, 31) || is(1900, 1, 0) || is(1900, 1, 1) || is(1970, 1, 1);
}

/// Behind a code and its colon or dot: しない of 0:しない.
std::string_view label_of(std::string_view text) {
  size_t end = text.find_first_not_of("0123456789");
  if (end == 0 || end == text.npos) return {};
  size_t label = text.find_first_not_of(":.-_ ", end);
  return label == text.npos || label == end || is_digit(text[label]) ? std::string_view() : text.substr(label);
}

bool plain_no(std::string_view text) {
  return is_one_of(text, words) || is_zero(text) || is_mask(text) || is_no_day(text) || normalize::says_none(text);
}

std::string compared(const std::string& text) { return text::fold_hyphens(text::fold_case(folded(text))); }

}  // namespace

bool says_no(const std::string& text) {
  const std::string plain = compared(text);
  const std::string_view label = label_of(plain);
  return plain_no(plain) || (!label.empty() && plain_no(label));
}

bool says_nothing(const std::string& text) {
  constexpr size_t longest = 40;  // 年月日時分秒 with blanks
  if (text.size() > longest) return false;
  const std::string plain = compared(text);
  return normalize::says_none(plain) || is_no_day(plain) || (is_mask(plain) && !is_zero(plain));
}

}  // namespace musubi::map
