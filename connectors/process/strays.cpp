#include "connectors/process/strays.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <string_view>

namespace musubi::process {
namespace {

constexpr int kLooks = 5;

/// The environment that a process was started with, each variable behind a NUL; "" where it may not be seen.
std::string environment_of(const std::string& pid) {
  std::string out(1, '\0');
  int fd = open(("/proc/" + pid + "/environ").c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return out;
  char piece[1 << 14];
  for (ssize_t got; (got = read(fd, piece, sizeof piece)) > 0;) out.append(piece, static_cast<size_t>(got));
  close(fd);
  return out;
}

bool is_marked(const std::string& pid, const std::string& variable) {
  struct stat is {};
  if (stat(("/proc/" + pid).c_str(), &is) != 0 || is.st_uid != geteuid()) return false;
  return environment_of(pid).find(variable) != std::string::npos;
}

/// Held by its descriptor from before it is looked at, so that no other can have got its number.
bool killed_if_marked(const std::string& name, const std::string& variable) {
  pid_t pid = 0;
  auto [end, wrong] = std::from_chars(name.data(), name.data() + name.size(), pid);
  if (wrong != std::errc() || end != name.data() + name.size() || pid <= 1 || pid == getpid()) return false;
  if (!is_marked(name, variable)) return false;
  int held = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  if (held < 0) return errno == ENOSYS && kill(pid, SIGKILL) == 0;
  bool killed = is_marked(name, variable) && syscall(SYS_pidfd_send_signal, held, SIGKILL, nullptr, 0) == 0;
  close(held);
  return killed;
}

}  // namespace

std::string mark_of(const std::string& folder) {
  return "MUSUBI_PROCESS=" + folder;
}

void end_strays(const std::string& mark) {
  if (mark.empty()) return;
  std::string variable = '\0' + mark + '\0';
  bool any = true;
  for (int look = 0; any && look < kLooks; ++look) {
    any = false;
    DIR* all = opendir("/proc");
    if (!all) return;
    while (const dirent* one = readdir(all)) any |= killed_if_marked(one->d_name, variable);
    closedir(all);
  }
}

}  // namespace musubi::process
