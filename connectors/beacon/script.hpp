// The script that pages load (script.js, at most 2 KB as it is sent).
#pragma once
#include <string>

#include "connectors/beacon/settings.hpp"

namespace musubi::beacon {

/// With the names and the time of the settings.
std::string script(const Settings& settings);

}  // namespace musubi::beacon
