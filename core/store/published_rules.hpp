// By which rules a connection's records were last published.
#pragma once
#include <string>

#include "core/store/store.hpp"

namespace musubi {

/// Keeps `digest` as that of the rules of `connection`; true if another one was kept before, or none though it has records, so that
/// what is published may not follow from the rules.
bool rules_changed(Session& session, const std::string& connection, const std::string& digest);

/// Keeps that records of `connection` were published by the rules of `digest`, where others are kept: those of a command that read
/// changed files beside a hub that goes on with what it has read, and whose next start then follows. Locks nothing where nothing changes.
void published_by(Session& session, const std::string& connection, const std::string& digest);

}  // namespace musubi
