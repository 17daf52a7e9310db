// Survivorship: one golden customer from the profiles of a cluster, each field with its origin. Pure and
// order-free.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/message.hpp"
#include "core/record/profile.hpp"
#include "core/record/table.hpp"

namespace musubi {

/// Per-field rules (config/survivorship.yaml): order of connections, of who entered; all have defaults.
class Survivorship {
 public:
  struct Impl;
  explicit Survivorship(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  const Impl& impl() const { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};
/// Throws Error naming file and line. "" means the defaults (design.md §7).
Survivorship load_survivorship(std::string_view yaml, const std::string& file);

/// What a steward pinned on a party: the value of its customer's field, whatever records say. All parts empty: the field is blank.
/// `since`: the ISO date from which an accepted proposal says that it holds, "" where nobody said. `accepted`: the word accepted a proposal; of
/// a field with several values it adds to what was pinned before.
struct Pin {
  Stated value;
  int64_t event = 0;  // the steward's word; a later one wins
  std::string who;
  std::string since = {};
  bool accepted = false;
};

/// One profile of the customer with what its record said earlier (oldest first), for intervals (employment), and what
/// stewards pinned on it.
struct Member {
  Profile now;
  std::vector<Profile> before;
  std::vector<Pin> pins = {};
};

/// A doubtful difference that a person should see: e.g. one kanji apart from the value that won.
struct Warning {
  Field field;
  std::string id;          // message id, e.g. "merge.one_kanji"
  int64_t profile_id = 0;  // who states the value that lost
  std::string won, lost;
};

/// One field of the golden customer with the profile it came from, or, if `pinned` (an event), on which a steward pinned it.
struct Golden {
  Stated value;
  int64_t profile_id = 0;
  int64_t pinned = 0;
  std::string pinned_by = {};
};

/// A customer: `id` = the smallest profile id of the members.
struct Customer {
  int64_t id = 0;
  Kind kind = Kind::person;
  std::vector<Golden> values;
  std::vector<Warning> warnings;
};

/// Whether `kana`, a name, may be how `said` is read, which is a name with kanji or a reading that a record states.
using ReadsAs = std::function<bool(const Stated& said, const Stated& kana)>;

/// Per field: what a steward pinned last (of a field with several values also what was accepted before it, up to the last value typed or
/// blanked); else entered_by (self > other > staff > import > system), the source's order, recency, agreement,
/// completeness, then source key. Gone members count only where no active one states the field. A one-kanji
/// difference against a more trusted value warns and never wins. Parts of an address or a name come from one
/// profile, never mixed; department and title come from profiles of the golden employer. A value of which all
/// parts are empty is an explicit clearing: it wins like a value and blanks. Of fields with several values
/// all distinct ones stand in `values`, the golden one first. Made-up values rank behind all others. A name in Latin letters, or in kana as
/// `reads` finds it (empty: none is looked for), says nothing against the same in kanji; nor does an address against one that contains it.
Customer merge(const std::vector<Member>& members, const Survivorship& rules, const ReadsAs& reads = {});

/// The customer as rows of the master's tables (customer, contact_point, employment), keys by core/normalize
/// already in the values. Employment intervals come from all members' versions and from pins that say since
/// when; dates only from what sources say; an instant is the date it has in `zone` (IANA; throws Error for an unknown one).
/// employment.organisation_id stays NULL.
struct MasterRows {
  Row customer;
  std::vector<Row> contact_points, employment;
};
MasterRows master_rows(const Customer& customer, const std::vector<Member>& members,
                       std::string_view zone = "Asia/Tokyo");

}  // namespace musubi
