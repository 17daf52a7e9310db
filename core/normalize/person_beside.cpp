#include "core/normalize/person_beside.hpp"

#include <algorithm>
#include <iterator>

#include "core/normalize/name_model.hpp"
#include "core/normalize/person_remarks.hpp"
#include "core/normalize/person_words.hpp"
#include "core/normalize/word_list.hpp"

namespace musubi::normalize {
namespace {

constexpr View gaps = U" ・,、/:";
constexpr WordList labels({U"氏名",   U"お名前", U"名前",     U"ご氏名", U"御氏名", U"姓名",     U"宛名",   U"会員名", U"会員氏名", U"顧客名",
                           U"お客様名", U"契約者", U"ご契約者", U"申込者", U"申込人", U"受取人",   U"差出人", U"送り主", U"お届け先", U"届け先",
                           U"患者名", U"名義人",   U"使用者",
                           U"利用者", U"連絡先", U"窓口担当", U"name"});

constexpr View kin_of_dead[] = {U"亡父", U"亡母", U"亡夫", U"亡妻", U"亡祖父", U"亡祖母", U"故人", U"故", U"亡"};

bool is_label(View word) { return labels.has_lowered(word); }

bool begins_with_name(View text) {
  const View first = text.substr(0, text.find(U' '));
  return is_known_family(first, NameKind::written) || is_whole_name(first);
}

/// 山田太郎 担当:鈴木, 山田太郎 TEL:03-1234-5678, 山田太郎 10:30: the name stands before what the colon belongs to.
View before_label(View text, size_t colon) {
  const size_t space = text.find_last_of(U' ', colon);
  return space == View::npos || space + 1 == colon ? text : trim(text.substr(0, space));
}

/// A colon stands in no name: what is before it is a label, unless a name stands there.
View behind_label(View text) {
  constexpr size_t longest_label = 12;
  if (const size_t colon = text.find(U':'); colon != View::npos && colon <= longest_label && !text.substr(colon).starts_with(U"://")) {
    const View label = trim(text.substr(0, colon)), rest = trim(text.substr(colon + 1), U" :");
    if (rest.empty()) return label;
    const View last = label.substr(label.find_last_of(U' ') + 1);
    if (is_label(last) || (last.size() == label.size() && !begins_with_name(label))) return rest;
    const View before = before_label(text, colon);
    return is_nobody(before) || employer_in(before).named ? rest : before;  // 営業部 担当:鈴木
  }
  const size_t space = text.find(U' ');
  const View rest = space == View::npos ? View() : trim(text.substr(space));
  return !rest.empty() && is_label(text.substr(0, space)) && begins_with_name(rest) ? rest : text;
}

/// The words but that with the @; what stands before it in one word with it is the name, if it is Japanese.
View without_address(View text) {
  constexpr View marks = U" <>;,、\"'";
  const size_t at = text.find(U'@');
  if (at == View::npos) return text;
  const size_t gap = text.find_last_of(U" <;,、", at), begin = gap == View::npos ? 0 : gap + 1;
  const View before = trim(text.substr(0, begin), marks), local = text.substr(begin, at - begin);
  if (is_japanese(local)) return text.substr(0, at);
  if (!before.empty()) return before;
  const size_t end = text.find_first_of(U" >;,、", at);
  const View behind = end == View::npos ? View() : trim(text.substr(end), marks);
  return behind.empty() ? text : behind;
}

/// 旧姓佐藤 山田花子 and 山田花子 旧姓佐藤.
View without_former_name(View text) {
  constexpr View said = U"旧姓";
  const size_t at = text.find(said);
  if (at == View::npos) return text;
  if (at > 0) return trim(text.substr(0, at), gaps);
  const View rest = trim(text.substr(said.size()), gaps);
  const size_t gap = rest.find_first_of(gaps);
  return gap == View::npos ? text : trim(rest.substr(gap), gaps);
}

/// Whether 故島 or the like is a family name that is met as often as the one behind 故.
bool is_rather_family(View two, View name) {
  constexpr double rarer = 4;
  const View family = is_known_family(name, NameKind::written) ? name : name.substr(0, split_name(name, NameKind::written).at);
  return rarer * family_weight(two) > family_weight(family);
}

}  // namespace

bool take_deceased(View& text) {
  for (View said : kin_of_dead) {
    if (text.size() < said.size() + 2 || text[0] != said[0] || !text.starts_with(said)) continue;
    const View name = text.substr(said.size());
    if (name[0] != U' ' && (!is_name(name) || is_rather_family(text.substr(0, 2), name))) continue;
    text = trim(name);
    return true;
  }
  return false;
}

Bare without_beside(View text) {
  const View present = without_former_name(text), unlabelled = behind_label(present);
  View name = without_address(unlabelled);
  const bool several = name.size() < unlabelled.size() && std::count(unlabelled.begin(), unlabelled.end(), U'@') > 1;
  if (name.ends_with(U"様宛") || name.ends_with(U"殿宛")) name.remove_suffix(1);
  const Remarked remarked = without_remarks(name);
  return {remarked.name, unlabelled.size() < present.size() || remarked.labelled, several || remarked.several};
}

}  // namespace musubi::normalize
