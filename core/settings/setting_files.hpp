// Which files of a configuration a backup holds.
#pragma once
#include <vector>

#include "core/settings/sealed_file.hpp"
#include "core/settings/settings.hpp"

namespace musubi {

/// The settings (*.yaml at the top, connections/, mappings/, manifests/) and what these name within the configuration's directory: manifests of other
/// places, certificates, lists of known hosts, programs' settings. Not what is secret ({file: …}, private keys, secrets/), not lists that are read: what a stream's `path` names is none, wherever it lies.
/// Names begin with "config/". What a file names that cannot be read as settings is left out.
std::vector<SealedEntry> configuration_files(const Configuration& configuration);

}  // namespace musubi
