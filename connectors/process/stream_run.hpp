// One read of one stream: the program's messages as records and checkpoints.
#pragma once
#include <string_view>
#include <vector>

#include "connectors/process/program.hpp"

namespace musubi::process {

/// Checkpoints stand where the program gives a state, and at its good end; none behind records of which nobody knows the
/// name, among `all` that the catalogue has, while none came under the stream's. A program that ends badly, that says it
/// has not come to the end of the stream, or that gives strange names alone is a Failure; what it had given a state for is
/// durable.
void run_stream(Session& session, Program& program, const Stream& stream, const std::vector<Stream>& with,
                const std::vector<Stream>& all, std::string_view state);

}  // namespace musubi::process
