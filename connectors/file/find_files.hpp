// Which files a stream's path names on this machine, and the date each of them stands for.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::file {

/// A file of a stream.
struct FoundFile {
  std::filesystem::path path;  // where it is read; of a file on a server: set when it has been fetched
  std::string id;              // what the stream's state calls it: its path or address
  std::string name;            // without folders
  std::string date;            // ISO 8601: the date in the name, else the time of its last change, in UTC
  std::string companion;       // a file beside it that says it is still being written: members.csv.filepart
  std::string place, version;  // of a file on a server: RemoteFile
  int64_t size = -1, modified = 0;  // of a file on a server, modified in nanoseconds since 1970, 0 = not told
};

/// The files that match `pattern` (* and ? in any part of the path), oldest date first, then by name;
/// `newest_only`: the last of them. Hidden files, and those that office programs keep beside an open list
/// (~$…), are left out, and so are parts of files (.filepart, .part, .tmp) where `pattern` does not ask for them. Throws Failure MU_CONFIG where there is none, with the names that come near.
std::vector<FoundFile> find_files(const std::string& pattern, bool newest_only);

/// Whether `name` matches `pattern` (* and ?; case counts).
bool matches(std::string_view pattern, std::string_view name);

/// Whether people don't mean a file of this name by a pattern that ends with `wanted`.
bool passed_over(std::string_view name, std::string_view wanted);
/// Names that a program may have given to a file of this name while it writes it, beside it.
std::vector<std::string> companions_of(const std::string& name);
/// Whether such a companion counts: changed within the last hour (seconds since 1970, 0 = not known). An older one was
/// forgotten there.
bool speaks_of_writing(int64_t modified);
/// Oldest date first, then by name; `newest_only`: the last of them.
void put_in_order(std::vector<FoundFile>& files, bool newest_only);
/// Nanoseconds since 1970 in ISO 8601, UTC.
std::string iso_utc(int64_t nanoseconds);
bool has_wildcard(std::string_view text);

/// The date that a file's name states, in ISO 8601; "" if there is none. Read are 20260131, 2026-01-31,
/// 2026_1_31, 2026年1月31日, 令和8年1月31日, R8.1.31, also without the day (202601, 令和8年1月: the first of
/// the month); a time of six digits may follow the eight. Full-width digits count as digits. The last date of
/// the name counts.
std::string date_in_name(std::string_view name);

}  // namespace musubi::file
