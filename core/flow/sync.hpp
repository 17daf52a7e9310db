// Runs: pull what is new from connections, land it, publish it. Ends with the reconciliation.
#pragma once
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/flow/derive.hpp"
#include "core/flow/hub.hpp"

namespace musubi {

struct SyncRequest {
  std::vector<std::string> connections;  // empty = all
  bool full = false;                     // from the beginning, whatever the state says
  bool again = false;                    // the same, and keys may be others than before: what is not delivered under a new key is gone
  bool dry_run = false;                  // nothing is kept, nobody waits, no id is used up; changes are handed to `on_changes`
  unsigned threads = 2;
  bool clock_doubted = false;            // sync() says so itself: what looks past its retention is taken in nevertheless
  size_t batch_size = 10'000;            // records a landing transaction
  size_t chunk_size = 0;                 // records a publishing transaction; 0 = by time (chunk_size.hpp)
  RetryPolicy retry;
  std::stop_token stop;
  /// Progress: "read", the stream's records so far, 0; "publish", records of this chunk, records to publish in all as far as known.
  std::function<void(const std::string& what, const StreamName& stream, int64_t done, int64_t total)> on_progress;
  /// Dry run: first, chunk by chunk, what would be held, without changes; at the end, in pieces, what would change: one change a row,
  /// against what is stored.
  std::function<void(const Derived&)> on_changes;
  /// After each commit; the fault tests stop the process here.
  std::function<void()> on_commit;
};

struct ConnectionReport {
  std::string connection;
  int64_t run = 0;  // 0 in a dry run
  std::vector<RunStream> streams;
  std::vector<std::pair<StreamName, std::string>> unused_fields;  // stream, field
  std::vector<Message> notes;                                     // what the reader of the report should know
  std::optional<Message> failure;                                 // what stopped this connection; the others went on
  std::vector<std::pair<std::string, Message>> failed_streams;    // what stopped these streams; the connection's others went on
  /// True if not all of `stream` could be read.
  bool unfinished(const std::string& stream) const;
};

struct SyncReport {
  std::vector<ConnectionReport> connections;
  bool stopped = false;
  /// Every connection and stream without failure, every stream reconciled.
  bool clean() const;
};

/// True if read = new + changed + unchanged + quarantined.
bool reconciles(const RunStream& stream);

/// Runs the named connections and publishes what has landed, also what an interrupted run left behind. Throws Error only for what
/// concerns all connections (the database); a connection's or stream's failure stands in its report. Thread: the caller's.
SyncReport sync(Hub& hub, const SyncRequest& request, const Clock& clock);

/// Lets go of what is kept for a time only and has outlived it: the audit log, ids of deliveries, runs that changed nothing. Every sync does so first. Cheap where there is nothing.
/// Where the clock is in doubt (clock_doubt.hpp), all stays, and why is answered.
std::optional<Message> forget_old(Hub& hub, const Clock& clock);

/// Publishes pending records in chunks until there are none.
void publish(Hub& hub, const SyncRequest& request, const Clock& clock);

}  // namespace musubi
