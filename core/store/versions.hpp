// Writing versions of source records: source.record, record_history, pending, and the figures of runs.
#pragma once
#include <vector>

#include "core/store/session.hpp"
#include "core/store/sort_batch.hpp"

namespace musubi::store {

/// Adds to the figures of one stream of a run.
void add_figures(Session::Impl& session, int64_t run, const StreamName& stream, const Landed& landed);

/// Moves stored versions to record_history. Those not yet published are counted as what they landed as and
/// marked as passed over.
void supersede(Session::Impl& session, const std::vector<int64_t>& ids, int64_t run);

/// Stores the accepted versions of a batch, the last of each key as pending. `open_rows`: keys with an open
/// quarantine row.
void store_versions(Session::Impl& session, int64_t run, const StreamName& stream,
                    const std::vector<RawRecord>& batch, const SortedBatch& sorted,
                    const std::vector<std::string>& open_rows);

/// Stores versions of the past, which count as such when their records are published again, and makes those
/// pending.
void store_past(Session::Impl& session, int64_t run, const StreamName& stream,
                const std::vector<RawRecord>& batch, const std::vector<size_t>& late);

/// Gives stored versions that came again the later time that they are of, and makes them pending.
void date_again(Session::Impl& session, int64_t run, const std::map<int64_t, Time>& dated);

/// Keeps held rows, each once: a row whose payload is held already, or was discarded, is only noted as seen again.
struct HeldCount {
  int64_t fresh = 0, known = 0;
  int64_t discarded = 0;  // of the known
};
HeldCount keep_held(Session::Impl& session, const std::vector<Held>& rows);

/// A list of ids as an array literal.
std::string array_of(const std::vector<int64_t>& ids);
/// Three arrays, for "unnest($1::text[], $2::text[], $3::text[]) k (connection, stream, key)".
Arguments columns_of(const std::vector<RecordKey>& records);

}  // namespace musubi::store
