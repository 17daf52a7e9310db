#include "connectors/file/find_files.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <ctime>

#include "connectors/file/byte_file.hpp"
#include "connectors/file/fail.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::file {
namespace {

namespace fs = std::filesystem;

/// What programs put behind the name of a file while they write it.
constexpr std::string_view kPartial[] = {".filepart", ".part", ".partial", ".tmp"};
constexpr int64_t kForgotten = 3600;  // seconds

std::vector<std::string> names_in(const fs::path& folder, std::string_view wanted) {
  std::vector<std::string> out;
  std::error_code error;
  for (fs::directory_iterator it(folder.empty() ? fs::path(".") : folder, error), end; !error && it != end;
       it.increment(error))
    if (std::string name = it->path().filename().string(); !passed_over(name, wanted)) out.push_back(std::move(name));
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<fs::path> expand(const fs::path& pattern) {
  std::vector<fs::path> found{fs::path()};
  std::error_code error;
  for (const auto& part : pattern) {
    std::vector<fs::path> next;
    for (const auto& base : found) {
      if (!has_wildcard(part.string())) {
        if (fs::exists(base / part, error)) next.push_back(base / part);
        continue;
      }
      for (const auto& name : names_in(base, part.string()))
        if (matches(part.string(), name)) next.push_back(base / name);
    }
    found = std::move(next);
  }
  return found;
}

[[noreturn]] void none_found(const std::string& pattern) {
  fs::path path(pattern), folder = path.parent_path();
  std::error_code error;
  if (!has_wildcard(folder.string()) && !folder.empty() && !fs::is_directory(folder, error))
    config_failure("no_folder", {{"path", pattern}, {"folder", folder.string()}});
  std::vector<std::string> names =
      has_wildcard(folder.string()) ? std::vector<std::string>() : names_in(folder, "");
  std::string wanted = path.filename().string();
  std::erase(wanted, '*');
  std::string near = nearest_name(wanted, names), listed;
  for (size_t i = 0; i < names.size() && i < 5; ++i) listed += (i ? ", " : "") + names[i];
  if (near.empty()) near = listed;
  if (near.empty()) config_failure("no_file_empty_folder", {{"path", pattern}});
  config_failure("no_file", {{"path", pattern}, {"nearest", near}});
}

std::string companion_on_disk(const fs::path& path) {
  struct stat s {};
  for (const std::string& beside : companions_of(path.string()))
    if (::stat(beside.c_str(), &s) == 0 && speaks_of_writing(s.st_mtim.tv_sec)) return fs::path(beside).filename().string();
  return "";
}

}  // namespace

bool has_wildcard(std::string_view text) {
  return text.find_first_of("*?") != text.npos;
}

bool passed_over(std::string_view name, std::string_view wanted) {
  if (name.starts_with('.') || name.starts_with("~$")) return true;
  for (std::string_view suffix : kPartial)
    if (name.ends_with(suffix)) return !wanted.ends_with(suffix);
  return false;
}

bool speaks_of_writing(int64_t modified) {
  return modified == 0 || std::time(nullptr) - modified < kForgotten;
}

std::vector<std::string> companions_of(const std::string& name) {
  std::vector<std::string> out;
  for (std::string_view suffix : kPartial) out.push_back(name + std::string(suffix));
  return out;
}

void put_in_order(std::vector<FoundFile>& files, bool newest_only) {
  std::stable_sort(files.begin(), files.end(), [](const FoundFile& a, const FoundFile& b) {
    return std::tie(a.date, a.name, a.id) < std::tie(b.date, b.name, b.id);
  });
  if (newest_only && files.size() > 1) files.erase(files.begin(), files.end() - 1);
}

std::string iso_utc(int64_t nanoseconds) {
  std::time_t seconds = nanoseconds / 1'000'000'000;
  std::tm tm{};
  gmtime_r(&seconds, &tm);
  char out[32];
  std::strftime(out, sizeof out, "%Y-%m-%dT%H:%M:%SZ", &tm);
  return out;
}

bool matches(std::string_view pattern, std::string_view name) {
  size_t p = 0, n = 0, star = pattern.npos, mark = 0;
  auto letter = [&](size_t at) {
    return at < name.size() && (static_cast<unsigned char>(name[at]) & 0xC0) == 0x80;
  };
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      mark = n;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      for (++n; letter(n); ++n) {
      }
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p, ++n;
    } else if (star != pattern.npos) {
      p = star;
      n = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::vector<FoundFile> find_files(const std::string& pattern, bool newest_only) {
  std::vector<FoundFile> out;
  std::error_code error;
  std::vector<fs::path> paths = fs::exists(pattern, error) ? std::vector<fs::path>{pattern} : expand(pattern);
  for (auto& path : paths) {
    if (has_wildcard(pattern) && fs::is_directory(path, error)) continue;
    FoundFile file;
    file.path = path;
    file.id = path.string();
    file.name = path.filename().string();
    file.date = date_in_name(file.name);
    if (file.date.empty()) file.date = iso_utc(stamp_of(path).modified);
    file.companion = companion_on_disk(path);
    out.push_back(std::move(file));
  }
  if (out.empty()) none_found(pattern);
  put_in_order(out, newest_only);
  return out;
}

}  // namespace musubi::file
