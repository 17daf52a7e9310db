// Proposals among what stewards judge: printed beside pairs, decided by their code.
#pragma once
#include <string>
#include <vector>

#include "core/app/audited.hpp"
#include "core/app/command.hpp"
#include "core/flow/proposals.hpp"

namespace musubi {

/// True for what names a proposal ("P12-3fa09c"), not a pair ("12-34").
bool is_proposal_code(const std::string& text);

/// accept, refuse (採用, 却下); nullopt for another word.
std::optional<bool> proposal_verdict(const std::string& word);

/// "役職: 課長 → 部長"; for an employment what happened.
std::string proposal_line(const Context& context, const ReviewProposal& one);

void print_proposals(const Context& context, Session& session, const std::vector<ReviewProposal>& all);
/// As a JSON array.
std::string json_proposals(const std::vector<ReviewProposal>& all);
void note_proposals(Audited& one, const std::vector<ReviewProposal>& all);

/// Throws Error "app.bad_proposal_verdict" and as decide_proposal does.
int run_proposal_decide(Context& context, const DecideOptions& options);

}  // namespace musubi
