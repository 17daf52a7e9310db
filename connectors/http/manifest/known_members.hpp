// What a manifest says that nobody reads: a misspelt member, or one of a newer version of the format.
#pragma once
#include <vector>

#include "connectors/http/manifest/components.hpp"

namespace musubi::http {

/// The members of components that the format does not have, by path. `manifest`: with its parameters spread. Pure.
std::vector<Lack> unknown_members(const Json& manifest);

}  // namespace musubi::http
