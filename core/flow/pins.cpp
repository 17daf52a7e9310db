#include "core/flow/pins.hpp"

#include "core/flow/profile_row.hpp"
#include "core/store/steward_events.hpp"

namespace musubi {

Pins pins_of(Session& session, const std::vector<PartyKey>& parties) {
  Pins out;
  for (KeptPin& kept : kept_pins(session, parties))
    out[kept.party].push_back({stated_of(field(kept.field), std::move(*kept.parts)), kept.event, std::move(kept.who), std::move(kept.since), kept.accepted});
  return out;
}

}  // namespace musubi
