// One customer out of its members, by the hub's rules.
#pragma once
#include <vector>

#include "core/flow/rules.hpp"
#include "core/merge/merge.hpp"

namespace musubi {

/// merge() by these rules, which finds the reading of a name as matching does.
Customer golden_customer(const std::vector<Member>& members, const Rules& rules);

}  // namespace musubi
