#include "core/normalize/former_cities.hpp"

#include <algorithm>
#include <string_view>

#include "core/normalize/towns.hpp"

namespace musubi::normalize {
namespace {

constexpr std::string_view table =
#include "core/normalize/tables/former_cities.inc"
    ;

uint64_t hash_of_name(std::string_view name, uint64_t start = hash_start) {
  return hash_of(fold_place(read(name)).view(), start);
}

std::string_view cut(std::string_view& rest, char end) {
  size_t at = std::min(rest.find(end), rest.size());
  std::string_view part = rest.substr(0, at);
  rest.remove_prefix(std::min(rest.size(), at + 1));
  return part;
}

}  // namespace

const FormerCities& FormerCities::all() {
  static const FormerCities former;
  return former;
}

void FormerCities::add(std::string_view name, uint32_t city) {
  constexpr std::string_view end = "郡";
  constexpr size_t shortest_name = 2 * end.size();  // 小郡町 is no 町 in a district
  const size_t at = name.find(end, 1);
  FormerCity entry{city, 0};
  if (at != name.npos && name.size() - at - end.size() >= shortest_name) {
    entry.district = hash_of_name(name.substr(0, at + end.size()));
    name.remove_prefix(at + end.size());
  }
  names_.add(hash_of_name(name), uint32_t(entries_.size()));
  entries_.push_back(entry);
}

FormerCities::FormerCities() {
  const Towns& towns = Towns::all();
  std::string_view pref;
  for (std::string_view rest = table; !rest.empty();) {
    std::string_view line = cut(rest, '\n');
    if (line.starts_with('@')) {
      pref = line.substr(1);
      continue;
    }
    std::string_view now = cut(line, '=');
    auto cities = towns.find_cities(hash_of_name(now, hash_of_name(pref)));
    while (!line.empty()) {
      std::string_view name = cut(line, ',');
      for (uint32_t city : cities) add(name, city);
    }
  }
  names_.close();
}

}  // namespace musubi::normalize
