// A manifest file, read and compiled.
#pragma once
#include <string>
#include <string_view>

#include "connectors/http/manifest/components.hpp"

namespace musubi::http {

/// Never throws for what stands in the manifest: all that is wrong or not supported is in `lacks`.
Manifest read_manifest(std::string_view yaml);

}  // namespace musubi::http
