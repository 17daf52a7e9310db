// Claims of stewards on records that have no owner of their own.
#pragma once
#include <vector>

#include "core/flow/said.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// Facts that hang on nobody hang on the party to whom a steward has given their record. Costs one small query while nobody has
/// claimed anything.
void hear_claims(Session& session, std::vector<Said>& said);

}  // namespace musubi
