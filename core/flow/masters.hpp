// The golden half of the pipeline: customers, their contact points and employments from the profiles of a resolution.
#pragma once
#include <functional>

#include "core/flow/neighbourhood.hpp"
#include "core/flow/rules.hpp"
#include "core/record/change_set.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// derive − stored for customer, contact_point and employment of every customer that a profile of `resolution` had or has. Reads
/// through `session` all that it needs; what it answers makes the change set, to be called once, while `rules` and the profiles of
/// `resolution` are as they were, and without the session, which is free for others meanwhile.
std::function<ChangeSet()> masters(Session& session, const Rules& rules, const Resolution& resolution);

}  // namespace musubi
