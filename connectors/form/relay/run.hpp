// One read of the posts that wait at a relay.
#pragma once
#include <string_view>

#include "connectors/form/settings.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::form {

/// Whether the relay lets us in and its posts can be opened. Throws Failure.
void check_relay(const Host& host, const Settings& settings);

/// Hands over the posts that wait, oldest first, each as if it had been posted to the hub, and removes them at the relay once they are
/// durable: {"v": 1, "done": [id …]} is the state, whose posts are removed first, should they still be there. Posts of another key stay
/// where they are and end the read with CONFIG after the others. Throws Failure.
void run_relay(const Host& host, const Settings& settings, std::string_view stream, std::string_view state);

}  // namespace musubi::form
