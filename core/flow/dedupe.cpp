#include "core/flow/dedupe.hpp"

#include <algorithm>
#include <array>

#include "core/base/error.hpp"
#include "core/normalize/key.hpp"
#include "core/normalize/normalize.hpp"
#include "core/text/fold.hpp"

namespace musubi {
namespace {

struct Heading {
  std::string_view words;
  Field field;
  int part;
};
constexpr Heading known_headings[] = {
    {"氏名 名前 お名前 顧客名 会員名 担当者 担当者名 name fullname customername", Field::name, -1},
    {"姓 苗字 名字 surname lastname familyname sei", Field::name, 0},
    {"名 firstname givenname mei", Field::name, 1},
    {"フリガナ ふりがな カナ 氏名カナ 氏名フリガナ お名前カナ namekana kana", Field::kana, -1},
    {"セイ 姓カナ", Field::kana, 0},
    {"メイ 名カナ", Field::kana, 1},
    {"会社 会社名 法人名 勤務先 company organization organisation employer", Field::company, -1},
    {"電話 電話番号 tel 携帯 携帯電話 phone phonenumber telephone mobile", Field::phone, -1},
    {"メール メールアドレス メアド email mail emailaddress", Field::email, -1},
    {"郵便番号 〒 postalcode zip zipcode postcode", Field::address, 0},
    {"都道府県 prefecture state", Field::address, 1},
    {"市区町村 city", Field::address, 2},
    {"住所 住所1 address address1 fulladdress", Field::address, -1},
    {"建物 建物名 住所2 building address2", Field::address, 5},
    {"生年月日 誕生日 birthdate dateofbirth dob birthday", Field::birth_date, -1},
    {"性別 sex gender", Field::sex, -1},
    {"法人番号 corporatenumber", Field::corporate_number, -1},
};

std::string heading_word(std::string_view heading) {
  std::string folded = text::fold_case(text::nfkc(heading)), out;
  for (char c : folded)
    if (c != ' ' && c != '_' && c != '-' && c != '\n' && c != '\r') out += c;
  return out;
}

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    std::string_view one = words.substr(0, words.find(' '));
    if (one == word) return true;
    words.remove_prefix(std::min(words.size(), one.size() + 1));
  }
  return false;
}

void state(Profile& p, Field f, std::string_view type, std::vector<std::string> parts) {
  if (std::all_of(parts.begin(), parts.end(), [](const auto& t) { return t.empty(); })) return;
  normalize::Keys keys = normalize::keys(type, parts);
  p.values.push_back({f, std::move(parts), std::move(keys.strict), std::move(keys.loose)});
}

/// The cells of one row that mean one field: by part, and whole.
struct Cells {
  std::string whole;
  std::array<std::string, 6> parts;
};

void state_name(Profile& p, Field f, const Cells& c) {
  if (!c.parts[0].empty() || !c.parts[1].empty())
    return state(p, f, f == Field::name ? "person_name" : "kana_name", {text::squeeze_spaces(text::nfkc(c.parts[0])), text::squeeze_spaces(text::nfkc(c.parts[1]))});
  if (c.whole.empty()) return;
  auto read = f == Field::name ? normalize::person(c.whole) : normalize::kana(c.whole);
  if (f == Field::name) state(p, f, "person_name", {read.family, read.given});
  else if (!read.family.empty()) state(p, f, "kana_name", {read.family, read.given});  // in Latin letters
  else state(p, f, "kana_name", {read.family_kana, read.given_kana});
}

