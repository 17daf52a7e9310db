#include "core/app/dead_runs.hpp"

namespace musubi {

Session looking_at_runs(const Context& context, Hub& hub) {
  {
    Session closing = hub.store.begin();
    closing.close_dead_runs(context.clock->now());
    closing.commit();
  }
  return hub.store.begin();
}

}  // namespace musubi
