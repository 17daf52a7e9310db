// The libpq URL of a database as SOCI takes it, with how long a silent network is borne.
#pragma once
#include <string>
#include <string_view>

namespace musubi::store {

/// Up to the first line end.
std::string_view first_line(std::string_view text);

/// `url` with the hub's own defaults where it says nothing of its own: 5 s to connect (connect_timeout, for each address of the host), and
/// over TCP about 10 s until a server that is waited for and answers no probe is given up (keepalives_idle, keepalives_interval,
/// keepalives_count), 60 s where something was sent that it does not take (tcp_user_timeout: its disk may be slow). Long statements are not
/// bounded: a server that works is acknowledged by its system. PGCONNECT_TIMEOUT and a service file are not asked for these. Throws Error "store.down" for a
/// URL that is none. Pure.
std::string connection_string(const std::string& url);

}  // namespace musubi::store
