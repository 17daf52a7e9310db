// The first half of the pipeline: pending records mapped and normalized, and their parties known by id.
#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "core/flow/rules.hpp"
#include "core/record/mapped.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// What one pending record says: what its last version that can be mapped says. A deleted record says nothing; its parties are gone.
struct Said {
  const Pending* from = nullptr;
  Mapped mapped;              // empty unless `counts`
  bool counts = false;        // some version seen now can be mapped; if none can, what was published before stays
  bool deleted = false;       // the version that counts is a deletion
  std::optional<Mapped> bad;  // the last version of all cannot be mapped, and why
  std::vector<int64_t> bad_earlier;
  std::vector<Profile> former;               // stated by earlier versions seen now, not by the one that counts: gone
  std::vector<Fact> consents;                // of all versions (consents.hpp); none among the other facts
  std::optional<std::vector<Fact>> own_facts;  // deleted: facts that the version before hung on its own parties
};

/// Maps and normalizes records on up to `threads` threads; the result is in the order given and the same for any number.
std::vector<Said> map_all(const std::vector<Pending>& pending, const Rules& rules, unsigned threads);

/// The parties that a chunk touches. `profiles` are the new state of every party stated now or formerly by the chunk's records
/// (formerly: gone), with ids and the customer they had; `stored` are the rows they had before. `ids` also answers for parties that
/// facts refer to.
struct Parties {
  std::vector<Profile> profiles;
  std::vector<Row> stored;
  std::map<PartyKey, int64_t> ids;
};

/// Gives ids to new parties (stub rows for those only referred to) and loads what was stored of the records' parties. Records
/// of which no version counts change nothing.
Parties take_in(Session& session, std::vector<Said>& said);

}  // namespace musubi
