// design.md §3: which room may use which, and which libraries stay behind its walls.
#pragma once
#include <string_view>

#include "tests/architecture/tree.hpp"

namespace musubi::architecture {

/// Every #include of a C++ file against the table of rooms: its own room, rooms it may use, no tests outside
/// tests, paths written from the root.
Findings room_violations(const Files& files);

/// text and sdk: headers need the standard library alone, and so do the sources of text but for ICU.
Findings std_only_violations(const Files& files);

/// Heavy headers (SOCI, httplib, JSON, YAML, ICU, phone numbers, libpq, curl) that a header lets through to
/// other rooms.
Findings heavy_violations(const Files& files);

/// map, normalize, resolve, merge and text: no sockets, no SQL, no files, no clock.
Findings purity_violations(const Files& files);

/// `musubi_room(… USES …)` of the root's CMakeLists.txt against the same table.
Findings link_violations(std::string_view cmake);

}  // namespace musubi::architecture
