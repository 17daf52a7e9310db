// The sentences of this connector.
#pragma once
#include "core/sdk/connector_abi.h"

namespace musubi::webhook {

/// Ends with a null id.
extern const mu_message messages[];

}  // namespace musubi::webhook
