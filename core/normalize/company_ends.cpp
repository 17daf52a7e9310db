#include "core/normalize/company_ends.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/normalize/char_set.hpp"
#include "core/normalize/company_form.hpp"
#include "core/normalize/company_words.hpp"

namespace musubi::normalize {
namespace {

constexpr View honorifics[] = {U"御中", U"各位", U"ご担当者", U"御担当者", U"ご担当", U"御担当", U"担当者", U"様", U"さま", U"殿", U"さん", U"行", U"宛", U"気付"};
/// Those that names end in as well.
constexpr View parted[] = {U"担当者", U"さん", U"行", U"宛"};

bool strip_honorific(View& text) {
  constexpr CharSet last_ones(U"中位者当様ま殿ん行宛付");
  if (text.empty() || !last_ones.has(text.back())) return false;
  for (View word : honorifics) {
    if (text.size() <= word.size() || !text.ends_with(word)) continue;
    const View rest = trim(text.substr(0, text.size() - word.size()));
    if (rest.empty() || is_form(rest)) continue;
    const char32_t before = text[text.size() - word.size() - 1];
    const bool needs_parting = std::find(std::begin(parted), std::end(parted), word) != std::end(parted);
    if (needs_parting && before != U' ' && !form_behind(rest)) continue;
    if (word == U"殿" && View(U"神御宮本社拝寝奥").find(before) != View::npos) continue;
    if (word == U"様" && View(U"奥客神皆王殿姫").find(before) != View::npos) continue;
    text = rest;
    return true;
  }
  return false;
}

}  // namespace

View without_honorifics(View text) {
  while (strip_honorific(text)) {
  }
  return text;
}

bool is_honorific(View word) {
  const auto is_one_of = [&](const auto& words) { return std::find(std::begin(words), std::end(words), word) != std::end(words); };
  return is_one_of(honorifics) && !is_one_of(parted);
}

Addressed addressed(View text) {
  for (View word : {View(U"御中 "), View(U"気付 ")}) {
    const size_t at = text.find(word);
    if (at == View::npos || at == 0) continue;
    const View behind = trim(text.substr(at + word.size()));
    return {trim(text.substr(0, at)), is_sure_branch(behind.substr(0, behind.find(U' '))) ? behind : text.substr(at)};
  }
  return {text, {}};
}

View take_bank_office(View& text) {
  constexpr std::pair<View, View> offices[] = {{U"(エイ)", U"営業所"}, {U"(エイ", U"営業所"}, {U"(シユツ)", U"出張所"}, {U"(シユツ", U"出張所"}};
  if (text.empty() || View(U")イツ").find(text.back()) == View::npos) return {};
  for (const auto& [written, office] : offices)
    if (text.size() > written.size() && text.ends_with(written)) {
      text = trim(text.substr(0, text.size() - written.size()));
      return office;
    }
  return {};
}

View without_joint(View text, bool form_in_front) {
  constexpr View spaces = U" ・,、/。";
  constexpr CharSet marks(U" ・,、/。:_-－");
  while (!text.empty()) {
    const char32_t c = form_in_front ? text.front() : text.back();
    if (form_in_front && c == U'.' && is_japanese(text.substr(1, 1))) {
      text.remove_prefix(1);
      continue;
    }
    if (!marks.has(c) || (!form_in_front && c == U'-' && text.size() > 1 && is_kana(text[text.size() - 2]))) break;
    form_in_front ? text.remove_prefix(1) : text.remove_suffix(1);
  }
  return trim(text, spaces);
}

}  // namespace musubi::normalize
