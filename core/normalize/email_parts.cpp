#include "core/normalize/email_parts.hpp"

#include <algorithm>
#include <iterator>

namespace musubi::normalize {
namespace {

bool is_local(char32_t c) {
  return is_latin(c) || is_digit(c) || View(U"!#$%&'*+-/=?^_`{|}~.").find(c) != View::npos;
}

bool is_letter(char32_t c) {
  return is_latin(c) || is_digit(c) || is_kanji(c) || is_kana(c) || c == U'ー';
}

/// Letters of any script, since hosts may have them.
bool is_host(char32_t c) {
  return is_letter(c) || c == U'-' || c == U'_' || c == U'.' || (c >= 0xC0 && c < 0x2000) ||
         (c >= 0xAC00 && c < 0xD7B0);
}

/// taroー１２３@: the long vowel mark between ASCII letters stands for a hyphen.
Chars with_hyphens(View text) {
  Chars out(text);
  for (size_t i = 1; i + 1 < out.size(); ++i)
    if (out[i] == U'ー' && is_local(out[i - 1]) && is_local(out[i + 1])) out[i] = U'-';
  return out;
}

/// Where the local part begins that ends at `at`.
size_t start_of_local(View text, size_t at) {
  if (at > 1 && text[at - 1] == U'"') {
    const size_t open = text.rfind(U'"', at - 2);
    return open == View::npos ? at : open;
  }
  while (at > 0 && is_local(text[at - 1])) --at;
  return at;
}

/// The host at the beginning of `text`; what follows a Latin ending in another script is none of it (jpです).
View host_in(View text) {
  size_t end = 0;
  while (end < text.size() && is_host(text[end])) ++end;
  View host = text.substr(0, end);
  const size_t last = host.rfind(U'.') + 1;
  size_t latin = last;
  while (latin < host.size() && is_latin(host[latin])) ++latin;
  if (last > 0 && latin >= last + 2 && latin < host.size() && !is_digit(host[latin]) && host[latin] != U'-')
    host = host.substr(0, latin);
  return trim(host, U".");
}

/// In either case.
bool is_same(View a, View b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char32_t x, char32_t y) { return lower(x) == lower(y); });
}

/// Whether `label` ends the hosts of many, in either case.
bool is_last_label(View label) {
  constexpr View ends[] = {U"jp", U"com", U"net", U"org"};
  return std::any_of(std::begin(ends), std::end(ends), [&](View end) { return is_same(end, label); });
}

/// How many labels stand at the beginning of `text`, parted by dots, where the last one ends a host; else 0.
int labels_to_end(View text) {
  constexpr int most = 8;
  int labels = 1;
  for (size_t at = 0; labels <= most; ++labels) {
    size_t end = at;
    while (end < text.size() && (is_latin(text[end]) || is_digit(text[end]) || text[end] == U'-')) ++end;
    const View behind = text.substr(end);
    if (end == at) return 0;
    const bool dot = behind.size() > 1 && (behind[0] == U'.' || behind[0] == U'。') && (is_latin(behind[1]) || is_digit(behind[1]));
    if (!dot) return is_last_label(text.substr(at, end - at)) && (behind.empty() || View(U"@_+&").find(behind[0]) == View::npos) ? labels : 0;
    at = end + 1;
  }
  return 0;
}

/// 。 as the dot that Unicode's rules for hosts take it for, where the host goes on behind it.
Chars with_dots(View text) {
  Chars out(text);
  for (size_t i = text.find(U'@'); i < text.size(); ++i)
    if (text[i] == U'。' && labels_to_end(text.substr(i + 1)) > 0) out[i] = U'.';
  return out;
}

/// Whether `text`, some labels, is the site of those who have the host, abc.com or www.abc.com behind abc.de, by one of the labels before its last.
bool is_site_beside(View host, View text) {
  const View first = text.substr(0, text.find_first_of(U".。"));
  if (is_same(first, U"www")) return true;
  for (size_t at = 0, dot = host.find(U'.'); dot != View::npos; at = dot + 1, dot = host.find(U'.', at))
    if (is_same(first, host.substr(at, dot - at))) return true;
  return false;
}

/// Whether `text` begins with co.jp or another end of hosts that is none itself.
bool is_end_of_two(View text) {
  constexpr View seconds[] = {U"co", U"ne", U"or", U"ac", U"ed", U"go", U"gr", U"ad", U"lg"};
  const size_t dot = std::min(text.find_first_of(U".。"), text.size());
  return dot < text.size() && is_same(text.substr(dot + 1, 2), U"jp") &&
         std::any_of(std::begin(seconds), std::end(seconds), [&](View second) { return is_same(second, text.substr(0, dot)); });
}

