#include "core/normalize/prefecture.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "core/normalize/kana.hpp"
#include "core/normalize/numeral.hpp"

namespace musubi::normalize {
namespace {

struct Sound {
  View stem, suffix;
};
constexpr std::array<Sound, prefectures.size()> sounds = {{
    {U"ホッカイ", U"ドウ"}, {U"アオモリ", U"ケン"}, {U"イワテ", U"ケン"},   {U"ミヤギ", U"ケン"},   {U"アキタ", U"ケン"},   {U"ヤマガタ", U"ケン"},
    {U"フクシマ", U"ケン"}, {U"イバラキ", U"ケン"}, {U"トチギ", U"ケン"},   {U"グンマ", U"ケン"},   {U"サイタマ", U"ケン"}, {U"チバ", U"ケン"},
    {U"トウキョウ", U"ト"}, {U"カナガワ", U"ケン"}, {U"ニイガタ", U"ケン"}, {U"トヤマ", U"ケン"},   {U"イシカワ", U"ケン"}, {U"フクイ", U"ケン"},
    {U"ヤマナシ", U"ケン"}, {U"ナガノ", U"ケン"},   {U"ギフ", U"ケン"},     {U"シズオカ", U"ケン"}, {U"アイチ", U"ケン"},   {U"ミエ", U"ケン"},
    {U"シガ", U"ケン"},     {U"キョウト", U"フ"},   {U"オオサカ", U"フ"},   {U"ヒョウゴ", U"ケン"}, {U"ナラ", U"ケン"},     {U"ワカヤマ", U"ケン"},
    {U"トットリ", U"ケン"}, {U"シマネ", U"ケン"},   {U"オカヤマ", U"ケン"}, {U"ヒロシマ", U"ケン"}, {U"ヤマグチ", U"ケン"}, {U"トクシマ", U"ケン"},
    {U"カガワ", U"ケン"},   {U"エヒメ", U"ケン"},   {U"コウチ", U"ケン"},   {U"フクオカ", U"ケン"}, {U"サガ", U"ケン"},     {U"ナガサキ", U"ケン"},
    {U"クマモト", U"ケン"}, {U"オオイタ", U"ケン"}, {U"ミヤザキ", U"ケン"}, {U"カゴシマ", U"ケン"}, {U"オキナワ", U"ケン"},
}};

/// However vowels were lengthened: トウキョウ, トーキョー and トキョ are one.
Chars plain(View katakana) { return shorten_reading(join_n(fold_reading(katakana))); }

/// 13, JP13, JP-13.
std::string_view by_number(View text) {
  if (text.starts_with(U"JP") || text.starts_with(U"jp")) text = trim(text.substr(2), U"- _:");
  if (text.empty() || text.size() > 2 || !std::all_of(text.begin(), text.end(), is_digit)) return {};
  size_t at = 0;
  const int64_t number = scan_number(text, at);
  return number >= 1 && number <= int64_t(prefectures.size()) ? prefectures[size_t(number - 1)] : std::string_view();
}

std::string_view by_kanji(View text) {
  const std::string word = utf8(text);
  for (std::string_view name : prefectures)
    if (name == word || (word.size() + 3 == name.size() && name.starts_with(word) && word != "北海")) return name;
  return {};
}

/// The words but for those that say in English what they are.
Chars without_kind(View text) {
  constexpr View kinds[] = {U"prefecture", U"pref", U"metropolis", U"metropolitan", U"japan", U"jp"};
  Chars out, word;
  auto add = [&] {
    if (std::find(std::begin(kinds), std::end(kinds), word) == std::end(kinds)) out += word;
    word.clear();
  };
  for (char32_t c : text) {
    if (View(U" .,-_/()").find(c) == View::npos) word += lower(c);
    else add();
  }
  add();
  return out;
}

/// With 都道府県 and without; 北海 is no name.
std::map<Chars, std::string_view> by_sounds() {
  std::map<Chars, std::string_view> out;
  for (size_t i = 0; i < sounds.size(); ++i) {
    out.emplace(plain(Chars(sounds[i].stem).append(sounds[i].suffix)), prefectures[i]);
    if (i > 0) out.emplace(plain(sounds[i].stem), prefectures[i]);
  }
  return out;
}

std::string_view by_sound(View text) {
  static const std::map<Chars, std::string_view> all = by_sounds();
  const Chars word = without_kind(text);
  const bool kana = !word.empty() && std::all_of(word.begin(), word.end(), is_kana);
  const std::optional<Chars> reading = kana ? katakana(word) : from_romaji(word);
  if (!reading) return {};
  const auto at = all.find(plain(*reading));
  return at == all.end() ? std::string_view() : at->second;
}

}  // namespace

std::string_view prefecture_named(View text) {
  if (text.empty()) return {};
  if (std::any_of(text.begin(), text.end(), is_kanji)) return by_kanji(text);
  const std::string_view numbered = by_number(text);
  return numbered.empty() ? by_sound(text) : numbered;
}

}  // namespace musubi::normalize
