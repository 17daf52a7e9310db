// Removing source records for good, because their time is over.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

/// The last versions of a stream's records, deletions left out, one at a time.
void each_record(Session& session, const StreamName& stream, const std::function<void(const RawRecord&)>& take);
/// Earlier versions of a stream that landed before `cutoff`, with their numbers.
void each_version_before(Session& session, const StreamName& stream, Time cutoff, const std::function<void(int64_t id, const RawRecord&)>& take);
/// Held rows of a stream that were held before `cutoff`.
int64_t held_before(Session& session, const StreamName& stream, Time cutoff);

/// Records of which some version says an opt-out, and those that lift one: the person's own later opt-in of the same record or about the same
/// contact point.
std::vector<RecordKey> records_of_opt_outs(Session& session, const StreamName& stream);

/// What a record says of a contact point: an opt-in by the person's own act, or an opt-out (`at`: by its latest moment).
struct OptWord {
  RecordKey record;
  std::string contact, value;
  Time at{};
};
/// Which of these opt-ins lift an opt-out that the master holds: one of an earlier time about the same contact point, or of the same record. One statement.
std::vector<bool> lift_opt_outs(Session& session, const std::vector<OptWord>& opt_ins);

/// Deletes payloads, earlier versions, held rows and edits of records; what they said must have been taken back before. Profiles that no
/// fact refers to lose their source key; customers that have ended lose their history.
void remove_records(Session& session, const std::vector<RecordKey>& records);
void remove_versions(Session& session, const std::vector<int64_t>& ids);
void remove_held_before(Session& session, const StreamName& stream, Time cutoff);

/// One look through a stream.
struct Removal {
  StreamName stream;
  Time cutoff{};
  int64_t records = 0, versions = 0, held = 0;
  bool any() const { return records || versions || held; }
};
void keep_removal(Session& session, const Removal& removal, Time at);
/// When the stream was last looked through.
std::optional<Time> last_removal(Session& session, const StreamName& stream);

/// Counts rows of a run that were read and not taken in: past their retention. They count as unchanged.
void count_past(Session& session, int64_t run, const StreamName& stream, int64_t rows);

}  // namespace musubi
