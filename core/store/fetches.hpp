// Keys that a push has named and whose records are still to be fetched (hub.fetch). No row is locked while
// somebody fetches.
#pragma once
#include <string>
#include <vector>

#include "core/record/source.hpp"
#include "core/store/store.hpp"

namespace musubi {

struct FetchMark {
  StreamName stream;
  std::string key;
  int64_t version = 0;  // grows when the key is named again
  int tries = 0;        // that failed since it was named
};

/// Due at once; a key that is marked already becomes due again.
void mark_to_fetch(Session& session, const std::vector<FetchMark>& marks, Time at);
/// Up to `limit` marks of one stream, that which has been due for longest; but for connections of which a run is going on, whose
/// reading a fetched record must not get in the way of.
std::vector<FetchMark> due_to_fetch(Session& session, Time now, size_t limit);
/// Takes the marks away, but for keys that were named again since they were read.
void fetched(Session& session, const std::vector<FetchMark>& marks);
/// They could not be fetched: due at `next`, with a try more.
void fetch_later(Session& session, const std::vector<FetchMark>& marks, Time next);
/// Whether any mark is due, also of connections of which a run is going on.
bool any_due_to_fetch(Session& session, Time now);

}  // namespace musubi
