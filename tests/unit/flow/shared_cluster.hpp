// One embedded cluster for the whole test program: a cluster of its own for each test would cost seconds.
#pragma once
#include <string>

namespace musubi::testing {

/// The URL of a new, empty database in the shared cluster, which starts with the first call and ends with
/// the program. About 50 ms.
std::string new_database();

/// musubi.yaml of a hub that uses the connectors of this build and that database; "": a cluster of its own.
std::string settings_for(const std::string& database);

}  // namespace musubi::testing
