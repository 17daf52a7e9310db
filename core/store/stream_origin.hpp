// What a stream's records were last read from, beside its state.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

/// As the pipeline writes it (flow/origin.hpp); the store compares nothing.
struct StreamOrigin {
  std::string source, since, key;
  friend bool operator==(const StreamOrigin&, const StreamOrigin&) = default;
};
std::optional<StreamOrigin> stream_origin(Session& session, const StreamName& stream);
void keep_stream_origin(Session& session, const StreamName& stream, const StreamOrigin& origin);
/// The columns that its mapping has read of the stream so far, as they were kept; none of a stream that was never kept.
std::vector<std::string> seen_columns(Session& session, const StreamName& stream);
/// The stream must have been kept.
void keep_seen_columns(Session& session, const StreamName& stream, const std::vector<std::string>& columns);
/// The next reading begins at the start.
void forget_stream_state(Session& session, const StreamName& stream);
/// Whether anything of the stream is there that is not gone.
bool has_records(Session& session, const StreamName& stream);

/// The streams of a connection of which records were ever read, or rows are held.
std::vector<StreamName> streams_with_records(Session& session, const std::string& connection);
/// Forgets what is kept beside a connection's records: states and what they were read from, by which rules they were published, what was to be fetched.
void forget_reading(Session& session, const std::string& connection);

/// Closes what is held of a connection that nobody can mend or read again any more; answers how many rows.
int64_t resolve_held(Session& session, const std::string& connection, Time at);

/// What is left of a connection that nothing reads any more: records that are there, rows that are held.
struct LeftBehind {
  std::string connection;
  int64_t records = 0, held = 0;
};
/// Of connections other than `known`: those of which anything is left, most records first, then most held rows, then by name.
std::vector<LeftBehind> left_behind(Session& session, const std::vector<std::string>& known);

}  // namespace musubi
