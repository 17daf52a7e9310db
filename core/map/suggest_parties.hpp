// The parties a suggested mapping has, field by field, before they are written.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/map/suggest.hpp"

namespace musubi::map {

/// A field and the columns it is read from. `form` says how they stand together.
struct SuggestedField {
  enum Form : uint8_t {
    one,     // phone: 電話
    list,    // phone: [電話, 携帯]
    spaced,  // {join: [住所1, 住所2], with: ' '}
    hyphened // {join: [TEL1, TEL2, TEL3], with: '-'}
  } form = one;
  std::string word;  // "name.family", "address.full", "ids.members", "phone"
  Role role = Role::unknown;
  std::vector<size_t> columns;
  std::string split;  // a separator between several values of one cell
};

struct SuggestedParty {
  std::string name;
  bool person = true;
  bool main = false;
  std::vector<SuggestedField> fields;
};

/// The parties of a suggestion, the main one first. Empty where nobody is named.
std::vector<SuggestedParty> parties_of(const Suggestion& suggestion, const SeenList& list, const std::string& scheme);

}  // namespace musubi::map
