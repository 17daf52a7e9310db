#include "core/normalize/person_remarks.hpp"

#include <algorithm>

#include "core/normalize/kana.hpp"
#include "core/normalize/name_model.hpp"
#include "core/normalize/person_parts.hpp"
#include "core/normalize/person_signs.hpp"

namespace musubi::normalize {
namespace {

constexpr View words[] = {U"男", U"女", U"男性", U"女性", U"行", U"宛", U"宛て"};
constexpr size_t longest_number = 4;

bool is_full(View name) {
  Chars plain(name);
  std::erase(plain, U' ');
  return is_whole_name(plain);
}

/// たろう, 太郎, 山田: what a number may stand behind, as nicknames have it.
bool is_known_alone(View name) {
  if (is_known_family(name, NameKind::written) || is_known_given(name, NameKind::written)) return true;
  const Chars reading = katakana(name);
  return is_katakana_word(reading) && (is_known_family(reading, NameKind::reading) || is_known_given(reading, NameKind::reading));
}

/// 山田太郎様 花子様: what stands before the honorific of the first.
View first_addressed(View text) {
  const size_t at = text.find(U'様', 1);
  const bool goes_on = at != View::npos && at + 2 < text.size() && View(U" ・、,/&と").find(text[at + 1]) != View::npos;
  const View name = goes_on ? trim(text.substr(0, at)) : View();
  return goes_on && is_full(name) ? text.substr(0, at + 1) : text;
}

/// The name before a remark at the end; the text if there is none.
View before_remark(View text) {
  const auto sign = std::find_if(text.begin(), text.end(), is_sign);
  size_t end = size_t(sign - text.begin());
  if (end == text.size() && is_digit(text.back()))
    end = text.find_last_not_of(U"0123456789") + 1;
  else if (const size_t space = text.rfind(U' '); end == text.size() && space != View::npos && space > 0)
    end = std::find(std::begin(words), std::end(words), text.substr(space + 1)) != std::end(words) ? space : end;
  const bool number = end > 0 && end < text.size() && is_digit(text[end]);
  if (end == 0 || end == text.size() || (number && text.size() - end > longest_number)) return text;
  const View name = trim(text.substr(0, end));
  return is_full(name) || (number && is_known_alone(name)) ? name : text;
}

/// 山田家, but not 大家 or 安家.
View before_household(View text) {
  if (text.size() < 3 || text.back() != U'家' || is_known_family(text, NameKind::written)) return text;
  const View family = text.substr(0, text.size() - 1);
  return is_family_alone(family, NameKind::written) ? family : text;
}

}  // namespace

Remarked without_remarks(View text) {
  if (text.size() < 3) return {text};
  const View first = first_addressed(text), name = before_remark(first), family = before_household(name);
  return {family, name.size() < first.size(), first.size() < text.size() || family.size() < name.size()};
}

}  // namespace musubi::normalize
