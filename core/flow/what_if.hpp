// What the master would be by other rules, before they are live: who would merge and who would split. The same change set that the next
// sync would write, staged and never kept (docs/decisions/0002).
#pragma once
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/flow/hub.hpp"

namespace musubi {

/// A customer with the records that it holds, by source key.
struct Grouped {
  int64_t customer = 0;
  std::string name;
  std::vector<RecordKey> records;
};

/// Customers that would become others: several before and one after merge, one before and several after split, several and several do
/// both.
struct Regrouping {
  std::vector<Grouped> before, after;
};

struct WhatIf {
  int64_t customers_before = 0, customers_after = 0, review_before = 0, review_after = 0;
  std::vector<Regrouping> groups;  // by their first record; all of them, with names for the first `named` alone
};

struct WhatIfRequest {
  size_t named = 1'000;
  unsigned threads = 2;
  std::stop_token stop;
  std::function<void(int64_t done, int64_t total)> on_progress;  // records derived anew
};

/// Derives all records anew by `rules`. Records that wait to be published are derived too, but only those that have a customer now are
/// told of. Nothing is written, nobody waits, no id is used up. Throws Error "flow.what_if_stopped" where it was stopped. Cost: that of
/// publishing everything once.
WhatIf what_if(Hub& hub, Rules rules, const WhatIfRequest& request, const Clock& clock);

}  // namespace musubi
