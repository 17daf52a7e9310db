// Pairs that a device alone makes: what is known by it, and who used it.
#pragma once
#include "core/record/link.hpp"

namespace musubi {

/// What says that one of the two is known by a device that the other used, where that alone makes the pair a match; else nullptr. Level
/// "used_by": the one with the smaller id is the device. Valid as long as the pair.
const Evidence* by_device(const Pair& pair);

/// Such a pair of two that are not one customer is no match: somebody else has used the device, too, or a steward has spoken. Its band
/// becomes review, its veto "device". Pure.
void hear_device(Pair& pair, bool one_customer);

}  // namespace musubi
