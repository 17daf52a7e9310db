// spec.config_normalization_rules, applied.
#pragma once
#include <vector>

#include "connectors/http/manifest/components.hpp"

namespace musubi::http {

/// Makes of settings of a manifest's earlier versions those of this one. Throws Failure MU_CONFIG where a rule cannot be
/// evaluated with them.
void follow_config_rules(Json& config, const std::vector<Transformation>& rules, const Clock& clock);

/// Microseconds since 1970.
int64_t system_clock();

}  // namespace musubi::http
