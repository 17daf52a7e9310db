#include "connectors/mail/signer.hpp"

#include <algorithm>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"
#include "connectors/mail/post_words.hpp"
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::mail {
namespace {

bool has_kanji(std::string_view text) {
  for (size_t at = 0; at < text.size();)
    if (text::is_kanji(text::next_code_point(text, at))) return true;
  return false;
}

bool is_in_names_letters(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    char32_t c = text::next_code_point(text, at);
    if (!text::is_kanji(c) && !text::is_hiragana(c) && !text::is_katakana(c)) return false;
  }
  return true;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find_first_of(" ,", at), text.size());
    if (end > at) out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// The display name without what stands behind a bracket or a bar, honorifics, and a company that leaves a name beside it.
std::vector<std::string> display_words(const std::string& display) {
  std::string name = folded_line(display);
  for (const char* end : {"(", "/", "|", "[", "【", "「", "@", "<"})
    if (size_t at = name.find(end); at != std::string::npos && at > 0) name.resize(at);
  for (std::string_view honorific : {"様", "さん"})
    if (name.ends_with(honorific)) name.resize(name.size() - honorific.size());
  std::vector<std::string> words = words_of(name);
  auto company = company_in(words);
  if (!company) return words;
  std::vector<std::string> beside = words;
  beside.erase(beside.begin() + long(company->first), beside.begin() + long(company->first + company->count));
  const bool is_name = (is_name_like(beside) && beside.size() == 2) || is_family_like(beside);
  return is_name && std::none_of(beside.begin(), beside.end(), [](const std::string& word) { return is_department(word); }) ? beside : words;
}

std::string without_charge(const std::string& word) {
  static const RE2 charge(R"(^(?:[^:]{0,12}担当者?|氏名|お?名前|name)\s*[:/]?\s*(.+)$)", pattern_options());
  std::string out;
  return RE2::FullMatch(word, charge, &out) ? out : word;
}

}  // namespace

bool is_name_like(const std::vector<std::string>& words) {
  if (words.empty() || words.size() > 2) return false;
  const std::string all = words.size() == 2 ? words[0] + words[1] : words[0];
  const size_t letters = text::count_code_points(all);
  return is_in_names_letters(all) && letters >= 2 && letters <= 7 && has_kanji(words[0]) && (words.size() == 2 || letters <= 5);
}

bool is_family_like(const std::vector<std::string>& words) {
  static const RE2 no_name(
      R"([社店所室課部局係館庁院区市町県駅階]$|^(東京|大阪|名古屋|福岡|札幌|仙台|横浜|京都|神戸|広島|本部|工場|営業|総務|経理|人事|広報|採用|受付|事務|担当|窓口|代表|直通|携帯|電話|自宅|住所|内線|以上|敬具|草々|早々|謹白|拝具|取急ぎ|署名|連絡先|拝|休業|定休|追伸|再送|至急)$)");
  if (words.size() != 1) return false;
  const std::string word = without_charge(words[0]);
  const size_t letters = text::count_code_points(word);
  return letters >= 2 && letters <= 3 && is_name_like({word}) && !found(word, no_name);
}

Signer::Signer(const Person& sender) : parts_(display_words(sender.name)) {
  std::string whole, turned;
  for (const std::string& part : parts_) whole += part;
  if (text::count_code_points(whole) < 2) return;
  names_.push_back(whole);
  for (size_t i = 1; i < parts_.size(); ++i) turned += parts_[i];
  if (parts_.size() > 1 && turned + parts_[0] != whole) names_.push_back(turned + parts_[0]);
}

bool Signer::in_kanji() const { return std::any_of(names_.begin(), names_.end(), has_kanji); }

bool Signer::is_whole_in(std::string_view line) const {
  const std::string bare = lower(without_blanks(line));
  return std::any_of(names_.begin(), names_.end(), [&](const std::string& name) { return bare.find(lower(name)) != std::string::npos; });
}

/// 中村 of 中村美咲 and of 中村 美咲; Latin names only as they are parted.
bool Signer::is_part(const std::string& word) const {
  constexpr size_t shortest_latin = 3;
  if (names_.empty() || word.empty()) return false;
  const bool japanese = is_in_names_letters(word);
  if (parts_.size() > 1)
    return (japanese || word.size() >= shortest_latin) && std::any_of(parts_.begin(), parts_.end(), [&](const std::string& part) { return same(part, word); });
  return japanese && has_kanji(names_[0]) && names_[0].size() > word.size() && names_[0].starts_with(word);
}

std::string Signer::part_in(const std::vector<std::string>& words) const {
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string bare = without_charge(words[i]);
    if (!is_part(bare)) continue;
    const bool of_another = i + 1 < words.size() && is_in_names_letters(bare) && words[i + 1] != "拝" && is_name_like({bare, words[i + 1]});
    return of_another ? "" : bare;  // 中村 花子, of the same family
  }
  return {};
}

}  // namespace musubi::mail
