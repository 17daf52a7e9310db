#include "core/normalize/towns.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "core/normalize/town_heads.hpp"
#include "core/text/utf8.hpp"

namespace musubi::normalize {
namespace {

constexpr char table_text[] =
#include "core/normalize/tables/towns.inc"
    ;
constexpr std::string_view table{table_text, sizeof table_text - 1};

Folded folded(std::string_view name) {
  return fold_place(text::to_code_points(name));
}

std::string_view next_line(std::string_view& rest) {
  size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(rest.size(), end + 1));
  return line;
}

uint32_t to_number(std::string_view digits) {
  uint32_t n = 0;
  for (char c : digits) n = n * 10 + uint32_t(c - '0');
  return n;
}

/// From the first to the last 丁目.
struct Span {
  uint8_t first = 0, last = 0;
};

/// 2-3, or 5 for 1-5; nothing for "".
Span span_of(std::string_view text) {
  const size_t dash = text.find('-');
  if (text.empty()) return {};
  if (dash == text.npos) return {1, uint8_t(to_number(text))};
  return {uint8_t(to_number(text.substr(0, dash))), uint8_t(to_number(text.substr(dash + 1)))};
}

/// Towns that the lists write in kana for characters that were missing there, or with a character that
/// fold_place() keeps apart: the municipality, the official or other name, the one in the table.
struct Rewritten {
  std::string_view city, official, listed;
};
constexpr Rewritten rewritten[] = {
    {"南国市", "大埇甲", "大そね甲"},
    {"南国市", "大埇乙", "大そね乙"},
    {"笠岡市", "大冝", "大げ"},
    {"笠岡市", "大宜", "大げ"},
    {"勝山市", "遅羽町嵭崎", "遅羽町ほう崎"},
    {"延岡市", "北方町獺越", "北方町うそ越"},
    {"京都市右京区", "太秦杉ケ本町", "太秦椙ケ本町"},
};

bool is_of_tokyo(const City& city) {
  return city.pref == "東京都" && city.name.ends_with("区");
}

constexpr View city_ends = U"市区町村";

/// Short forms people use: 豊川町 → 豊川, 月寒東三条 → 月寒東三, つつじが丘北三番町 → つつじが丘北三,
/// 町野町桶戸 → 町野桶戸, 南三条西 → 南三西.
std::vector<Chars> short_forms(View name) {
  std::vector<Chars> out;
  for (View end : {View(U"番町"), View(U"町"), View(U"条"), View(U"通")})
    if (name.size() > end.size() + 1 && name.ends_with(end)) {
      out.emplace_back(name.substr(0, name.size() - end.size()));
      break;
    }
  for (char32_t counter : {U'町', U'条'})
    if (size_t inner = name.find(counter, 1); inner != View::npos && inner + 1 < name.size())
      out.push_back(Chars(name.substr(0, inner)).append(name.substr(inner + 1)));
  return out;
}

}  // namespace

const Towns& Towns::all() {
  static const Towns towns;
  return towns;
}

Towns::Towns() {
  read_table();
  index_towns();
  index_cities();
  index_codes();
}

