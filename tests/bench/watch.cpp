#include "tests/bench/watch.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

namespace musubi::bench {
namespace {

namespace fs = std::filesystem;

struct Process {
  int64_t parent = 0;
  double seconds = 0;
};

Process process_at(const fs::path& folder) {
  std::ifstream in(folder / "stat");
  std::string line;
  std::getline(in, line);
  size_t behind_name = line.rfind(')');
  if (behind_name == std::string::npos) return {};
  std::istringstream rest(line.substr(behind_name + 1));
  std::string skipped;
  Process out;
  rest >> skipped >> out.parent;
  for (int i = 0; i < 9; ++i) rest >> skipped;
  double user = 0, system = 0;
  rest >> user >> system;
  out.seconds = (user + system) / double(sysconf(_SC_CLK_TCK));
  return out;
}

/// Folders of the server's processes under /proc.
std::vector<fs::path> processes(int64_t postmaster) {
  std::vector<fs::path> out;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator("/proc", failed)) {
    int64_t pid = std::strtoll(entry.path().filename().c_str(), nullptr, 10);
    if (pid > 0 && (pid == postmaster || process_at(entry.path()).parent == postmaster))
      out.push_back(entry.path());
  }
  return out;
}

struct Memory {
  int64_t own = 0, shared = 0;
};

Memory memory_of(const fs::path& process) {
  std::ifstream in(process / "status");
  std::string line;
  Memory out;
  while (std::getline(in, line)) {
    if (line.starts_with("RssAnon:")) out.own = std::stoll(line.substr(8)) * 1024;
    if (line.starts_with("RssShmem:")) out.shared = std::stoll(line.substr(9)) * 1024;
  }
  return out;
}

}  // namespace

int64_t own_peak() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return int64_t(usage.ru_maxrss) * 1024;
}

double own_processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  auto seconds = [](const timeval& t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double server_processor_seconds(int64_t postmaster) {
  double out = 0;
  for (const fs::path& process : processes(postmaster)) out += process_at(process).seconds;
  return out;
}

ServerMemory::ServerMemory(int64_t postmaster) : postmaster_(postmaster) {
  thread_ = std::jthread([this](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      sample();
      std::this_thread::sleep_for(std::chrono::milliseconds(1000));
    }
  });
}

ServerMemory::~ServerMemory() = default;

void ServerMemory::sample() {
  int64_t sum = 0, shared = 0;
  for (const fs::path& process : processes(postmaster_)) {
    Memory memory = memory_of(process);
    sum += memory.own;
    shared = std::max(shared, memory.shared);
  }
  sum += shared;
  if (sum > peak_) peak_ = sum;
}

}  // namespace musubi::bench
