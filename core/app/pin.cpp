// musubi customer pin | unpin: a value that holds whatever records say.
#include "core/app/stewards.hpp"

namespace musubi {

int run_customer_pin(Context& context, const StewardOptions& o) {
  Hub hub = opened(context);
  print_outcome(context, pin_field(hub, o.id, o.field, o.value, speaker(context), *context.clock));
  return 0;
}

int run_customer_unpin(Context& context, const StewardOptions& o) {
  Hub hub = opened(context);
  print_outcome(context, unpin_field(hub, o.id, o.field, speaker(context), *context.clock));
  return 0;
}

}  // namespace musubi
