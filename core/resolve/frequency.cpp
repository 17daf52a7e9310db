#include "core/resolve/frequency.hpp"

#include <algorithm>
#include <cmath>

#include "core/resolve/name_table.hpp"

namespace musubi::resolving {
namespace {

// How many share a name that is in no table, as its bearers meet it: those whose name just missed the table
// are many more than those whose name nobody else has.
constexpr double rare_family = 1e-4, rare_given = 1.5e-4, rare_family_reading = 2e-4,
                 rare_given_reading = 3e-4;
// No listed name counts as rarer than this, however few the tables say bear it: relatives share it all the same.
constexpr double rarest_family = 1e-4, rarest_given = 1.5e-4;

double bits(double share, double rarest, double otherwise) {
  return -std::log2(share > 0 ? std::max(share, rarest) : otherwise);
}

double share_of(NamePart part, std::string_view name) {
  auto found = listed_name(part, name);
  return found ? found->share : 0;
}

}  // namespace

double Frequency::family_bits(std::string_view n) const {
  return bits(share_of(NamePart::family, n), rarest_family, rare_family);
}
double Frequency::given_bits(std::string_view n) const {
  return bits(share_of(NamePart::given, n), rarest_given, rare_given);
}
double Frequency::family_reading_bits(std::string_view r) const {
  return bits(reading_share(NamePart::family, r), rarest_family, rare_family_reading);
}
double Frequency::given_reading_bits(std::string_view r) const {
  return bits(reading_share(NamePart::given, r), rarest_given, rare_given_reading);
}
bool Frequency::is_family_reading(std::string_view r) const {
  return reading_share(NamePart::family, r) > 0;
}

}  // namespace musubi::resolving
