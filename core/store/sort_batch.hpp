// Which records of a batch are new, changed, unchanged, or may not land: decided record by record in the
// order delivered, so that the size of batches makes no difference. Pure.
//
// Where several dated files state one key, the last of them in the files' order (date, then name) counts,
// whenever it landed: a row of an earlier file is a version of the past. So a file that is read again, or
// comes late, changes nothing that a later one has said. The same holds of records without a file that have a date, the
// source's own time of the version: a post that was overtaken is a version of the past.
//
// A record that comes again as it was, of a later time, is of that time from then on: what was said in between is of the past.
//
// A record whose members come in another order has not changed (docs/decisions/0033).
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/message.hpp"
#include "core/record/source.hpp"
#include "core/store/delivered.hpp"

namespace musubi::store {

/// The version of a key that counts as the last so far. `id` 0: not stored.
struct LastVersion {
  int64_t id = 0;
  Digest digest{};
  bool deleted = false;
  bool exists = false;
  size_t accepted = SIZE_MAX;  // position in SortedBatch::accepted, once one of this batch has replaced it
  std::string file;            // where it stood
  std::string payload;         // of a stored one as long as the record that is asked about; else ""
  std::optional<Time> file_date;
  std::set<std::pair<Digest, bool>>
      past;  // digest and deleted of earlier versions; for records that come_before()
};
/// True if `r` stands in an earlier file than `last`, or is of an earlier time where neither stands in one; never where one
/// of them has no date.
bool comes_before(const RawRecord& r, const LastVersion& last);
using LastVersions = std::unordered_map<std::string_view, LastVersion>;

struct SortedBatch {
  struct Accepted {
    size_t record;          // position in the batch
    bool changed;           // else new
    bool replaced = false;  // by a later version of the same batch
    std::optional<Time> again = {};  // the later time of which it came once more, in this batch
  };
  struct Refused {
    size_t record;
    Message reason;
  };
  std::vector<Accepted> accepted;
  std::vector<int64_t> superseded;  // stored versions that give way
  std::map<int64_t, Time> dated;    // stored versions that came again, and the later time that they are of
  std::vector<size_t> late;         // positions of versions of the past that are not kept yet
  std::vector<Refused> refused;
  int64_t unchanged = 0;
};

/// Records that cannot land whatever is stored: no key, a key over 1,000 bytes, a NUL or bytes that are not
/// UTF-8.
std::vector<SortedBatch::Refused> unlandable(const std::vector<RawRecord>& batch);

/// Sorts the records that are not in `refused`; `last` must know their keys. Notes in `delivered` what came.
SortedBatch sort_batch(const std::vector<RawRecord>& batch, std::vector<SortedBatch::Refused> refused,
                       LastVersions last, DeliveredKeys& delivered);

}  // namespace musubi::store
