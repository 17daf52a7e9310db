// Keys that a push has named and whose records are still to be fetched (hub.fetch). No row is locked while
// somebody fetches.
#pragma once
#include <chrono>
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
  std::chrono::seconds after = {};  // how long to wait when it is named
};

/// Due at `at` and its mark's `after`. A key that waits already is due no later for it, and once more then; one that has failed is due then.
void mark_to_fetch(Session& session, const std::vector<FetchMark>& marks, Time at);
/// Up to `limit` marks of one stream of `connection`: those that were named newly before those that have failed, and of these that which
/// has been due for longest. None while a run of the connection is going on, whose reading a fetched record must not get in the way of.
std::vector<FetchMark> due_to_fetch(Session& session, const std::string& connection, Time now, size_t limit);
/// Takes the marks away, but for keys that were named again since they were read, or meanwhile for a later time: these are due then.
void fetched(Session& session, const std::vector<FetchMark>& marks);
/// They could not be fetched: due at `next`, with a try more.
void fetch_later(Session& session, const std::vector<FetchMark>& marks, Time next);
/// Whether a mark of the connection is due, also while a run of it is going on.
bool any_due_to_fetch(Session& session, const std::string& connection, Time now);
/// Whether a mark of the connection has failed so many times, or more.
bool any_fetch_failed(Session& session, const std::string& connection, int tries);
/// Connections of which something is marked.
std::vector<std::string> connections_to_fetch(Session& session);

}  // namespace musubi
