#include "core/store/programs.hpp"

#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

#include "core/base/error.hpp"

namespace musubi::store {
namespace {

namespace fs = std::filesystem;
constexpr int preferred = 15;

int number_in(std::string_view text) {
  size_t at = text.find_first_of("0123456789");
  int value = 0;
  if (at != std::string_view::npos) std::from_chars(text.data() + at, text.data() + text.size(), value);
  return value;
}

bool complete(const fs::path& folder) {
  for (const char* name : {"initdb", "pg_ctl", "postgres"})
    if (access((folder / name).c_str(), X_OK) != 0) return false;
  return true;
}

int version_of(const fs::path& folder) {
  FILE* pipe = popen(("'" + (folder / "postgres").string() + "' --version").c_str(), "re");
  if (!pipe) return 0;
  char line[200] = "";
  if (!fgets(line, sizeof line, pipe)) line[0] = 0;
  pclose(pipe);
  return number_in(line);
}

std::map<int, fs::path> installed() {
  std::map<int, fs::path> out;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", none))
    if (int major = number_in(entry.path().filename().string()); major && complete(entry.path() / "bin"))
      out[major] = entry.path() / "bin";
  if (!out.empty()) return out;
  const char* path = std::getenv("PATH");
  for (std::string rest = path ? path : ""; !rest.empty();) {
    fs::path folder = rest.substr(0, rest.find(':'));
    rest.erase(0, rest.find(':') == std::string::npos ? rest.size() : rest.find(':') + 1);
    if (complete(folder)) out.emplace(version_of(folder), folder);
  }
  return out;
}

}  // namespace

Programs find_programs(int major) {
  std::map<int, fs::path> found = installed();
  if (found.empty()) throw Error("store.no_postgres");
  auto at = found.find(major ? major : preferred);
  if (at == found.end()) at = std::prev(found.end());
  return {at->second, at->first};
}

int cluster_major(const fs::path& pg) {
  std::ifstream in(pg / "PG_VERSION");
  std::string line;
  std::getline(in, line);
  return number_in(line);
}

}  // namespace musubi::store
