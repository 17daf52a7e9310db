// One read of one stream from files.
#pragma once
#include <string_view>

#include "connectors/mail/settings.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::mail {

/// The streams, sorted: forms, messages, reports, and cards where they are wanted; with `suggest` the one of templates.
std::vector<std::string_view> streams_of(const Settings& settings);

/// Reads the stream from `state` to its end. Each mail belongs to one stream: a delivery report to reports, a notification of a known form
/// to forms, all others, and what cannot be read, to messages; cards of whatever mail to cards.
void run_stream(const Host& host, const Settings& settings, std::string_view stream, std::string_view state);

}  // namespace musubi::mail
