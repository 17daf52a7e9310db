// Pairs that a device alone makes, or a contact that is all that is known of one of the two.
#pragma once
#include <string_view>

#include "core/record/link.hpp"

namespace musubi {

/// What says that one of the two is known by a device that the other used, or by one phone number or e-mail address that the other has, where
/// that alone makes the pair a match; else nullptr. Valid as long as the pair.
const Evidence* by_device(const Pair& pair);

/// Of such evidence: whether the one with the smaller id is what is known by it alone.
bool smaller_is_device(const Evidence& evidence);
/// Of such evidence: the veto where those who have it are not one customer: "device" or "contact".
std::string_view device_veto(const Evidence& evidence);

/// True for two records that are known by the same contact alone.
bool known_alike(const Pair& pair);

/// A pair by_device() of two that are not one customer is no match: somebody else has used the device, or has the contact, too, or a steward
/// has spoken. Its band becomes review, its veto device_veto(). Pure.
void hear_device(Pair& pair, bool one_customer);

}  // namespace musubi
