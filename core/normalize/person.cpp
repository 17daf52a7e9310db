// A person's name as typed: [company] [title] family [separator] given [(reading)] [honorific] [another person].
#include <algorithm>
#include <span>
#include <vector>

#include "core/normalize/kana.hpp"
#include "core/normalize/name_model.hpp"
#include "core/normalize/none.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/person_beside.hpp"
#include "core/normalize/person_brackets.hpp"
#include "core/normalize/person_ends.hpp"
#include "core/normalize/person_first.hpp"
#include "core/normalize/person_parts.hpp"
#include "core/normalize/person_signs.hpp"
#include "core/normalize/person_words.hpp"

namespace musubi::normalize {
namespace {

constexpr double sure = 0.8, least = 0.5;
/// Below this the second word is the family name: no name of the dictionaries the model was not learnt from lies below in its right order.
constexpr double turned_written = 0.01, turned_reading = 0.001;
/// A reading as short as this is a given name alone if it is known as one: りょう.
constexpr size_t longest_given_alone = 3;

/// 健太郎, ケンイチ: known as a given name, with nothing in front that is nearly as much a family name. 林太郎 is 林 太郎.
bool is_given_alone(View name, const NameSplit& split, NameKind kind) {
  const double far_more = kind == NameKind::written ? 16 : 4;  // what is written of one character is a family name by itself more often than what is read so
  return split.at > 0 && given_weight(name, kind) > 0 && given_weight(name, kind) >= far_more * family_weight(name.substr(0, split.at), kind);
}

/// 林太郎: as a given name about as frequent as the family name in front.
bool may_be_given_alone(View name, const NameSplit& split, NameKind kind) {
  constexpr double far_less = 4;
  return far_less * given_weight(name, kind) >= family_weight(name.substr(0, split.at), kind) && given_weight(name, kind) > 0;
}

/// 太郎調理師: too long for a given name that no dictionary has.
bool is_long_for_given(View given, NameKind kind) {
  constexpr size_t longest = 3;
  return kind == NameKind::written && given.size() > longest && std::all_of(given.begin(), given.end(), is_kanji) && !is_known_given(given, kind);
}

/// No given name begins or ends with a digit: テスト1 and ヘンリー8世 stay whole.
Parts split_piece(View name, NameKind kind) {
  if (!name.empty() && is_digit(name.back())) return {Chars(name), {}, "normalize.name_not_split"};
  NameSplit split = split_name(name, kind);
  if (split.at == 0 || split.confidence < least || is_given_alone(name, split, kind) || (split.at < name.size() && is_digit(name[split.at]))) return {Chars(name), {}, "normalize.name_not_split"};
  return {Chars(name.substr(0, split.at)), Chars(name.substr(split.at)),
          split.confidence < sure || split.rivalled || may_be_given_alone(name, split, kind) || is_long_for_given(name.substr(split.at), kind) ? "normalize.name_split_unsure" : nullptr};
}

bool has_foreign_sound(View reading) {
  constexpr View sounds[] = {U"ヴ", U"ティ", U"ディ", U"トゥ", U"ドゥ", U"シェ", U"ジェ", U"チェ", U"ファ", U"フィ", U"フェ", U"フォ", U"ウィ", U"ウェ", U"デュ"};
  return std::any_of(std::begin(sounds), std::end(sounds), [&](View s) { return reading.find(s) != View::npos; });
}

/// A reading splits as katakana but is shown as typed.
Parts split_kana(View name) {
  const Chars reading = katakana(name);
  Parts parts = split_piece(reading, NameKind::reading);
  const size_t family = parts.family.size();
  const bool given = reading.size() <= longest_given_alone && is_known_given(reading, NameKind::reading);
  if (given || (has_foreign_sound(reading) && !is_known_family(parts.family, NameKind::reading)))
    return {Chars(name), {}, "normalize.name_not_split"};  // りょう, トゥーリオ
  return {Chars(name.substr(0, family)), Chars(name.substr(family)), parts.note};
}

bool is_foreign(View text) {
  return all_of_name(text, [](char32_t c) { return is_katakana(c) || is_western(c); });
}

/// Whether the given name stands first: 花子 鈴木, Taro 山田. Of one character each (陳 燕), only if the first is no family name (翔 林).
bool is_turned(View first, View second, NameKind kind) {
  if (first.size() == 1 && second.size() == 1 && (is_known_family(first, kind) || !is_known_given(first, kind))) return false;
  if (is_western_word(first)) return is_family_alone(second, NameKind::written);
  const Chars one = kind == NameKind::reading ? katakana(first) : Chars(first), two = kind == NameKind::reading ? katakana(second) : Chars(second);
  const bool given = is_known_given(one, kind) && !is_known_family(one, kind);
  if (given && kind == NameKind::written && is_katakana_word(two)) return !is_known_given(two, NameKind::reading);  // 花子 スミス
  return (given || is_known_family(two, kind)) && family_first(one, two, kind) < (kind == NameKind::reading ? turned_reading : turned_written);
}

/// ヤマダ・タロウ and オノ・ヨーコ: both words are readings that Japanese names have.
bool is_native(View first, View second) {
  const bool given = is_known_given(second, NameKind::reading) || is_known_given(fold_reading(second), NameKind::reading);
  return given && is_known_family(first, NameKind::reading) && family_first(first, second, NameKind::reading) >= sure;
}

/// Two words with ・ in katakana, or Latin letters and katakana, are of another language, unless the first is a family name of Japan.
Parts two_parts(View text, const std::vector<View>& words, NameKind kind) {
  const bool foreign = is_foreign(text) && (text.find_first_of(U"・=゠") != View::npos || is_western_word(words[0]) || is_western_word(words[1]));
  if (foreign && !is_native(words[0], words[1])) return foreign_parts(words);
  if (is_turned(words[0], words[1], kind)) return {Chars(words[1]), Chars(words[0]), "normalize.name_order_assumed"};
  return {Chars(words[0]), Chars(words[1]), nullptr};
}

/// `addressed`: an honorific stood behind it, as it does behind a family name alone; without one it is said that the given name lacks.
Parts japanese_parts(View text, const std::vector<View>& words, bool addressed = false) {
  const bool kana_only = all_of_name(text, is_kana);
  NameKind kind = kana_only ? NameKind::reading : NameKind::written;
  const Chars reading = kana_only && words.size() == 1 ? katakana(words[0]) : Chars();
  const View only = kana_only ? View(reading) : words[0];
  if (words.size() == 1 && (is_family_alone(only, kind) || (addressed && is_likely_family(only, kind))))
    return {Chars(words[0]), {}, addressed ? nullptr : "normalize.name_family_alone"};
  if (words.size() == 1) return kana_only ? split_kana(words[0]) : split_piece(words[0], kind);
  if (words.size() == 2 && words[0].size() == 1 && words[1].size() == 1)
    if (const Chars family = joined(words, U""); is_family_alone(family, kind)) return {family, {}, addressed ? nullptr : "normalize.name_family_alone"};  // 佐　藤
  if (words.size() == 2) return two_parts(text, words, kind);
  bool spaced_out = std::all_of(words.begin(), words.end(), [](View w) { return w.size() == 1; });
  if (spaced_out) return split_piece(joined(words, U""), kind);
  if (is_foreign(text) && is_native(words[0], words.back())) return {Chars(words[0]), joined(std::span(words).subspan(1), U" "), "normalize.name_order_assumed"};  // ヤマダ マリア ハナコ
  if (is_foreign(text)) return foreign_parts(words);
  const size_t space = text.find(U' ');  // 佐藤・スミス 花子
  if (space != View::npos && space == text.rfind(U' ') && words.size() > 2 && text.find_first_of(U"・=") != View::npos)
    return {Chars(text.substr(0, space)), Chars(text.substr(space + 1)), nullptr};
  size_t best = 1;
  double most = 0;
  Chars whole = joined(words, U"");
  NameSplit split = split_name(whole, kind);
  for (size_t i = 1, at = 0; i < words.size(); ++i)
    if (at += words[i - 1].size(); at == split.at) best = i, most = split.confidence;
  const std::span<const View> family = std::span(words).first(best), given = std::span(words).subspan(best);
  const bool middle = !kana_only && std::any_of(given.begin(), given.end(), [](View w) { return is_katakana_word(w) || is_western_word(w); });
  return {joined(family, U""), joined(given, middle ? U" " : U""),
          most < sure ? "normalize.name_split_unsure" : nullptr};
}

/// Of a field for readings, whatever stands in it.
Parts reading_parts(View text, const std::vector<View>& words) {
  if (words.size() > 2) return japanese_parts(text, words);
  if (words.size() == 2) return two_parts(text, words, NameKind::reading);
  if (is_family_alone(words[0], NameKind::reading)) return {Chars(words[0]), {}, "normalize.name_family_alone"};
  return split_piece(words[0], NameKind::reading);
}

/// ㊞ beside a name is the seal; a full-width hyphen, which reading leaves, is one.
Chars read_name(std::string_view raw) {
  constexpr std::string_view seal = "㊞";
  const size_t at = raw.find(seal);
  Chars chars = at == std::string_view::npos ? read(raw) : read(std::string(raw.substr(0, at)).append(" ").append(raw.substr(at + seal.size())));
  std::replace(chars.begin(), chars.end(), char32_t(0xFF0D), U'-');
  return chars;
}

/// 佐藤 太郎（タロー）, where the reading's parts are none that names have, and no family is read so.
bool reads_given_alone(View reading, const Person& split) {
  const Chars family = read(split.family_kana), given = read(split.given_kana);
  if (reading.find(U' ') != View::npos || (is_known_family(family, NameKind::reading) && is_known_given(given, NameKind::reading))) return false;
  if (is_known_family(reading, NameKind::reading)) return false;
  return is_known_given(reading, NameKind::reading) || is_known_given(fold_reading(reading), NameKind::reading);
}

Person named(const Parts& parts) {
  Person out;
  out.family = utf8(parts.family);
  out.given = utf8(parts.given);
  if (parts.note) out.note = Message{parts.note, {}};
  return out;
}

Person no_name(const char* why) {
  Person out;
  out.problem = Message{why, {}};
  return out;
}

Person company_as_name(View text, std::string honorific) {
  Person out;
  out.family = utf8(text);
  out.honorific = std::move(honorific);
  out.note = Message{"normalize.name_is_company", {}};
  return out;
}

}  // namespace

Person person(std::string_view raw) {
  const Chars chars = read_name(raw);
  Unbracketed bare;
  if (has_bracket(chars)) bare = without_brackets(chars);
  const Bare beside = without_beside(bare.name.empty() ? View(chars) : View(bare.name));
  Ends ends;
  View text = without_ends(beside.name, ends);
  const bool signs = has_sign(text);
  const Chars plain = signs ? without_signs(text) : Chars();
  if (signs) text = without_ends(plain, ends);
  std::vector<View> words = words_of_name(text);
  if (words.empty()) return signs ? no_name("normalize.name_of_nobody") : Person();
  if (is_ditto(text)) return no_name("normalize.same_as_above");
  if (is_nobody(text)) return no_name("normalize.name_of_nobody");
  if (is_handle(text)) return no_name("normalize.name_is_handle");
  if (Employer employer = employer_in(text); employer.named) {
    if (employer.person.empty()) return company_as_name(text, std::move(ends.honorific));
    ends.several = ends.several || employer.several;
    text = employer.person;
    words = words_of_name(text);
  }
  const FirstPerson first = first_person(text, words);
  if (first.name.size() < text.size()) words = words_of_name(text = without_honorifics(first.name, ends.honorific));
  Person out = named(all_of_name(text, is_western) ? latin_parts(text, words) : japanese_parts(text, words, !ends.honorific.empty()));
  out.honorific = std::move(ends.honorific);
  if (ends.assumed && !out.note) out.note = Message{"normalize.name_honorific_assumed", {}};
  if (signs) out.note = Message{"normalize.name_signs_dropped", {}};
  if (first.labelled || beside.labelled) out.note = Message{"normalize.name_label_dropped", {}};
  if (first.several || ends.several || bare.several || beside.several) out.note = Message{"normalize.name_of_several", {}};
  if (ends.deceased || bare.deceased) out.note = Message{"normalize.name_of_deceased", {}};
  if (const Chars& reading = bare.reading.empty() ? first.reading : bare.reading; !reading.empty()) {
    Person k = kana(utf8(reading));
    if (reads_given_alone(reading, k)) k.family_kana = {}, k.given_kana = utf8(reading);
    out.family_kana = k.family_kana, out.given_kana = k.given_kana;
  }
  return out;
}

Person kana(std::string_view raw) {
  Person out;
  Chars chars = read_name(raw);
  if (is_none(chars)) return out;
  if (is_ditto(chars)) return no_name("normalize.same_as_above");
  chars = katakana(chars);
  if (chars.find(U'(') != Chars::npos) chars = without_brackets(chars).name;
  const bool signs = has_sign(chars);
  if (signs) chars = without_signs(chars);
  Ends ends;
  const View text = without_ends(chars, ends);
  if (is_handle(text)) return no_name("normalize.name_is_handle");
  std::vector<View> words = words_of_name(text);
  if (words.empty()) return out;
  const bool western = all_of_name(text, is_western);
  const Parts parts = western ? latin_parts(text, words) : reading_parts(text, words);
  (western ? out.family : out.family_kana) = utf8(parts.family);
  (western ? out.given : out.given_kana) = utf8(parts.given);
  if (parts.note) out.note = Message{parts.note, {}};
  if (signs) out.note = Message{"normalize.name_signs_dropped", {}};
  if (!western && !all_of_name(text, [](char32_t c) { return is_katakana(c) || is_dash(c); }))
    out.note = Message{"normalize.reading_not_kana", {}};
  return out;
}

}  // namespace musubi::normalize
