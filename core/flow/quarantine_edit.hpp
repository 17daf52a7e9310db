// Held rows as stewards mend them: each edit lands as a new version of its record, is kept with who and when, and closes the held row
// where it is good. The same bad row, when it comes again, is taken as edited.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/flow/steward.hpp"
#include "core/store/quarantine_edits.hpp"

namespace musubi {

/// A held row and what it should have been: the source's own JSON object.
struct HeldEdit {
  int64_t id = 0;
  std::string json;
};
struct EditOutcome {
  std::vector<int64_t> closed, still_held;
};
/// Lands the edits as one run per connection and publishes them; what an edited event names to be fetched is marked, for a running hub to
/// fetch. Throws Error "flow.no_such_held" (no row of that number is open),
/// "flow.bad_edit" (no JSON object), "flow.no_key_for_edit" (a row without a key of its own, and the edit gives none), and
/// "store.already_running" while the connection runs.
EditOutcome edit_held(Hub& hub, const std::vector<HeldEdit>& edits, const Speaker& speaker, const Clock& clock);

/// Takes the edits of a stream's rows into account: records that have been edited are exchanged, rows that could not be read become
/// records.
void heed_edits(Session& session, const StreamName& stream, std::vector<RawRecord>& records, std::vector<Held>& held);

}  // namespace musubi
