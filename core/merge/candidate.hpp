// The values that members state of one field, in the order of preference.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/merge/survivorship.hpp"

namespace musubi::merging {

/// One statement. Points into the members; lives no longer than they.
struct Candidate {
  const Stated* value = nullptr;
  const Profile* profile = nullptr;
  size_t agreeing = 1;  // profiles that state the same key

  /// The mapping said `empty: clears` and the source was empty: wins like a value, and blanks.
  bool clears() const;
};

/// All statements of `f` by active members, by gone ones only where no active one states it; the preferred
/// first, made-up values last. The order of `members` has no influence.
std::vector<Candidate> candidates(const std::vector<Member>& members, Field f, const Rules& rules);

/// The words of all stewards on this field, each with the member it is on; the last first.
std::vector<std::pair<const Pin*, const Member*>> pins_on(const std::vector<Member>& members, Field f);

/// What equal values share: the key, or what is shown where the field has no key.
std::string identity(const Stated& value);

/// True if who entered `a` outranks who entered `b`.
bool more_trusted(const Profile& a, const Profile& b, const Rules& rules);

}  // namespace musubi::merging
