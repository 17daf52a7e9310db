// A proposal (kind proposal): which field of its party somebody's words would change, and to what.
#pragma once
#include <optional>
#include <vector>

#include "core/map/facts.hpp"

namespace musubi::map {

/// True for a proposal whose `value` is empty in this record: nothing is proposed.
bool proposal_says_nothing(const FactProgram& program, const Scope& scope);

/// Appends one proposal to `out` for each of its values, `value` in the form that equal ones share. A value that cannot be read is
/// noted and proposes nothing. Held where `field` is neither a party's field nor employment nor opt_out, or `value` is no known news of employment.
std::optional<Held> settle_proposal(const FactProgram& program, const Scope& scope, Fact proposal, std::vector<Fact>& out);

}  // namespace musubi::map
