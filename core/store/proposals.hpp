// Proposals as they are kept: those of customers' profiles, what stewards said of them, and the queue of open ones.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

/// A row of master.proposal and whose it is: it hangs on `party` and stands in `record`, which may be another one's. Texts as they stand there,
/// "" for NULL.
struct KeptProposal {
  int64_t customer = 0;
  PartyKey party;
  RecordKey record;
  std::string fact, key, field, value, shown, at;
};
/// The proposals that hang on profiles of these customers. Costs one small query while there are none at all.
std::vector<KeptProposal> kept_proposals(Session& session, const std::vector<int64_t>& customers);

/// A steward's word on a proposal, on one of the parties that made it.
struct ProposalWord {
  int64_t event = 0;
  PartyKey party;
  std::string field, value;
  bool accepted = false;
};
void keep_proposal_words(Session& session, const std::vector<ProposalWord>& words);
/// What was said of proposals by parties of these customers and counts: customer, field and value.
struct JudgedProposal {
  int64_t customer = 0;
  std::string field, value;
};
std::vector<JudgedProposal> judged_proposals(Session& session, const std::vector<int64_t>& customers);

/// What stewards pinned and what waits or was judged as proposals, where it holds one of these texts (an erased customer's address), goes.
/// Answers whose pins and proposals those were. Reads the tables of proposals and pins once.
std::vector<PartyKey> forget_words_with(Session& session, const std::vector<std::string>& texts);

/// Since when a pin of a field of these customers speaks: the day before it holds, where it says since when, else when it was said. Of the
/// pins that count; the latest.
struct PinnedAt {
  int64_t customer = 0;
  std::string field;
  Time at{};
};
std::vector<PinnedAt> pinned_at(Session& session, const std::vector<int64_t>& customers);

/// An open proposal as a steward judges it. `record` made it last, of `party`; times as PostgreSQL prints them, "" where nobody said.
struct WaitingProposal {
  int64_t customer = 0;
  std::string field, value, shown, since, at, source, wording;
  PartyKey party;
  RecordKey record;
};
/// News of employments first, then changes by field, the newest first; ties by source key. Of one customer, or with 0 of all.
std::vector<WaitingProposal> waiting_proposals(Session& session, size_t limit, int64_t customer = 0);

}  // namespace musubi
