// The schemas that stand in files beside a manifest.
#pragma once
#include <filesystem>

#include "connectors/http/manifest/components.hpp"

namespace musubi::http {

/// Reads each stream's schema_file below `folder`, the manifest's own; one that is not there is passed over,
/// as it only describes. A file that is no JSON object, or that stands outside, is noted among the lacks.
void read_schema_files(Manifest& manifest, const std::filesystem::path& folder);

}  // namespace musubi::http
