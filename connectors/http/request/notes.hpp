// What a read says beside its records and failures, for whoever looks into its log.
#pragma once
#include "connectors/http/messages.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

/// Writes a sentence of messages.hpp into the log.
inline void note(const Session& session, int32_t level, std::string_view id, const Pairs& args) {
  session.host().log(level, sdk::english(messages, id, args));
}

/// Says that what was read may not be all there is, and why.
inline void doubt(const Session& session, const std::string& id, const Pairs& args) {
  session.host().log(MU_LOG_DEBUG, Json{{"doubt", {{"id", id}, {"args", Json(std::map<std::string, std::string>(args.begin(), args.end()))}}}}.dump());
}

}  // namespace musubi::http
