// A connector's JSON as a raw record.
#pragma once
#include <string>
#include <string_view>

#include "core/record/source.hpp"

namespace musubi {

/// XXH3-128 of `payload`, big-endian. Pure; about 8 GB/s.
Digest digest_of(std::string_view payload);

/// Turns what connectors deliver into raw records. Remembers the last date it read, so one per reading
/// thread.
class RecordReader {
 public:
  /// `zone`: where dates without an offset are read.
  explicit RecordReader(std::string zone) : zone_(std::move(zone)) {}
  /// Takes the reserved members `_row`, `_file`, `_file_date` off the front of `json` (only there, only in
  /// this order), digests the rest and sees whether it is a deletion. A date that cannot be read is left out.
  /// `id` is the caller's to set.
  RawRecord read(std::string_view json);

 private:
  std::string zone_, last_text_;
  std::optional<Time> last_date_;
};

}  // namespace musubi
