#include "core/flow/dedupe.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>
#include <unordered_set>

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

std::vector<std::pair<size_t, ColumnMeaning>> meanings(const List& list) {
  std::vector<std::pair<size_t, ColumnMeaning>> out;
  for (size_t i = 0; i < list.headings.size(); ++i)
    if (auto meaning = meaning_of(list.headings[i])) out.emplace_back(i, *meaning);
  if (out.empty()) throw Error("flow.no_usable_column");
  return out;
}

Profile profile_of(const List& list, size_t row, size_t id_column, const std::vector<std::pair<size_t, ColumnMeaning>>& columns) {
  Profile p;
  p.id = int64_t(row) + 1;
  const auto& cells = list.rows[row];
  p.key.record.key = id_column < cells.size() ? cells[id_column] : "";
  std::map<Field, Cells> by_field;
  for (const auto& [column, meaning] : columns) {
    if (column >= cells.size() || cells[column].empty()) continue;
    Cells& c = by_field[meaning.field];
    std::string& place = meaning.part < 0 ? c.whole : c.parts[size_t(meaning.part)];
    place += (place.empty() ? "" : " ") + cells[column];
  }
  for (const auto& [f, c] : by_field) state_field(p, f, c);
  if (!p.value(Field::name) && !p.value(Field::kana) && p.value(Field::company)) p.kind = Kind::organisation;
  return p;
}

/// The holders of one key, and how many of the first are compared with all behind them.
size_t lead(uint64_t key, std::vector<size_t>& rows, const FeatureSet& features, const Model& model) {
  BlockShape shape = block_shape(key, rows.size(), model);
  if (shape == BlockShape::every_pair) return rows.size();
  if (shape == BlockShape::none) return 0;
  std::vector<Holder> holders;
  for (size_t row : rows) holders.push_back({features.content(row), int64_t(row)});
  std::vector<int64_t> leading = hubs(std::move(holders));
  std::unordered_set<size_t> first(leading.begin(), leading.end());
  std::partition(rows.begin(), rows.end(), [&](size_t row) { return first.contains(row); });
  return first.size();
}

std::vector<Pair> compared_pairs(const FeatureSet& features, const Model& model) {
  std::unordered_map<uint64_t, std::vector<size_t>> blocks;
  for (size_t i = 0; i < features.size(); ++i)
    for (uint64_t key : blocking_keys(features.at(i), model)) blocks[key].push_back(i);
  std::set<std::pair<size_t, size_t>> candidates;
  for (auto& [key, rows] : blocks) {
    size_t leading = lead(key, rows, features, model);
    for (size_t i = 0; i < leading; ++i)
      for (size_t k = i + 1; k < rows.size(); ++k) candidates.emplace(std::minmax(rows[i], rows[k]));
  }
  std::vector<Pair> out;
  for (const auto& [a, b] : candidates)
    if (Pair pair = compare(features.at(a), features.at(b), model); pair.band != Band::no) out.push_back(std::move(pair));
  return out;
}

}  // namespace

std::optional<ColumnMeaning> meaning_of(std::string_view heading) {
  std::string word = heading_word(heading);
  for (const Heading& h : known_headings)
    if (has_word(h.words, word)) return ColumnMeaning{h.field, h.part};
  return {};
}

Deduplicated deduplicate(const List& list, size_t id_column, const Model& model) {
  auto columns = meanings(list);
  FeatureSet features;
  std::vector<Node> nodes;
  for (size_t i = 0; i < list.rows.size(); ++i) {
    Profile p = profile_of(list, i, id_column, columns);
    features.add(p, model);
    nodes.push_back({p.id, p.key, features.content(i)});
  }
  Deduplicated out;
  out.cluster_of.assign(list.rows.size(), 0);
  out.pairs = compared_pairs(features, model);
  Between between = [&](int64_t a, int64_t b) { return compare(features.at(size_t(a) - 1), features.at(size_t(b) - 1), model); };
  int64_t next = 0;
  for (const Cluster& c : cluster(std::move(nodes), out.pairs, {}, between).clusters)
    for (++next; int64_t id : c) out.cluster_of[size_t(id) - 1] = next;
  std::sort(out.pairs.begin(), out.pairs.end(), [](const Pair& x, const Pair& y) { return x.weight != y.weight ? x.weight > y.weight : std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return out;
}

}  // namespace musubi
