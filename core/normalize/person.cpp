// A person's name as typed: [title] family [separator] given [(reading)] [honorific].
#include <algorithm>
#include <span>
#include <vector>

#include "core/normalize/kana.hpp"
#include "core/normalize/name_model.hpp"
#include "core/normalize/normalize.hpp"
#include "core/normalize/person_words.hpp"

namespace musubi::normalize {
namespace {

constexpr double sure = 0.8, least = 0.5;

constexpr View honorifics[] = {U"御中",   U"先生", U"さま", U"さん", U"サン",   U"サマ",
                               U"ちゃん", U"くん", U"女史", U"医師", U"弁護士", U"教授",
                               U"夫人",   U"様方", U"様",   U"殿",   U"氏",     U"君"};
constexpr View latin_honorifics[] = {U"mr", U"mrs", U"ms", U"miss", U"dr", U"prof"};
constexpr View titles[] = {U"代表取締役社長", U"代表取締役会長", U"代表取締役", U"専務取締役", U"常務取締役",
                           U"取締役",         U"執行役員",       U"代表社員",   U"社長",       U"副社長",
                           U"会長",           U"専務",           U"常務",       U"監査役",     U"本部長",
                           U"事業部長",       U"支店長",         U"支社長",     U"営業所長",   U"営業部長",
                           U"総務部長",       U"経理部長",       U"人事部長",   U"技術部長",   U"部長代理",
                           U"部長",           U"次長",           U"課長代理",   U"課長補佐",   U"課長",
                           U"係長",           U"主任",           U"主査",       U"主幹",       U"室長",
                           U"所長",           U"店長",           U"工場長",     U"院長",       U"理事長",
                           U"理事",           U"校長",           U"園長",       U"局長",       U"代表",
                           U"担当",           U"マネージャー",   U"リーダー",   U"ご担当",     U"御担当",
                           U"ご夫妻",         U"御夫妻",         U"ご家族",     U"御家族",     U"ご一同",
                           U"御一同"};
constexpr size_t least_before_title = 3;  // 服部長 is a name

/// Takes a honorific off the end. One character ones may be part of a name, so at least two must remain.
bool take_honorific(View& text, std::string& honorific) {
  for (View h : honorifics) {
    size_t left = h.size() == 1 && h != U"様" && h != U"殿" ? 3 : 1;
    if (text.empty() || text.back() != h.back()) continue;
    if (text.size() < h.size() + left || !text.ends_with(h)) continue;
    View name = trim(text.substr(0, text.size() - h.size()));
    bool kana_end = is_hiragana(h[0]) && !name.empty() && is_hiragana(name.back()) &&
                    name.size() == text.size() - h.size();
    if (name.empty() || (h == U"くん" && kana_end)) continue;
    if ((h == U"氏" || h == U"君") && name.size() == text.size() - h.size() && name.size() < 3) continue;
    honorific = utf8(h);
    text = name;
    return true;
  }
  return false;
}

/// Takes titles off the front (営業部長 山田太郎) and off the end: behind a space (山田 部長), or behind what may be a whole
/// name (山田太郎部長).
bool take_title(View& text) {
  for (View t : titles) {
    if (text.size() <= t.size() + 1 || (text[0] != t[0] && text.back() != t.back())) continue;
    if (text.starts_with(t) && (text[t.size()] == U' ' || t.size() > 2)) {
      text = trim(text.substr(t.size()), U" :");
      return true;
    }
    if (text.size() < t.size() + least_before_title || !text.ends_with(t)) continue;
    const View name = text.substr(0, text.size() - t.size());
    const bool written = std::all_of(name.begin(), name.end(), [](char32_t c) { return is_kanji(c) || c == U' '; });
    if (name.back() == U' ' || (t.size() == 2 && written)) {
      text = trim(name);
      return true;
    }
  }
  return false;
}

/// 山田(旧姓佐藤)花子: the name of before is left out.
Chars without_former_name(View text) {
  const size_t open = text.find(U"(旧姓"), close = open == View::npos ? open : text.find(U')', open);
  if (close == View::npos) return Chars(text);
  return Chars(text.substr(0, open)).append(text.substr(close + 1));
}

bool is_reading(View text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return is_kana(c) || c == U' ' || c == U'・'; });
}

/// The reading as katakana, of 山田太郎(やまだたろう) or やまだたろう(山田太郎); whatever else stands in brackets at the end goes.
Chars take_brackets(View& text) {
  if (text.empty() || (text.back() != U')' && text.back() != U'】' && text.back() != U']')) return {};
  size_t open = text.find_last_of(U"([【");
  if (open == View::npos || open == 0) return {};
  View inner = trim(text.substr(open + 1, text.size() - open - 2));
  text = trim(text.substr(0, open));
  if (is_reading(inner)) return katakana(inner);
  if (!is_reading(text) || inner.size() < 2 || !is_kanji(inner[0])) return {};
  const View reading = text;
  text = inner;
  return katakana(reading);
}