void Towns::read_table() {
  towns_.reserve(120'000);
  codes_.reserve(125'000);
  uint32_t head = 0;
  for (std::string_view rest = table; !rest.empty();) {
    std::string_view line = next_line(rest);
    if (line.starts_with('=')) {
      size_t space = line.find(' '), last = line.rfind(' ');
      std::string_view code = line.substr(last + 1);
      City city{line.substr(1, space - 1), line.substr(space + 1, last - space - 1), uint32_t(towns_.size()),
                0, to_number(code)};
      if (!code.empty()) head = to_number(code) / 10'000;
      city.end_town = city.first_town;
      cities_.push_back(city);
      continue;
    }
    size_t sign = line.find_first_of(" *");
    const size_t space = line.find(' ', sign);
    const Span span = line[sign] == '*' ? span_of(line.substr(sign + 1, space - sign - 1)) : Span();
    Town town{line.substr(0, sign), line[sign] == '*', span.first, span.last, uint32_t(cities_.size() - 1), uint32_t(codes_.size()), 0};
    for (std::string_view codes = line.substr(space + 1); !codes.empty();) {
      size_t comma = std::min(codes.find(','), codes.size());
      uint32_t code = to_number(codes.substr(0, comma));
      if (comma == 4) code += head * 10'000;
      head = code / 10'000;
      codes_.push_back(code);
      codes.remove_prefix(std::min(codes.size(), comma + 1));
    }
    town.end_code = uint32_t(codes_.size());
    towns_.push_back(town);
    cities_.back().end_town = uint32_t(towns_.size());
  }
}

void Towns::index_towns() {
  for (uint32_t i = 0; i < towns_.size(); ++i) {
    Folded name = folded(towns_[i].name);
    by_city_.add(hash_of(name.view(), start_in(towns_[i].city)), i);
    anywhere_.add(hash_of(name.view()), i);
    names_.add(hash_of(name.view()), i);
    if (Chars joined = without_joints(name.view()); joined.size() < name.size)
      joined_.add(hash_of(joined, start_in(towns_[i].city)), i);
    for (const Rewritten& r : rewritten)
      if (towns_[i].name == r.listed && cities_[towns_[i].city].name == r.city)
        by_city_.add(hash_of(folded(r.official).view(), start_in(towns_[i].city)), i);
    for (const Chars& form : short_forms(name.view()))
      by_city_alias_.add(hash_of(form, start_in(towns_[i].city)), i);
  }
  for (const City& city : cities_) {
    uint64_t start = start_in(uint32_t(&city - cities_.data()));
    std::vector<Chars> names;
    for (uint32_t i = city.first_town; i < city.end_town; ++i)
      names.emplace_back(folded(towns_[i].name).view());
    for (const Headless& h : headless_names(names, is_of_tokyo(city)))
      headless_.add(hash_of(h.name, start), uint32_t(city.first_town + h.place));
  }
  by_city_.close();
  by_city_alias_.close();
  headless_.close();
  joined_.close();
  anywhere_.close();
}

void Towns::index_cities() {
  std::unordered_set<uint64_t> whole;
  std::vector<std::pair<uint64_t, uint32_t>> joined_names;  // 日出町 is a name of its own, not 日の出町
  for (uint32_t i = 0; i < cities_.size(); ++i) {
    Folded pref = folded(cities_[i].pref), city = folded(cities_[i].name);
    View p = pref.view(), c = city.view();
    View short_pref = p == U"北海道" ? p : p.substr(0, p.size() - 1);
    names_.add(hash_of(p), i);
    names_.add(hash_of(short_pref), i);
    for (View name : {p, short_pref}) large_names_.add(hash_of(name), i);
    std::vector<View> forms = {c};
    Chars unmarked;
    size_t district = c.find(U'郡');
    if (district != View::npos && district > 0 && district + 2 < c.size())
      forms.push_back(c.substr(district + 1));
    else if (size_t island = c.find(U'島');
             island != View::npos && island + 2 < c.size() && View(U"町村").find(c.back()) != View::npos)
      forms.push_back(c.substr(island + 1));  // 三宅村 of 三宅島三宅村
    size_t ward_of = c.find(U'市');
    if (ward_of != View::npos && ward_of + 1 < c.size() && c.back() == U'区') {
      forms.push_back(c.substr(ward_of + 1));
      forms.push_back(c.substr(0, ward_of + 1));  // 大阪市 alone leads to all its wards
      unmarked = Chars(c).erase(ward_of, 1);      // 横浜西区
      forms.push_back(unmarked);
    }
    for (View form : forms) {
      for (uint64_t start : {hash_start, hash_of(p), hash_of(short_pref)}) {
        city_names_.add(hash_of(form, start), i);
        whole.insert(hash_of(form, start));
        if (Chars joined = without_joints(form); joined.size() < form.size())
          joined_names.emplace_back(hash_of(joined, start), i);
      }
      names_.add(hash_of(form), i);
      if (form.size() > 2 && city_ends.find(form.back()) != View::npos)
        names_.add(hash_of(form.substr(0, form.size() - 1)), i);
      if (form.size() > 2 && form.back() == U'市')
        for (View name : {form, form.substr(0, form.size() - 1)}) large_names_.add(hash_of(name), i);
    }
  }
  for (auto [hash, city] : joined_names)
    if (!whole.contains(hash)) city_names_.add(hash, city);
  city_names_.close();
  names_.close();
  large_names_.close();
}

void Towns::index_codes() {
  for (uint32_t i = 0; i < towns_.size(); ++i)
    for (uint32_t code : codes(towns_[i])) with_code_.add(hash_add(hash_start, code), i);
  for (uint32_t i = 0; i < cities_.size(); ++i)
    if (cities_[i].code) with_code_.add(hash_add(hash_start, cities_[i].code), uint32_t(i + towns_.size()));
  with_code_.close();
}

uint32_t Towns::find(uint64_t hash, bool alias) const {
  auto found = (alias ? by_city_alias_ : by_city_).find(hash);
  return found.empty() ? none : found[0];
}

uint32_t Towns::find_joined(uint64_t hash) const {
  auto found = joined_.find(hash);
  return found.size() == 1 ? found[0] : none;
}

uint32_t Towns::find_headless(uint64_t hash) const {
  auto found = headless_.find(hash);
  return found.size() == 1 ? found[0] : none;
}

std::span<const uint32_t> Towns::find_cities(uint64_t hash) const {
  return city_names_.find(hash);
}

uint32_t Towns::find_unique(uint64_t hash) const {
  auto found = anywhere_.find(hash);
  return found.size() == 1 ? found[0] : none;
}

bool Towns::is_name(uint64_t hash) const {
  return !names_.find(hash).empty();
}

bool Towns::is_city_name(uint64_t hash) const {
  return !large_names_.find(hash).empty();
}

std::span<const uint32_t> Towns::with_code(uint32_t code) const {
  return with_code_.find(hash_add(hash_start, code));
}

}  // namespace musubi::normalize
