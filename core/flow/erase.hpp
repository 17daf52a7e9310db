// Erasure: a customer and all that was said of them go, and stay away.
#pragma once
#include <string>
#include <vector>

#include "core/flow/hub.hpp"

namespace musubi {

struct ErasureOutcome {
  int64_t customer = 0;
  size_t records = 0, profiles = 0;
  std::vector<RecordKey> naming;  // records of others that still hold a phone number of the erased, or an address that was theirs alone: told by them, or theirs too
};

/// Removes payloads, their history, held rows, facts and the master's rows of a customer, blanks their profiles and writes keyed
/// hashes of their source keys and personal e-mail addresses beside the database: the same records never land again, also after
/// replay or the restore of an older backup, and a new record with such an address is held for a person to decide. What others
/// said in the same records stays as it was derived; records of others that hold a phone number of theirs, or an e-mail address that was theirs alone, stay, too, and are named in the answer. A receipt that is
/// theirs by a claim alone stays and is the next claimant's or nobody's (nobody's where a steward had given it to them). A device that they used (a browser) goes along with what was done at it, unless it
/// belongs to another customer: else it would fall to the other one who used it. `swept`: also rewrite the tables, so that no file holds what was deleted
/// (locks each table for as long as it takes). Throws Error "app.no_such_customer".
ErasureOutcome erase(Hub& hub, int64_t customer, const std::string& who, const std::string& why, const Clock& clock, bool swept = true);

/// Erases again what stands in the book of erasures: after the restore of a backup that is older than an erasure. Returns how
/// many records went.
size_t erase_again(Hub& hub, const Clock& clock);

}  // namespace musubi
