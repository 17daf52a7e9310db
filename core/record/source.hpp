// What a source says: one version of one record, verbatim, and the names by which everything later refers to it.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "core/base/time.hpp"

namespace musubi {

/// A stream of a connection, e.g. {"pos", "members"}.
struct StreamName {
  std::string connection, stream;
  auto operator<=>(const StreamName&) const = default;
};

/// A record's name: stable at the source, unique in its stream. The order of these keys breaks every tie.
struct RecordKey {
  std::string connection, stream, key;
  auto operator<=>(const RecordKey&) const = default;
};

/// One party (person or organisation) that a record speaks of; `party` is the name its mapping gives it.
struct PartyKey {
  RecordKey record;
  std::string party;
  auto operator<=>(const PartyKey&) const = default;
};

/// XXH3-128 of a payload, big-endian.
using Digest = std::array<uint8_t, 16>;

/// One version of a source record as it was delivered. `json` is the source's own object without the members by which a
/// connector says where it read it: `_file`, `_file_date` and `_row` (docs/connector-spec.md) become the fields below
/// and don't count in the digest.
struct RawRecord {
  RecordKey id;
  std::string json;
  Digest digest{};
  bool deleted = false;
  std::string file;               // where the record was read, "" if the source has no files
  int64_t row = 0;                // its row there, 1 = first, 0 = none
  std::optional<Time> file_date;  // the date in the file's name, else its modification time
  Time received_at{};
  int64_t run = 0;
};

}  // namespace musubi
