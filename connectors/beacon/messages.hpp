// The sentences of this connector.
#pragma once
#include "core/sdk/connector_abi.h"

namespace musubi::beacon {

/// Ends with a null id.
extern const mu_message messages[];

}  // namespace musubi::beacon
