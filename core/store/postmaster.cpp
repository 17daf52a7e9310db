#include "core/store/postmaster.hpp"

#include <signal.h>

#include <chrono>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace musubi::store {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

pid_t pid_in_file(const fs::path& pg) {
  std::ifstream in(pg / "postmaster.pid");
  pid_t pid = 0;
  in >> pid;
  return pid;
}

/// A server process stands in its data directory.
bool serves(const fs::path& process, const fs::path& pg) {
  std::error_code failed;
  fs::path directory = fs::read_symlink(process / "cwd", failed);
  if (failed || directory != fs::weakly_canonical(pg, failed)) return false;
  std::ifstream in(process / "comm");
  std::string name;
  std::getline(in, name);
  return name == "postgres";
}

std::vector<pid_t> servers(const fs::path& pg) {
  std::vector<pid_t> out;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator("/proc", failed)) {
    pid_t pid = pid_t(std::strtol(entry.path().filename().c_str(), nullptr, 10));
    if (pid > 0 && serves(entry.path(), pg)) out.push_back(pid);
  }
  return out;
}

}  // namespace

int postmaster_port(const fs::path& pg) {
  std::ifstream in(pg / "postmaster.pid");
  std::string line;
  for (int i = 0; i < 4; ++i) std::getline(in, line);
  return in ? int(std::strtol(line.c_str(), nullptr, 10)) : 0;
}

bool postmaster_runs(const fs::path& pg) {
  pid_t pid = pid_in_file(pg);
  return pid > 0 && serves(fs::path("/proc") / std::to_string(pid), pg);
}

void clear_remains(const fs::path& pg) {
  for (int i = 0; i < 100; ++i) {
    std::vector<pid_t> left = servers(pg);
    if (left.empty()) break;
    for (pid_t pid : left) kill(pid, i < 60 ? SIGQUIT : SIGKILL);
    std::this_thread::sleep_for(50ms);
  }
  std::error_code none;
  if (pid_t pid = pid_in_file(pg); pid > 0 && kill(pid, 0) == 0) fs::remove(pg / "postmaster.pid", none);
}

}  // namespace musubi::store
