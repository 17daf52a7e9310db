#include "core/normalize/person_ends.hpp"

#include <algorithm>

#include "core/normalize/name_model.hpp"
#include "core/normalize/person_beside.hpp"
#include "core/normalize/person_parts.hpp"
#include "core/normalize/person_titles.hpp"
#include "core/normalize/word_list.hpp"

namespace musubi::normalize {
namespace {

constexpr WordList honorific_ends({U"御中",   U"先生", U"さま", U"さん", U"サン",   U"サマ",
                               U"ちゃん", U"くん", U"女史", U"医師", U"弁護士", U"教授",
                               U"夫人",   U"様方", U"様",   U"殿",   U"氏",     U"君",     U"御侍史", U"御机下", U"侍史", U"机下"});
constexpr View latin_honorifics[] = {U"Mr", U"Mrs", U"Ms", U"Miss", U"Dr", U"Prof"};
constexpr WordList companion_ends({U"ご夫妻", U"御夫妻", U"ご家族", U"御家族", U"ご一同", U"御一同", U"令夫人", U"御令室", U"ご令室", U"ご両名", U"御両名"});
constexpr View marks = U" ★☆◎○●◆◇■□▲△▼▽※*#→!?.,、。;:「」『』\"“”'’";

bool has_japanese(View text) {
  return std::any_of(text.begin(), text.end(), [](char32_t c) { return is_kana(c) || is_kanji(c); });
}

View last_word(View text) { return text.substr(text.find_last_of(U' ') + 1); }

/// グエン, オウ: a family name in katakana that is not of Japan, or may be of China or Korea. With サン behind it, that is the given name.
bool is_other_family(View name) {
  constexpr size_t longest_of_one_character = 2;
  if (!is_katakana_word(name)) return false;
  return name.size() <= longest_of_one_character || !is_known_family(name, NameKind::reading);
}

/// 足利尊氏, ハッサン, ホアン サンサン: what could be an honorific ends the given name.
bool ends_given_name(View name, View honorific, bool joined) {
  if (honorific == U"サン" || honorific == U"サマ") {
    if (name.find(U'・') != View::npos) return true;
    const View word = last_word(name);
    const bool second = word.size() < name.size();
    if (joined && second && (word.size() < 2 || word == honorific)) return true;
    if (!joined && honorific == U"サン" && is_other_family(name)) return true;
    const bool foreign = is_katakana_word(word);
    if (!joined || !foreign || is_family_alone(word, NameKind::reading)) return false;
    if (second) return !is_known_given(word, NameKind::reading);
    if (word.back() == U'ッ' || word.back() == U'ー') return true;
    const NameSplit split = split_name(word, NameKind::reading);
    return split.at == 0 || !is_known_family(word.substr(0, split.at), NameKind::reading);
  }
  constexpr double as_frequent = 4;
  if (honorific == U"教授" || honorific == U"医師") return name.ends_with(U'准') || name.ends_with(U'助') || says_kind_of_title(name);
  if ((honorific != U"氏" && honorific != U"君") || !joined) return false;
  const View word = last_word(name);
  const bool spaced = word.size() < name.size();
  if (is_family_alone(word, NameKind::written)) return false;
  if (name.size() < 3 && !is_short_name(name)) return honorific == U"君" || given_weight(Chars(1, name.back()).append(honorific)) > 0;
  const View given = word.substr(spaced ? 0 : split_name(word, NameKind::written).at);
  const double longer = given_weight(Chars(given).append(honorific));
  return longer > 0 && as_frequent * longer >= given_weight(given);
}

/// 井上 憲氏, 武 君: whether what was taken off behind `name` could be the end of the given name, or all of it.
bool may_be_of_given(View whole, View name) {
  const View taken = whole.substr(name.size()), given = last_word(name);
  if (taken == U" 君") return name.size() == 1;
  return (taken == U"氏" || taken == U"君") && given.size() == 1 && given.size() < name.size();
}

/// Takes a honorific off the end.
bool take_honorific(View& text, std::string& honorific) {
  if (honorific_ends.end_of(text).empty()) return false;
  for (View h : honorific_ends) {
    if (text.empty() || text.back() != h.back()) continue;
    if (text.size() <= h.size() || !text.ends_with(h)) continue;
    View name = trim(text.substr(0, text.size() - h.size()));
    const bool joined = name.size() == text.size() - h.size();
    bool kana_end = is_hiragana(h[0]) && !name.empty() && is_hiragana(name.back()) && joined;
    if (name.empty() || (h == U"くん" && kana_end)) continue;
    if (ends_given_name(name, h, joined)) continue;
    honorific = utf8(h);
    text = name;
    return true;
  }
  return false;
}

bool take_companions(View& text) {
  View rest = text;
  if (View said = companion_ends.longest_end_of(text); !said.empty()) {
    rest.remove_suffix(said.size());
  } else if (text.size() > 4 && text.ends_with(U"ほか")) {  // 山田太郎ほか
    rest.remove_suffix(2);
  } else if (text.ends_with(U'名')) {  // 外1名
    rest = text.substr(0, text.find_last_not_of(U" 0123456789一二三四五六七八九十", text.size() - 2) + 1);
    const bool others = rest.size() < text.size() - 1 && (rest.ends_with(U'外') || rest.ends_with(U'他') || rest.ends_with(U"ほか"));
    if (!others) return false;
    rest.remove_suffix(rest.ends_with(U"ほか") ? 2 : 1);
  } else {
    return false;
  }
  rest = trim(rest, U" ・、,");
  if (rest.empty()) return false;
  text = rest;
  return true;
}

/// Numbers beside a name: 1. 山田太郎, ①山田太郎, 山田太郎 090-1234-0987.
View without_numbers(View text) {
  constexpr View around = U"0123456789-()+.:/ ";
  constexpr size_t as_long_as_phones = 7;
  View rest = text;
  if (is_digit(text[0])) {
    const View behind = text.substr(std::min(text.find_first_not_of(around), text.size()));
    const bool parted = !is_digit(text[text.size() - behind.size() - 1]);
    if (parted || is_name(behind)) rest = behind;
  }
  if (!rest.empty() && is_digit(rest.back())) {
    const View name = rest.substr(0, rest.find_last_not_of(around) + 1);
    if (name.size() < rest.size() && (rest[name.size()] == U' ' || rest.size() - name.size() >= as_long_as_phones)) rest = name;
  }
  return has_japanese(rest) ? rest : text;
}

/// 髙橋一郎※はしごだか.
View without_remark(View text) {
  const size_t at = text.find(U'※');
  return at == View::npos || at == 0 ? text : trim(text.substr(0, at));
}

/// 山田様方 佐藤花子 and 山田方 佐藤花子 live with the Yamadas; 土方 歳三 and 山方 花子 do not.
View behind_host(View text) {
  constexpr View care_of = U"様方";
  if (const size_t at = text.find(care_of); at != View::npos && at > 0) {
    const View rest = trim(text.substr(at + care_of.size()));
    return rest.size() > 1 ? rest : text;
  }
  const size_t space = text.find(U' ');
  if (space == View::npos || space < 2 || text[space - 1] != U'方') return text;
  const View host = text.substr(0, space - 1), rest = text.substr(space + 1), first = rest.substr(0, rest.find(U' '));
  const bool named = first.size() < rest.size() ? is_known_family(first, NameKind::written) : is_name(rest) && !is_known_given(rest, NameKind::written);
  return named && !is_known_family(text.substr(0, space), NameKind::written) && is_family_alone(host, NameKind::written) ? rest : text;
}

View without_latin_honorific(View text) {
  if (text.empty() || !is_latin(text[0])) return text;
  const size_t end = std::min(text.find_first_of(U". "), text.size());
  const View rest = trim(text.substr(end), U". "), word = text.substr(0, end);
  const bool said = std::find(std::begin(latin_honorifics), std::end(latin_honorifics), word) != std::end(latin_honorifics);
  return said && has_japanese(rest) ? rest : text;
}

/// Taro Yamada-san, Yamada-sama.
bool take_latin_honorific_behind(View& text, std::string& honorific) {
  if (text.empty() || !is_latin(text.back()) || has_japanese(text)) return false;
  constexpr View behind[] = {U"-san", U"-sama", U"-kun", U"-sensei"};
  for (View h : behind) {
    const View end = text.substr(text.size() - std::min(h.size(), text.size()));
    if (end.size() == text.size() || !std::equal(end.begin(), end.end(), h.begin(), h.end(), [](char32_t a, char32_t b) { return lower(a) == b; })) continue;
    honorific = utf8(end.substr(1));
    text.remove_suffix(h.size());
    return true;
  }
  return false;
}

}  // namespace

View without_honorifics(View text, std::string& honorific) {
  while (take_honorific(text, honorific) || take_title_behind(text)) {
  }
  return text;
}

View without_ends(View text, Ends& ends) {
  if (text.empty()) return text;
  if (!is_kanji(text.front()) || !is_kanji(text.back()))
    if (View bare = trim(text, marks); has_japanese(bare)) text = bare;
  text = without_latin_honorific(without_numbers(behind_host(without_remark(text))));
  if (take_latin_honorific_behind(text, ends.honorific)) return text;
  if (take_deceased(text)) ends.deceased = true;
  for (bool more = true; more;) {
    const View whole = text;
    more = take_companions(text);
    if (more) ends.several = true;
    else if (take_honorific(text, ends.honorific)) ends.assumed = may_be_of_given(whole, text), more = true;
    else more = take_title_behind(text) || take_title_before(text);
  }
  return text;
}

}  // namespace musubi::normalize
