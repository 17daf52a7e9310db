// The golden half of the pipeline: customers, their contact points and employments from the profiles of a resolution.
#pragma once
#include <vector>

#include "core/flow/neighbourhood.hpp"
#include "core/flow/rules.hpp"
#include "core/record/change_set.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// derive − stored for customer, contact_point and employment of every customer that a profile of `resolution` had or has.
ChangeSet masters(Session& session, const Rules& rules, const Resolution& resolution);

}  // namespace musubi
