// One read of one stream: the program's messages as records and checkpoints.
#pragma once
#include <string_view>
#include <vector>

#include "connectors/process/program.hpp"

namespace musubi::process {

/// Checkpoints stand where the program gives a state, and at its good end. A program that ends badly is a
/// Failure; what it had given a state for is durable.
void run_stream(Session& session, Program& program, const Stream& stream, const std::vector<Stream>& with,
                std::string_view state);

}  // namespace musubi::process
