// By which rules a connection's records were last published.
#pragma once
#include <string>

#include "core/store/store.hpp"

namespace musubi {

/// Keeps `digest` as that of the rules of `connection`; true if another one was kept before, so that what is published no
/// longer follows from the rules.
bool rules_changed(Session& session, const std::string& connection, const std::string& digest);

}  // namespace musubi