/// Whether the last label of `host` is a country's or a name that is given out: mail.exam is none of its own.
bool ends_of_its_own(View host) {
  constexpr View generic[] = {U"info", U"biz", U"name", U"pro", U"mobi", U"asia", U"edu", U"gov", U"xyz", U"app", U"dev", U"shop", U"site", U"store", U"online", U"tech", U"cloud", U"tokyo"};
  const View last = host.substr(host.rfind(U'.') + 1);
  return last.size() == 2 || std::any_of(std::begin(generic), std::end(generic), [&](View one) { return is_same(one, last); });
}

/// Whether the labels at `marks` in what stands behind `host` go on with it; a site may stand behind a host of its own.
bool labels_go_on(View host, View behind, size_t marks) {
  const View gap = behind.substr(0, marks), text = behind.substr(marks);
  if (host.find(U'.') == View::npos) return true;
  if (is_site_beside(host, text)) return false;
  if (!ends_of_its_own(host)) return true;
  return gap.find(U' ') == View::npos || gap.find_first_of(U".。") != View::npos || is_end_of_two(text);
}

/// Whether a space or a mark stands in the host where a dot should: yahoo.co,jp, example.co jp, mail.example .co.jp; but a site may stand behind
/// an address that is whole.
bool goes_on(View host, View behind) {
  const size_t marks = std::min(behind.find_first_not_of(U" .,、。・/:;\\|'’_-"), behind.size());
  const int labels = marks > 0 ? labels_to_end(behind.substr(marks)) : 0;
  const bool whole = is_last_label(host.substr(host.rfind(U'.') + 1));
  if (labels == 1 || whole) return labels == 1;
  if (labels > 1) return labels_go_on(host, behind, marks);
  size_t end = 1;
  while (end < behind.size() && is_latin(behind[end])) ++end;
  return behind.size() > 1 && View(U",、。").find(behind[0]) != View::npos && end >= 3 && end <= 4 &&
         end == behind.size();
}

/// Whether a name or a label stands before the address and not a part of it.
bool is_apart(View before) {
  if (before.empty()) return true;
  const char32_t last = before.back();
  if (last != U' ') return !is_letter(last) && !is_local(last);
  before = trim(before);
  const size_t end = std::min(before.find_last_not_of(U"-_.+") + 1, before.size());
  if (end < before.size() && end > 0 && (is_latin(before[end - 1]) || is_digit(before[end - 1]))) return false;  // t- yamada@
  return before.empty() || !(is_latin(before.back()) || is_digit(before.back())) ||
         before.find(U'@') != View::npos;
}

/// From the address in angle brackets on, where the one before it is only a name: "a@b.jp via Shop" <c@d.jp>.
/// A comma before the bracket parts addresses (a@b.jp, 佐藤 <c@d.jp>): then nothing goes.
View behind_display_name(View text) {
  const size_t open = text.find(U'<');
  if (open == View::npos || text.substr(0, open).find(U'@') == View::npos) return text;
  const size_t at = text.find(U'@', open), close = text.find(U'>', open);
  const View before = trim(text.substr(0, open));
  const bool quoted = before.size() > 1 && before.front() == U'"' && before.back() == U'"' &&
                      before.find(U'"', 1) == before.size() - 1;
  const bool list = !quoted && before.find_first_of(U",;、", before.find(U'@')) != View::npos;
  return at >= close || close == View::npos || list ? text : text.substr(open);
}

}  // namespace

EmailParts email_parts(View typed) {
  const Chars mended = with_dots(with_hyphens(typed));
  const View text = behind_display_name(mended);
  EmailParts out;
  const size_t at = text.find(U'@');
  if (at == View::npos) return out;
  size_t end = at;
  while (end > 0 && text[end - 1] == U' ') --end;
  size_t start = start_of_local(text, end), behind = at + 1;
  const size_t mark = start;
  while (start < end && View(U"/=|").find(text[start]) != View::npos) ++start;  // メール=taro@example.jp
  out.torn = start == mark && !is_apart(text.substr(0, start));
  while (behind < text.size() && text[behind] == U' ') ++behind;
  const bool quoted = start < end && text[start] == U'\'' && text[end - 1] != U'\'';
  const size_t local = start + (quoted && text.find(U'\'', behind) != View::npos ? 1 : 0);
  out.local = text.substr(local, end - local);
  out.host = host_in(text.substr(behind));
  if (goes_on(out.host, text.substr(behind + out.host.size()))) out.host.clear();
  out.several = text.find(U'@', behind + out.host.size()) != View::npos;
  return out;
}

}  // namespace musubi::normalize
