#include "core/normalize/kana.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/normalize/char_set.hpp"

namespace musubi::normalize {

char32_t large_kana(char32_t c) {
  constexpr CharSet small(U"ァィゥェォッャュョヮ");  // each of which stands before its large one in Unicode
  return small.has(c) ? c + 1 : c;
}

namespace {

/// The vowel in which a katakana ends, as ア イ ウ エ オ; 0 for ン ッ ー and what is no kana.
char32_t vowel_of(char32_t c) {
  // From ァ (U+30A1) to ヴ (U+30F4), in the order of Unicode.
  constexpr View vowels =
      U"アアイイウウエエオオアアイイウウエエオオアアイイウウエエオオアアイイ-ウウエエオオアイウエオ"
      U"アアアイイイウウウエエエオオオアイウエオアアウウオオアイウエオアアイエオ-ウ";
  static_assert(vowels.size() == 0x30F4 - 0x30A1 + 1);
  if (c < 0x30A1 || c > 0x30F4) return 0;
  char32_t vowel = vowels[c - 0x30A1];
  return vowel == U'-' ? 0 : vowel;
}

/// One for all kana that sound alike.
char32_t sounding(char32_t c) {
  constexpr View other = U"ヵヶヅヂヲヰヱ", same = U"カケズジオイエ";
  const size_t at = is_katakana(c) ? other.find(c) : View::npos;
  return at == View::npos ? large_kana(c) : same[at];
}

struct Syllable {
  std::string_view latin;
  View kana;
};

constexpr Syllable syllables[] = {
    {"kya", U"キャ"}, {"kyu", U"キュ"}, {"kyo", U"キョ"}, {"sha", U"シャ"}, {"shu", U"シュ"},
    {"sho", U"ショ"}, {"shi", U"シ"},   {"sya", U"シャ"}, {"syu", U"シュ"}, {"syo", U"ショ"},
    {"cha", U"チャ"}, {"chu", U"チュ"}, {"cho", U"チョ"}, {"chi", U"チ"},   {"tya", U"チャ"},
    {"tyu", U"チュ"}, {"tyo", U"チョ"}, {"tsu", U"ツ"},   {"nya", U"ニャ"}, {"nyu", U"ニュ"},
    {"nyo", U"ニョ"}, {"hya", U"ヒャ"}, {"hyu", U"ヒュ"}, {"hyo", U"ヒョ"}, {"mya", U"ミャ"},
    {"myu", U"ミュ"}, {"myo", U"ミョ"}, {"rya", U"リャ"}, {"ryu", U"リュ"}, {"ryo", U"リョ"},
    {"gya", U"ギャ"}, {"gyu", U"ギュ"}, {"gyo", U"ギョ"}, {"zya", U"ジャ"}, {"zyu", U"ジュ"},
    {"zyo", U"ジョ"}, {"jya", U"ジャ"}, {"jyu", U"ジュ"}, {"jyo", U"ジョ"}, {"bya", U"ビャ"},
    {"byu", U"ビュ"}, {"byo", U"ビョ"}, {"pya", U"ピャ"}, {"pyu", U"ピュ"}, {"pyo", U"ピョ"},
    {"ja", U"ジャ"},  {"ju", U"ジュ"},  {"jo", U"ジョ"},  {"ji", U"ジ"},    {"je", U"ジェ"},
    {"ka", U"カ"},    {"ki", U"キ"},    {"ku", U"ク"},    {"ke", U"ケ"},    {"ko", U"コ"},
    {"sa", U"サ"},    {"si", U"シ"},    {"su", U"ス"},    {"se", U"セ"},    {"so", U"ソ"},
    {"ta", U"タ"},    {"ti", U"チ"},    {"tu", U"ツ"},    {"te", U"テ"},    {"to", U"ト"},
    {"na", U"ナ"},    {"ni", U"ニ"},    {"nu", U"ヌ"},    {"ne", U"ネ"},    {"no", U"ノ"},
    {"ha", U"ハ"},    {"hi", U"ヒ"},    {"hu", U"フ"},    {"fu", U"フ"},    {"he", U"ヘ"},
    {"ho", U"ホ"},    {"fa", U"ファ"},  {"fi", U"フィ"},  {"fe", U"フェ"},  {"fo", U"フォ"},
    {"ma", U"マ"},    {"mi", U"ミ"},    {"mu", U"ム"},    {"me", U"メ"},    {"mo", U"モ"},
    {"ya", U"ヤ"},    {"yu", U"ユ"},    {"yo", U"ヨ"},    {"ra", U"ラ"},    {"ri", U"リ"},
    {"ru", U"ル"},    {"re", U"レ"},    {"ro", U"ロ"},    {"wa", U"ワ"},    {"wo", U"オ"},
    {"ga", U"ガ"},    {"gi", U"ギ"},    {"gu", U"グ"},    {"ge", U"ゲ"},    {"go", U"ゴ"},
    {"za", U"ザ"},    {"zi", U"ジ"},    {"zu", U"ズ"},    {"ze", U"ゼ"},    {"zo", U"ゾ"},
    {"da", U"ダ"},    {"di", U"ジ"},    {"du", U"ズ"},    {"de", U"デ"},    {"do", U"ド"},
    {"ba", U"バ"},    {"bi", U"ビ"},    {"bu", U"ブ"},    {"be", U"ベ"},    {"bo", U"ボ"},
    {"pa", U"パ"},    {"pi", U"ピ"},    {"pu", U"プ"},    {"pe", U"ペ"},    {"po", U"ポ"},
    {"dzu", U"ズ"},   {"a", U"ア"},     {"i", U"イ"},     {"u", U"ウ"},     {"e", U"エ"},
    {"o", U"オ"},
};

bool is_vowel(char c) {
  return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o';
}

/// Lower case, with ō as "ou", û as "uu" and the like; false for letters romaji does not have.
bool plain_romaji(View word, std::string& out) {
  for (char32_t raw : word) {
    char32_t c = lower(raw);
    switch (raw) {
      case U'ā':
      case U'â':
      case U'Ā':
      case U'Â':
        out += "aa";
        continue;
      case U'ī':
      case U'î':
      case U'Ī':
      case U'Î':
        out += "ii";
        continue;
      case U'ū':
      case U'û':
      case U'Ū':
      case U'Û':
        out += "uu";
        continue;
      case U'ē':
      case U'ê':
      case U'Ē':
      case U'Ê':
        out += "ei";
        continue;
      case U'ō':
      case U'ô':
      case U'Ō':
      case U'Ô':
        out += "ou";
        continue;
      case U'\'':
      case U'’':
      case U'‘':
      case U'`':
      case U'-':
        out += '\'';
        continue;
      default:
        break;
    }
    if (c < U'a' || c > U'z') return false;
    out += char(c);
  }
  return true;
}

}  // namespace

bool has_vowel(char32_t c) {
  return vowel_of(is_hiragana(c) ? c + 0x60 : c) != 0;
}

Chars katakana(View text) {
  Chars out(text);
  for (char32_t& c : out)
    if (is_hiragana(c)) c += 0x60;
  return out;
}

char32_t repeated(char32_t mark, char32_t before) {
  if (mark == U'々' || mark == U'〻' || mark == U'ヽ') return before;
  if (mark != U'ヾ') return mark;
  constexpr View plain = U"カキクケコサシスセソタチツテトハヒフヘホ";
  return plain.find(before) == View::npos ? before : before + 1;
}

Chars fold_reading(View text) {
  Chars out;
  out.reserve(text.size());
  char32_t vowel = 0;
  for (char32_t raw : text) {
    if (!out.empty()) raw = repeated(raw, out.back());
    char32_t c = sounding(raw);
    bool lengthens = raw == U'ー' || is_dash(raw) || (c == U'オ' && vowel == U'オ');
    if (lengthens && vowel)
      c = vowel == U'オ' ? U'ウ' : vowel == U'エ' ? U'イ' : vowel;
    else if (lengthens)
      continue;
    out += c;
    vowel = lengthens ? 0 : vowel_of(raw == c ? c : raw);
  }
  return out;
}

Chars shorten_reading(View folded) {
  Chars out;
  char32_t vowel = 0;
  for (char32_t c : folded) {
    bool lengthens = (c == U'ウ' && (vowel == U'オ' || vowel == U'ウ')) || (c == U'イ' && vowel == U'エ') ||
                     (vowel && c == vowel && View(U"アイウエオ").find(c) != View::npos);
    if (!lengthens) out += c;
    vowel = vowel_of(c);
  }
  return out;
}

Chars join_n(View folded) {
  constexpr View behind_n = U"アイウエオヤユヨ", joined = U"ナニヌネノニニニ", glides = U"ヤユヨ";
  Chars out;
  out.reserve(folded.size());
  for (char32_t c : folded) {
    const size_t at = out.ends_with(U'ン') ? behind_n.find(c) : View::npos;
    if (at != View::npos) out.back() = joined[at];
    if (at == View::npos || glides.find(c) != View::npos) out += c;
  }
  return out;
}

Chars shorten_romaji(View folded) {
  Chars out;
  char32_t vowel = 0;
  for (char32_t c : folded) {
    if (c != U'ウ' || (vowel != U'オ' && vowel != U'ウ')) out += c;
    vowel = vowel_of(c);
  }
  return out;
}

std::optional<Chars> from_romaji(View word) {
  std::string latin;
  if (word.empty() || word.size() > 40 || !plain_romaji(word, latin)) return std::nullopt;
  Chars out;
  for (size_t i = 0; i < latin.size();) {
    char c = latin[i], next = i + 1 < latin.size() ? latin[i + 1] : '\0';
    std::string_view rest = std::string_view(latin).substr(i);
    if (c == '\'') {
      ++i;
    } else if (c == 'h' && i && (latin[i - 1] == 'o' || latin[i - 1] == 'u') && !is_vowel(next) && next != 'y') {  // SATOH, YUHKO
      out += U'ウ', ++i;
    } else if ((c == 'n' && !is_vowel(next) && next != 'y') ||
               (c == 'm' && (next == 'b' || next == 'p' || next == 'm'))) {
      out += U'ン', ++i;
    } else if (!is_vowel(c) && (c == next || rest.starts_with("tch"))) {
      out += U'ッ', ++i;
    } else {
      auto s = std::find_if(std::begin(syllables), std::end(syllables),
                            [&](const Syllable& x) { return rest.starts_with(x.latin); });
      if (s == std::end(syllables)) return std::nullopt;
      out += s->kana;
      i += s->latin.size();
    }
  }
  return out;
}

Chars other_long_o(View katakana) {
  constexpr View written = U"オウ", meant = U"オオ";
  return katakana.starts_with(written) ? Chars(meant).append(katakana.substr(written.size())) : Chars(katakana);
}

Chars other_n(View katakana) {
  Chars out(katakana);
  for (const auto& [read, meant] : {std::pair<View, View>{U"ニチ", U"ンイチ"}, {U"ニャ", U"ンヤ"}})
    if (const size_t at = out.find(read); at != Chars::npos) return out.replace(at, read.size(), meant);
  return out;
}

}  // namespace musubi::normalize
