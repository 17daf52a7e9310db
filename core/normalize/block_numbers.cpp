#include "core/normalize/block_numbers.hpp"

#include "core/normalize/block_remarks.hpp"
#include "core/normalize/block_words.hpp"
#include "core/normalize/numeral.hpp"
#include "core/normalize/small_place.hpp"

namespace musubi::normalize {

namespace {

/// 四番割, 三十番神, 二号地 by what stands behind the number, which ends at `end`: a place's name, where a number follows, or nothing behind kanji
/// numerals. A large count is a lot's (1350号地), and so is one behind a space: what stands there before it is a place of its own.
bool names_place(View text, size_t at, size_t end, long count) {
  constexpr View fields = U"割神領沢川江堰堀通坂";
  constexpr long largest = 30;
  const bool counted = starts(text, end, U"番") && end + 1 < text.size() && fields.find(text[end + 1]) != View::npos;
  if ((!counted && !starts(text, end, U"号地")) || count > largest || (at > 0 && text[at - 1] == U' ')) return false;
  return is_number(text, end + 2, false) || (!is_digit(text[at]) && ends_or_space(text, end + 2));
}

}  // namespace

bool is_number(View text, size_t at, bool inside) {
  if (at >= text.size()) return false;
  size_t end = at;
  const auto count = scan_number(text, end);
  if (count < 0) return false;
  if (!inside && names_place(text, at, end, long(count))) return false;
  if (belongs_to_building(text, end) || starts(text, end, U"線") || starts(text, end, U"条")) return false;
  if (is_digit(text[at])) return true;
  if (starts(text, end, U"番") || starts(text, end, U"号") || starts(text, end, U"丁目"))
    return !starts(text, end, U"番町") && !starts(text, end, U"番丁");
  return (separator(text, end) && end + 1 < text.size() && (is_numeral(text[end + 1]))) ||
         (inside && ends_or_brackets(text, end));
}

bool is_number_or_digit(View text, size_t at) {
  return at < text.size() && (is_digit(text[at]) || is_number(text, at, true));
}

namespace {

struct Numbers {
  View text;
  size_t at;
  bool ordinal;  // 第 stands before

  /// 301C: three digits and a letter are a room.
  bool is_room() const {
    size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - at >= 3 && end < text.size() && is_latin(text[end]) && ends_or_space(text, end + 1);
  }

  /// 2-301, 3-4-501: hyphened numbers of which the last has three digits.
  bool is_room_of_house(size_t i) const {
    size_t numbers = 0, digits = 0;
    for (;; ++i, ++numbers) {
      const size_t start = i;
      while (i < text.size() && is_digit(text[i])) ++i;
      digits = i - start;
      if (!digits) return false;
      if (i >= text.size() || !is_hyphen(text[i])) break;
    }
    return numbers > 0 && digits >= 3;
  }

  void digits(Chars& out) {
    while (at < text.size() && is_digit(text[at])) out += text[at++];
  }

  /// The letter of a lot right behind its number: 3377ロ, 18-59甲, 2甲36.
  void lot_behind(Chars& out) {
    if (at >= text.size() || !is_lot_letter(text[at]) || text[at] == U'丁') return;
    if (is_kanji(text[at]) && at + 1 < text.size() && is_digit(text[at + 1])) {
      out += text[at++];
      return digits(out);
    }
    if (ends_or_space(text, at + 1) || starts(text, at + 1, U"番") ||
        (separator(text, at + 1) && is_number_or_digit(text, at + 1 + separator(text, at + 1))))
      out += text[at++];
  }

  /// 第1号1番地, 15号8-1, 1番耕地260: the number behind one that counts larger parts of the town.
  void inner(Chars& out) {
    const View field = U"番耕地";
    const bool in_field = starts(text, at, field);
    const size_t start = at + (in_field ? field.size() : 1);
    size_t end = start;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end == start || !is_number(text, start, false)) return;
    if (!in_field) {
      constexpr size_t longest = 2;  // 8号301: a room
      const bool parted =
          end < text.size() && (is_hyphen(text[end]) || (is_no(text, end) && is_number(text, end + 1, true)));
      const bool goes_on = ordinal || parted || starts(text, end, U"番");
      if (!starts(text, at, U"号") || (!goes_on && (end - start > longest || !ends_or_space(text, end))))
        return;
    }
    out += in_field ? field : View(U"-");
    at = start;
    part(out, false);
  }

