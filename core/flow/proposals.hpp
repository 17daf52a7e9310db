// Open proposals, kept beside each customer: what core/merge/proposals decides on what the master holds now.
#pragma once
#include <string>
#include <vector>

#include "core/flow/steward.hpp"
#include "core/store/proposals.hpp"

namespace musubi {

/// Brings the open proposals of these customers to what they are now, as part of the change that `cause` explains. Costs a few small
/// queries while nobody proposes anything.
void follow_proposals(Session& session, const Rules& rules, const std::vector<int64_t>& customers, const Cause& cause, Time at);

/// A proposal that waits for a steward. `code` names it; `current`: what the master holds of the field, "" nothing.
struct ReviewProposal {
  std::string code, current;
  WaitingProposal said;
};
/// The open proposals, news of employments first, then the newest. The same in whatever order records came.
std::vector<ReviewProposal> proposal_queue(Session& session, size_t limit, int64_t customer = 0);

/// The steward's word on the proposal of this code. Accepted, the value is pinned from the day on which it was said first; the end of an
/// employment pins company, department and title as blank; a new address also makes one customer of who wrote from it and who had the
/// old one; other news of an employment are taken note of. Either way it does not come back with the next mail that says the same.
/// undo_event takes the word back. Throws Error "flow.no_such_proposal", "flow.bad_pin" where the value cannot be read.
WordOutcome decide_proposal(Hub& hub, const std::string& code, bool accept, const Speaker& speaker, const Clock& clock);

}  // namespace musubi
