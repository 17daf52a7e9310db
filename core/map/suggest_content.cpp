#include "core/map/suggest_content.hpp"

#include <algorithm>

#include "core/normalize/normalize.hpp"
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::map {
namespace {

constexpr std::string_view prefectures[] = {
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県",   "群馬県", "埼玉県", "千葉県",
    "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
    "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
    "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県"};

constexpr std::string_view company_marks[] = {"株式会社", "(株)", "有限会社", "(有)", "合同会社", "(同)", "合資会社", "合名会社", "一般社団法人", "一般財団法人",
                                              "社団法人", "財団法人", "医療法人", "学校法人", "社会福祉法人", "npo法人", "組合", "商店", "製作所", "工業", "inc", "co.,",
                                              "ltd", "llc", "corp", "gmbh", "(医)", "(社)", "(財)", "(学)", "(福)", "病院", "クリニック", "大学", "事務所", "商事", "物産"};
constexpr std::string_view building_marks[] = {"ビル", "マンション", "ハイツ", "コーポ", "アパート", "号室", "メゾン", "荘", "タワー", "レジデンス", "ハイム", "パーク",
                                               "グラン", "階", "棟"};

bool has_any(std::string_view text, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != text.npos; });
}

struct Letters {
  size_t count = 0, digits = 0, kana = 0, kanji = 0, latin = 0, hyphens = 0, others = 0;
  bool kanji_digits = false;
};

Letters letters_of(std::string_view text) {
  Letters out;
  for (size_t at = 0; at < text.size();) {
    char32_t c = text::next_code_point(text, at);
    if (text::is_space(c)) continue;
    ++out.count;
    if (c >= '0' && c <= '9') ++out.digits;
    else if (text::is_katakana(c) || text::is_hiragana(c)) ++out.kana;
    else if (text::is_kanji(c)) ++out.kanji;
    else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) ++out.latin;
    else if (c == '-') ++out.hyphens;
    else ++out.others;
  }
  return out;
}

bool is_postal(std::string_view text, const Letters& letters) {
  if (text.starts_with("〒")) return letters.digits == 7;
  return letters.digits == 7 && letters.count == 8 && text.size() == 8 && text[3] == '-';
}

/// A date with its parts apart (2026/1/31, S55.1.8, 昭和55年1月8日), or eight digits that are one.
bool is_date(std::string_view text, const Letters& letters, std::string* iso) {
  // 2026-01-31T09:00:00.000+09:00 has more digits than a date has.
  const bool timed = letters.digits > 14 && text.size() > 10 && text[4] == '-' && text[7] == '-' && (text[10] == 'T' || text[10] == ' ');
  if (timed) return is_date(text.substr(0, 10), letters_of(text.substr(0, 10)), iso);
  if (letters.digits < 3 || letters.digits > 14 || (letters.count == letters.digits && letters.digits != 8)) return false;
  if (letters.count == letters.digits && !text.starts_with("19") && !text.starts_with("20")) return false;
  if (letters.hyphens + letters.digits == letters.count && letters.hyphens != 2 && letters.digits != 8) return false;
  normalize::Date date = normalize::date(std::string(text.substr(0, text.find_first_of(" T"))));
  if (date.problem || date.date.empty()) return false;
  *iso = date.date;
  return true;
}

bool is_phone(std::string_view text, const Letters& letters) {
  if (letters.digits < 9 || letters.digits > 15 || letters.kanji + letters.kana > 0 || letters.latin > 4) return false;
  // Nine or ten digits without the zero that Excel ate read as a phone, too; a member number would, as well.
  if (letters.count == letters.digits && text[0] != '0' && !(letters.digits == 10 && std::string_view("789").find(text[0]) != std::string_view::npos)) return false;
  normalize::Phone phone = normalize::phone(text);
  return !phone.problem && !phone.national.empty();
}

bool is_mobile(std::string_view text) {
  std::string type = normalize::phone(text).type;
  return type == "mobile";
}

bool is_name(std::string_view text, const Letters& letters) {
  if (letters.digits || letters.others > 1 || letters.count < 2 || letters.count > 12) return false;
  if (letters.kanji == 0) return false;
  normalize::Person person = normalize::person(text);
  return !person.problem && !person.given.empty() && !person.family.empty();
}

