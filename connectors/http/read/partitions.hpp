// The partitions of a stream: values of a list, records of parent streams, and every combination of several
// routers.
#pragma once
#include <functional>
#include <map>
#include <string>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/read/slice.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

class Turns;

/// States of parents that are read incrementally, by name: where they begin, and where they have come to.
using ParentStates = std::map<std::string, Json>;

/// Whether a parent's state decides which partitions are read.
bool has_incremental_parent(const Stream& stream);

/// Calls `each` with every partition. The parents of one router are read as it goes, one slice after the
/// other, while slices of `turns` go on, and nothing is kept; of several routers each is read once to its
/// end, and its slices are kept until all have been combined. Throws as Turns::complete.
void for_each_partition(Turns& turns, Session& session, const Stream& stream, ParentStates& parents,
                        const std::function<void(const Slice&)>& each);

}  // namespace musubi::http
