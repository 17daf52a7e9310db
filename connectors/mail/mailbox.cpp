#include "connectors/mail/mailbox.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <set>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/fail.hpp"
#include "connectors/mail/hash.hpp"
#include "connectors/mail/wildcard.hpp"

namespace musubi::mail {
namespace {

namespace fs = std::filesystem;

/// A file changed so shortly ago may change again without another time on it.
constexpr int64_t kFresh = 2;

bool is_maildir(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path / "cur", error) && fs::is_directory(path / "new", error);
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> out;
  std::error_code error;
  for (fs::directory_iterator it(folder.empty() ? fs::path(".") : folder, error), end; !error && it != end; it.increment(error))
    out.push_back(it->path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<fs::path> expand(const std::string& pattern) {
  std::error_code error;
  if (fs::exists(pattern, error)) return {pattern};
  std::vector<fs::path> found{fs::path()};
  for (const auto& part : fs::path(pattern)) {
    std::vector<fs::path> next;
    bool wild = part.string().find_first_of("*?") != std::string::npos;
    for (const auto& base : found) {
      if (!wild) {
        if (fs::exists(base / part, error)) next.push_back(base / part);
        continue;
      }
      for (const auto& name : names_in(base))
        if (matches(part.string(), name) && (!name.starts_with('.') || part.string().starts_with('.'))) next.push_back(base / name);
    }
    found = std::move(next);
  }
  return found;
}

uint64_t stamp_of(const fs::path& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) return 0;
  auto now = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  if (now - info.st_mtim.tv_sec < kFresh) return 0;
  return hash_of(path.string() + "\n" + std::to_string(info.st_size) + "\n" + std::to_string(info.st_mtim.tv_sec) + "." + std::to_string(info.st_mtim.tv_nsec));
}

bool begins_like_mbox(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  char begin[5] = {};
  in.read(begin, 5);
  return in.gcount() == 5 && std::memcmp(begin, "From ", 5) == 0;
}

/// "1700000000.M1P2.host,S=12:2,RS" → without flags
std::string unique_part(const std::string& name) {
  return name.substr(0, name.find(":2,"));
}

void add_maildir(const fs::path& folder, std::vector<MailFile>& out) {
  std::vector<MailFile> found;
  for (const char* place : {"new", "cur"})
    for (const std::string& name : names_in(folder / place))
      if (!name.starts_with('.')) found.push_back({MailFile::Kind::maildir, folder / place / name, unique_part(name), hash_of(unique_part(name))});
  std::stable_sort(found.begin(), found.end(), [](const MailFile& a, const MailFile& b) { return a.name < b.name; });
  out.insert(out.end(), found.begin(), found.end());
}

void add_file(const fs::path& path, std::vector<MailFile>& out) {
  MailFile::Kind kind = begins_like_mbox(path) ? MailFile::Kind::mbox : MailFile::Kind::single;
  out.push_back({kind, path, path.filename().string(), stamp_of(path)});
}

bool looks_like_mail(const fs::path& path) {
  std::string name = lower(path.filename().string());
  return name.ends_with(".eml") || name.ends_with(".mbox") || name.ends_with(".msg");
}

void add(const fs::path& path, std::vector<MailFile>& out) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return add_file(path, out);
  if (is_maildir(path)) return add_maildir(path, out);
  for (const std::string& name : names_in(path))
    if (fs::is_regular_file(path / name, error) && looks_like_mail(name)) add_file(path / name, out);
}

int open_again(const MailFile& file) {
  fs::path folder = file.path.parent_path().parent_path();
  for (const char* place : {"cur", "new"})
    for (const std::string& name : names_in(folder / place))
      if (unique_part(name) == file.name)
        if (int fd = open((folder / place / name).c_str(), O_RDONLY | O_CLOEXEC); fd >= 0) return fd;
  return -1;
}

[[noreturn]] void cannot_read(const fs::path& path, int fault) {
  transient_failure("cannot_open", {{"file", path.filename().string()}, {"reason", std::strerror(fault)}});
}

}  // namespace

std::vector<MailFile> find_mails(const std::vector<std::string>& patterns) {
  std::vector<MailFile> out;
  for (const std::string& pattern : patterns) {
    std::vector<fs::path> paths = expand(pattern);
    if (paths.empty()) config_failure("no_file", {{"path", pattern}});
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths) add(path, out);
  }
  std::set<fs::path> seen;
  std::erase_if(out, [&](const MailFile& file) { return !seen.insert(file.path).second; });
  return out;
}

bool read_file(const MailFile& file, uint64_t most, std::string& bytes) {
  bytes.clear();
  int fd = open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0 && errno == ENOENT && file.kind == MailFile::Kind::maildir) fd = open_again(file);
  if (fd < 0 && errno == ENOENT) return false;
  if (fd < 0) cannot_read(file.path, errno);
  char block[64 * 1024];
  ssize_t got = 0;
  while (bytes.size() <= most && (got = read(fd, block, sizeof block)) > 0) bytes.append(block, std::min(static_cast<size_t>(got), static_cast<size_t>(most + 1 - bytes.size())));
  int fault = errno;
  close(fd);
  if (got < 0) cannot_read(file.path, fault);
  return true;
}

void each_mail(const std::filesystem::path& mbox, uint64_t most, const std::function<bool(int64_t, const std::string&)>& take) {
  std::ifstream in(mbox, std::ios::binary);
  if (!in) cannot_read(mbox, errno);
  std::string line, bytes;
  int64_t number = 0;
  bool blank_before = true;
  while (std::getline(in, line)) {
    if (blank_before && line.starts_with("From ")) {
      if (number && !take(number, bytes)) return;
      ++number;
      bytes.clear();
      blank_before = false;
      continue;
    }
    number = std::max<int64_t>(number, 1);
    blank_before = line.empty() || line == "\r";
    size_t quotes = line.find_first_not_of('>');
    std::string_view plain = line;
    if (quotes != std::string::npos && quotes > 0 && plain.substr(quotes).starts_with("From ")) plain.remove_prefix(1);
    if (bytes.size() <= most) bytes.append(plain).append("\n");
    if (bytes.size() > most + 1) bytes.resize(most + 1);
  }
  if (in.bad()) cannot_read(mbox, EIO);
  if (number) take(number, bytes);
}

}  // namespace musubi::mail
