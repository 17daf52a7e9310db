// Opt-ins that come when their retention is over already, and lift an opt-out that stays: without them its owner would never be written to again.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/record/mapped.hpp"
#include "core/record/source.hpp"
#include "core/store/retention.hpp"

namespace musubi {

/// Of the batches of one read. One thread at a time.
class LateOptIns {
 public:
  /// Whether a record whose retention is over says an opt-in by the person's own act; then it is remembered by its place in the batch.
  bool may_lift(size_t place, const Mapped& mapped);
  /// Notes the opt-outs of a record that is taken in: the master does not hold them yet.
  void hear(const Mapped& mapped);
  /// Takes those that lift no opt-out, of the master or of this read up to here, out of the batch; answers how many. Whoever says the opt-out
  /// later in the same read is heard at the next one. One statement, where there are any.
  int64_t leave_out(Session& session, std::vector<RawRecord>& batch);
  /// The batch is begun anew.
  void forget() { late_.clear(); }

 private:
  bool lifts_one_of_this_read(const OptWord& opt_in) const;

  std::vector<std::pair<size_t, OptWord>> late_;
  std::map<std::pair<std::string, std::string>, Time> opt_outs_;  // the earliest about each contact point
};

}  // namespace musubi
