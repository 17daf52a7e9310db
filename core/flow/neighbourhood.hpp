// Resolving a chunk against what is stored: which profiles are candidates, which components they form, and which customer each
// profile then belongs to. Incremental by construction, and equal to a batch: pairs depend on two profiles and the holders of
// their keys alone, components on match pairs and decisions.
#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "core/flow/rules.hpp"
#include "core/record/link.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// The outcome. `profiles`: everyone whose customer may have changed, by id, with the customer they now have (stubs 0).
/// `customers`: ids that any of them had before or has now. Rows of held_keys and pair: what is derived and what was
/// stored of the touched profiles, ready for difference(). `profiles_stored`: rows of those among `profiles`, and of others
/// looked at, that were not touched.
struct Resolution {
  std::map<int64_t, Profile> profiles;
  std::map<int64_t, int64_t> customer_before;  // profile → customer
  std::vector<Row> profiles_stored;
  std::vector<Row> keys_stored, keys_derived, pairs_stored, pairs_derived;
};

/// `touched` carry ids and their new values. Cost: proportional to the touched profiles and their components.
Resolution resolve(Session& session, const Rules& rules, std::vector<Profile> touched);

}  // namespace musubi
