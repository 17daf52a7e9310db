#include "core/map/suggest_heading.hpp"

#include <algorithm>
#include <unordered_map>

#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::map {
namespace {

struct Known {
  std::string_view text;
  Role role;
  std::string_view origin;
};
constexpr Known known[] = {
#include "core/map/tables/headings.inc"
};

struct Group {
  std::string_view word;
  Whose whose;
};
/// As folded; the longest that stands in a heading counts.
constexpr Group groups[] = {
    {"オ客様", Whose::own},        {"オ客サマ", Whose::own},      {"ゴ本人", Whose::own},         {"本人", Whose::own},
    {"顧客", Whose::own},          {"会員", Whose::own},          {"患者", Whose::own},           {"生徒", Whose::own},
    {"受講者", Whose::own},        {"利用者", Whose::own},        {"契約者", Whose::own},         {"申込者", Whose::own},
    {"購入者", Whose::own},        {"注文者", Whose::own},        {"ゴ注文者", Whose::own},       {"請求先", Whose::own},
    {"代表者", Whose::own},        {"登録", Whose::own},          {"連絡先", Whose::own},         {"担当者", Whose::own},
    {"得意先", Whose::own},        {"取引先", Whose::own},        {"先方", Whose::own},           {"宿泊者", Whose::own},
    {"参加者", Whose::own},        {"defaultaddress", Whose::own}, {"default", Whose::own},        {"mailing", Whose::own},
    {"primary", Whose::own},       {"customer", Whose::own},      {"client", Whose::own},         {"member", Whose::own},
    {"patient", Whose::own},       {"student", Whose::own},       {"contact", Whose::own},        {"billing", Whose::own},
    {"勤務先", Whose::work},       {"勤メ先", Whose::work},       {"会社", Whose::work},          {"職場", Whose::work},
    {"法人", Whose::work},         {"企業", Whose::work},         {"所属先", Whose::work},        {"本社", Whose::work},
    {"office", Whose::work},       {"business", Whose::work},     {"work", Whose::work},          {"company", Whose::work},
    {"自宅", Whose::home},         {"個人", Whose::home},         {"home", Whose::home},          {"personal", Whose::home},
    {"保護者", Whose::guardian},   {"親権者", Whose::guardian},   {"父親", Whose::guardian},      {"母親", Whose::guardian},
    {"父", Whose::guardian},       {"母", Whose::guardian},       {"parent", Whose::guardian},    {"guardian", Whose::guardian},
    {"mother", Whose::guardian},   {"father", Whose::guardian},   {"届ケ先", Whose::receiver},    {"オ届ケ先", Whose::receiver},
    {"届先", Whose::receiver},     {"配送先", Whose::receiver},   {"送リ先", Whose::receiver},    {"送付先", Whose::receiver},
    {"発送先", Whose::receiver},   {"納品先", Whose::receiver},   {"納入先", Whose::receiver},    {"受取人", Whose::receiver},
    {"shipping", Whose::receiver}, {"shipto", Whose::receiver},   {"recipient", Whose::receiver}, {"delivery", Whose::receiver},
    {"紹介者", Whose::referrer},   {"紹介元", Whose::referrer},   {"referrer", Whose::referrer},  {"緊急連絡先", Whose::other},
    {"緊急", Whose::other},        {"配偶者", Whose::other},      {"家族", Whose::other},         {"世帯主", Whose::other},
    {"保証人", Whose::other},      {"連帯保証人", Whose::other},  {"同伴者", Whose::other},       {"秘書", Whose::other},
    {"上司", Whose::other},        {"emergency", Whose::other},   {"spouse", Whose::other},       {"assistant", Whose::other},
    {"other", Whose::other},       {"旧", Whose::other},          {"オーナー", Whose::own},
};

constexpr std::string_view kana_words[] = {"フリガナ", "フリカナ", "ヨミガナ", "読ミ仮名", "読ミガナ", "カナ",
                                           "仮名",     "ヨミ",     "読ミ",     "ルビ",     "phonetic", "yomi", "kana"};
constexpr std::string_view romaji_words[] = {"ローマ字", "romaji", "英字", "アルファベット", "英語"};
constexpr std::string_view noise[] = {"ハイフンナシ", "ハイフンアリ", "ハイフン", "西暦",   "和暦", "漢字", "全角", "半角", "必須",
                                      "任意",         "入力",         "欄",       "テキスト", "value", "情報", "ゴ",   "オ"};

std::string folded_heading(std::string_view text, int* place) {
  std::string out, digits;
  std::string plain = text::hiragana_to_katakana(text::fold_case(text::nfkc(text)));
  bool in_digits = false;
  for (size_t at = 0; at < plain.size();) {
    char32_t c = text::next_code_point(plain, at);
    bool digit = c >= '0' && c <= '9';
    if (digit && !in_digits) digits.clear();
    in_digits = digit;
    if (digit) digits += char(c);
    bool sign = (c < 0x80 && !(c >= 'a' && c <= 'z') && c != '#') || text::is_space(c) || text::is_hyphen(c) ||
                (c >= 0x3001 && c <= 0x3002) || (c >= 0x3008 && c <= 0x3011) || (c >= 0x3014 && c <= 0x301F) ||
                std::u32string_view(U"・※★☆●◎○◆◇■□▼▽△▲→").find(c) != std::u32string_view::npos;
    if (!sign) text::append_utf8(out, c);
  }
  if (place && !digits.empty() && digits.size() < 3) *place = std::stoi(digits);
  return out;
}

using Table = std::unordered_map<std::string, Role>;
const Table& table() {
  static const Table all = [] {
    Table out;
    for (const Known& one : known) out.emplace(folded_heading(one.text, nullptr), one.role);
    return out;
  }();
  return all;
}

Role find(const std::string& heading) {
  auto at = table().find(heading);
  return at == table().end() ? Role::unknown : at->second;
}

/// "phones", "addresses".
Role find_plural(const std::string& heading) {
  for (std::string_view ending : {"s", "es"})
    if (heading.size() > ending.size() + 2 && heading.ends_with(ending))
      if (Role role = find(heading.substr(0, heading.size() - ending.size())); role != Role::unknown) return role;
  return Role::unknown;
}

bool take_out(std::string& text, std::string_view word) {
  size_t at = text.find(word);
  if (at == text.npos) return false;
  text.erase(at, word.size());
  return true;
}

const Group* group_in(const std::string& heading) {
  const Group* best = nullptr;
  for (const Group& group : groups)
    if (heading.find(group.word) != heading.npos && (!best || group.word.size() > best->word.size())) best = &group;
  return best;
}

Role reading_of(Role role) {
  switch (role) {
    case Role::name:
    case Role::contact_person:
    case Role::label:
      return Role::kana;
    case Role::family:
      return Role::kana_family;
    case Role::given:
      return Role::kana_given;
    case Role::company:
      return Role::company_kana;
    case Role::kana:
    case Role::kana_family:
    case Role::kana_given:
    case Role::company_kana:
      return role;
    default:
      return Role::unused;
  }
}

/// A known heading at the end: the head of a Japanese or English compound. Only what the content bears out later.
Role by_ending(const std::string& heading) {
  constexpr Role allowed[] = {Role::name,  Role::kana,  Role::department, Role::title,     Role::postal_code, Role::prefecture, Role::city,
                              Role::address, Role::building, Role::phone, Role::fax, Role::email, Role::birth_date, Role::sex,
                              Role::website, Role::corporate_number, Role::updated_at};
  for (size_t at = 0; at < heading.size(); ++at) {
    if ((static_cast<unsigned char>(heading[at]) & 0xC0) == 0x80) continue;
    std::string end = heading.substr(at);
    bool ascii = static_cast<unsigned char>(end[0]) < 0x80;
    if (text::count_code_points(end) < (ascii ? 3U : 2U) || end == "name") continue;
    Role role = find(end);
    if (std::find(std::begin(allowed), std::end(allowed), role) != std::end(allowed)) return role;
  }
  return Role::unknown;
}

Role without_noise(std::string core) {
  for (std::string_view word : noise)
    if (core.size() > word.size() && take_out(core, word))
      if (Role role = find(core); role != Role::unknown) return role;
  return find(core);
}

Role read_core(std::string core) {
  if (Role role = find(core); role != Role::unknown) return role;
  for (std::string_view word : romaji_words)
    if (core.find(word) != core.npos) return Role::unused;
  for (std::string_view word : kana_words) {
    std::string rest = core;
    if (!take_out(rest, word)) continue;
    if (const Group* group = group_in(rest)) take_out(rest, group->word);
    return rest.empty() ? Role::kana : reading_of(without_noise(rest) == Role::unknown ? by_ending(rest) : without_noise(rest));
  }
  return without_noise(core);
}

}  // namespace

Heading read_heading(std::string_view text) {
  Heading out;
  std::string folded = folded_heading(text, &out.place);
  if (folded.empty()) return out;
  const Group* group = group_in(folded);
  if (group) out.whose = group->whose;
  out.role = find(folded);
  if (out.role == Role::unknown) out.role = find_plural(folded);
  out.exact = out.role != Role::unknown;
  if (out.exact) return out;
  std::string core = folded;
  if (group && core.size() > group->word.size()) take_out(core, group->word);
  for (const std::string& candidate : {folded, core}) {
    out.role = read_core(candidate);
    out.exact = out.role != Role::unknown;
    if (out.exact) return out;
  }
  if (const Group* second = group_in(core); second && core.size() > second->word.size() && second->whose == Whose::own) {
    take_out(core, second->word);
    if (out.role = read_core(core); out.role != Role::unknown) return out;
  }
  out.role = by_ending(core);
  return out;
}

}  // namespace musubi::map
