// What stewards pinned on parties, ready for survivorship.
#pragma once
#include <map>
#include <vector>

#include "core/merge/merge.hpp"
#include "core/store/store.hpp"

namespace musubi {

using Pins = std::map<PartyKey, std::vector<Pin>>;
/// The pins that count on these parties. Costs one small query while nobody has pinned anything.
Pins pins_of(Session& session, const std::vector<PartyKey>& parties);

}  // namespace musubi