bool is_separator(char32_t c) {
  return c == U' ' || c == U'・' || c == U',' || c == U'、' || c == U'/' || c == U'_';
}

std::vector<View> words_of(View text) {
  std::vector<View> words;
  for (size_t i = 0; i < text.size();) {
    size_t start = i;
    while (i < text.size() && !is_separator(text[i]) && !(text[i] == U'.' && i > start && text[i - 1] >= 0x3000)) ++i;
    if (i > start) words.push_back(text.substr(start, i - start));
    ++i;
  }
  return words;
}

template <class Is>
bool all(View text, Is is) {
  return std::all_of(text.begin(), text.end(), [&](char32_t c) { return is(c) || is_separator(c); });
}

bool is_western_letter(char32_t c) {
  return is_latin(c) || (c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00);
}
bool is_western(char32_t c) {
  return is_western_letter(c) || View(U".'’-").find(c) != View::npos;
}

/// Of letters with a macron or an accent, too.
char32_t lower_western(char32_t c) {
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
  const bool paired = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177);
  return paired ? c | 1 : lower(c);
}

struct Parts {
  Chars family, given;
  const char* note = nullptr;
};

Chars joined(std::span<const View> words, View with) {
  Chars out;
  for (View w : words) {
    if (!out.empty()) out += with;
    out += w;
  }
  return out;
}

/// YAMADA or Yamada or yamada → Yamada; McDonald stays.
Chars cased(View word) {
  bool one_case = std::none_of(word.begin(), word.end(), [](char32_t c) { return c >= U'a' && c <= U'z'; }) ||
                  std::none_of(word.begin(), word.end(), [](char32_t c) { return c >= U'A' && c <= U'Z'; });
  Chars out(word);
  if (!one_case || word.size() < 2) return out;
  bool start = true;
  for (char32_t& c : out) {
    c = start ? upper(c) : lower_western(c);
    start = !is_western_letter(c) && c != U'\'';
  }
  return out;
}

bool is_initial(View w) {
  return w.size() == 1 || (w.size() == 2 && w[1] == U'.');
}

bool is_capitals(View w) {
  return w.size() > 1 && !is_initial(w) && std::none_of(w.begin(), w.end(), [](char32_t c) { return c >= U'a' && c <= U'z'; });
}

Parts latin_parts(View text, std::vector<View> words) {
  while (words.size() > 1) {
    Chars first(trim(words.front(), U"."));
    std::transform(first.begin(), first.end(), first.begin(), lower);
    if (std::find(std::begin(latin_honorifics), std::end(latin_honorifics), first) ==
        std::end(latin_honorifics))
      break;
    words.erase(words.begin());
  }
  std::vector<Chars> shaped;
  for (View w : words) shaped.push_back(cased(w));
  std::vector<View> views(shaped.begin(), shaped.end());
  if (views.size() == 1) return {shaped[0], {}, "normalize.name_not_split"};
  std::span<const View> all_words(views);
  auto family_then = [&](const char* note) {
    return Parts{shaped[0], joined(all_words.subspan(1), U" "), note};
  };
  auto family_last = [&](const char* note) {
    return Parts{shaped.back(), joined(all_words.first(views.size() - 1), U" "), note};
  };
  if (text.find(U',') != View::npos) return family_then(nullptr);
  if (is_capitals(words.front()) && !is_capitals(words.back())) return family_then(nullptr);
  if (!is_capitals(words.front()) && is_capitals(words.back())) return family_last(nullptr);
  if (is_initial(words.front()) != is_initial(words.back()))
    return is_initial(words.front()) ? family_last(nullptr) : family_then(nullptr);
  auto first = from_romaji(words.front()), last = from_romaji(words.back());
  if (!first || !last) return family_last("normalize.name_order_assumed");
  double p = family_first(*first, *last, NameKind::reading);
  const char* note = p > 1 - sure && p < sure ? "normalize.name_order_assumed" : nullptr;
  return p >= 0.5 ? family_then(note) : family_last(note);
}

Parts split_piece(View name, NameKind kind) {
  NameSplit split = split_name(name, kind);
  if (split.at == 0 || split.confidence < least) return {Chars(name), {}, "normalize.name_not_split"};
  return {Chars(name.substr(0, split.at)), Chars(name.substr(split.at)),
          split.confidence < sure ? "normalize.name_split_unsure" : nullptr};
}

