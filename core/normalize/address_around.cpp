#include "core/normalize/address_around.hpp"

#include <algorithm>

#include "core/normalize/block_words.hpp"
#include "core/normalize/number_plan.hpp"
#include "core/normalize/place_former.hpp"

namespace musubi::normalize {
namespace {

constexpr View opening = U"([{<〔【「『〈《\"' ", closing = U")]}>〕】」』〉》\"' ";

bool is_in(char32_t c, View set) {
  return set.find(c) != View::npos;
}

/// Seven digits with or without a hyphen at `at`, moved behind them.
std::string scan_postal_code(View text, size_t& at) {
  std::string digits;
  size_t i = at;
  for (; i < text.size() && digits.size() < 7; ++i) {
    if (is_digit(text[i]))
      digits += char(text[i]);
    else if (!(digits.size() == 3 && (is_hyphen(text[i]) || text[i] == U' ')))
      break;
  }
  if (digits.size() != 7 || (i < text.size() && (is_digit(text[i]) || is_hyphen(text[i])))) return "";
  at = i;
  return digits;
}

/// How long the mark of a postal code at `at` is; T, which stands for 〒 in some old lists, only before a
/// digit.
size_t code_mark(View text, size_t at) {
  for (View mark : {View(U"〒"), View(U"郵便番号"), View(U"〠"), View(U"〶")})
    if (text.substr(at).starts_with(mark)) return mark.size();
  return at + 1 < text.size() && text[at] == U'T' && is_digit(text[at + 1]) ? 1 : 0;
}

std::string digits_of(View text) {
  std::string out;
  for (char32_t c : text)
    if (is_digit(c)) out += char(c);
  return out;
}

/// The digits and hyphens at the end of `text`.
View numbers_at_end(View text) {
  size_t start = text.size();
  while (start > 0 && (is_digit(text[start - 1]) || is_hyphen(text[start - 1]))) --start;
  return text.substr(start);
}

/// How much of the end of `text` says that a phone number follows: TEL:, 電話.
size_t phone_label(View text) {
  const View bare = trim(text, U" :.");
  Chars lowered;
  for (char32_t c : bare.substr(bare.size() - std::min<size_t>(bare.size(), 4))) lowered += lower(c);
  for (View label : {View(U"tel"), View(U"fax"), View(U"電話番号"), View(U"電話"), View(U"携帯"), View(U"☎")})
    if (View(lowered).ends_with(label))
      return text.size() - size_t(bare.data() - text.data()) - bare.size() + label.size();
  return 0;
}

bool is_phone(std::string_view digits) {
  return !numbering(digits).type.empty();
}

/// Takes one number off the end; false if there is none.
bool take_number_behind(Chars& text, std::string& code) {
  View whole = trim(text);
  const bool bracket = whole.ends_with(U')');
  const View inside = bracket ? trim(whole.substr(0, whole.size() - 1)) : whole;
  const View run = numbers_at_end(inside);
  if (run.size() < 7) return false;
  const View before = inside.substr(0, inside.size() - run.size());
  const std::string digits = digits_of(run);
  const size_t label = phone_label(before);
  View kept = trim(before.substr(0, before.size() - label));
  if (bracket ? !kept.ends_with(U'(') : !label && !before.ends_with(U' ')) return false;
  if (bracket) kept.remove_suffix(1);
  const bool is_code = !label && digits.size() == 7 && (run.size() == 7 || (run.size() == 8 && is_hyphen(run[3]))) &&
                       std::any_of(kept.begin(), kept.end(), is_digit) &&
                       !Towns::all().with_code(uint32_t(std::stoul(digits))).empty();
  if (!is_code && !is_phone(digits) && !(label && digits.size() >= 6)) return false;
  if (is_code && code.empty()) code = digits;
  text = Chars(trim(kept, U" 、,"));
  return true;
}

/// 丁目, 番 or 号 at `at`, by which the number before it counts a block; not the beginning of another word (番場ビル, 号線).
bool counts_block(View text, size_t at) {
  for (View counter : {View(U"丁目"), View(U"番地"), View(U"地割")})
    if (starts(text, at, counter)) return true;
  if (!starts(text, at, U"番") && !starts(text, at, U"号") && !starts(text, at, U"丁")) return false;
  return ends_or_brackets(text, at + 1) || is_digit(text[at + 1]) || is_hyphen(text[at + 1]) || is_no(text, at + 1) ||
         (text[at] == U'号' && is_in(text[at + 1], U"室棟館"));
}

}  // namespace

std::string take_postal_code(View& text, bool& bad) {
  size_t at = 0;
  while (at < text.size() && is_in(text[at], opening)) ++at;
  const size_t mark = at < text.size() ? code_mark(text, at) : 0;
  at += mark;
  while (at < text.size() && (text[at] == U' ' || (mark && is_in(text[at], U":.、,")))) ++at;
  const std::string digits = scan_postal_code(text, at);
  if (digits.empty() && (!mark || text[at - 1] == U'T')) return "";
  if (digits.empty()) {
    const size_t start = at;
    while (at < text.size() && (is_digit(text[at]) || is_hyphen(text[at]))) ++at;
    bad |= at > start;
  }
  while (at < text.size() && is_in(text[at], closing)) ++at;
  text = trim(text.substr(at), U" 、,:.");
  return digits;
}

std::string take_marked_code(Chars& text) {
  size_t mark = text.find(U'〒');
  if (mark == Chars::npos) return "";
  size_t at = mark + 1;
  while (at < text.size() && text[at] == U' ') ++at;
  std::string digits = scan_postal_code(text, at);
  if (digits.empty()) return "";
  bool bracketed = mark > 0 && text[mark - 1] == U'(' && at < text.size() && text[at] == U')';
  View before = trim(View(text).substr(0, mark - bracketed));
  View behind = trim(View(text).substr(at + bracketed));
  Chars without(before);
  if (!before.empty() && !behind.empty()) without.push_back(U' ');
  text = without.append(behind);
  return digits;
}

std::string shown_code(std::string_view digits) {
  return digits.empty() ? "" : std::string(digits.substr(0, 3)) + "-" + std::string(digits.substr(3));
}

std::string shown_code(uint32_t code) {
  std::string digits = std::to_string(code);
  return shown_code(std::string(7 - digits.size(), '0') + digits);
}

void take_labels(View& text) {
  constexpr size_t longest_label = 8;
  for (View label : {View(U"現住所"), View(U"住所"), View(U"所在地"), View(U"日本国"), View(U"日本、"),
                     View(U"日本 "), View(U"本社 ")})
    if (text.starts_with(label) && text.size() > label.size()) text.remove_prefix(label.size());
  const size_t colon = text.substr(0, longest_label).find(U':');
  if (colon != View::npos && colon > 0 && !is_in(text[colon - 1], U"都道府県市区町村") &&
      std::none_of(text.begin(), text.begin() + long(colon), is_digit))
    text.remove_prefix(colon);
  text = trim(text, U" :、,");
  if (text.starts_with(U'(')) {
    size_t close = text.find(U')');
    if (close != View::npos && close + 1 < text.size() && close < 8) text = trim(text.substr(close + 1));
  }
}

void take_numbers_behind(Chars& text, std::string& code) {
  constexpr int most = 3;
  for (int taken = 0; taken < most && take_number_behind(text, code); ++taken) {
  }
}

Chars without_fillers(View text) {
  Chars out;
  out.reserve(text.size());
  bool block = false;
  for (size_t i = 0; i < text.size(); ++i) {
    block |= is_digit(text[i]);
    const bool comma = is_in(text[i], U",、:") && (!block || is_in(text[i - 1], U"条目"));
    if (!comma)
      out += text[i];
    else if (!out.empty() && out.back() != U' ')
      out += U' ';
  }
  for (View filler : {View(U"(以下に掲載がない場合)"), View(U"以下に掲載がない場合"),
                      View(U"(次のビルを除く)"), View(U"の次に番地がくる場合")})
    if (size_t at = out.find(filler); at != Chars::npos) out.erase(at, filler.size());
  return out;
}

Chars without_loose_spaces(Chars text) {
  for (size_t at = text.find(U' '); at != Chars::npos; at = text.find(U' ', at + 1)) {
    const size_t next = skip_spaces(text, at);
    if (starts(text, next, U"/ ") && next == at + 1) text.erase(at + 1, skip_spaces(text, next + 1) - at - 1);
    if (next == text.size() || at == 0) continue;
    const bool behind_number = is_digit(text[at - 1]), before_number = is_hyphen(text[at - 1]) && at > 1 && is_digit(text[at - 2]);
    if ((behind_number && counts_block(text, next)) || (before_number && is_digit(text[next])) ||
        (behind_number && is_hyphen(text[next]) && is_digit(text[std::min(skip_spaces(text, next + 1), text.size() - 1)])))
      text.erase(at, next - at), --at;
  }
  return text;
}

size_t address_start(View text) {
  constexpr size_t farthest = 20;
  for (size_t at = 1; at < text.size() && at <= farthest; ++at) {
    if (match_prefecture(text.substr(at)).end) return at;
    if (text[at - 1] != U' ') continue;
    const Place place = match_place(text.substr(at));
    if (place.city && !place.by_town) return at;
  }
  return 0;
}

}  // namespace musubi::normalize
