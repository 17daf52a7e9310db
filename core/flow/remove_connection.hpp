// The end of a connection: its records are gone, as if its source had deleted them all.
#pragma once
#include <cstdint>
#include <string>

#include "core/flow/hub.hpp"

namespace musubi {

/// Makes all records of a connection that is configured no more gone, in one run and one transaction, closes its alerts and its held rows, forgets where its reading
/// was, and publishes. What was said before stays as versions, decisions and links stay; a connection of that name is read from the start.
/// Answers with how many records went. Throws Error flow.connection_configured while it is configured, flow.no_records_of where it has neither
/// records nor held rows, store.already_running while another process runs it. Cost: as a sync in which all is deleted.
int64_t remove_connection(Hub& hub, const std::string& connection, const Clock& clock);

}  // namespace musubi
