// Which proposals a steward should see: what people's own words say that the master does not hold, and that nobody has judged.
// Pure and order-free.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/merge/merge.hpp"

namespace musubi {

/// One proposal as a record states it (core/record/proposal.hpp).
struct Proposed {
  std::string field, value, shown;
  std::optional<Time> at;
  RecordKey record;
  std::string fact, key;
};

/// What the master holds of the customer, as far as proposals compare with it. `post_since`: the date from which the employment that
/// holds now is known ("" unknown); `spoken`: since when a steward's pin of a field speaks.
struct MasterSays {
  std::vector<Stated> values;  // golden ones; of a field with several, the main one first
  std::string post_since;
  std::map<std::string, Time> spoken;
};

/// `last`: the newest record that says so; `since`: when it was said first.
struct OpenProposal {
  Proposed last;
  std::optional<Time> since;
};

/// By field and value. Of each field the newest record alone counts. What the master holds already is no proposal, nor what is older
/// than the post or the pin that holds, what one of `judged` (field, value) settles, or a Latin spelling where the master has a
/// Japanese one, since nobody can tell whether they are the same. News of the employment and wishes to get no mails elsewhere count side by side. A time is the day it
/// has in `zone`.
std::vector<OpenProposal> open_proposals(const std::vector<Proposed>& all, const MasterSays& master,
                                         const std::set<std::pair<std::string, std::string>>& judged,
                                         std::string_view zone = "Asia/Tokyo");

}  // namespace musubi
