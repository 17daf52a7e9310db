// Which files a stream's path names, and the date each of them stands for.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::file {

/// A file of a stream.
struct FoundFile {
  std::filesystem::path path;
  std::string name;  // without folders
  std::string date;  // ISO 8601: the date in the name, else the time of its last change, in UTC
};

/// The files that match `pattern` (* and ? in any part of the path), oldest date first, then by name;
/// `newest_only`: the last of them. Hidden files, and those that office programs keep beside an open list
/// (~$…), are left out. Throws Failure MU_CONFIG where there is none, with the names that come near.
std::vector<FoundFile> find_files(const std::string& pattern, bool newest_only);

/// Whether `name` matches `pattern` (* and ?; case counts).
bool matches(std::string_view pattern, std::string_view name);

/// The date that a file's name states, in ISO 8601; "" if there is none. Read are 20260131, 2026-01-31,
/// 2026_1_31, 2026年1月31日, 令和8年1月31日, R8.1.31, also without the day (202601, 令和8年1月: the first of
/// the month); a time of six digits may follow the eight. Full-width digits count as digits. The last date of
/// the name counts.
std::string date_in_name(std::string_view name);

}  // namespace musubi::file
