// Stewards' edits of held rows.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

/// A row as a steward mended it; `key` is the record's, `was` the digest of what stood there.
struct QuarantineEdit {
  int64_t quarantine = 0;
  RecordKey record;
  Digest was{};
  std::string payload, who, why;
  Time at{};
};
void keep_edit(Session& session, const QuarantineEdit& edit);
/// The last edit of each row of a stream, by the digest of what stood there.
std::map<Digest, QuarantineEdit> edits_of(Session& session, const StreamName& stream);

/// The open held row of that number.
std::optional<Held> held_row(Session& session, int64_t id);
/// Closes held rows that have become good records under another key, or never were records.
void close_held(Session& session, const std::vector<int64_t>& ids, Time at);

/// A row that was closed without being mended.
struct ClosedRow {
  Held row;
  std::string how, who, why;  // "superseded": by a newer whole list; "discarded": by a steward
  Time at{};
};
/// Closes an open held row as discarded; false where none of that number is open.
bool close_as_discarded(Session& session, int64_t id, const std::string& who, const std::string& why, Time at);
/// The discarded row of that number.
std::optional<Held> discarded_row(Session& session, int64_t id);
/// The open held row of the same record that came after it, the newest one.
std::optional<int64_t> held_after(Session& session, const Held& row);
/// Opens a discarded row again; false where it is none.
bool open_discarded(Session& session, int64_t id);
/// Rows that were closed without being mended, the last closed first, of a connection or, with "", of all.
std::vector<ClosedRow> closed_rows(Session& session, const std::string& connection, size_t limit);
/// True while the last version of this record is held, or it has none.
bool record_is_held(Session& session, const RecordKey& record);

}  // namespace musubi
