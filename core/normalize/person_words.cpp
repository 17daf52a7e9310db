#include "core/normalize/person_words.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "core/normalize/company_form.hpp"
#include "core/normalize/company_parts.hpp"
#include "core/normalize/name_model.hpp"
#include "core/normalize/none.hpp"
#include "core/normalize/person_titles.hpp"
#include "core/normalize/word_list.hpp"

namespace musubi::normalize {
namespace {

// Lower case, without spaces, hyphens, points and underscores.
constexpr WordList mailboxes({
    U"info",         U"information",      U"support",      U"customersupport",  U"customerservice", U"contact",    U"contactus",    U"inquiry",
    U"sales",        U"admin",            U"administrator", U"webmaster",       U"postmaster",      U"noreply",    U"donotreply",   U"mailerdaemon",
    U"office",       U"help",             U"helpdesk",     U"billing",          U"newsletter",      U"reception",  U"shop",         U"staff",
    U"サポート",     U"カスタマーサポート", U"カスタマーサービス", U"カスタマーセンター", U"サポートセンター", U"サポート窓口", U"サポート担当", U"コールセンター",
    U"ヘルプデスク", U"お客様相談室",     U"お客様相談センター", U"お客様センター", U"お客様窓口",     U"お客様係",   U"お客様サポート", U"お問い合わせ窓口",
    U"お問合せ窓口", U"問い合わせ窓口",   U"問合せ窓口",   U"事務局",           U"事務所",          U"受付",       U"受付係",       U"窓口",
    U"総合窓口",     U"総合受付",         U"代表窓口",     U"担当者",           U"ご担当者",        U"御担当者",   U"担当",         U"ご担当",
    U"係",           U"店舗スタッフ",     U"スタッフ",     U"管理者",           U"システム管理者",  U"匿名",       U"匿名希望",     U"名無し"});
constexpr WordList departments({U"総務部", U"営業部", U"経理部", U"人事部", U"広報部", U"企画部", U"購買部", U"技術部", U"開発部", U"製造部",
                                U"財務部", U"法務部", U"業務部", U"販売部", U"総務課", U"営業課", U"経理課", U"人事課", U"広報課", U"編集部",
                                U"情報システム部", U"マーケティング部", U"営業所", U"営業本部", U"管理部", U"資材部", U"物流部", U"品質管理部"});
constexpr WordList department_ends({U"部", U"課", U"室", U"係", U"支店", U"本店", U"支社", U"本社", U"営業所", U"事業所", U"事務所", U"センター", U"グループ", U"チーム",
                                    U"商店", U"商会", U"工務店", U"製作所", U"研究所", U"事務局", U"委員会", U"組合", U"協会", U"医院", U"病院", U"クリニック",
                                    U"学校", U"大学", U"高校", U"幼稚園", U"保育園", U"商事", U"工業", U"産業", U"建設", U"電機", U"物産", U"運輸", U"運送",
                                    U"不動産", U"食品", U"印刷", U"製薬", U"銀行"});
constexpr std::string_view latin_forms[] = {"株式会社", "Inc.", "Corp.", "LLC", "Ltd."};

constexpr bool parts_letters(char32_t c) { return c == U' ' || c == U'-' || c == U'_' || c == U'.' || c == U'・'; }

/// Whether `text` is `plain`, which is in lower case and has none of what parts letters.
bool is_plainly(View text, View plain) {
  size_t at = 0;
  for (char32_t c : text)
    if (!parts_letters(c) && (at == plain.size() || plain[at++] != lower(c))) return false;
  return at == plain.size();
}

template <size_t n>
bool is_one_of(View text, const WordList<n>& words) {
  const auto last = std::find_if_not(text.rbegin(), text.rend(), parts_letters);
  return last != text.rend() && !words.find(lower(*last), [&](View word) { return is_plainly(text, word); }).empty();
}

std::vector<View> words_of(View text) {
  std::vector<View> words;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(U' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool is_latin_only(View text) {
  return std::none_of(text.begin(), text.end(), [](char32_t c) { return is_kana(c) || is_kanji(c); });
}

bool has_legal_form(View text) {
  if (!may_have_form(text)) return false;
  const std::string_view form = company_parts(text).legal_form;
  if (form.empty()) return false;
  return !is_latin_only(text) || std::find(std::begin(latin_forms), std::end(latin_forms), form) != std::end(latin_forms);
}

/// 長曽我部, 加治部, 氷室 beside what may be a given name: what ends like a department may be a family name.
bool may_be_family(View word, View given) {
  constexpr size_t longest_family = 4;
  return word.size() <= longest_family && (word.back() == U'部' || word.back() == U'室') &&
         (given.size() == 1 || is_known_given(given, NameKind::written));
}

/// The end of the company's own words: up to that with the legal form, and one more where nothing but the form stood so far.
size_t company_end(const std::vector<View>& words) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (!has_legal_form(words[i]) && !company_parts(words[i]).core.empty()) continue;
    return i + (company_parts(words[i]).core.empty() && i == 0 ? 2 : 1);
  }
  return 0;
}

/// Whether a family and a given name stand first, in one word or two.
bool is_full(const std::vector<View>& words, size_t size) {
  if (size == 1) return !is_family_alone(words[0], NameKind::written);
  return size == 2 && is_known_family(words[0], NameKind::written) && is_known_given(words[1], NameKind::written);
}

/// The words from `begin` to `end`, if they are a person's name: two, or one that is known.
View name_of(View text, const std::vector<View>& words, size_t begin, size_t end) {
  const bool one = end == begin + 1 && is_name(words[begin]) && !is_office(words[begin]);
  if (end != begin + 2 && !one) return {};
  const size_t at = size_t(words[begin].data() - text.data());
  return text.substr(at, size_t(words[end - 1].data() + words[end - 1].size() - text.data()) - at);
}

}  // namespace

