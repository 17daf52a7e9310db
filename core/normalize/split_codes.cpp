#include "core/normalize/split_codes.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <unordered_map>

#include "core/normalize/numeral.hpp"
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

/// A lot with its branch, in their order; last_branch where all its branches are meant.
struct Lot {
  int64_t number = 0, branch = 0;
  auto operator<=>(const Lot&) const = default;
};
constexpr int64_t last_branch = INT64_MAX;

struct Term {
  enum Kind { unknown, any_chome, no_chome, chome, section, lots, place, street } kind = unknown;
  Lot first, last;  // chome and section have the number alone
  Chars name, first_street;
};

struct Code {
  uint32_t code = 0;
  std::vector<std::vector<Term>> has;  // any of which all terms hold
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

/// Takes `word` off, if a number or a range follows.
bool take_counted(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word) || text.find_first_of("~0123456789") != word.size()) return false;
  text.remove_prefix(word.size());
  return true;
}

/// From 57-6 to 57-28; one number is both, with its branches; none before ~ is the first, none behind it the last.
void read_range(std::string_view text, Term& term) {
  const bool range = text.find('~') != text.npos;
  std::string_view first = cut(text, '~'), last = range ? text : first;
  term.first.number = to_number(cut(first, '-'));
  term.first.branch = to_number(first);
  const std::string_view number = cut(last, '-');
  term.last = {number.empty() ? INT64_MAX : to_number(number), last.empty() ? last_branch : to_number(last)};
}

Term read_term(std::string_view text, bool kyoto) {
  Term term;
  if (text == "?") return term;
  if (text == "丁目" || text == "番地") {
    term.kind = text == "丁目" ? Term::any_chome : Term::no_chome;
    return term;
  }
  for (auto [word, kind] : {std::pair("丁目", Term::chome), std::pair("地割", Term::section), std::pair("番", Term::lots)})
    if (take_counted(text, word)) {
      term.kind = kind;
      read_range(text, term);
      return term;
    }
  const Chars name = text::to_code_points(text);
  term.kind = kyoto ? Term::street : Term::place;
  term.name = kyoto ? street_key(name) : folded(name);
  if (kyoto) term.first_street = first_street(name);
  return term;
}

Code read_code(std::string_view line, bool kyoto) {
  Code code;
  code.code = uint32_t(to_number(cut(line, ' ')));
  while (!line.empty()) {
    std::string_view word = cut(line, ' ');
    if (word == "*") {
      code.others = true;
      continue;
    }
    auto& terms = code.has.emplace_back();
    while (!word.empty()) terms.push_back(read_term(cut(word, '+'), kyoto));
  }
  return code;
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
      codes->push_back(read_code(line, kyoto));
    }
  }
  return split;
}

/// How surely a code has the place. untold: what it is told by is not named; perhaps: a part of it holds; closely: several parts.
enum Fit : int { no, untold, perhaps, by_first_street, yes, closely };

/// What is asked of all codes of a town, folded once.
struct Asked {
  int64_t chome = 0, section = 0;
  Lot lot;
  bool has_lot = false, deeper = false;  // deeper: more behind the branch, 57-6-2
  Chars street, first_street, place;
};

int64_t take_number(View& text) {
  const size_t digits = size_t(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  const int64_t n = digits && digits < 10 ? to_number(utf8(text.substr(0, digits))) : 0;
  text.remove_prefix(digits);
  return n;
}

Asked ask(const Within& w) {
  Asked asked;
  asked.chome = w.chome;
  asked.street = street_key(w.street);
  asked.first_street = first_street(w.street);
  asked.place = folded(w.place);
  View lot = w.lot, place = w.place;
  asked.has_lot = !lot.empty();
  asked.lot.number = take_number(lot);
  if (lot.starts_with(U'-')) {
    lot.remove_prefix(1);
    asked.lot.branch = take_number(lot);
    asked.deeper = lot.starts_with(U'-');
  }
  if (place.starts_with(U'第')) place.remove_prefix(1);
  size_t at = 0;
  if (const int64_t n = scan_number(place, at); n > 0 && place.substr(at).starts_with(U"地割")) asked.section = n;
  return asked;
}

/// A lot without a branch may have one of those that are named, and one with a branch may be meant by its number alone; the block of a 丁目 is, with
/// all its houses.
Fit fit_lot(const Term& term, const Asked& a) {
  if (!a.has_lot) return untold;
  if (!a.lot.number) return no;
  const bool one = term.first.number == term.last.number;
  if (one && !term.first.branch && term.last.branch == last_branch) {
    if (a.lot.number != term.first.number) return no;
    return a.lot.branch && !a.chome ? perhaps : yes;
  }
  if (!a.lot.branch && ((term.first.branch && a.lot.number == term.first.number) ||
                        (term.last.branch != last_branch && a.lot.number == term.last.number)))
    return untold;
  const bool within = term.first <= a.lot && a.lot <= term.last;
  return !within ? no : one && a.deeper ? perhaps : yes;
}

Fit fit_number(const Term& term, int64_t n, bool told) {
  if (!n) return told ? no : untold;
  return n >= term.first.number && n <= term.last.number ? yes : no;
}

Fit fit(const Term& term, const Asked& a) {
  switch (term.kind) {
    case Term::unknown: return perhaps;
    case Term::any_chome: return a.chome ? yes : a.has_lot ? no : untold;
    case Term::no_chome: return a.chome ? no : a.has_lot ? yes : untold;
    case Term::chome: return fit_number(term, a.chome, false);
    case Term::section: return fit_number(term, a.section, false);
    case Term::lots: return fit_lot(term, a);
    case Term::place: return a.place.empty() ? untold : a.place == term.name ? yes : no;
    case Term::street:
      if (a.street.empty()) return untold;
      return a.street == term.name ? yes : a.first_street == term.first_street ? by_first_street : no;
  }
  return no;
}

Fit fit(const std::vector<Term>& terms, const Asked& asked) {
  Fit least = closely, most = no;
  for (const Term& term : terms) {
    const Fit here = fit(term, asked);
    least = std::min(least, here);
    most = std::max(most, here);
  }
  if (least == untold && most == yes) return perhaps;
  return least == yes && terms.size() > 1 ? closely : least;
}

Fit fit(const Code& code, const Asked& asked) {
  Fit most = no;
  for (const auto& terms : code.has) most = std::max(most, fit(terms, asked));
  return most;
}

}  // namespace

uint32_t code_within(const Town& town, const Within& w) {
  static const Split split = read_table();
  const auto found = split.find(&town);
  if (found == split.end()) return 0;
  const Asked asked = ask(w);
  uint32_t best = 0, rest = 0;
  Fit most = no;
  bool several = false, rivalled = false;
  for (const Code& code : found->second) {
    if (code.others) rest = code.code;
    const Fit here = fit(code, asked);
    rivalled = rivalled || here == perhaps;
    if (here == no || here < most) continue;
    several = here == most;
    most = here;
    best = code.code;
  }
  if (most == no) return rest;
  return several || most <= perhaps || (most < closely && rivalled) ? 0 : best;
}

}  // namespace musubi::normalize
