// Reads one stream from a state to its end.
#pragma once
#include <string_view>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

/// Sends records and checkpoints of `stream` to the session's host. Throws Failure, Stopped, Trouble.
void run_stream(Session& session, const Stream& stream, std::string_view state);

/// Reads the first page and sends nothing: can we log in and see this stream? Of a stream that is read by jobs one is begun, asked after
/// once, and stopped where the manifest says how.
void try_stream(Session& session, const Stream& stream);

}  // namespace musubi::http
