// Mail addresses that stand for none.
#pragma once
#include <string_view>

namespace musubi::text {

/// Whether `address`, in lower case, reaches nobody and was typed only to fill a field: hosts that can't be had (.invalid, localhost), and
/// test@, dummy1@ and their like at the hosts of examples (RFC 2606). Other addresses at example.com are taken as they are: lists that
/// somebody tries a hub with are full of them.
bool is_made_up_address(std::string_view address);

}  // namespace musubi::text