void state_field(Profile& p, Field f, const Cells& c) {
  switch (f) {
    case Field::name:
    case Field::kana: return state_name(p, f, c);
    case Field::company: return state(p, f, "company", {normalize::shown(normalize::company(c.whole))});
    case Field::phone: return state(p, f, "phone", {normalize::phone(c.whole).national});
    case Field::email: return state(p, f, "email", {normalize::email(c.whole).email});
    case Field::birth_date: return state(p, f, "date", {normalize::date(c.whole).date});
    case Field::sex: return state(p, f, "sex", {normalize::sex(c.whole).word});
    case Field::corporate_number: return state(p, f, "corporate_number", {normalize::corporate_number(c.whole).word});
    case Field::address: {
      auto a = normalize::address(c.parts[0], c.parts[1], c.parts[2], c.whole, c.parts[5]);
      return state(p, f, "address", {a.postal_code, a.pref, a.city, a.town, a.rest, a.building});
    }
    default: return;
  }
}

// The columns that mean something, those of one field together, in the order of the fields.
std::vector<std::pair<size_t, ColumnMeaning>> meanings(const List& list) {
  std::vector<std::pair<size_t, ColumnMeaning>> out;
  for (size_t i = 0; i < list.headings.size(); ++i)
    if (auto meaning = meaning_of(list.headings[i])) out.emplace_back(i, *meaning);
  if (out.empty()) throw Error("flow.no_usable_column");
  std::stable_sort(out.begin(), out.end(), [](const auto& x, const auto& y) { return x.second.field < y.second.field; });
  return out;
}

Profile profile_of(const List& list, size_t row, size_t id_column, const std::vector<std::pair<size_t, ColumnMeaning>>& columns) {
  Profile p;
  p.id = int64_t(row);
  p.key.record.key = list.cell(row, id_column);
  for (size_t i = 0; i < columns.size();) {
    Field field = columns[i].second.field;
    Cells cells;
    bool any = false;
    for (; i < columns.size() && columns[i].second.field == field; ++i) {
      std::string_view text = list.cell(row, columns[i].first);
      int part = columns[i].second.part;
      std::string& place = part < 0 ? cells.whole : cells.parts[size_t(part)];
      if (!place.empty() && !text.empty()) place += ' ';
      place += text;
      any |= !text.empty();
    }
    if (any) state_field(p, field, cells);
  }
  if (!p.value(Field::name) && !p.value(Field::kana) && p.value(Field::company)) p.kind = Kind::organisation;
  return p;
}

FeatureSet features_of(const List& list, size_t id_column, const Model& model, unsigned threads) {
  auto columns = meanings(list);
  return FeatureSet(list.size(), [&](size_t row) { return profile_of(list, row, id_column, columns); }, model, threads);
}

}  // namespace

std::optional<ColumnMeaning> meaning_of(std::string_view heading) {
  std::string word = heading_word(heading);
  for (const Heading& h : known_headings)
    if (has_word(h.words, word)) return ColumnMeaning{h.field, h.part};
  return {};
}

void prepare_tables(const Model& model) {
  List one;
  one.headings = {"氏名", "フリガナ", "会社名", "電話番号", "メール", "住所", "生年月日"};
  one.add({"見本 花子", "ミホン ハナコ", "見本株式会社", "03-1234-5678", "hanako@example.jp", "東京都千代田区丸の内1-1-1", "1990-01-01"});
  features_of(one, 0, model, 1);
}

Deduplicated deduplicate(const List& list, size_t id_column, const Model& model, unsigned threads) {
  Deduplicated out;
  out.features = features_of(list, id_column, model, threads);
  out.pairs = bulk_pairs(out.features, model, threads);
  KeyOf key_of = [&](uint32_t row) {
    PartyKey key;
    key.record.key = list.cell(row, id_column);
    return key;
  };
  out.cluster_of = bulk_clusters(out.features, model, out.pairs, key_of, threads);
  return out;
}

void best_first(std::vector<BulkPair>& pairs) {
  std::sort(pairs.begin(), pairs.end(), [](const BulkPair& x, const BulkPair& y) {
    return x.weight != y.weight ? x.weight > y.weight : std::pair(x.a, x.b) < std::pair(y.a, y.b);
  });
}

}  // namespace musubi
