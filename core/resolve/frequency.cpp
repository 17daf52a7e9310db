#include "core/resolve/frequency.hpp"

#include <cmath>

#include "core/resolve/letters.hpp"
#include "core/resolve/reading.hpp"

namespace musubi::resolving {
namespace {

struct NameRow {
  std::string_view name, readings;
  int per_100000;
};
constexpr NameRow family_rows[] = {
#define FAMILY(name, readings, share) {name, readings, share},
#define GIVEN(name, readings, share)
#include "core/resolve/tables/names.inc"
#undef FAMILY
#undef GIVEN
};
constexpr NameRow given_rows[] = {
#define FAMILY(name, readings, share)
#define GIVEN(name, readings, share) {name, readings, share},
#include "core/resolve/tables/names.inc"
#undef FAMILY
#undef GIVEN
};

// How many share a name that is in no table, as its bearers meet it: those whose name just missed the table
// are many more than those whose name nobody else has.
constexpr double rare_family = 1e-4, rare_given = 1.5e-4, rare_family_reading = 2e-4,
                 rare_given_reading = 3e-4;

template <class Map, class Key>
double bits(const Map& map, Key name, double otherwise) {
  auto at = map.find(typename Map::key_type(name));
  if constexpr (requires { at->second.share; })
    return -std::log2(at == map.end() ? otherwise : at->second.share);
  else
    return -std::log2(at == map.end() ? otherwise : at->second);
}

// Names as comparison keys write them: 々 written out, hiragana as katakana.
std::u16string keyed(std::string_view name) {
  std::u16string out;
  for (char16_t c : units(name)) {
    if (c == u'々' && !out.empty()) c = out.back();
    out += c >= 0x3041 && c <= 0x3096 ? char16_t(c + 0x60) : c;
  }
  return out;
}

template <class Names, class Readings, size_t N>
void fill(Names& names, Readings& by_reading, const NameRow (&rows)[N]) {
  for (const NameRow& row : rows) {
    auto& entry = names[keyed(row.name)];
    double share = row.per_100000 / 1e5;
    entry.share += share;
    std::string_view rest = row.readings;
    while (!rest.empty()) {
      std::string_view one = rest.substr(0, rest.find('/'));
      rest.remove_prefix(std::min(rest.size(), one.size() + 1));
      entry.readings.push_back(romaji(one));
      by_reading[entry.readings.back()] += share;
    }
  }
}

const std::vector<std::string>& readings_in(const auto& names, std::u16string_view name) {
  static const std::vector<std::string> none;
  auto at = names.find(std::u16string(name));
  return at == names.end() ? none : at->second.readings;
}

}  // namespace

Frequency::Frequency() {
  fill(family_, family_reading_, family_rows);
  fill(given_, given_reading_, given_rows);
}

double Frequency::family_bits(std::u16string_view n) const {
  return bits(family_, n, rare_family);
}
double Frequency::given_bits(std::u16string_view n) const {
  return bits(given_, n, rare_given);
}
double Frequency::family_reading_bits(std::string_view r) const {
  return bits(family_reading_, r, rare_family_reading);
}
double Frequency::given_reading_bits(std::string_view r) const {
  return bits(given_reading_, r, rare_given_reading);
}

const std::vector<std::string>& Frequency::readings(std::u16string_view n) const {
  return readings_in(family_, n);
}
const std::vector<std::string>& Frequency::given_readings(std::u16string_view n) const {
  return readings_in(given_, n);
}

}  // namespace musubi::resolving
