// One read of the posts that wait at a relay.
#pragma once
#include <string_view>

#include "connectors/form/settings.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::form {

/// Whether the relay lets us in and its posts can be opened. Throws Failure.
void check_relay(const Host& host, const Settings& settings);

/// Hands over the posts that wait, oldest first, each as if it had been posted to the hub. The state names them: {"v": 1, "done": [id …], "lately": {content: seconds since 1970}}.
/// They stay at the relay until a later read comes with that state, which is how a connector knows that they are durable, for a preview
/// and a dry run keep nothing; that read removes them first, where it `may_remove`. Posts of another key stay where they are and end the
/// read with CONFIG after the others. Throws Failure.
void run_relay(const Host& host, const Settings& settings, std::string_view stream, std::string_view state, bool may_remove);

}  // namespace musubi::form
