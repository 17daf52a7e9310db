// Transformations of a record, as its stream declares them.
#pragma once
#include "connectors/http/manifest/components.hpp"

namespace musubi::http {

/// Changes `record`. `scope` has the names of the record but `record` itself. Throws Trouble.
void transform(Json& record, const Transformation& by, const Scope& scope);

/// Whether a name fits one step of a path, which may hold the signs of a pattern (*, ?, […]).
bool fits_step(const std::string& name, const std::string& pattern);

/// Sets what stands at a path, making objects on the way. Throws Trouble where the way leads through a plain
/// value.
void put_at(Json& record, const std::vector<std::string>& path, Json value);

}  // namespace musubi::http
