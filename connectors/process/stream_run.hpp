// One read of one stream: the program's messages as records and checkpoints.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/process/program.hpp"

namespace musubi::process {

/// What is to be read. All must outlive the read.
struct StreamRead {
  const Stream& stream;
  const std::vector<Stream>&with, &all;  // what is read beside it, and the whole catalogue
  std::string_view state;                // where it goes on, "" = from the start
  /// The stream's last checkpoint in this run of the hub; "" = none. A read of everything goes on from that one alone: the
  /// place in a list that an earlier run was broken off at means nothing in the list as it is now.
  std::string& checkpoint;
};

/// Checkpoints stand where the program gives a state, and at its good end; none behind records of which nobody knows the
/// name, among all that the catalogue has, while none came under the stream's. A program that ends badly, that says it
/// has not come to the end of the stream, or that gives strange names alone is a Failure; what it had given a state for is
/// durable.
void run_stream(Session& session, Program& program, const StreamRead& read);

}  // namespace musubi::process
