// Stewards' words on pairs: the review queue and decisions, which are inputs like records are.
#pragma once
#include <string>
#include <vector>

#include "core/flow/hub.hpp"
#include "core/record/link.hpp"

namespace musubi {

/// A pair that waits for a steward, with both profiles as stated.
struct ReviewPair {
  Pair pair;
  Profile a, b;
};
/// The open pairs, heaviest first.
std::vector<ReviewPair> review_queue(Session& session, size_t limit);

struct Judgement {
  int64_t a = 0, b = 0;  // profile ids
  Verdict verdict = Verdict::different;
  std::string who, why;
};
/// The customers of both profiles afterwards.
struct DecisionOutcome {
  int64_t customer_a = 0, customer_b = 0;
};
/// Stores the decision and publishes what follows from it, in one transaction. Throws Error("app.bad_pair") where a profile
/// does not exist.
DecisionOutcome decide(Hub& hub, const Judgement& judgement, const Clock& clock);

}  // namespace musubi
