// Publishing in steps, and finding out which records the database refuses: those are held, all others are published.
#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

/// A version that failed alone, and why; `wholly`: none of the record's versions can be published.
struct Culprit {
  int64_t id = 0;
  Message reason;
  bool wholly = false;
};

/// Tells `chunk`, if it begins with the culprit.
void mark(std::vector<Pending>& chunk, const std::optional<Culprit>& culprit);

/// One transaction: chooses at most `most` pending records into `tried`, always the same ones while nothing is published, marks the
/// culprit (mark()), publishes them and commits. Nothing in `tried`: there was nothing to do.
using Attempt = std::function<void(size_t most, const std::optional<Culprit>& culprit, std::vector<Pending>& tried)>;

/// Publishes `most` records by `attempt`. Where one of them makes the database refuse, halves them until it stands alone and has it
/// held with its reason; whatever else goes wrong is thrown. False where nothing was left, or `stopped` says so.
bool publish_carefully(size_t most, const Attempt& attempt, const std::function<bool()>& stopped);

}  // namespace musubi
