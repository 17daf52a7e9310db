// A word on consent (kind consent): whose, about which address, yes or no.
#pragma once
#include <optional>
#include <vector>

#include "core/map/facts.hpp"

namespace musubi::map {

/// True for a consent whose `answer` is empty in this record: nobody said anything.
bool consent_says_nothing(const FactProgram& program, const Scope& scope);

/// Appends the word to `out`, with the address in the form that equal ones share. Without `value` it is about every address (of the
/// kind `contact`, by default email) that its party states in the same record, one word each; about the person alone where there is
/// none, or none that can be read. Held where `contact` or `answer` is no known word, or it is neither anybody's nor about an address.
std::optional<Held> settle_consent(const FactProgram& program, const Scope& scope, const std::vector<MadeParty>& parties, Fact word,
                                   std::vector<Fact>& out);

}  // namespace musubi::map