struct Counter {
  Content& out;
  void add(std::string_view raw) {
    std::string text = text::squeeze_spaces(text::fold_hyphens(text::nfkc(raw)));
    if (text.empty()) return;
    ++out.seen;
    std::string lower = text::fold_case(text);
    Letters letters = letters_of(text);
    if (size_t at = text.find('@'); at != text.npos && at > 0 && text.find('.', at) != text.npos) {
      out.email += !normalize::email(text).problem;
      return;
    }
    if (lower.starts_with("http") || lower.starts_with("www.")) {
      ++out.url;
      return;
    }
    bool digits_alone = letters.digits == letters.count;
    out.short_digits += digits_alone && letters.digits <= 4;
    out.number += !text.empty() && letters.digits > 0 && letters.digits + letters.hyphens + letters.others == letters.count;
    out.postal += is_postal(text, letters) || (digits_alone && letters.digits == 7);
    if (digits_alone && letters.digits == 13) out.corporate_number += !normalize::corporate_number(text).problem;
    std::string iso;
    if (is_date(text, letters, &iso)) {
      ++out.date;
      out.birth += iso < "2010";
    } else if (is_phone(text, letters)) {
      ++out.phone;
      out.mobile += is_mobile(text);
    }
    out.dialable += letters.digits >= 6 && letters.digits <= 24 && !normalize::phone(text).problem;
    bool plain = letters.latin + letters.digits + letters.hyphens == letters.count && text.find(' ') == text.npos;
    out.code += plain && letters.digits > 0 && letters.count <= 24;
    add_words(text, lower, letters);
  }
  void add_words(const std::string& text, const std::string& lower, const Letters& letters) {
    bool is_prefecture = std::find(std::begin(prefectures), std::end(prefectures), text) != std::end(prefectures);
    out.prefecture += is_prefecture;
    out.sex += lower == "男" || lower == "女" || lower == "男性" || lower == "女性" || lower == "male" || lower == "female";
    out.honorific += lower == "様" || lower == "殿" || lower == "御中" || lower == "先生" || lower == "mr." || lower == "ms." || lower == "mrs." || lower == "mr" || lower == "ms" || lower == "dr.";
    bool kana = letters.count >= 2 && letters.kana >= 2 && letters.kana + (letters.others <= 2 ? letters.others : 0) == letters.count;
    out.kana += kana;
    if (has_any(lower, company_marks)) ++out.company;
    else if (!is_prefecture && is_name(text, letters)) ++out.name;
    bool in_prefecture = std::any_of(std::begin(prefectures), std::end(prefectures), [&](std::string_view p) { return text.starts_with(p); });
    bool placed = in_prefecture || (letters.kanji >= 3 && letters.digits > 0 && !normalize::address(text).city.empty());
    out.address += placed && !is_prefecture;
    out.street += (letters.kanji + letters.kana > 1 && letters.digits > 0 && letters.count > 3) || (letters.hyphens > 0 && letters.digits > 1);
    out.building += has_any(text, building_marks) || (letters.digits > 0 && letters.latin > 0);
  }
};

}  // namespace

Content content_of(const SeenColumn& column) {
  Content out;
  Counter counter{out};
  for (const std::string& sample : column.samples) {
    // Google writes several values into one cell.
    std::string_view first = std::string_view(sample).substr(0, std::min<size_t>(sample.find(" ::: "), 400));
    counter.add(first);
  }
  if (!out.seen) return out;
  for (double* share : {&out.phone, &out.mobile, &out.email, &out.postal, &out.date, &out.birth, &out.kana, &out.name, &out.company, &out.address, &out.street,
                        &out.prefecture, &out.building, &out.sex, &out.url, &out.corporate_number, &out.number, &out.short_digits, &out.honorific, &out.dialable, &out.code})
    *share /= double(out.seen);
  return out;
}

Role role_of(const Content& c) {
  if (!c.seen) return Role::unknown;
  struct Sign {
    double share;
    Role role;
    double least;
  };
  const Sign signs[] = {{c.email, Role::email, 0.7},           {c.url, Role::website, 0.7},       {c.corporate_number, Role::corporate_number, 0.8},
                        {c.phone, Role::phone, 0.7},           {c.prefecture, Role::prefecture, 0.8}, {c.sex, Role::sex, 0.8},
                        {c.postal, Role::postal_code, 0.9},    {c.address, Role::address, 0.6},   {c.birth, Role::birth_date, 0.8},
                        {c.company, Role::company, 0.5},       {c.kana, Role::kana, 0.8},         {c.name, Role::name, 0.6}};
  for (const Sign& sign : signs)
    if (sign.share >= sign.least) return sign.role;
  return Role::unknown;
}

double fits(Role role, const Content& c) {
  if (c.seen < 3) return -1;
  switch (role) {
    case Role::phone:
    case Role::fax:
      return std::max(c.phone, c.dialable);
    case Role::email:
      return c.email;
    case Role::postal_code:
      return std::max(c.postal, c.number);
    case Role::prefecture:
      return c.prefecture > 0 ? 1 : -1;
    case Role::birth_date:
    case Role::updated_at:
    case Role::since:
      return c.date;
    case Role::kana:
    case Role::kana_family:
    case Role::kana_given:
    case Role::company_kana:
      return std::max(c.kana, 1 - c.number - c.email - c.date - c.name);
    case Role::name:
    case Role::family:
    case Role::given:
    case Role::company:
    case Role::department:
    case Role::title:
    case Role::city:
      return 1 - std::min(1.0, c.number + c.email + c.url + c.date);
    case Role::address:
    case Role::building:
      return 1 - std::min(1.0, c.email + c.url);
    case Role::website:
      return c.email > 0.5 ? 0 : -1;
    default:
      return -1;
  }
}

}  // namespace musubi::map
