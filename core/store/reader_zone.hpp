// In which time zone a reader (store.hpp: add_reader) sees times.
#pragma once
#include <string>

#include "core/store/store.hpp"

namespace musubi {

/// From his next connection on `name` sees times, and the days and months made of them, in `zone` (IANA name), unless he asks for another.
void show_times_in(Session& session, const std::string& name, const std::string& zone);

}  // namespace musubi
