// A manifest file, read and compiled.
#pragma once
#include <string>
#include <string_view>

#include "connectors/http/manifest/components.hpp"

namespace musubi::http {

/// Never throws for what stands in the manifest: all that is wrong or not supported is in `lacks`. `values`: the settings,
/// of which dynamic streams come; null: there are no such streams, only what their templates lack. Throws Failure MU_CONFIG
/// where these do not fit.
Manifest read_manifest(std::string_view yaml, const Json* values = nullptr);

}  // namespace musubi::http
