#include "core/resolve/witnesses.hpp"

#include <optional>

#include "core/resolve/compare_name.hpp"
#include "core/resolve/compare_values.hpp"
#include "core/resolve/em.hpp"

namespace musubi::resolving {
namespace {

uint8_t place_of(std::optional<Level> level, Witness witness) {
  return level ? uint8_t(size_t(*level) - size_t(witness_levels()[size_t(witness)].first)) : kMissing;
}

uint8_t place_of(NameCase c) { return c == NameCase::unknown || c == NameCase::family_alone ? kMissing : uint8_t(c); }

}  // namespace

const std::array<WitnessLevels, witnesses>& witness_levels() {
  static constexpr std::array<WitnessLevels, witnesses> all = {{{Level::name_exact, Level::name_clash},
                                                                {Level::kana_exact, Level::kana_clash},
                                                                {Level::phone_exact, Level::phone_different},
                                                                {Level::email_exact, Level::email_different},
                                                                {Level::address_house, Level::address_different},
                                                                {Level::birth_exact, Level::birth_clash},
                                                                {Level::company_same, Level::company_different}}};
  return all;
}

std::vector<uint8_t> shown_by(const Features& x, const Features& y, const Model::Impl& model) {
  NameFinding name = compare_names(x, y, model);
  bool spelt = name.spelling != NameCase::unknown;
  return {place_of(name.spelling),
          spelt ? kMissing : place_of(name.sound),
          place_of(compare_phones(x, y), Witness::phone),
          place_of(compare_emails(x, y), Witness::email),
          place_of(compare_places(x.place, y.place), Witness::place),
          place_of(compare_birth_dates(x.birth_date, y.birth_date), Witness::birth),
          place_of(compare_employers(x, y), Witness::employer)};
}

}  // namespace musubi::resolving