  /// 23字水掛11, 118号字向北谷100, 35字21: the small place within what the number counts.
  void small_place(Chars& out) {
    const size_t aza = at + starts(text, at, U"号"), start = aza + 1;
    if (!starts(text, aza, U"字")) return;
    size_t end = start;
    while (end < text.size() && text[end] != U' ' && !is_number(text, end, false)) ++end;
    const size_t next = skip_spaces(text, end);
    const bool numbered = is_number(text, next, false);
    const View name = text.substr(start, end - start);
    if (name.empty() ? !numbered && end < text.size() : !is_small_place(name) && !is_direction(name)) return;
    out.append(text.substr(at, end - at));
    at = numbered ? next : end;
    part(out, false);
  }

  /// 7組-1.
  void group(Chars& out) {
    if (!starts(text, at, U"組")) return;
    const size_t mark = separator(text, at + 1), number = at + 1 + mark;
    if (number >= text.size() || !is_digit(text[number]) || !is_number(text, number, false)) return;
    out.append(mark ? U"組-" : U"組");
    at = number;
    part(out, false);
  }

  /// One number or letter of the block, appended to `out`.
  bool part(Chars& out, bool inside) {
    if (inside && at < text.size() && is_lot_letter(text[at])) {
      const size_t next = at + 1 + separator(text, at + 1);  // 14-イ22, 1番地丙の1
      if (ends_or_space(text, at + 1) || is_digit(text[at + 1]) ||
          (next > at + 1 && next < text.size() && is_digit(text[next]))) {
        out += text[at++];
        digits(out);
        return true;
      }
    }
    if (at < text.size() && is_latin(text[at])) {
      bool alone = at + 1 >= text.size() || !(is_latin(text[at + 1]));
      bool leads =
          separator(text, at + 1) && at + 2 < text.size() && is_digit(text[at + 1 + separator(text, at + 1)]);
      if (!(alone && (inside ? (ends_or_space(text, at + 1) || leads) : leads))) return false;
      out += upper(text[at++]);
      return true;
    }
    if (!is_number(text, at, inside)) return false;
    if (is_digit(text[at])) {
      digits(out);
      lot_behind(out);
      return true;
    }
    int64_t n = scan_number(text, at);
    for (char c : std::to_string(n)) out += char32_t(c);
    lot_behind(out);
    return true;
  }

  /// 番場ビル behind a space.
  bool begins_a_word(size_t i) const {
    return i > at && i + 1 < text.size() && is_letter(text[i + 1]) && !is_latin(text[i + 1]) && !is_hyphen(text[i + 1]) && !is_no(text, i + 1) &&
           !is_lot_letter(text[i + 1]);
  }

  /// Moves behind 番地の, 番, the hyphen …; false if the block ends here.
  bool between(bool& counted) {
    size_t i = skip_spaces(text, at);
    bool word = true;
    if (starts(text, i, U"番地"))
      i += 2;
    else if (starts(text, i, U"番") && !starts(text, i, U"番町") && !belongs_to_building(text, i) && !begins_a_word(i))
      i += 1;
    else
      word = false, i = at;
    counted = word;
    if (const size_t next = skip_spaces(text, i); word && next > i && is_room_of_house(next)) {
      at = i;
      return false;
    }
    size_t more = separator(text, i);
    if (!word && !more) return false;
    at = i + more;
    if (!more && word) at = skip_spaces(text, i);
    return true;
  }

  void skip_go() {
    if (starts(text, at, U"号") && !belongs_to_building(text, at)) ++at;
  }

  Chars numbers(bool chome) {
    Chars out;
    if (!part(out, false)) return out;
    if (!chome) {
      inner(out);
      small_place(out);
      group(out);
    }
    for (;;) {
      size_t before = at;
      bool counted = false;
      if (!between(counted)) break;
      size_t mark = out.size();
      out += U'-';
      if (!is_room() && part(out, true)) continue;
      out.resize(mark);
      if (!counted) at = before;
      break;
    }
    skip_go();
    take_lots(text, at, out);
    skip_go();
    take_remarks(text, at, out);
    return out;
  }
};

}  // namespace

Chars take_numbers(View text, size_t& at, bool chome) {
  Numbers scan{text, at, at > 0 && text[at - 1] == U'第'};
  Chars out = scan.numbers(chome);
  at = scan.at;
  return out;
}

}  // namespace musubi::normalize
