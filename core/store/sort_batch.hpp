// Which records of a batch are new, changed, unchanged, or may not land: decided record by record in the
// order delivered, so that the size of batches makes no difference. Pure.
#pragma once
#include <string_view>
#include <unordered_map>
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
};
using LastVersions = std::unordered_map<std::string_view, LastVersion>;

struct SortedBatch {
  struct Accepted {
    size_t record;          // position in the batch
    bool changed;           // else new
    bool replaced = false;  // by a later version of the same batch
  };
  struct Refused {
    size_t record;
    Message reason;
  };
  std::vector<Accepted> accepted;
  std::vector<int64_t> superseded;  // stored versions that give way
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
