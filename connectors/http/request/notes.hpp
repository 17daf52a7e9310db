// What a read says beside its records and failures, for whoever looks into its log.
#pragma once
#include "connectors/http/messages.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

/// A sentence of messages.hpp, for the log.
inline void note(const Session& session, int32_t level, std::string_view id, const Pairs& args) {
  session.host().note(level, id, args);
}

}  // namespace musubi::http
