#include "core/normalize/split_codes.hpp"

#include <algorithm>
#include <unordered_map>

#include "core/normalize/place_street.hpp"
#include "core/text/utf8.hpp"

namespace musubi::normalize {
namespace {

constexpr char table_text[] =
#include "core/normalize/tables/split_codes.inc"
    ;
constexpr std::string_view table{table_text, sizeof table_text - 1};

Chars folded(View text) {
  return Chars(fold_place(text).view());
}

/// 通 is left out by many.
Chars street_key(View street) {
  Chars key = folded(street_name(street));
  std::erase(key, U'通');
  return key;
}

Chars first_street(View street) {
  return folded(street.substr(0, street.find(U'通')));
}

/// What a code has; which member is meant shows from which is set.
struct Condition {
  int64_t first_chome = 0, last_chome = 0, first_lot = 0, last_lot = 0;
  Chars exact_lot, place, street, first_street;
};

struct Code {
  uint32_t code = 0;
  std::vector<Condition> has;
  bool others = false;
};

std::string_view cut(std::string_view& rest, char end) {
  const size_t at = std::min(rest.find(end), rest.size());
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(std::min(rest.size(), at + 1));
  return part;
}

int64_t to_number(std::string_view digits) {
  int64_t n = 0;
  for (char c : digits) n = n * 10 + (c - '0');
  return n;
}

/// Takes `word` off, if a number follows.
bool take_counted(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word) || text.find_first_of("0123456789") != word.size()) return false;
  text.remove_prefix(word.size());
  return true;
}

Condition read_condition(std::string_view text, bool kyoto) {
  Condition c;
  if (take_counted(text, "丁目")) {
    c.first_chome = to_number(cut(text, '~'));
    c.last_chome = text.empty() ? c.first_chome : to_number(text);
  } else if (take_counted(text, "番")) {
    if (text.find('~') == std::string_view::npos) {
      c.exact_lot = text::to_code_points(text);
      return c;
    }
    c.first_lot = to_number(cut(text, '~'));
    c.last_lot = to_number(text);
  } else if (kyoto) {
    c.street = street_key(text::to_code_points(text));
    c.first_street = first_street(text::to_code_points(text));
  } else {
    c.place = folded(text::to_code_points(text));
  }
  return c;
}

using Split = std::unordered_map<const Town*, std::vector<Code>>;

Split read_table() {
  const Towns& towns = Towns::all();
  Split split;
  std::vector<Code>* codes = nullptr;
  bool kyoto = false;
  for (std::string_view rest = table; !rest.empty();) {
    std::string_view line = cut(rest, '\n');
    if (line.starts_with('=')) {
      line.remove_prefix(1);
      const auto pref = text::to_code_points(cut(line, ' ')), city = text::to_code_points(cut(line, ' '));
      kyoto = city.starts_with(U"京都市");
      const auto cities = towns.find_cities(hash_of(folded(city), hash_of(folded(pref))));
      const uint32_t town =
          cities.empty() ? Towns::none
                         : towns.find(hash_of(folded(text::to_code_points(line)), Towns::start_in(cities[0])), false);
      codes = town == Towns::none ? nullptr : &split[&towns.town(town)];
    } else if (codes) {
      Code& code = codes->emplace_back();
      code.code = uint32_t(to_number(cut(line, ' ')));
      if ((code.others = line == "*")) continue;
      while (!line.empty()) code.has.push_back(read_condition(cut(line, ' '), kyoto));
    }
  }
  return split;
}

/// How surely a code has the place: 3 says so, 1 or 2 may be; a number without its branches may or may not mean them.
enum Fit : int { no, perhaps, by_first_street, yes };

Fit fit(const Condition& c, const Within& w, View street, View first, View place) {
  if (c.first_chome) return w.chome >= c.first_chome && w.chome <= c.last_chome ? yes : no;
  const size_t digits = size_t(std::find_if_not(w.lot.begin(), w.lot.end(), is_digit) - w.lot.begin());
  if (c.first_lot) {
    const int64_t lot = digits && digits < 10 ? to_number(utf8(w.lot.substr(0, digits))) : 0;
    return lot >= c.first_lot && lot <= c.last_lot ? yes : no;
  }
  if (!c.exact_lot.empty()) {
    if (w.lot == c.exact_lot) return yes;
    return w.lot.substr(0, digits) == c.exact_lot ? perhaps : no;
  }
  if (!c.street.empty()) {
    if (street.empty()) return no;
    return street == c.street ? yes : first == c.first_street ? by_first_street : no;
  }
  return !c.place.empty() && place == c.place ? yes : no;
}

/// Whether enough is known of the place to say that none of the conditions holds.
bool is_told(const Code& code, const Within& w) {
  return std::all_of(code.has.begin(), code.has.end(), [&](const Condition& c) {
    if (c.first_chome) return w.chome > 0;
    if (c.first_lot || !c.exact_lot.empty()) return !w.lot.empty();
    return c.street.empty() ? !w.place.empty() : !w.street.empty();
  });
}

}  // namespace

uint32_t code_within(const Town& town, const Within& w) {
  static const Split split = read_table();
  const auto found = split.find(&town);
  if (found == split.end()) return 0;
  const Chars street = street_key(w.street), first = first_street(w.street), place = folded(w.place);
  uint32_t best = 0, rest = 0;
  Fit most = no;
  bool several = false, told = true;
  for (const Code& code : found->second) {
    if (code.others) rest = code.code;
    told = told && (code.others || is_told(code, w));
    Fit here = no;
    for (const Condition& c : code.has) here = std::max(here, fit(c, w, street, first, place));
    if (here == no || here < most) continue;
    several = here == most;
    most = here;
    best = code.code;
  }
  if (most == no) return told ? rest : 0;
  return most == perhaps || several ? 0 : best;
}

}  // namespace musubi::normalize
