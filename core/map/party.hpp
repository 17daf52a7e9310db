// Parties of a record: evaluated, normalized, as profiles.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/map/evaluate.hpp"

namespace musubi::map {

/// Why a record is held.
struct Held {
  Message message;
  std::string step, field;
};

/// A profile and the program and element it was made by; `element` 0: not in an `each`, else 1 = first.
struct MadeParty {
  size_t program = 0;
  size_t element = 0;
  Profile profile;
};

/// All parties that the record states something about, in the file's order. Held: the main party has no key.
std::optional<Held> make_parties(const Mapping::Impl& program, const Scope& top, std::vector<MadeParty>& out);

/// The name of a party: the mapping's, with "#2" for the second element of an `each`.
std::string party_name(const PartyProgram& program, size_t element);

}  // namespace musubi::map