/// A reading splits as katakana but is shown as typed.
Parts split_kana(View name) {
  Parts parts = split_piece(katakana(name), NameKind::reading);
  size_t family = parts.family.size();
  return {Chars(name.substr(0, family)), Chars(name.substr(family)), parts.note};
}

/// Katakana with ・ is how foreign names are written: given name first.
Parts foreign_parts(std::span<const View> words) {
  return {Chars(words.back()), joined(words.first(words.size() - 1), U"・"), "normalize.name_order_assumed"};
}

/// `addressed`: an honorific stood behind it, as it does behind a family name alone; without one it is said that the given name lacks.
Parts japanese_parts(View text, const std::vector<View>& words, bool addressed = false) {
  bool kana_only = all(text, is_kana);
  NameKind kind = kana_only ? NameKind::reading : NameKind::written;
  if (words.size() == 1 && is_family_alone(kana_only ? View(katakana(words[0])) : words[0], kind))
    return {Chars(words[0]), {}, addressed ? nullptr : "normalize.name_family_alone"};
  if (words.size() == 1) return kana_only ? split_kana(words[0]) : split_piece(words[0], kind);
  if (words.size() == 2 && all(text, is_katakana) && text.find(U'・') != View::npos &&
      family_first(words[0], words[1], kind) < sure)
    return foreign_parts(words);
  if (words.size() == 2) return {Chars(words[0]), Chars(words[1]), nullptr};
  bool spaced_out = std::all_of(words.begin(), words.end(), [](View w) { return w.size() == 1; });
  if (spaced_out) return split_piece(joined(words, U""), kind);
  if (all(text, [](char32_t c) { return is_katakana(c) || is_western(c); })) return foreign_parts(words);
  size_t best = 1;
  double most = 0;
  Chars whole = joined(words, U"");
  NameSplit split = split_name(whole, kind);
  for (size_t i = 1, at = 0; i < words.size(); ++i)
    if (at += words[i - 1].size(); at == split.at) best = i, most = split.confidence;
  std::span<const View> all_words(words);
  return {joined(all_words.first(best), U""), joined(all_words.subspan(best), U""),
          most < sure ? "normalize.name_split_unsure" : nullptr};
}

Person no_name() {
  Person out;
  out.problem = Message{"normalize.name_of_nobody", {}};
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
  Person out;
  Chars chars = without_former_name(read(raw));
  View text = chars;
  while (take_honorific(text, out.honorific) || take_title(text)) {
  }
  Chars reading = take_brackets(text);
  if (std::string more; take_honorific(text, more)) out.honorific = more;
  std::vector<View> words = words_of(text);
  if (words.empty()) return Person();
  if (is_nobody(text)) return no_name();
  if (Employer employer = employer_in(text); employer.named) {
    if (employer.person.empty()) return company_as_name(text, std::move(out.honorific));
    text = employer.person;
    words = words_of(text);
  }
  Parts parts = all(text, is_western) ? latin_parts(text, words) : japanese_parts(text, words, !out.honorific.empty());
  out.family = utf8(parts.family);
  out.given = utf8(parts.given);
  if (parts.note) out.note = Message{parts.note, {}};
  if (!reading.empty()) {
    Person k = kana(utf8(reading));
    out.family_kana = k.family_kana, out.given_kana = k.given_kana;
  }
  return out;
}

Person kana(std::string_view raw) {
  Person out;
  Chars chars = katakana(read(raw));
  View text = chars;
  std::string honorific;
  for (View h : {View(U"サマ"), View(U"様")})
    if (text.size() > h.size() + 2 && text.ends_with(h) && text[text.size() - h.size() - 1] == U' ')
      text = trim(text.substr(0, text.size() - h.size()));
  std::vector<View> words = words_of(text);
  if (words.empty()) return out;
  Parts parts;
  bool western = all(text, is_western);
  if (western)
    parts = latin_parts(text, words);
  else if (words.size() == 1 && is_family_alone(words[0], NameKind::reading))
    parts = {Chars(words[0]), {}, "normalize.name_family_alone"};
  else if (words.size() == 1)
    parts = split_piece(words[0], NameKind::reading);
  else if (words.size() == 2)
    parts = {Chars(words[0]), Chars(words[1]), nullptr};
  else
    parts = japanese_parts(text, words);
  (western ? out.family : out.family_kana) = utf8(parts.family);
  (western ? out.given : out.given_kana) = utf8(parts.given);
  if (parts.note) out.note = Message{parts.note, {}};
  if (!western && !all(text, [](char32_t c) { return is_katakana(c) || is_dash(c); }))
    out.note = Message{"normalize.reading_not_kana", {}};
  return out;
}

}  // namespace musubi::normalize
