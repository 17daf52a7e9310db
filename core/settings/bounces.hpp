// `bounces` of musubi.yaml: when mails that were refused for now make an address dead.
#pragma once
#include <filesystem>
#include <string_view>

namespace musubi {

/// So many mails refused for now within so many days, with no sign of life between, make an address dead.
struct BounceSettings {
  int refusals = 5;
  int days = 30;
};

/// Its JSON Schema, as a part of musubi.yaml's.
extern const std::string_view bounces_schema;

/// What musubi.yaml of a configuration directory says; where it says nothing, or is none (a hub of a program of its own), the above. The file has been checked by load_configuration(); throws
/// Error naming it where it has become unreadable since. Cost: reads the file.
BounceSettings bounce_settings(const std::filesystem::path& directory);

}  // namespace musubi
