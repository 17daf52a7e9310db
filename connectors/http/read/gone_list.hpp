// What is no longer at the source, where that has a list of it.
#pragma once
#include "connectors/http/read/delivery.hpp"
#include "connectors/http/read/turns.hpp"

namespace musubi::http {

/// Reads the stream's list of what is gone, if it has one, and delivers each record of it as a deletion. Throws as Turns::complete.
void deliver_gone(Turns& turns, Session& session, const Stream& stream, Delivery& delivery);

}  // namespace musubi::http