bool is_nobody(View text) {
  if (is_none(text)) return true;
  if (std::none_of(text.begin(), text.end(), [](char32_t c) { return c >= 0x3000 || is_latin(c) || c >= 0xC0; })) return true;
  if (text.find(U'@') != View::npos || text.find(U"://") != View::npos) return true;
  return is_one_of(text, mailboxes) || is_one_of(text, departments) || (is_bare_title(text) && !is_known_family(text, NameKind::written));
}

bool is_office(View word) {
  if (is_title(word)) return true;
  return word.size() > 2 && !is_known_family(word, NameKind::written) &&
         !department_ends.find(word.back(), [&](View end) { return word.size() > end.size() && word.ends_with(end); }).empty();
}

Employer employer_in(View text) {
  const bool company = has_legal_form(text);
  if (is_latin_only(text)) return {company, {}};
  const std::vector<View> words = words_of(text);
  size_t begin = company ? std::min(company_end(words), words.size()) : 0, first = words.size();
  bool named = company;
  const bool amid = company || words.size() > 2;
  for (size_t i = begin; i < words.size(); ++i) {
    const bool before_name = words.size() == 2 && i == 0 && is_office(words[0]) && (is_name(words[1]) || is_short_name(words[1])) && !may_be_family(words[0], words[1]);
    if (!before_name && !departments.has(words[i]) && !(amid && is_office(words[i]))) continue;
    first = std::min(first, i);
    begin = i + 1, named = true;
  }
  if (!named || (company && (begin == 0 || begin >= words.size()))) return {named, {}};
  const View before = company ? View() : name_of(text, words, 0, first), behind = begin < words.size() ? name_of(text, words, begin, words.size()) : View();
  if (behind.empty() || (is_full(words, first) && !before.empty())) return {true, before, !behind.empty()};
  return {true, behind};
}

}  // namespace musubi::normalize
