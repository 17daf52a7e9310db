// musubi customer claim | unclaim: whose an anonymous receipt is.
#include "core/app/stewards.hpp"

namespace musubi {

int run_customer_claim(Context& context, const StewardOptions& o) {
  Hub hub = opened(context);
  print_outcome(context, claim_receipt(hub, o.receipt, o.id, speaker(context), *context.clock));
  return 0;
}

int run_customer_unclaim(Context& context, const StewardOptions& o) {
  Hub hub = opened(context);
  print_outcome(context, unclaim_receipt(hub, o.receipt, speaker(context), *context.clock));
  return 0;
}

}  // namespace musubi
